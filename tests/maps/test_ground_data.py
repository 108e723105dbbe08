from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon

from places.maps import GROUND
from places.maps.ground_data import (
    CELL_ZOOM,
    FINE_FROM,
    Parts,
    lines_between,
    unwrapped,
    zoom_of_areas,
)
from places.maps.lines import GRID, decoded, encoded, on_grid

CELL = GRID // 2**CELL_ZOOM


@cache
def part(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((GROUND / f"{name}.json").read_text(encoding="utf-8"))
    return read


def cell_of(longitude: float, latitude: float) -> dict[str, Any]:
    x, y = on_grid(longitude, latitude)
    return part(f"{int(x // CELL)}-{int(y // CELL)}")


def lies_in(rings: list[str], longitude: float, latitude: float) -> bool:
    """Tell whether a point lies in rings, by how often they wind around it, as a canvas fills them."""
    point = Point(on_grid(longitude, latitude))
    winding = 0
    for ring in rings:
        points = decoded(ring)
        if len(points) > 3 and Polygon(points).buffer(0).contains(point):
            winding += 1 if shapely.is_ccw(shapely.linearrings(points)) else -1
    return winding != 0


def distance_km(lines: list[str], longitude: float, latitude: float) -> float:
    """Give the distance to the nearest of some lines; a step is about 100 m in middle latitudes."""
    point = Point(on_grid(longitude, latitude))
    return min(LineString(decoded(line)).distance(point) for line in lines if len(decoded(line)) > 1) * 0.1


def test_all_files_together_take_little_more_than_eight_megabytes() -> None:
    sizes = {file.name: file.stat().st_size for file in GROUND.glob("*.json")}
    assert sum(sizes.values()) < 8_500_000
    assert sizes["world.json"] < 450_000
    assert max(sizes.values()) < 450_000
    assert max(size for name, size in sizes.items() if name.startswith("n")) < 120_000


def test_the_file_of_the_world_names_the_file_of_every_cell() -> None:
    assert set(part("world")["cells"]) | {"world"} == {file.stem for file in GROUND.glob("*.json")}


@pytest.mark.parametrize(
    ("code", "longitude", "latitude"),
    [
        ("DE", 13.4, 52.5),
        ("UA", 34.1, 45.2),  # Crimea
        ("KP", 125.75, 39.03),
        ("RU", 132.3, 43.6),
        ("RU", -173.0, 66.0),  # Chukotka, beyond the 180° meridian
        ("FJ", 178.0, -17.8),
        ("AQ", 0.0, -80.0),
        ("US", -155.5, 19.6),  # Hawaii
    ],
)
def test_a_point_lies_in_the_land_of_its_country_alone(code: str, longitude: float, latitude: float) -> None:
    land = cell_of(longitude, latitude)["land"]
    assert [other for other, rings in land.items() if lies_in(rings, longitude, latitude)] == [code]


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(6.97, 50.94), (14.42, 50.09), (135.06, 48.5), (126.95, 37.52)],  # Cologne, Prague, Khabarovsk, Seoul
)
def test_a_river_runs_through_its_town(longitude: float, latitude: float) -> None:
    rivers = [line for lines in cell_of(longitude, latitude)["rivers"].values() for line in lines]
    assert distance_km(rivers, longitude, latitude) < 4


def test_a_lake_lies_in_its_land() -> None:
    lakes = [ring for rings in cell_of(9.4, 47.6)["lakes"].values() for ring in rings]
    assert lies_in(lakes, 9.4, 47.6)  # Lake Constance
    assert not lies_in(lakes, 9.4, 48.2)


def test_first_level_areas_have_their_borders() -> None:
    areas = [line for lines in cell_of(11.2, 50.4)["areas"].values() for line in lines]
    assert distance_km(areas, 11.2, 50.4) < 15  # between Bavaria and Thuringia
    assert distance_km(areas, 11.6, 48.2) > 40  # Munich, well within Bavaria


@pytest.mark.parametrize(
    ("longitude", "latitude", "english", "german"),
    [
        (11.57, 48.14, "Munich", "München"),
        (37.62, 55.75, "Moscow", "Moskau"),
        (131.9, 43.1, "Vladivostok", "Wladiwostok"),
    ],
)
def test_towns_have_their_names_in_the_languages_of_the_page(
    longitude: float, latitude: float, english: str, german: str
) -> None:
    for towns in (part("world")["towns"], cell_of(longitude, latitude).get("towns", {"names": []})):
        if english in towns["names"]:
            at = towns["names"].index(english)
            assert towns["in"]["de"][str(at)] == german
            x, y = on_grid(longitude, latitude)
            assert abs(towns["x"][at] - x) + abs(towns["y"][at] - y) < 200
            return
    pytest.fail(f"no {english}")


def test_larger_towns_come_first_and_from_smaller_zooms() -> None:
    for name in ("world", "8-5"):
        zooms = part(name)["towns"]["zooms"]
        assert zooms == sorted(zooms)
    assert max(part("world")["towns"]["zooms"]) < FINE_FROM <= min(part("8-5")["towns"]["zooms"])


def test_a_shape_past_the_edge_of_the_world_is_cut_into_cells_on_both_sides() -> None:
    parts = Parts()
    island = Polygon([(GRID - 50, 1000), (GRID + 50, 1000), (GRID + 50, 1100), (GRID - 50, 1100)])
    for found, piece in parts.cut(island):
        found.borders.append(encoded(piece.exterior.coords))
    assert sorted(parts.cells) == [(0, 0), (2**CELL_ZOOM - 1, 0)]
    assert all(0 <= x + 8 <= CELL for line in parts.cells[0, 0].borders for x, _ in decoded(line))


def test_a_ring_across_the_180th_meridian_does_not_run_back_around_the_world() -> None:
    ring = unwrapped([(GRID - 10, 0), (10, 0), (10, 50), (GRID - 10, 50), (GRID - 10, 0)])
    assert max(x for x, _ in ring) - min(x for x, _ in ring) == 20


def test_the_line_between_two_areas_is_drawn_once_and_their_coast_not_at_all() -> None:
    west = {"type": "Polygon", "coordinates": [[[0, 0], [0, 2], [1, 2], [1, 1], [1, 0], [0, 0]]]}
    east = {"type": "Polygon", "coordinates": [[[1, 0], [1, 1], [1, 2], [2, 2], [2, 0], [1, 0]]]}
    (line,) = lines_between([west, east])
    assert {round(x, 1) for x, _ in line} == {round(on_grid(1, 0)[0], 1)}
    assert len(line) == 3


def test_large_areas_are_drawn_from_smaller_zooms_than_small_ones() -> None:
    large, small = shapely.box(100, 0, 110, 10), shapely.box(100, 0, 100.2, 0.2)
    assert zoom_of_areas([large]) < zoom_of_areas([small])
