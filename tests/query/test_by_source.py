"""Which source writes about where."""

from places.dataset import Dataset
from places.query import has_sources, list_by_source
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
