"""The places of a selection."""

import pytest

from places.query import Counts, count, find_place, select_nearest, select_places
from places.selection import Selection


def test_places_come_with_their_counts_the_most_named_first(dataset):
    rows = [(row.place.name, row.mentions, row.articles) for row in select_places(dataset, Selection())]
    assert rows == [("Bremen", 3, 2), ("Italy", 3, 2), ("Weser", 2, 2)]
    assert find_place(dataset, Selection(), "own:weser").confidence == pytest.approx(0.5)


def test_a_place_that_the_selection_hides_is_still_found_with_no_counts(dataset):
    row = find_place(dataset, Selection(articles=("none",)), "own:bremen")
    assert (row.place.name, row.mentions, row.articles) == ("Bremen", 0, 0)
    assert find_place(dataset, Selection(), "own:nowhere") is None


def test_a_place_has_a_name_in_the_language_of_the_page(dataset):
    row = find_place(dataset, Selection(), "own:italy")
    assert (row.place.name_in("de"), row.place.name_in("en")) == ("Italien", "Italy")


def test_the_most_named_places_can_be_asked_for_alone(dataset):
    rows = select_places(dataset, Selection(), limit=2)
    assert [row.place.name for row in rows] == ["Bremen", "Italy"]


def test_the_nearest_other_places_leave_countries_aside(dataset):
    ((nearest, kilometres),) = select_nearest(dataset, Selection(), "own:bremen")
    assert nearest.name == "Weser"
    assert kilometres == pytest.approx(50.8, abs=0.5)
    assert [place.name for place, _ in select_nearest(dataset, Selection(), "own:italy")] == [
        "Bremen",
        "Weser",
    ]
    assert select_nearest(dataset, Selection(kinds=("country",)), "own:bremen") == []


def test_an_empty_dataset_shows_nothing(empty):
    assert count(empty, Selection()) == Counts(0, 0, 0)
    assert select_places(empty, Selection()) == []
    assert select_nearest(empty, Selection(), "own:bremen") == []
