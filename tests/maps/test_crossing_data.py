from __future__ import annotations

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, box

from places.maps.crossing_data import crossed_by

WEST, EAST = box(10, 50, 11, 51), box(11, 50, 12, 51)
SHAPES = {"WE": WEST, "EA": EAST, "EA-1": EAST}


def crossed(outline: shapely.Geometry, named: tuple[str, ...] = ("WE", "EA")) -> list[str]:
    codes = list(SHAPES)
    return list(crossed_by(outline, shapely.STRtree([SHAPES[code] for code in codes]), codes, SHAPES, named))


def course(*points: tuple[float, float]) -> MultiLineString:
    return MultiLineString([LineString(points)])


def test_a_course_on_a_border_is_on_both_sides_of_it() -> None:
    assert crossed(course((11.001, 50.2), (11.001, 50.8))) == ["WE", "EA", "EA-1"]


def test_a_course_that_only_touches_a_border_is_not_beyond_it() -> None:
    assert crossed(course((10.2, 50.5), (11.001, 50.5))) == ["WE"]


def test_a_country_that_nobody_names_takes_more_than_a_corner() -> None:
    through = course((10.2, 50.5), (11.1, 50.5))
    assert crossed(through) == ["WE", "EA", "EA-1"]
    assert crossed(course((6, 50.5), (11.1, 50.5)), ("WE",)) == ["WE"]


def test_an_area_is_where_a_hundredth_of_it_is() -> None:
    assert crossed(MultiPolygon([box(10.2, 50.2, 11.2, 50.8)])) == ["WE", "EA", "EA-1"]
    assert crossed(MultiPolygon([box(10.2, 50.2, 11.002, 50.8)])) == ["WE"]
