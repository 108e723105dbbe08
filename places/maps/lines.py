"""Lines as the map's script reads them: whole numbers on a grid of Web Mercator, written as short text.

The grid has its origin in the upper left corner of the world (180° W, 85.05° N), and `GRID` steps from there
to the lower right one: a step is a pixel of zoom 10, 153 m on the equator.

References
----------
Encoded Polyline Algorithm Format, https://developers.google.com/maps/documentation/utilities/polylinealgorithm
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
"""x and y, or longitude and latitude."""

GRID: Final = 256 * 2**10
"""Steps of the grid around the world."""

NORTHERNMOST: Final = 85.0511
"""Degrees of latitude where the square of Web Mercator ends."""


def on_grid(longitude: float, latitude: float) -> Point:
    """Give where a point (WGS 84, degrees) lies on the grid, in fractions of a step."""
    sine = math.sin(math.radians(max(-NORTHERNMOST, min(NORTHERNMOST, latitude))))
    return (
        (longitude + 180) / 360 * GRID,
        (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * GRID,
    )


def on_earth(x: float, y: float) -> Point:
    """Give longitude and latitude (WGS 84, degrees) of a point of the grid."""
    latitude = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / GRID))))
    return x / GRID * 360 - 180, latitude


def encoded(points: Iterable[Sequence[float]]) -> str:
    """Write a line as text: each whole number as its difference from the last one, five bits a character."""
    written: list[str] = []
    last_x = last_y = 0
    for x, y in ((round(point[0]), round(point[1])) for point in points):
        if written and (x, y) == (last_x, last_y):
            continue
        for difference in (x - last_x, y - last_y):
            left = ~(difference << 1) if difference < 0 else difference << 1
            while left >= 32:
                written.append(chr((32 | (left & 31)) + 63))
                left >>= 5
            written.append(chr(left + 63))
        last_x, last_y = x, y
    return "".join(written)


def decoded(text: str) -> NDArray[np.int64]:
    """Read what `encoded` wrote.

    Returns
    -------
    numpy.ndarray of int64, shape (points, 2)
    """
    groups = np.frombuffer(text.encode("ascii"), dtype=np.uint8).astype(np.int64) - 63
    if not len(groups):
        return np.zeros((0, 2), dtype=np.int64)
    starts = np.append(0, np.flatnonzero(groups < 32)[:-1] + 1)
    lengths = np.diff(np.append(starts, len(groups)))
    places = np.arange(len(groups)) - np.repeat(starts, lengths)
    values = np.add.reduceat((groups & 31) << (5 * places), starts)
    differences = np.where(values & 1, ~(values >> 1), values >> 1)
    points: NDArray[np.int64] = differences.reshape(-1, 2).cumsum(axis=0)
    return points


def kept_points(line: Sequence[Point], smallest: float) -> list[int]:
    """Give the positions of the points that stay when small bends go.

    A point goes if its triangle with its neighbours is small, the smallest first.

    Parameters
    ----------
    line : sequence of Point
        In a plane. A closed one, whose ends are the same point, stays a ring.
    smallest : float
        Area of the smallest triangle that is kept, in the plane's own unit.

    References
    ----------
    Visvalingam and Whyatt 1993, Line generalisation by repeated elimination of points
    """
    last = len(line) - 1
    before, after = list(range(-1, last)), list(range(1, last + 2))

    def triangle(at: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = line[before[at]], line[at], line[after[at]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    heap = [(triangle(at), at) for at in range(1, last)]
    heapq.heapify(heap)
    current = {at: area for area, at in heap}
    # A closed line needs four points to stay a ring.
    needed = 4 if line[0] == line[-1] else 2
    left = len(line)
    while heap and left > needed:
        area, at = heapq.heappop(heap)
        if current.get(at) != area:
            continue
        if area > smallest:
            break
        del current[at]
        left -= 1
        after[before[at]], before[after[at]] = after[at], before[at]
        for neighbour in (before[at], after[at]):
            if 0 < neighbour < last:
                current[neighbour] = max(area, triangle(neighbour))
                heapq.heappush(heap, (current[neighbour], neighbour))
    return [0, *sorted(current), last]


def without_small_bends(line: Sequence[Point], smallest: float) -> list[Point]:
    """Leave out small bends, as `kept_points` tells them."""
    return [line[at] for at in kept_points(line, smallest)]
