"""What can be chosen, and what choosing it would show."""

from places.query import count, count_checked, count_values, select_articles, set_aside_unknown
from places.selection import FACETS, Selection


def test_a_value_counts_the_articles_that_choosing_it_would_show(dataset):
    selection = Selection(tags=("Fluss",), undated=False)
    for facet in FACETS:
        for value, number in count_values(dataset, selection, facet):
            chosen = selection.asking(facet, (value,))
            assert number == len(select_articles(dataset, chosen)), (facet, value)


def test_the_values_of_most_articles_come_first_and_stay_there(dataset):
    assert count_values(dataset, Selection(), "tags") == [("Fluss", 2), ("Hafen", 2)]
    assert count_values(dataset, Selection(authors=("A. Muster",)), "tags") == [("Fluss", 1), ("Hafen", 1)]
    assert count_values(dataset, Selection(articles=("month",)), "tags") == [("Fluss", 1)]


def test_a_facet_that_leaves_nothing_out_is_not_offered(dataset):
    assert count_values(dataset, Selection(), "languages") == []
    assert count_values(dataset, Selection(), "authors") == [("A. Muster", 2)]


def test_a_chosen_value_stays_though_the_rest_of_the_selection_shows_none_of_it(dataset):
    assert ("Weser-Bote", 0) in count_values(
        dataset, Selection(sources=("Weser-Bote",), undated=True, articles=("none",)), "sources"
    )


def test_blanks_around_a_source_make_no_other_one(dataset):
    assert [value for value, _ in count_values(dataset, Selection(), "sources")] == [
        "Café, Blatt",
        "Weser-Bote",
    ]


def test_what_is_checked_and_what_is_not_make_up_all(dataset):
    checked, unchecked = count_checked(dataset, Selection(checked=True)) or (0, 0)
    assert checked == count(dataset, Selection(checked=True)).mentions > 0
    assert checked + unchecked == count(dataset, Selection()).mentions
    assert count_checked(dataset, Selection(articles=("empty",))) == (0, 0)


def test_nothing_is_offered_where_nobody_checked_anything(empty):
    assert count_checked(empty, Selection()) is None


def test_an_article_of_which_one_mention_is_checked_counts_once(dataset):
    (row,) = select_articles(dataset, Selection(articles=("day",)))
    assert row.mentions == 3
    assert count(dataset, Selection(articles=("day",), checked=True)).mentions == 1


def test_what_the_dataset_does_not_have_is_set_aside(dataset):
    asked = Selection(articles=("day", "zzz"), sources=("nobody",), tags=("Fluss",))
    known, unknown = set_aside_unknown(dataset, asked)
    assert known == Selection(articles=("day",), tags=("Fluss",))
    assert unknown == [("articles", "zzz"), ("sources", "nobody")]
    assert set_aside_unknown(dataset, Selection(articles=("-",))) == (Selection(articles=("-",)), [])
