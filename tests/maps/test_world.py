from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from babel import Locale

from places.maps import pieces
from places.maps.world import simplified

Point = tuple[float, float]


@pytest.fixture(scope="module")
def world() -> dict[str, Any]:
    topology: dict[str, Any] = json.loads(pieces().world)
    return topology


def rings(topology: dict[str, Any], code: str) -> Iterator[list[Point]]:
    """Give the rings of a country, unwrapped across the 180° meridian as the map's script does."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    for geometry in topology["objects"]["countries"]["geometries"]:
        if geometry.get("id") != code:
            continue
        for ring in (ring for polygon in geometry["arcs"] for ring in polygon):
            line: list[Point] = []
            for number in ring:
                line += arcs[number] if number >= 0 else arcs[~number][::-1]
            for at in range(1, len(line)):
                line[at] = (line[at][0] - 360 * round((line[at][0] - line[at - 1][0]) / 360), line[at][1])
            yield line


def inside(topology: dict[str, Any], code: str, longitude: float, latitude: float) -> bool:
    """Tell whether a point lies in a country, in any copy of the world (ray casting)."""
    crossings = 0
    for ring in rings(topology, code):
        for shift in (-360, 0, 360):
            for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
                if (y1 > latitude) != (y2 > latitude):
                    crossings += longitude < shift + x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("code", "longitude", "latitude"),
    [
        ("RU", 37.6, 55.8),
        ("RU", 105.0, 60.0),
        ("RU", -178.0, 66.8),  # Chukotka, beyond the 180° meridian
        ("FJ", 178.0, -17.8),
        ("DE", 10.0, 51.0),
        ("KP", 125.75, 39.03),
        ("US", -153.0, 65.0),
        ("NZ", 175.5, -38.5),
        ("BR", -52.0, -10.0),
        ("XK", 20.9, 42.6),
    ],
)
def test_a_point_lies_in_its_country(
    world: dict[str, Any], code: str, longitude: float, latitude: float
) -> None:
    assert inside(world, code, longitude, latitude)
    assert not inside(world, "CN", longitude, latitude)


def test_crimea_is_drawn_with_ukraine(world: dict[str, Any]) -> None:
    assert inside(world, "UA", 34.1, 45.2)
    assert not inside(world, "RU", 34.1, 45.2)
    assert inside(world, "UA", 31.2, 49.0)


def test_no_ring_jumps_across_the_map(world: dict[str, Any]) -> None:
    for code in ("RU", "FJ", "US", "NZ"):
        for ring in rings(world, code):
            assert all(abs(a[0] - b[0]) < 90 for a, b in pairwise(ring)), code
            assert abs(ring[0][0] - ring[-1][0]) < 1e-6, code


def test_the_coast_of_antarctica_runs_around_the_pole(world: dict[str, Any]) -> None:
    longest = max(rings(world, "AQ"), key=len)
    assert abs(longest[0][0] - longest[-1][0]) > 359
    assert all(-86 < latitude < -63 for _, latitude in longest)
    assert any(abs(longitude) < 1 and latitude < -69 for longitude, latitude in longest)


def test_every_country_has_a_code_that_babel_can_name(world: dict[str, Any]) -> None:
    territories = Locale("en").territories
    codes = [geometry.get("id", "") for geometry in world["objects"]["countries"]["geometries"]]
    assert len(codes) > 230
    assert [code for code in codes if code and code not in territories] == []
    assert codes.count("") <= 2


def test_the_base_map_is_a_few_hundred_kilobytes() -> None:
    assert len(pieces().world) < 500_000


def test_simplifying_keeps_the_border_that_two_countries_share_in_one_piece() -> None:
    # Two squares side by side, the border between them with a bend of a kilometre; and what the
    # Crimea of Natural Earth looks like: a ring of Russia that shares one arc with Ukraine.
    border = [[1000, 0], [0, 500], [1, 1], [-1, 1], [0, 498]]
    topology = {
        "transform": {"scale": [0.01, 0.01], "translate": [0, 0]},
        "arcs": [
            border,
            [[1000, 1000], [-1000, 0], [0, -1000], [1000, 0]],
            [[1000, 1000], [1000, 0], [0, -1000], [-1000, 0]],
            [[3350, 4600], [50, 0]],
            [[3350, 4600], [0, 200], [50, 0], [0, -200]],
            [[3350, 4600], [0, -100], [50, 0], [0, 100]],
        ],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "id": "001", "properties": {"name": "West"}, "arcs": [[0, 1]]},
                    {"type": "Polygon", "id": "002", "properties": {"name": "East"}, "arcs": [[-1, 2]]},
                    {"type": "Polygon", "id": "804", "properties": {"name": "Ukraine"}, "arcs": [[4, -4]]},
                    {"type": "Polygon", "id": "643", "properties": {"name": "Russia"}, "arcs": [[3, -6]]},
                    {"type": "Polygon", "properties": {"name": "Kosovo"}, "arcs": [[0, 1]]},
                ]
            }
        },
    }
    russia = topology["objects"]["countries"]["geometries"][3]  # type: ignore[index]
    russia.update(type="MultiPolygon", arcs=[[[3, -6]], [[2, -1]]])
    world = simplified(topology, {1: "WW", 2: "EE", 804: "UA", 643: "RU"})
    west, east, ukraine, rest, kosovo = world["objects"]["countries"]["geometries"]
    assert [west["id"], east["id"], kosovo["id"]] == ["WW", "EE", "XK"]
    assert west["arcs"][0][0][0] == ~east["arcs"][0][0][0]
    assert len(world["arcs"][west["arcs"][0][0][0]]) == 2  # the bend is gone, for both at once
    assert len(rest["arcs"]) == 1
    assert inside(world, "UA", 33.75, 45.5)
    assert inside(world, "UA", 33.75, 47.0)
    assert ukraine["id"] == "UA"


def test_a_file_without_crimea_is_refused_rather_than_drawn_wrong() -> None:
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[0, 0], [9, 0], [0, 9], [-9, -9]]],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "id": "804", "properties": {"name": "Ukraine"}, "arcs": [[0]]},
                    {"type": "Polygon", "id": "643", "properties": {"name": "Russia"}, "arcs": [[0]]},
                ]
            }
        },
    }
    with pytest.raises(ValueError, match="no ring of Russia"):
        simplified(topology, {804: "UA", 643: "RU"})
