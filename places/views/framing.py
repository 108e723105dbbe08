"""Where the map has to look to show a place whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import asinh, degrees, floor, log2, radians, tan
from typing import Any, Final

from places.maps import outline_of
from places.model import Kind, MapView, Place

_WIDTH: Final = 700
_HEIGHT: Final = 500
"""Pixels of a map in a window of 1440 × 900, less what lies on its edges."""

_TILE: Final = 256  # pixels of the whole earth at zoom 0
_LOWEST: Final = 2.0
_CLOSEST: Final[dict[Kind, float]] = {"country": 7.0, "region": 9.0, "water": 9.0, "terrain": 10.0}
_WITHOUT_SHAPE: Final[dict[Kind, float]] = {"country": 4.0, "region": 6.0, "water": 7.0, "terrain": 7.0}
_POINT: Final = 9.0


def frame_of(place: Place) -> MapView:
    """Return the view that holds the outline or the course of a place, or else one around its point."""
    shape = outline_of(place.id)
    points = list(_points(shape["coordinates"])) if shape else []
    if not points:
        zoom = _WITHOUT_SHAPE.get(place.kind, _POINT)
        return MapView(round(place.latitude, 4), round(place.longitude, 4), zoom)
    west, width = _span([longitude for longitude, _ in points])
    latitudes = [latitude for _, latitude in points]
    south, north = min(latitudes), max(latitudes)
    height = _mercator(north) - _mercator(south)
    zoom = log2(360 / _TILE * min(_WIDTH / max(width, 1e-3), _HEIGHT / max(height, 1e-3)))
    zoom = min(max(floor(zoom * 4) / 4, _LOWEST), _CLOSEST.get(place.kind, _POINT))
    longitude = (west + width / 2 + 180) % 360 - 180
    return MapView(round((south + north) / 2, 4), round(longitude, 4), zoom)


def _points(coordinates: Sequence[Any]) -> Iterator[Sequence[float]]:
    """Yield the positions in the coordinates of a GeoJSON geometry, however deep they lie."""
    if coordinates and isinstance(coordinates[0], (int, float)):
        yield coordinates
        return
    for inner in coordinates:
        yield from _points(inner)


def _span(longitudes: Sequence[float]) -> tuple[float, float]:
    """Return where the shortest arc begins that holds some longitudes, and how wide it is, in degrees."""
    ordered = sorted({longitude % 360 for longitude in longitudes})
    gaps = [(after - before, after) for before, after in pairwise(ordered)]
    gaps.append((ordered[0] + 360 - ordered[-1], ordered[0]))
    widest, begin = max(gaps)
    return begin, 360 - widest


def _mercator(latitude: float) -> float:
    """Return how far north a latitude is on a map in Mercator's projection, in degrees of the equator."""
    return degrees(asinh(tan(radians(max(-85.0, min(85.0, latitude))))))
