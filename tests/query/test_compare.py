"""Two selections side by side."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from places.language import language
from places.query import (
    SIDES,
    compare,
    compared_place,
    compared_places,
    described,
    select_places,
    set_aside_unknown,
)
from places.selection import Selection

YEAR, MONTH = Selection(articles=("year",)), Selection(first=date(2024, 6, 1), undated=False)
selections = st.builds(
    Selection,
    first=st.none() | st.just(date(2024, 6, 1)),
    undated=st.booleans(),
    sources=st.sampled_from([(), ("Weser-Bote",), ("Café, Blatt",)]),
    kinds=st.sampled_from([(), ("city",), ("water", "country")]),
)


def test_each_place_is_on_the_side_of_the_selection_that_names_it(dataset):
    rows = {row.place.id: row for row in compared_places(dataset, YEAR, MONTH)}
    assert {key: row.side for key, row in rows.items()} == {
        "own:italy": "a-only",
        "own:weser": "b-only",
        "own:bremen": "both",
    }
    assert rows["own:bremen"][2:] == (1, 2, 1, 1, 0.5, 0.5)


def test_shares_are_compared_and_not_numbers(dataset):
    assert compared_place(dataset, Selection(), YEAR, "own:bremen").side == "b-more"
    assert compared_place(dataset, YEAR, Selection(), "own:bremen").side == "a-more"
    assert compared_place(dataset, YEAR, YEAR, "own:weser") is None


@settings(max_examples=40)
@given(a=selections, b=selections)
def test_both_say_what_each_says_alone(dataset, a, b):
    rows = compared_places(dataset, a, b)
    for mentions, articles, selection in (("mentions_a", "articles_a", a), ("mentions_b", "articles_b", b)):
        alone = {row.place.id: (row.mentions, row.articles) for row in select_places(dataset, selection)}
        assert alone == {
            row.place.id: (getattr(row, mentions), getattr(row, articles))
            for row in rows
            if getattr(row, mentions)
        }
    differences = [abs(row.share_a - row.share_b) for row in rows]
    assert differences == sorted(differences, reverse=True)
    swapped = {row.place.id: row.side for row in compared_places(dataset, b, a)}
    other = dict(zip(SIDES, reversed(SIDES), strict=True))
    assert swapped == {row.place.id: other[row.side] for row in rows}
    assert (compare(dataset, a, b).side >= 0).sum() == len(rows)


def test_a_comparison_is_told_in_words(dataset):
    selection = Selection(sources=("Weser-Bote",), beside=Selection())
    assert described(dataset, selection, language("de")) == "Quelle: Weser-Bote, verglichen mit: alles"


@pytest.mark.parametrize("sources", [("nobody",), ("nobody", "Weser-Bote")])
def test_what_the_kept_selection_asks_for_and_is_not_there_is_set_aside_too(dataset, sources):
    known, unknown = set_aside_unknown(dataset, Selection(beside=Selection(sources=sources)))
    assert unknown == [("sources", "nobody")]
    assert known.beside == Selection(sources=sources[1:])
