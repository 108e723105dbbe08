from __future__ import annotations

import pytest
from shapely.geometry import LineString, MultiLineString, MultiPolygon, box

from places.gazetteer.area_codes import first_level_areas
from places.maps.lines import on_grid
from places.maps.outline_matching import (
    Shape,
    key_of,
    keys_of,
    kilometres,
    matched_features,
    matched_regions,
    parts_in_table,
)


def around(longitude: float, latitude: float, degrees: float) -> MultiPolygon:
    left, bottom = on_grid(longitude - degrees, latitude - degrees)
    right, top = on_grid(longitude + degrees, latitude + degrees)
    return MultiPolygon([box(left, top, right, bottom)])


def course(*points: tuple[float, float]) -> MultiLineString:
    return MultiLineString([LineString([on_grid(*point) for point in points])])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("YELLOW SEA", "Yellow Sea"),
        ("Dalälven", "dalalven"),
        ("Tumen River", "Tumen"),
        ("Oblast' Kursk", "Kursk Oblast"),
        ("ISLA MARGARITA", "Margarita"),
    ],
)
def test_names_are_the_same_without_case_accents_and_words_for_what_something_is(
    one: str, other: str
) -> None:
    assert key_of(one) == key_of(other)


def test_a_name_of_nothing_but_such_words_stays() -> None:
    assert key_of("See") == "see"
    assert keys_of(["Amur / Heilong Jiang", None, ""]) == {"amur", "heilongjiang"}


def test_distances_are_told_in_kilometres_across_the_180th_meridian_too() -> None:
    assert kilometres(course((10, 50), (10, 51)), 11, 50.5) == pytest.approx(70.8, rel=0.01)
    assert kilometres(course((179.9, 0), (179.9, 1)), -179.9, 0.5) == pytest.approx(22.3, rel=0.02)


def test_a_river_is_matched_near_its_point_and_goes_on_past_a_lake_but_not_to_its_namesake() -> None:
    rhine = keys_of(["Rhine"])
    upper = Shape("rivers", "Rhine", "River", rhine, course((7.6, 47.6), (7.6, 50.2)), number=5)
    lake = Shape("rivers", "", "Lake Centerline", frozenset(), course((9.5, 47.6), (7.7, 47.6)), number=5)
    alpine = Shape("rivers", "Rhine", "River", rhine, course((9.5, 46.8), (9.5, 47.6)), number=5)
    namesake = Shape("rivers", "Rhine", "River", rhine, course((-80, 40), (-81, 40)), number=9)
    ((place_id, found),) = matched_features([namesake, upper, lake, alpine])
    assert place_id == "own:rhine"
    assert found.geometry.length == pytest.approx(
        sum(shape.geometry.length for shape in (upper, lake, alpine))
    )


@pytest.mark.slow
def test_a_lake_of_the_name_is_no_river_and_one_far_away_is_another() -> None:
    keys = keys_of(["Lake Constance"])
    assert not list(matched_features([Shape("rivers", "", "River", keys, course((9, 47.6), (9.7, 47.6)))]))
    assert not list(matched_features([Shape("lakes", "", "Lake", keys, around(-60, 40, 0.1))]))
    ((place_id, _),) = matched_features([Shape("lakes", "", "Lake", keys, around(9.4, 47.6, 0.1))])
    assert place_id == "own:lake-constance"


@pytest.mark.slow
def test_a_region_is_matched_by_name_or_code_in_its_country_and_elsewhere_only_where_its_point_is() -> None:
    bavaria = Shape("areas", "Bayern", "", keys_of(["Bayern"]), around(11.3, 48.9, 1), "DE", "02")
    brandenburg = Shape("areas", "?", "", keys_of(["?!"]), around(13.5, 52.4, 1), "DE", "11")
    other = Shape("areas", "Bayern", "", keys_of(["Bayern"]), around(-60, -30, 1), "AR")
    crimea = Shape("areas", "Crimea", "", keys_of(["Crimea"]), around(34, 45, 1), "RU")
    found = dict(matched_regions([bavaria, brandenburg, other, crimea]))
    assert found == {
        "geonames:2951839": bavaria,
        "geonames:2945356": brandenburg,
        "geonames:703883": crimea,
    }


@pytest.mark.slow
def test_a_region_of_parts_is_all_of_them_by_name_or_by_unit_or_none_of_them() -> None:
    kent = Shape("areas", "Kent", "", keys_of(["Kent"]), around(0.7, 51.2, 0.5), "GB", unit="ENG")
    surrey = Shape("areas", "Surrey", "", keys_of(["Surrey"]), around(-0.4, 51.2, 0.5), "GB", unit="ENG")
    fife = Shape("areas", "Fife", "", keys_of(["Fife"]), around(-3.2, 56.3, 0.3), "GB", unit="SCT")
    south, north = (
        Shape("areas", name, "", keys_of([name]), around(10.5, latitude, 0.5), "NO")
        for name, latitude in (("Sør-Trøndelag", 63.0), ("Nord-Trøndelag", 64.2))
    )
    found = dict(matched_regions([kent, surrey, fife, south, north]))
    england, trondelag = found["geonames:6269131"], found["geonames:11862827"]
    assert england.geometry.area == pytest.approx(kent.geometry.union(surrey.geometry).area)
    assert trondelag.name == "Nord-Trøndelag, Sør-Trøndelag"
    assert "geonames:11862827" not in dict(matched_regions([south]))


def test_every_area_of_the_table_of_parts_is_one_of_the_gazetteer() -> None:
    assert set(parts_in_table()) <= set(first_level_areas())
