"""The small picture of where places lie."""

import re

import pytest

from places.model import Kind, Place
from places.query import PlaceRow
from places.views.dot_map import dot_map
from places.views.land_outline import FILE, outline


def row(latitude: float, longitude: float, kind: Kind = "city", mentions: int = 1) -> PlaceRow:
    return PlaceRow(Place("own:x", "X", kind, latitude, longitude), mentions, 1, 1.0)


def dots(rows: list[PlaceRow]) -> list[tuple[float, float]]:
    """Give where the dots are, in percents from the left and from above."""
    picture = dot_map(rows, "")
    assert isinstance(picture, dict)
    styles = [each["p"]["style"] for each in picture["k"] if each["c"].startswith("dot ")]
    found = [re.match(r"left:([\d.]+)%;top:([\d.]+)%", style) for style in styles]
    return [(float(each[1]), float(each[2])) for each in found if each]


@pytest.mark.parametrize(
    "points", [[(53, 9)], [(53, 9), (39, 126)], [(70, -179), (70, 179)], [(-54, -68), (78, 15)], [(89, 0)]]
)
def test_every_place_is_inside_the_picture(points):
    places = [row(latitude, longitude) for latitude, longitude in points]
    assert len(dots(places)) == len(points)
    assert all(0 <= x <= 100 and 0 <= y <= 100 for x, y in dots(places))


def test_a_place_in_the_east_is_on_the_right_and_one_in_the_north_above():
    (east, south), (west, north) = dots([row(60, 10), row(40, 100)])  # the most named is drawn last
    assert east > west
    assert south > north


def test_a_country_is_left_out_beside_a_town_and_shown_where_nothing_else_is_named():
    assert len(dots([row(60, 100, "country"), row(55, 37)])) == 1
    assert len(dots([row(60, 100, "country")])) == 1


@pytest.mark.slow
def test_the_committed_land_is_what_the_base_map_gives():
    assert FILE.read_text(encoding="utf-8") == outline()
