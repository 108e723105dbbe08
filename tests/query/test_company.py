"""What is named together with a place."""

from __future__ import annotations

from datetime import date

import pytest

from places.dataset import Dataset, open_dataset
from places.exporting import from_dataset
from places.exporting.network import edges_of
from places.language import language
from places.query import select_articles, select_company, select_places
from places.query.company import count_company
from places.sample import DATASET
from places.selection import Selection


def test_places_named_together_are_counted_by_article(dataset: Dataset) -> None:
    found = select_company(dataset, Selection(), "own:bremen")
    assert sorted((row.place.name, row.articles) for row, _ in found) == [("Italy", 1), ("Weser", 1)]


def test_a_place_that_nothing_names_is_alone(dataset: Dataset) -> None:
    assert select_company(dataset, Selection(), "own:nowhere") == []
    assert select_company(dataset, Selection(articles=("none",)), "own:bremen") == []


@pytest.mark.parametrize(
    "selection", [Selection(), Selection(first=date(2024, 1, 1), undated=False), Selection(words="Zug")]
)
def test_articles_and_sentences_are_those_of_the_network(selection: Selection) -> None:
    with open_dataset(DATASET) as dataset:
        extract = from_dataset(dataset, selection, language("de"))
        ids = [row.place.id for row in extract.places]
        edges = edges_of(extract)
        for row in select_places(dataset, selection)[:12]:
            found = {
                other.place.id: (other.articles, sentences)
                for other, sentences in select_company(dataset, selection, row.place.id)
            }
            joined = {
                ids[edge.second if ids[edge.first] == row.place.id else edge.first]: (
                    edge.articles,
                    edge.sentences,
                )
                for edge in edges
                if row.place.id in {ids[edge.first], ids[edge.second]}
            }
            assert found == joined


def test_those_of_the_most_articles_come_first_and_their_number_may_be_limited() -> None:
    with open_dataset(DATASET) as dataset:
        every = select_company(dataset, Selection(), "geonames:1871859")
        order = [(row.articles, sentences) for row, sentences in every]
        assert order == sorted(order, reverse=True)
        few = select_company(dataset, Selection(), "geonames:1871859", 3)
        assert [row.articles for row, _ in few] == [row.articles for row, _ in every[:3]]
        assert {(row.place.id, sentences) for row, sentences in few} <= {
            (row.place.id, sentences) for row, sentences in every
        }


def test_other_kinds_than_those_that_are_shown_are_listed_too() -> None:
    with open_dataset(DATASET) as dataset:
        alone = select_company(dataset, Selection(kinds=("city",)), "geonames:1871859")
        assert alone == select_company(dataset, Selection(), "geonames:1871859")


def test_the_company_of_a_place_is_counted_as_it_is_listed() -> None:
    with open_dataset(DATASET) as dataset:
        for selection in (Selection(), Selection(kinds=("city",)), Selection(undated=False)):
            listed = select_company(dataset, selection, "geonames:1871859", sentences=False)
            assert count_company(dataset, selection, "geonames:1871859") == len(listed) > 0


def test_without_sentences_the_articles_are_the_same() -> None:
    with open_dataset(DATASET) as dataset:
        counted = select_company(dataset, Selection(), "geonames:1871859")
        quick = select_company(dataset, Selection(), "geonames:1871859", sentences=False)
        assert {each.row.place.id: each.row.articles for each in quick} == {
            each.row.place.id: each.row.articles for each in counted
        }
        assert {each.sentences for each in quick} == {0}


def test_of_very_many_articles_sentences_are_counted_in_some(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = select_articles(dataset, Selection())
    naming = [
        article.id
        for article in articles
        if any(
            row.place.id == "own:bremen" for row in select_places(dataset, Selection(articles=(article.id,)))
        )
    ]
    newest = select_company(dataset, Selection(articles=(naming[0],)), "own:bremen")
    monkeypatch.setattr("places.query.offsets.READ_OF", 1)
    counted = select_company(dataset, Selection(undated=False), "own:bremen")
    assert {each.row.place.id for each in counted} > {each.row.place.id for each in newest}
    sentences = {each.row.place.id: each.sentences for each in newest}
    assert sum(sentences.values()) > 0
    assert all(each.sentences == sentences.get(each.row.place.id, 0) for each in counted)
