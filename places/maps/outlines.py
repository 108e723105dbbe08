"""The shapes of places: the course of a river, the outline of a lake, a region, a range, a country.

They lie in the folder ``outlines``, which `places.maps.outline_data` makes from Natural Earth. Not every
place has one; a town never has.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from places.maps.lines import decoded, on_earth

OUTLINES: Final = Path(__file__).parent / "outlines"
"""Folder of the files, each with the shapes of a sixty-fourth of the places."""

FILES: Final = 64


def file_of(place_id: str) -> int:
    """Give the number of the file for the shape of a place, as the map's script does."""
    number = 0
    for character in place_id:
        number = (number * 31 + ord(character)) % 65_536
    return number % FILES


def outline_of(place_id: str) -> dict[str, Any] | None:
    """Give the shape of a place.

    Parameters
    ----------
    place_id : str
        As in a dataset: ``geonames:<id>`` or ``own:<slug>``.

    Returns
    -------
    dict or None
        A GeoJSON geometry (RFC 7946: WGS 84, longitude before latitude in degrees to four decimals, cut
        at the 180° meridian): a MultiLineString for a river, a MultiPolygon for everything else. None where
        Natural Earth has none, or none that is surely this place. It is exact to about a kilometre, and
        ends at 85° of latitude.
    """
    shape = _file(file_of(place_id)).get(place_id)
    if shape is None:
        return None
    if "course" in shape:
        return {"type": "MultiLineString", "coordinates": [_points(line) for line in shape["course"]]}
    polygons = [[_points(ring) for ring in polygon] for polygon in shape["area"]]
    return {"type": "MultiPolygon", "coordinates": polygons}


def lines_of(place_id: str) -> tuple[list[NDArray[np.int64]], bool]:
    """Give the lines of the shape of a place, and whether they go around an area.

    Returns
    -------
    list of numpy.ndarray of int64, shape (points, 2)
        x and y on the grid of `places.maps.lines`. Those of a river are its pieces; those of an area its
        rings, of which an odd number goes around each point in it. Empty where no shape is known.
    bool
    """
    shape = _file(file_of(place_id)).get(place_id)
    if shape is None:
        return [], False
    rings = [ring for polygon in shape.get("area", ()) for ring in polygon]
    return [decoded(line) for line in shape.get("course", rings)], "area" in shape


def outlines_of(place_ids: Iterable[str]) -> dict[str, Any]:
    """Give the shapes of several places as the map's script takes them, for a page without a server."""
    shapes = ((place_id, _file(file_of(place_id)).get(place_id)) for place_id in place_ids)
    return {place_id: shape for place_id, shape in shapes if shape is not None}


def outline_source(place_id: str) -> str | None:
    """Say where the shape of a place comes from: "Natural Earth 1:10m: Rhein (rivers)"; None without one."""
    shape = _file(file_of(place_id)).get(place_id)
    return None if shape is None else f"Natural Earth 1:10m: {shape['from']}"


def point_on_course(place_id: str) -> tuple[float, float] | None:
    """Give the point of a river's course that is nearest to its point in the gazetteer.

    Returns
    -------
    tuple of float or None
        Latitude and longitude (WGS 84, degrees); None where no course is known.
    """
    point = _courses().get(place_id)
    return None if point is None else (point[0], point[1])


def marker_point(
    place_id: str, kind: str, latitude: float, longitude: float, at: tuple[float, float] | None = None
) -> tuple[float, float]:
    """Tell where the marker of a place stands: a river on its course, `at` where that is said."""
    return at or (point_on_course(place_id) if kind == "water" else None) or (latitude, longitude)


@cache
def outlines_digest() -> str:
    """Give a digest of the files in `OUTLINES`, to stand in their addresses."""
    digest = hashlib.sha256()
    for number in range(FILES):
        digest.update((OUTLINES / f"{number}.json").read_bytes())
    return digest.hexdigest()[:16]


@cache
def _courses() -> dict[str, list[float]]:
    read: dict[str, list[float]] = json.loads((OUTLINES / "courses.json").read_text(encoding="utf-8"))
    return read


def _points(line: str) -> list[list[float]]:
    return [[round(degrees, 4) for degrees in on_earth(x, y)] for x, y in decoded(line).tolist()]


@lru_cache(maxsize=FILES)
def _file(number: int) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((OUTLINES / f"{number}.json").read_text(encoding="utf-8"))
    return read
