"""Which articles, places and mentions a selection shows."""

from datetime import date

import pytest

from places.query import Counts, count, count_kinds, select_articles
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
