"""The places of a selection as a list to look through."""

import pytest

from places.query import list_places
from places.selection import Selection


def names(dataset, *asked, **wanted) -> list[str]:
    listed = list_places(dataset, Selection(), *asked, **wanted)
    return [row.place.name for row in listed.rows]


@pytest.mark.parametrize(
    ("by", "order"),
    [
        ("mentions", ["Bremen", "Italy", "Weser"]),
        ("name", ["Bremen", "Italy", "Weser"]),
        ("confidence", ["Weser", "Bremen", "Italy"]),
    ],
)
def test_places_are_listed_in_the_order_that_is_asked_for(dataset, by, order):
    assert names(dataset, by) == order


def test_names_are_ordered_as_the_language_of_the_page_has_them(dataset):
    assert names(dataset, "name", code="de") == ["Bremen", "Italy", "Weser"]  # Italien


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("italien", ["Italy"]),
        ("ITÁLY", ["Italy"]),
        ("weser riv", ["Weser"]),
        (" bre ", ["Bremen"]),
        ("x", []),
    ],
)
def test_a_place_is_found_by_any_of_its_names_in_any_language(dataset, named, found):
    assert names(dataset, named=named) == found


def test_places_of_a_country_stand_together_with_their_totals(dataset):
    listed = list_places(dataset, Selection(), grouped=True)
    assert [(row.place.name) for row in listed.rows] == ["Bremen", "Weser", "Italy"]
    assert {code: (group.places, group.mentions) for code, group in listed.groups.items()} == {
        "DE": (2, 5),
        "IT": (1, 3),
    }


def test_a_selection_narrows_the_list(dataset):
    listed = list_places(dataset, Selection(kinds=("water",)))
    assert [row.place.name for row in listed.rows] == ["Weser"]


def test_an_empty_dataset_lists_no_place(empty):
    assert list_places(empty, Selection()).rows == ()
