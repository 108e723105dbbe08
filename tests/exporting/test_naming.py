from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.exporting import file_name
from places.exporting.naming import LONGEST
from places.selection import Selection

DAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("selection", "named"),
    [
        (Selection(), "places-fernost-2026-11-28.csv"),
        (Selection(place="own:a", language="de"), "places-fernost-2026-11-28.csv"),
        (
            Selection(first=date(2024, 6, 1), last=date(2025, 7, 31)),
            "places-fernost-2024-06-01_2025-07-31-2026-11-28.csv",
        ),
        (Selection(first=date(2024, 6, 1)), "places-fernost-from-2024-06-01-2026-11-28.csv"),
        (Selection(undated=False), "places-fernost-dated-2026-11-28.csv"),
        (
            Selection(kinds=("city",), words='"Große Brücke"'),
            "places-fernost-city-grosse-bruecke-2026-11-28.csv",
        ),
        (Selection(articles=("a", "b")), "places-fernost-2-articles-2026-11-28.csv"),
        (Selection(checked=False), "places-fernost-unchecked-2026-11-28.csv"),
    ],
)
def test_a_file_is_named_after_dataset_selection_and_day(selection: Selection, named: str) -> None:
    assert file_name("Fernost", selection, DAY, ".csv") == named


def test_what_is_in_the_file_is_named_where_the_ending_does_not_tell() -> None:
    assert file_name("Fernost", Selection(), DAY, ".png", what="map") == "places-fernost-map-2026-11-28.png"


def test_a_dataset_without_a_latin_letter_goes_unnamed() -> None:
    assert file_name("평양", Selection(), DAY, ".csv") == "places-2026-11-28.csv"


@given(dataset=st.text(), words=st.text(max_size=200))
def test_a_name_is_short_and_safe_whatever_a_visitor_types(dataset: str, words: str) -> None:
    named = file_name(dataset, Selection(words=words, kinds=("city", "site")), DAY, ".csv")
    assert named.isascii()
    assert all(letter.isalnum() or letter in "-_." for letter in named)
    assert len(named) <= LONGEST + len(".csv")
    assert named.endswith("-2026-11-28.csv")
