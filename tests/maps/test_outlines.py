from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import shapely
from shapely.geometry import Point, shape

from places.gazetteer.area_codes import first_level_areas
from places.gazetteer.sources.features import Features
from places.maps import (
    OUTLINES,
    MapPlace,
    outline_of,
    outline_source,
    outlines_of,
    place_columns,
    point_on_course,
)
from places.maps.outlines import FILES, file_of

RHINE, BAVARIA, RUSSIA, CRIMEA = "own:rhine", "geonames:2951839", "geonames:2017370", "geonames:703883"


def told() -> Iterator[tuple[str, dict[str, Any]]]:
    for number in range(FILES):
        yield from json.loads((OUTLINES / f"{number}.json").read_text(encoding="utf-8")).items()


def test_a_river_is_its_course_and_an_area_its_outline() -> None:
    rhine, bavaria = shape(outline_of(RHINE)), shape(outline_of(BAVARIA))
    assert rhine.geom_type == "MultiLineString"
    for longitude, latitude in ((6.96, 50.94), (7.76, 48.57), (7.6, 47.56)):  # Cologne, Strasbourg, Basel
        assert rhine.distance(Point(longitude, latitude)) < 0.1
    assert bavaria.contains(Point(11.57, 48.14))
    assert not bavaria.contains(Point(9.18, 48.78))  # Stuttgart


@pytest.mark.parametrize(
    ("place_id", "longitude", "latitude"),
    [
        ("own:lake-constance", 9.4, 47.6),
        ("own:yellow-sea", 123.0, 36.0),
        ("own:alps", 10.0, 46.7),
        ("own:korean-peninsula", 127.0, 38.0),
        (RUSSIA, -173.0, 66.0),  # beyond the 180° meridian
        ("geonames:690791", 34.1, 45.2),  # Ukraine has Crimea
        (CRIMEA, 34.1, 45.2),
        ("geonames:3012874", 2.35, 48.85),  # the Île-de-France, put together from its departments
        ("geonames:6269131", -1.55, 53.8),  # Leeds in England, which is given as its counties alone
        ("geonames:2641364", -6.65, 54.6),  # Northern Ireland
        ("geonames:2638360", -3.78, 55.67),  # Lanark in Scotland
        ("geonames:12110600", 6.2, 60.6),  # Vestland, two counties in one
        ("geonames:7521311", 121.03, 14.6),  # Metro Manila, a city of cities
        ("geonames:6930712", -1.1, 12.5),  # Plateau-Central in Burkina Faso
        ("own:pacific-ocean", -150.0, 20.0),
        ("own:pacific-ocean", -120.0, -30.0),
    ],
)
def test_a_point_lies_in_the_outline(place_id: str, longitude: float, latitude: float) -> None:
    assert shape(outline_of(place_id)).buffer(0).contains(Point(longitude, latitude))


def test_an_area_of_parts_ends_where_they_end() -> None:
    england = shape(outline_of("geonames:6269131")).buffer(0)
    for longitude, latitude in ((-3.2, 55.95), (-3.9, 52.2), (-5.93, 54.6)):  # Edinburgh, Wales, Belfast
        assert not england.contains(Point(longitude, latitude))


@pytest.mark.slow
def test_nearly_all_first_level_areas_have_an_outline() -> None:
    areas = first_level_areas()
    assert sum(outline_of(area.place_id) is not None for area in areas.values()) / len(areas) > 0.92


def test_a_town_and_what_is_not_known_have_none() -> None:
    for place_id in ("geonames:2867714", "own:no-such-place", "own:donaukanal", "", "made:'\"<>"):
        assert outline_of(place_id) is None
        assert outline_source(place_id) is None


def test_an_outline_says_where_it_comes_from() -> None:
    assert outline_source(RHINE) == "Natural Earth 1:10m: Rhine (rivers)"


@pytest.mark.slow
def test_every_shape_lies_in_the_file_that_is_asked_for_it_and_is_one_of_geojson() -> None:
    number = 0
    for place_id, written in told():
        number += 1
        geometry = outline_of(place_id)
        assert geometry is not None, place_id
        read = shape(geometry)
        assert not read.is_empty, place_id
        left, bottom, right, top = read.bounds
        assert -180 <= left <= right <= 180, place_id
        assert -85.1 <= bottom <= top <= 85.1, place_id
        if "area" in written:
            for polygon in read.geoms:
                assert shapely.is_ccw(polygon.exterior), place_id  # RFC 7946
    assert number > 4600


def test_no_course_of_a_river_has_a_piece_far_from_the_others() -> None:
    for place_id, written in told():
        if "course" in written:
            left, _, right, _ = shape(outline_of(place_id)).bounds
            assert right - left < 60, place_id


def test_most_large_rivers_countries_and_first_level_regions_have_a_shape() -> None:
    ids = {place_id for place_id, _ in told()}
    rivers = [
        entry.place.id
        for entry in Features().entries()
        if entry.feature_code == "STM" and entry.prominence >= 1_000_000
    ]
    assert sum(river in ids for river in rivers) / len(rivers) > 0.8


def test_all_files_together_take_less_than_four_megabytes() -> None:
    assert sum(file.stat().st_size for file in OUTLINES.glob("*.json")) < 4_000_000


def test_a_page_without_a_server_takes_the_shapes_of_its_places_along() -> None:
    shapes = outlines_of([RHINE, "geonames:2867714", BAVARIA])
    assert set(shapes) == {RHINE, BAVARIA}
    assert shapes[RHINE]["course"]


def test_a_river_stands_on_its_course_and_other_waters_where_they_are() -> None:
    rhine = MapPlace(RHINE, "Rhein", "water", 50.3, 7.6, 1)
    lake = MapPlace("own:lake-constance", "Bodensee", "water", 47.62, 9.4, 1)
    columns = place_columns([rhine, lake])
    point = Point(columns["longitudes"][0], columns["latitudes"][0])
    assert shape(outline_of(RHINE)).distance(point) < 0.02
    assert point.distance(Point(7.6, 50.3)) < 0.3
    assert (columns["latitudes"][1], columns["longitudes"][1]) == (47.62, 9.4)
    assert point_on_course("own:lake-constance") is None


def test_the_files_are_numbered_as_the_map_s_script_does() -> None:
    number = 0
    for character in RHINE:
        number = number * 31 + ord(character)
    # 65,536 divides evenly by the number of files: what is cut off above it changes nothing.
    assert file_of(RHINE) == number % FILES
