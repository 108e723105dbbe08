"""The coordinates of our own tables against the land and borders that the map draws."""

import json
from collections.abc import Iterable
from importlib.resources import files
from math import cos, hypot, radians
from typing import Any

import numpy as np
import pytest
from shapely import MultiPolygon, Point, Polygon, STRtree
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from places.gazetteer import table
from places.gazetteer.sources.features import TABLES

OPEN_WATER = {"OCN", "SEA", "GULF", "BAY", "STRT", "CHN"}
OFF_SHORE = {"ISL", "ISLS", "ATOL", "RF", "TRNC", "PIPL", "VLC", "CAPE", "OILF"}
"""Too small for the map that is drawn, or in the sea by nature."""

KM_PER_DEGREE = 111.2


def decoded(topology: dict[str, Any]) -> dict[str, MultiPolygon]:
    """Turn TopoJSON into the land of each country; what crosses 180 degrees is drawn on both sides."""
    (width, height), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[tuple[float, float]]] = []
    for arc in topology["arcs"]:
        steps = np.cumsum(arc, axis=0)
        arcs.append(list(zip(steps[:, 0] * width + left, steps[:, 1] * height + bottom, strict=True)))

    def ring(parts: Iterable[int]) -> list[tuple[float, float]]:
        whole: list[tuple[float, float]] = []
        for part in parts:
            points = arcs[part] if part >= 0 else arcs[~part][::-1]
            for east, north in points[1:] if whole else points:
                # A ring that crosses 180 degrees goes on beyond.
                turns = round((whole[-1][0] - east) / 360) if whole else 0
                whole.append((east + 360 * turns, north))
        return whole

    countries: dict[str, list[Polygon]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for outer, *holes in polygons:
            land = Polygon(ring(outer), [ring(hole) for hole in holes])
            turned = [land, translate(land, 360), translate(land, -360)]
            countries.setdefault(shape.get("id", "none"), []).extend(turned)
    return {code: MultiPolygon(polygons) for code, polygons in countries.items()}


@pytest.fixture(scope="module")
def countries() -> dict[str, MultiPolygon]:
    text = files("places.maps").joinpath("world.json").read_text("utf-8")
    return decoded(json.loads(text))


def kilometres(place: Point, shape: BaseGeometry) -> float:
    """Return about how far a point is from the nearest one of a shape."""
    _, nearest = nearest_points(place, shape)
    return KM_PER_DEGREE * hypot((nearest.x - place.x) * cos(radians(place.y)), nearest.y - place.y)


def rows(codes: set[str], *, others: bool = False) -> list[dict[str, str]]:
    return [row for name in TABLES for row in table.rows(name) if (row["feature_code"] in codes) != others]


def test_a_sea_lies_off_the_land(countries: dict[str, MultiPolygon]) -> None:
    seas = rows(OPEN_WATER)
    points = [Point(float(row["longitude"]), float(row["latitude"])) for row in seas]
    polygons = [polygon for land in countries.values() for polygon in land.geoms]
    on_land = STRtree(polygons).query(points, predicate="within").T.tolist()
    ashore = {
        seas[sea]["name_de"]
        for sea, polygon in on_land
        if kilometres(points[sea], polygons[polygon].boundary) > 15
    }
    # The map knows no fjords, nor the new shore of the Aral Sea or the straits between Arctic islands.
    assert ashore <= {"Aralsee", "Geirangerfjord", "Nordwestpassage"}


def test_what_has_countries_lies_in_one_of_them_or_near(countries: dict[str, MultiPolygon]) -> None:
    far = []
    for row in rows(OPEN_WATER | OFF_SHORE, others=True):
        codes = [code for code in row["country_codes"].split(",") if code in countries]
        point = Point(float(row["longitude"]), float(row["latitude"]))
        off = min((kilometres(point, countries[code]) for code in codes), default=0.0)
        # The map gives Somaliland to no country, ends short of the pole and leaves atolls out.
        if off > (100 if row["kind"] == "water" else 60) and row["id"] not in (
            "own:somaliland",
            "own:south-pole",
            "own:chuuk-lagoon",
            "own:moruroa",
        ):
            far.append((row["name_de"], round(off)))
    assert not far
