"""Which articles, places and mentions a selection shows."""

from datetime import date

import pytest

from places.dataset import Dataset
from places.model import Kind
from places.query import Counts, count, count_kinds, select_articles
from places.query.evaluate import evaluate
from places.selection import Selection


def ids(dataset, **selection: object) -> list[str]:
    return [article.id for article in select_articles(dataset, Selection(**selection))]


def test_everything_is_shown_the_newest_first_and_the_undated_last(dataset):
    assert ids(dataset) == ["empty", "day", "month", "year", "none"]
    assert count(dataset, Selection()) == Counts(5, 3, 8)


def test_a_date_filter_shows_every_article_whose_span_overlaps_it(dataset):
    assert ids(dataset, first=date(2024, 6, 30), last=date(2024, 6, 30), undated=False) == ["month"]
    assert ids(dataset, first=date(2023, 5, 5), last=date(2023, 5, 6), undated=False) == ["year"]
    assert ids(dataset, last=date(2024, 6, 18), undated=False) == ["month", "year"]
    assert ids(dataset, first=date(2024, 7, 1), undated=False) == ["empty"]


def test_an_undated_article_is_shown_or_hidden_by_its_own_switch_and_by_nothing_else(dataset):
    assert "none" in ids(dataset, first=date(2030, 1, 1))
    assert "none" not in ids(dataset, undated=False)


def test_kinds_narrow_places_and_mentions_but_no_articles(dataset):
    assert count(dataset, Selection(kinds=("city",))) == Counts(5, 1, 3)
    assert count_kinds(dataset, Selection(kinds=("city",))) == {"country": 1, "city": 1, "water": 1}


def test_articles_can_be_chosen_and_an_unknown_one_shows_nothing(dataset):
    assert ids(dataset, articles=("day", "none")) == ["day", "none"]
    assert count(dataset, Selection(articles=("-",))) == Counts(0, 0, 0)


@pytest.mark.parametrize("words", ["cafe", "CAFÉ", "café bremen", "  Café "])
def test_words_are_found_whatever_their_case_and_accents(dataset, words):
    assert ids(dataset, words=words) == ["year"]


@pytest.mark.parametrize("words", ["'; DROP TABLE articles; --", "%", "_", "\\", '"', "100%"])
def test_words_are_never_a_pattern_or_an_order(dataset, words):
    assert count(dataset, Selection(words=words)) == Counts(0, 0, 0)


def test_words_are_found_in_titles_too(dataset):
    assert ids(dataset, words="artikel day") == ["day"]


@pytest.mark.parametrize("kinds", [(), ("city",), ("water", "country")])
@pytest.mark.parametrize("words", ["", "Bremen"])
def test_of_a_place_the_same_mentions_are_shown_however_few_there_are(
    dataset: Dataset, kinds: tuple[Kind, ...], words: str
) -> None:
    shown = evaluate(dataset, Selection(kinds=kinds, words=words))
    index = shown.index
    for place in index.places:
        pairs = shown.pairs & (index.place == index.place_positions[place.id])
        of_place = shown.of_place(place.id)
        assert of_place.pairs.tolist() == pairs.tolist()
        assert of_place.by_article.tolist() == index.sums(index.mentions * pairs).tolist()
        assert index.naming(pairs).tolist() == (index.sums(pairs) > 0).tolist()
