"""The coordinates of our own tables against the land and borders that the map draws."""

import json
from collections.abc import Iterable
from importlib.resources import files
from math import cos, hypot, radians

import pytest

from places.gazetteer import table
from places.gazetteer.features import TABLES

Point = tuple[float, float]
Ring = list[Point]

OPEN_WATER = {"OCN", "SEA", "GULF", "BAY", "STRT", "CHN"}
OFF_SHORE = {"ISL", "ISLS", "ATOL", "RF", "TRNC", "PIPL", "VLC", "CAPE", "OILF"}
"""Too small for the map that is drawn, or in the sea by nature."""


def decoded(topology: dict) -> dict[str, list[list[Ring]]]:
    """Turn TopoJSON into the polygons of each country, an outer ring first, then its holes."""
    (width, height), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        across = up = 0
        points: Ring = []
        for step in arc:
            across, up = across + step[0], up + step[1]
            points.append((across * width + left, up * height + bottom))
        arcs.append(points)

    def ring(parts: Iterable[int]) -> Ring:
        whole: Ring = []
        for part in parts:
            points = arcs[part] if part >= 0 else arcs[~part][::-1]
            for east, north in points[1:] if whole else points:
                # A ring that crosses 180 degrees goes on beyond.
                turns = round((whole[-1][0] - east) / 360) if whole else 0
                whole.append((east + 360 * turns, north))
        return whole

    countries: dict[str, list[list[Ring]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        countries.setdefault(shape["id"], []).extend([ring(part) for part in one] for one in polygons)
    return countries


@pytest.fixture(scope="module")
def countries() -> dict[str, list[list[Ring]]]:
    text = files("places.maps").joinpath("static", "world.json").read_text("utf-8")
    return decoded(json.loads(text))


def inside(point: Point, ring: Ring) -> bool:
    """Count how often a ray to the east crosses the ring."""
    east, north = point
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > north) != (y2 > north) and east < (x2 - x1) * (north - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def holds(polygons: list[list[Ring]], point: Point) -> bool:
    """Tell whether a point lies in the polygons, on whichever turn of the globe they are drawn."""
    return any(
        min(x for x, _ in outer) <= here[0] <= max(x for x, _ in outer)
        and inside(here, outer)
        and not any(inside(here, hole) for hole in holes)
        for here in [(point[0] + turn, point[1]) for turn in (0, 360, -360)]
        for outer, *holes in polygons
    )


def kilometres_off(point: Point, polygons: list[list[Ring]]) -> float:
    """Return 0 within the polygons, else about the distance to their nearest corner."""
    return 0 if holds(polygons, point) else nearest(point, polygons)


def nearest(point: Point, polygons: list[list[Ring]]) -> float:
    return min(kilometres(point, corner) for outer, *_ in polygons for corner in outer)


def kilometres(one: Point, other: Point) -> float:
    across = (one[0] - other[0] + 180) % 360 - 180
    return 111.2 * hypot(across * cos(radians(one[1])), one[1] - other[1])


def rows(codes: set[str], *, others: bool = False) -> list[dict[str, str]]:
    return [row for name in TABLES for row in table.rows(name) if (row["feature_code"] in codes) != others]


def test_a_sea_lies_off_the_land(countries: dict[str, list[list[Ring]]]) -> None:
    ashore = {
        row["name_de"]
        for row in rows(OPEN_WATER)
        for point in [(float(row["longitude"]), float(row["latitude"]))]
        for polygons in countries.values()
        if holds(polygons, point) and nearest(point, polygons) > 15
    }
    # The map knows no fjords, nor the new shore of the Aral Sea or the straits between Arctic islands.
    assert ashore <= {"Aralsee", "Geirangerfjord", "Nordwestpassage"}


def test_what_has_countries_lies_in_one_of_them_or_near(countries: dict[str, list[list[Ring]]]) -> None:
    far = []
    for row in rows(OPEN_WATER | OFF_SHORE, others=True):
        codes = [code for code in row["country_codes"].split(",") if code in countries]
        point = (float(row["longitude"]), float(row["latitude"]))
        off = min((kilometres_off(point, countries[code]) for code in codes), default=0.0)
        # The map gives Somaliland to no country, ends short of the pole and leaves atolls out.
        if off > (100 if row["kind"] == "water" else 60) and row["id"] not in (
            "own:somaliland",
            "own:south-pole",
            "own:chuuk-lagoon",
            "own:moruroa",
        ):
            far.append((row["name_de"], round(off)))
    assert not far
