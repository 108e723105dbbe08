"""Land, borders and coasts as outlines in a frame.

Rings of the base map are closed on the sphere: they run on past the 180° meridian, and one runs around the
South Pole. In an azimuthal map what lies beyond the corners of the frame is moved in to a circle around it.
In a map of the whole earth each ring is cut at the edge.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from places.maps import pieces
from places.pictures.frame import Frame
from places.pictures.projection import EqualEarth, LambertAzimuthal, Numbers

Line = NDArray[np.float64]
"""Points, one a row: shape (n, 2). Longitude and latitude in degrees, or kilometres east and north."""

_STEP: Final = 1.0
"""Degrees: a longer edge gets points between its ends, since it may be a curve on the map."""

_TURN: Final = np.radians(5)
"""So far around the middle two points of the circle beyond the frame are apart at most."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its ISO 3166-1 alpha-2 code, empty for what has none, and its rings in degrees."""

    code: str
    rings: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """The base map in degrees.

    Attributes
    ----------
    countries : tuple of Country
    borders, coasts : tuple of Line
        Lines that two countries share, and lines of one alone.
    """

    countries: tuple[Country, ...]
    borders: tuple[Line, ...]
    coasts: tuple[Line, ...]


@cache
def ground() -> Ground:
    """Read the base map; once, it is the same for every picture."""
    topology = json.loads(pieces().world)
    arcs = [_dense(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    uses = [0] * len(arcs)
    countries: dict[str, list[Line]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        rings = [ring for polygon in geometry["arcs"] for ring in polygon]
        for arc in (arc for ring in rings for arc in ring):
            uses[arc if arc >= 0 else ~arc] += 1
        of_country = countries.setdefault(geometry.get("id", ""), [])
        of_country += [_closed(ring, arcs) for ring in rings]
    return Ground(
        tuple(Country(code, tuple(rings)) for code, rings in countries.items()),
        tuple(arc for arc, used in zip(arcs, uses, strict=True) if used > 1),
        tuple(arc for arc, used in zip(arcs, uses, strict=True) if used == 1),
    )


def _decoded(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> Line:
    steps = np.array(arc, dtype=np.float64)
    scale, origin = np.array(transform["scale"]), np.array(transform["translate"])
    return np.asarray(np.cumsum(steps, axis=0) * scale + origin)


def _dense(line: Line) -> Line:
    """Put points between those that are far apart; across the 180° meridian by the shorter way."""
    line = np.column_stack((np.unwrap(line[:, 0], period=360), line[:, 1]))
    steps = np.diff(line, axis=0)
    parts = np.maximum(1, np.ceil(np.abs(steps).max(axis=1, initial=0) / _STEP)).astype(int)
    if not len(steps) or parts.max() == 1:
        return line
    before = np.repeat(line[:-1], parts, axis=0)
    share = np.concatenate([np.arange(number) / number for number in parts])[:, None]
    return np.vstack((before + share * np.repeat(steps, parts, axis=0), line[-1:]))


def _closed(ring: Iterable[int], arcs: Sequence[Line]) -> Line:
    """Join arcs to a ring that ends where it begins; one around a pole is led over it."""
    joined = np.vstack([arcs[arc] if arc >= 0 else arcs[~arc][::-1] for arc in ring])
    joined[:, 0] = np.unwrap(joined[:, 0], period=360)
    if abs(joined[-1, 0] - joined[0, 0]) < 180:
        return joined
    pole = -90.0 if joined[:, 1].mean() < 0 else 90.0
    return _dense_edges(np.vstack((joined, [(joined[-1, 0], pole), (joined[0, 0], pole), joined[0]])))


def _dense_edges(ring: Line) -> Line:
    """As `_dense`, for a ring whose longitudes run on: no way is shorter than the one that is told."""
    steps = np.diff(ring, axis=0)
    parts = np.maximum(1, np.ceil(np.abs(steps).max(axis=1, initial=0) / _STEP)).astype(int)
    before = np.repeat(ring[:-1], parts, axis=0)
    share = np.concatenate([np.arange(number) / number for number in parts])[:, None]
    return np.vstack((before + share * np.repeat(steps, parts, axis=0), ring[-1:]))


def outlines(rings: Iterable[Line], frame: Frame) -> list[Line]:
    """Lay rings flat as far as they matter in a frame: closed rings in kilometres, to be filled as one."""
    if isinstance(frame.projection, EqualEarth):
        north = (ring for ring in rings if ring[:, 1].max() > frame.south)
        return [part for ring in north for part in _cut_at_the_edge(ring, frame.projection)]
    return [part for ring in rings for part in _within_circle(ring, frame.projection, 1.05 * frame.corner)]


def lines(flat: Iterable[Line], frame: Frame) -> list[Line]:
    """Lay lines flat, in the pieces of them that come near a frame, in kilometres."""
    found: list[Line] = []
    for line in flat:
        if isinstance(frame.projection, EqualEarth):
            if line[:, 1].max() <= frame.south:
                continue
            beside = (line[:, 0] - frame.projection.longitude + 180) % 360 - 180
            x, y = frame.projection.forward_beside(line[:, 1], beside)
            apart = np.flatnonzero(np.abs(np.diff(beside)) > 180) + 1
            found += [piece for piece in np.split(np.column_stack((x, y)), apart) if len(piece) > 1]
            continue
        x, y = frame.projection.forward(line[:, 1], line[:, 0])
        near = np.hypot(x, y) <= 1.3 * frame.corner + 200
        if near.any():
            pieces_of = np.split(np.column_stack((x, y)), np.flatnonzero(np.diff(near)) + 1)
            flags = np.split(near, np.flatnonzero(np.diff(near)) + 1)
            found += [
                piece for piece, flag in zip(pieces_of, flags, strict=True) if flag[0] and len(piece) > 1
            ]
    return found


def widest(rings: Sequence[Line], frame: Frame) -> tuple[float, float, float] | None:
    """Find where a name has the most room from left to right in what a frame shows of some flat rings.

    Returns
    -------
    tuple of float or None
        The middle (x, y) and the width there, in kilometres; None where nothing is shown.
    """
    if not rings:
        return None
    begin = np.vstack([ring[:-1] for ring in rings])
    end = np.vstack([ring[1:] for ring in rings])
    low = max(frame.bottom, float(begin[:, 1].min()))
    high = min(frame.top, float(begin[:, 1].max()))
    best: tuple[float, float, float] | None = None
    for y in np.linspace(low, high, 13)[1:-1].tolist() if high > low else ():
        crossing = (begin[:, 1] <= y) != (end[:, 1] <= y)
        (x1, y1), (x2, y2) = begin[crossing].T, end[crossing].T
        sides = np.clip(np.sort(x1 + (y - y1) / (y2 - y1) * (x2 - x1)), frame.left, frame.right)
        for west, east in zip(sides[::2].tolist(), sides[1::2].tolist(), strict=False):
            if best is None or east - west > best[2]:
                best = ((west + east) / 2, y, east - west)
    return best


def edge(frame: Frame) -> Line:
    """Give the edge of the whole earth in the Equal Earth projection, a ring in kilometres."""
    up = np.linspace(frame.south, 90, 181)
    west = np.column_stack(EqualEarth.forward_beside(up, np.full_like(up, -180)))
    east = np.column_stack(EqualEarth.forward_beside(up[::-1], np.full_like(up, 180)))
    return np.vstack((west, east, west[:1]))


def _within_circle(ring: Line, projection: LambertAzimuthal, radius: float) -> Iterator[Line]:
    x, y = projection.forward(ring[:, 1], ring[:, 0])
    far = np.hypot(x, y)
    angle = np.arctan2(y, x)
    turns = (np.diff(angle) + np.pi) % (2 * np.pi) - np.pi
    around = round(float(turns.sum()) / (2 * np.pi))
    beyond = far > radius
    if beyond.all() and not around:
        return
    share = np.minimum(1, radius / np.maximum(far, 1e-9))
    flat = np.column_stack((x * share, y * share))
    wide = np.flatnonzero(beyond[:-1] & beyond[1:] & (np.abs(turns) > _TURN))
    if len(wide):
        flat = np.insert(flat, *_along_circle(wide, angle, turns, radius), axis=0)
    yield flat
    if around and _holds(ring, -projection.latitude, projection.longitude + 180):
        # The ring goes around the far side of the earth: what it holds lies between it and the circle.
        turn = -np.sign(around) * np.linspace(0, 2 * np.pi, 73)
        yield radius * np.column_stack((np.cos(turn), np.sin(turn)))


def _along_circle(
    wide: NDArray[Any], angle: Numbers, turns: Numbers, radius: float
) -> tuple[list[int], Line]:
    places: list[int] = []
    points: list[tuple[float, float]] = []
    for at in wide.tolist():
        parts = int(np.ceil(abs(turns[at]) / _TURN))
        for part in range(1, parts):
            there = angle[at] + turns[at] * part / parts
            places.append(at + 1)
            points.append((radius * np.cos(there), radius * np.sin(there)))
    return places, np.array(points)


def _holds(ring: Line, latitude: float, longitude: float) -> bool:
    """Tell whether a ring in degrees holds a point, by the sides that a meridian southwards crosses."""
    west, east = np.minimum(ring[:-1, 0], ring[1:, 0]), np.maximum(ring[:-1, 0], ring[1:, 0])
    crossed = 0
    for turn in range(-2, 3):
        meridian = longitude + 360 * turn
        for at in np.flatnonzero((west <= meridian) & (meridian < east)).tolist():
            (x1, y1), (x2, y2) = ring[at], ring[at + 1]
            crossed += y1 + (meridian - x1) / (x2 - x1) * (y2 - y1) < latitude
    return crossed % 2 == 1


def _cut_at_the_edge(ring: Line, projection: EqualEarth) -> Iterator[Line]:
    west, east = projection.longitude - 180, projection.longitude + 180
    for turn in range(-2, 3):
        moved = ring + np.array((360.0 * turn, 0.0))
        if moved[:, 0].max() <= west or moved[:, 0].min() >= east:
            continue
        if moved[:, 0].min() < west or moved[:, 0].max() > east:
            moved = _kept(_kept(moved, west, 1), east, -1)
            if len(moved) < 3:
                continue
            moved = _dense_edges(moved)
        yield np.column_stack(projection.forward_beside(moved[:, 1], moved[:, 0] - projection.longitude))


def _kept(ring: Line, meridian: float, side: int) -> Line:
    """Cut off what lies beyond a meridian: west of it for side 1, east of it for side -1."""
    beyond = side * (ring[:, 0] - meridian) < 0
    points: list[Any] = []
    for at in range(len(ring) - 1):
        here, there = ring[at], ring[at + 1]
        if not beyond[at]:
            points.append(here)
        if beyond[at] != beyond[at + 1]:
            share = (meridian - here[0]) / (there[0] - here[0])
            points.append((meridian, here[1] + share * (there[1] - here[1])))
    return np.array([*points, points[0]]) if points else np.empty((0, 2))
