"""What a picture shows of the ground when it is near: finer coasts, rivers, lakes, areas, towns.

The files are those that the map of the page fetches (`places.maps.GROUND`, made by
`places.maps.ground_data`): one of the whole world, and one for each square of zoom `CELL_ZOOM`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import numpy as np

from places.geo import EARTH_RADIUS_KM, narrowing
from places.maps import GROUND
from places.maps.lines import GRID, decoded
from places.pictures.frame import Frame
from places.pictures.land import Country, Line
from places.pictures.projection import EqualEarth

SKETCH_FROM: Final = 3.5
"""Zoom of the page's map from which the file of the world is drawn,"""

FINE_FROM: Final = 6.0
"""and that from which those of the squares are."""

CELL_ZOOM: Final = 4
_CELL: Final = GRID // 2**CELL_ZOOM
_OVERLAP: Final = 8
"""Steps by which a square reaches into its neighbours."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the ground: its name, longitude and latitude in degrees."""

    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Detail:
    """What lies in a frame, in degrees.

    Attributes
    ----------
    countries : tuple of Country
        In rings that take the place of the coarse ones; empty where these have to do.
    borders, coasts, areas, rivers : tuple of Line
        Lines between countries, of the sea, between areas of the first level, and courses.
    lakes : tuple of Line
        Rings.
    towns : tuple of Town
        The most important first.
    """

    countries: tuple[Country, ...] = ()
    borders: tuple[Line, ...] = ()
    coasts: tuple[Line, ...] = ()
    areas: tuple[Line, ...] = ()
    rivers: tuple[Line, ...] = ()
    lakes: tuple[Line, ...] = ()
    towns: tuple[Town, ...] = field(default=())


def zoom_of(frame: Frame, points_per_kilometre: float) -> float:
    """Tell at which zoom the map of the page shows the middle of a frame as large, at 0.75 points a pixel."""
    if isinstance(frame.projection, EqualEarth):
        return 0.0
    pixels = points_per_kilometre / 0.75
    around = 2 * math.pi * EARTH_RADIUS_KM * max(narrowing(frame.projection.latitude), 0.05)
    return math.log2(pixels * around / 256)


def detail_of(frame: Frame, zoom: float, language: str) -> Detail:
    """Read what a frame shows at a zoom; towns are named in a language (ISO 639-1)."""
    if zoom < SKETCH_FROM or not (GROUND / "world.json").is_file():
        return Detail()
    if zoom < FINE_FROM:
        return _gathered([("world", _file("world"))], zoom, language)
    world = _file("world")
    cells = [(name, _file(name)) for name in sorted(_cells(frame)) if name in world["cells"]]
    return _gathered([("world", {"towns": world["towns"]}), *cells], zoom, language)  # large towns are there


def _cells(frame: Frame) -> set[str]:
    """Name the squares that a frame touches."""
    names: set[str] = set()
    if isinstance(frame.projection, EqualEarth):
        return names
    for x in np.linspace(frame.left, frame.right, 12).tolist():
        for y in np.linspace(frame.bottom, frame.top, 12).tolist():
            latitude, longitude = frame.projection.inverse(x, y)
            sine = math.sin(math.radians(max(-85.0, min(85.0, latitude))))
            down = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
            column = int((longitude + 180) / 360 * 2**CELL_ZOOM) % 2**CELL_ZOOM
            names.add(f"{column}-{int(down * 2**CELL_ZOOM)}")
    return names


@lru_cache(maxsize=24)
def _file(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((GROUND / f"{name}.json").read_text(encoding="utf-8"))
    return read


def _gathered(files: Iterable[tuple[str, dict[str, Any]]], zoom: float, language: str) -> Detail:
    countries: dict[str, list[Line]] = {}
    lines: dict[str, list[Line]] = {name: [] for name in ("borders", "coasts", "areas", "rivers", "lakes")}
    towns: list[tuple[float, Town]] = []
    for name, file in files:
        for code, rings in file.get("land", {}).items():
            flat = [_grid(ring) for ring in rings]
            countries.setdefault(code, []).extend(map(_degrees, flat))
            lines["coasts"] += [_degrees(part) for ring in flat for part in _off_the_cut(ring, name)]
        lines["borders"] += [_degrees(_grid(line)) for line in file.get("borders", ())]
        for column in ("areas", "rivers", "lakes"):
            for least, drawn in file.get(column, {}).items():
                if float(least) <= zoom + 0.5:
                    lines[column] += [_degrees(_grid(line)) for line in drawn]
        towns += _towns(file.get("towns"), zoom, language)
    towns.sort(key=lambda each: each[0])
    return Detail(
        countries=tuple(Country(code, tuple(rings)) for code, rings in countries.items()),
        towns=tuple(town for _, town in towns),
        **{column: tuple(found) for column, found in lines.items()},
    )


def _grid(text: str) -> Line:
    return decoded(text).astype(np.float64)


def _degrees(line: Line) -> Line:
    latitudes = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * line[:, 1] / GRID))))
    return np.column_stack((line[:, 0] / GRID * 360 - 180, latitudes))


def _off_the_cut(ring: Line, name: str) -> Iterator[Line]:
    """Give the parts of a ring that do not lie where its square was cut out."""
    column, row = (int(number) * _CELL for number in name.split("-"))
    cuts = (
        (0, column - _OVERLAP),
        (0, column + _CELL + _OVERLAP),
        (1, row - _OVERLAP),
        (1, row + _CELL + _OVERLAP),
    )
    closed = np.vstack((ring, ring[:1]))
    cut = np.zeros(len(closed) - 1, dtype=bool)
    for axis, at in cuts:
        beside = np.abs(closed[:, axis] - at) <= 1
        cut |= beside[:-1] & beside[1:]
    begin = 0
    for at in [*np.flatnonzero(cut).tolist(), len(cut)]:
        if at > begin:
            yield closed[begin : at + 1]
        begin = at + 1


def _towns(columns: Mapping[str, Any] | None, zoom: float, language: str) -> Iterator[tuple[float, Town]]:
    if not columns:
        return
    names = columns["in"].get(language, {})
    places = zip(columns["names"], columns["x"], columns["y"], columns["zooms"], strict=True)
    for at, (name, x, y, least) in enumerate(places):
        if least <= zoom + 0.5:
            ((longitude, latitude),) = _degrees(np.array([(x, y)], dtype=np.float64)).tolist()
            yield least, Town(names.get(str(at), name), longitude, latitude)
