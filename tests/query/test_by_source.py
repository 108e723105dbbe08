"""Which source writes about where."""

from typing import get_args

from places.dataset import Dataset
from places.query import has_sources, list_by_source, list_places
from places.query.place_list import By
from places.selection import Selection


def test_each_source_has_its_places_with_its_own_counts(dataset: Dataset) -> None:
    found = list_by_source(dataset, Selection(), code="de")
    told = {
        each.source: {row.place.name_in("de"): (row.mentions, row.articles) for row in each.rows}
        for each in found
    }
    assert told == {
        "Weser-Bote": {"Bremen": (2, 1), "Weser": (2, 2)},
        "Café, Blatt": {"Italien": (3, 2), "Bremen": (1, 1)},
    }
    assert [(each.source, each.articles, each.mentions) for each in found] == [
        ("Café, Blatt", 2, 4),
        ("Weser-Bote", 2, 4),
    ]
    assert has_sources(dataset)


def test_a_selection_has_the_sources_of_its_articles_alone(dataset: Dataset) -> None:
    found = list_by_source(dataset, Selection(articles=("day",)))
    assert [each.source for each in found] == ["Weser-Bote"]
    assert not list_by_source(dataset, Selection(articles=("empty",)))


def test_only_a_name_that_is_looked_for_is_listed(dataset: Dataset) -> None:
    found = list_by_source(dataset, Selection(), named="WESER")
    assert [(each.source, [row.place.id for row in each.rows]) for each in found] == [
        ("Weser-Bote", ["own:weser"])
    ]


def test_the_places_of_a_source_stand_as_in_the_list_of_all(dataset: Dataset) -> None:
    for by in get_args(By):
        for of_source in list_by_source(dataset, Selection(), by, code="de"):
            alone = Selection().asking("sources", (of_source.source,))
            rows = list_places(dataset, alone, by, code="de").rows
            assert [row.place.id for row in of_source.rows] == [row.place.id for row in rows], by
            assert [row[1:] for row in of_source.rows[:2]] == [row[1:] for row in rows[:2]]
            assert of_source.rows[-1] == rows[-1]
