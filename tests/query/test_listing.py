"""Articles as a list shows them."""

import pytest

from places.query import select_listed
from places.query.listing import beginning
from places.selection import Selection


def test_a_list_begins_with_the_newest_and_ends_with_the_undated(dataset):
    listed = select_listed(dataset, Selection(), "newest", 10)
    assert [each.article.id for each in listed] == ["empty", "day", "month", "year", "none"]


def test_a_list_by_places_begins_with_the_article_that_names_most_of_them(dataset):
    listed = select_listed(dataset, Selection(), "places", 10)
    assert [(each.article.id, len(each.places)) for each in listed] == [
        ("day", 2),
        ("year", 2),
        ("month", 1),
        ("none", 1),
        ("empty", 0),
    ]


def test_the_places_of_an_article_come_with_its_own_mentions_the_most_named_first(dataset):
    (day,) = select_listed(dataset, Selection(articles=("day",)), "newest", 1)
    assert [(row.place.name, row.mentions, row.articles) for row in day.places] == [
        ("Bremen", 2, 1),
        ("Weser", 1, 1),
    ]
    assert day.article.mentions == 3


def test_an_article_is_shown_with_its_first_words(dataset):
    (day,) = select_listed(dataset, Selection(articles=("day",)), "newest", 1)
    assert day.beginning == "An der Weser liegt Bremen. Bremen schläft."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nach der Wahl\n\nIn Bremen wird gezählt.", "In Bremen wird gezählt."),
        ("Nach der Wahl: In Bremen wird gezählt.", "In Bremen wird gezählt."),
        ("Nach der Wahl in Bremen wird gezählt.", "Nach der Wahl in Bremen wird gezählt."),
    ],
)
def test_a_title_is_left_out_of_the_first_words_only_where_it_stands_as_a_title(text, shown):
    assert beginning(text, "Nach der Wahl") == shown


def test_no_more_articles_are_listed_than_are_asked_for(dataset):
    assert len(select_listed(dataset, Selection(), "places", 2)) == 2


def test_an_empty_dataset_lists_nothing(empty):
    assert select_listed(empty, Selection(), "newest", 10) == ()
