"""What a selection shows of a dataset."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from places.dataset import Dataset, DatasetWriter, mention_table, open_dataset
from places.model import KINDS, Article, Candidate, Evidence, Mention, PartialDate, Place
from places.selection import (
    Counts,
    Selection,
    count,
    count_kinds,
    date_range,
    explain,
    find_place,
    read_article,
    select_articles,
    select_mentions,
    select_months,
    select_places,
    select_together,
    shown,
)

BREMEN = Place("own:bremen", "Bremen", "city", 53.08, 8.80, ("DE",), 570_000, "made up", {"de": "Bremen"})
WESER = Place("own:weser", "Weser", "water", 53.5, 8.5, ("DE",), 0, "made up", {"en": "Weser River"})
ITALY = Place("own:italy", "Italy", "country", 42.8, 12.8, ("IT",), 59_000_000, "made up", {"de": "Italien"})
TEXTS = {
    "day": ("2024-06-19", "An der Weser liegt Bremen. Bremen schläft."),
    "month": ("2024-06", "Die Weser führt Hochwasser."),
    "year": ("2023", "Aus Italien kam ein Café nach Bremen."),
    "none": (None, "Italien, immer wieder Italien."),
    "empty": ("2024-07-01", "Hier kommt kein Ort vor."),
}


def mentions_of(text: str) -> list[Mention]:
    found = []
    for name, place in (("Bremen", BREMEN), ("Weser", WESER), ("Italien", ITALY)):
        at = text.find(name)
        while at >= 0:
            candidate = Candidate(
                *(place.id, 0.9, place.name, place.kind, place.latitude, place.longitude),
                place.country_codes,
                (Evidence("population", 0.5),),
            )
            found.append(
                Mention(
                    at,
                    at + len(name),
                    name,
                    place,
                    0.5 if place is WESER else 1.0,
                    (candidate,),
                    0,
                    len(text),
                )
            )
            at = text.find(name, at + 1)
    return sorted(found, key=lambda mention: mention.start)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("selection") / "dataset"
    articles = [
        Article(
            id=key,
            title=f"Artikel {key}",
            text=text,
            language="de",
            published=PartialDate.parse(written) if written else None,
            date_origin="stated" if written else None,
            path=f"{key}.txt",
        )
        for key, (written, text) in TEXTS.items()
    ]
    parsed = [(article.id, mentions_of(article.text)) for article in articles]
    with DatasetWriter(folder) as writer:
        writer.add(articles, mention_table(parsed), [BREMEN, WESER, ITALY])
        writer.commit({"source": "made up"})
    return open_dataset(folder)


def ids(dataset: Dataset, **selection: object) -> list[str]:
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


def test_places_come_with_their_counts_the_most_named_first(dataset):
    rows = [(row.name, row.mentions, row.articles) for row in select_places(dataset, Selection())]
    assert rows == [("Bremen", 3, 2), ("Italy", 3, 2), ("Weser", 2, 2)]
    assert find_place(dataset, Selection(), "own:weser").confidence == pytest.approx(0.5)


def test_a_place_that_the_selection_hides_is_still_found_with_no_counts(dataset):
    row = find_place(dataset, Selection(articles=("none",)), "own:bremen")
    assert (row.name, row.mentions, row.articles) == ("Bremen", 0, 0)
    assert find_place(dataset, Selection(), "own:nowhere") is None


def test_a_place_has_a_name_in_the_language_of_the_page(dataset):
    row = find_place(dataset, Selection(), "own:italy")
    assert (row.name_in("de"), row.name_in("en")) == ("Italien", "Italy")


def test_an_excerpt_is_the_piece_of_the_text_that_its_offsets_say(dataset):
    for row in select_mentions(dataset, Selection()):
        _, text = read_article(dataset, row.article_id)
        assert text[row.start : row.end] == row.surface
        assert text[row.offset : row.offset + len(row.excerpt)] == row.excerpt


def test_mentions_of_a_place_are_listed_whatever_kinds_are_asked_for(dataset):
    rows = select_mentions(dataset, Selection(kinds=("water",)), place_id="own:bremen")
    assert [row.article_id for row in rows] == ["day", "day", "year"]


def test_months_gather_days_and_leave_years_and_undated_for_what_they_are(dataset):
    months, undated = select_months(dataset, Selection(first=date(2030, 1, 1)))
    assert [(str(month.first), str(month.last), month.mentions) for month in months] == [
        ("2023-01-01", "2023-12-31", 2),
        ("2024-06-01", "2024-06-30", 4),
    ]
    assert undated == 2
    assert select_months(dataset, Selection(), "own:italy")[1] == 2


def test_places_named_together_are_counted_by_article(dataset):
    rows = [(row.name, number) for row, number in select_together(dataset, Selection(), "own:bremen")]
    assert sorted(rows) == [("Italy", 1), ("Weser", 1)]


def test_an_explanation_keeps_what_spoke_for_each_candidate(dataset):
    (explained,) = explain(dataset, "own:weser")
    assert (explained.surface, explained.mentions) == ("Weser", 2)
    assert explained.candidates[0].evidence == (Evidence("population", 0.5),)


def test_the_dates_of_a_dataset_reach_from_its_first_day_to_its_last(dataset):
    assert date_range(dataset) == (date(2023, 1, 1), date(2024, 7, 1))


days = st.none() | st.dates(date(2022, 12, 30), date(2024, 7, 3))


@settings(max_examples=60)
@given(days, days, st.booleans(), st.sets(st.sampled_from(KINDS)), st.sets(st.sampled_from([*TEXTS, "x"])))
def test_counts_in_memory_are_those_of_the_tables(dataset, first, last, undated, kinds, articles):
    selection = Selection(
        first=first, last=last, undated=undated, kinds=tuple(sorted(kinds)), articles=tuple(sorted(articles))
    )
    query, values = shown(selection)
    with dataset.cursor() as cursor:
        row = cursor.execute(
            query + "SELECT (SELECT count(*) FROM shown_articles), "
            "(SELECT count(DISTINCT place_id) FROM shown), (SELECT count(*) FROM shown)",
            values,
        ).fetchone()
    assert count(dataset, selection) == Counts(*row)


def test_a_dataset_without_articles_has_no_dates(tmp_path: Path):
    with DatasetWriter(tmp_path / "dataset") as writer:
        writer.commit({})
    empty = open_dataset(tmp_path / "dataset")
    assert date_range(empty) is None
    assert count(empty, Selection()) == Counts(0, 0, 0)
    assert not select_places(empty, Selection())
