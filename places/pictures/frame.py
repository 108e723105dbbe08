"""Which part of the earth a picture shows, and in which projection."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from places.geo import EARTH_RADIUS_KM, narrowing
from places.model import Kind, MapView
from places.pictures.projection import EqualEarth, LambertAzimuthal, Numbers, Projection
from places.query import PlaceRow

MOST_MENTIONS: Final = 0.95
"""A picture may do without the places of the other mentions, as the map of the page does at first,"""

WORTH_IT: Final = 0.7
"""if what is left is no wider than this, compared with all."""

WORLD: Final = 60.0
"""Degrees from the middle to the corners from which on the whole earth is drawn."""

ANTARCTIC: Final = -60.0
"""Degrees of latitude where the whole earth ends if nothing farther south is named or looked at."""

_PAGE_WIDTH: Final = 900.0
"""Pixels: how wide the map on the page is taken to be when a picture shows what it shows."""

_SURROUNDINGS: Final[Mapping[Kind, float]] = {
    "country": 500,
    "region": 220,
    "water": 220,
    "terrain": 220,
    "city": 120,
    "site": 120,
}
"""Kilometres around a place that tell where it lies."""

_LEAST: Final = 260.0
"""Kilometres across the smallest picture: the ground has no more detail."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of a projected map, in kilometres.

    Attributes
    ----------
    projection : Projection
    left, bottom, right, top : float
    south : float
        Degrees of latitude: how far the earth is shown where it is shown as a whole.
    """

    projection: Projection
    left: float
    bottom: float
    right: float
    top: float
    south: float = -90.0

    @property
    def width(self) -> float:
        """Kilometres from the left to the right side."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Kilometres from the lower to the upper side."""
        return self.top - self.bottom

    @property
    def is_world(self) -> bool:
        """Whether the earth is shown as a whole, with its edge."""
        return isinstance(self.projection, EqualEarth)

    @property
    def corner(self) -> float:
        """Kilometres from the middle of the projection to the farthest corner."""
        return math.hypot(max(abs(self.left), abs(self.right)), max(abs(self.bottom), abs(self.top)))

    def holds(self, x: Numbers, y: Numbers) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """Tell which points lie in the frame."""
        return np.asarray((x >= self.left) & (x <= self.right) & (y >= self.bottom) & (y <= self.top))


def frame_of(
    places: Sequence[PlaceRow], aspect: float, *, chosen: str | None = None, view: MapView | None = None
) -> Frame:
    """Choose the part of the earth that a picture shows.

    Parameters
    ----------
    places : sequence of PlaceRow
        What the picture is about; at least one.
    aspect : float
        Width of the frame by its height.
    chosen : str, optional
        The id of a place that has to be in it.
    view : MapView, optional
        What the map of the page shows; None fits the places.
    """
    named = min((row.place.latitude for row in places), default=0.0)
    if view is not None:
        return _frame_of_view(view, aspect, min(named, view.latitude))
    held, west, east = _start(places, chosen)
    latitudes = np.array([row.place.latitude for row in held])
    longitudes = np.array([row.place.longitude for row in held])
    around = np.array([_SURROUNDINGS[row.place.kind] for row in held])
    middle = (float(latitudes.min() + latitudes.max()) / 2, (west + east) / 2)
    for _ in range(3):  # the middle of the map is not the middle of its degrees
        projection = LambertAzimuthal(*middle)
        x, y = projection.forward(latitudes, longitudes)
        left, right = float((x - around).min()), float((x + around).max())
        bottom, top = float((y - around).min()), float((y + around).max())
        middle = projection.inverse((left + right) / 2, (bottom + top) / 2)
        if projection.reach(max(right - left, top - bottom) / 2) > WORLD:
            return _world(latitudes, longitudes, (west + east) / 2, aspect, named)
    width, height = 1.06 * max(right - left, _LEAST), 1.12 * max(top - bottom, _LEAST / aspect)
    return _around(LambertAzimuthal(*middle), max(width, height * aspect), aspect) or _world(
        latitudes, longitudes, (west + east) / 2, aspect, named
    )


def _frame_of_view(view: MapView, aspect: float, southernmost: float) -> Frame:
    degrees = _PAGE_WIDTH * 360 / (256 * 2**view.zoom)
    width = math.radians(degrees) * EARTH_RADIUS_KM * max(narrowing(view.latitude), 0.05)
    frame = None
    if degrees < 2 * WORLD:
        frame = _around(LambertAzimuthal(view.latitude, view.longitude), max(width, _LEAST / 4), aspect)
    return frame or _whole(view.longitude, aspect, _end(southernmost))


def _end(southernmost: float) -> float:
    """Give the latitude where the whole earth ends, so that all that is shown is on it."""
    return ANTARCTIC if southernmost > ANTARCTIC else -90.0


def _around(projection: LambertAzimuthal, width: float, aspect: float) -> Frame | None:
    """Give the frame around the middle of a projection; None if that is most of the earth."""
    height = width / aspect
    frame = Frame(projection, -width / 2, -height / 2, width / 2, height / 2)
    return None if projection.reach(frame.corner) > WORLD else frame


def _world(
    latitudes: Numbers, longitudes: Numbers, middle: float, aspect: float, southernmost: float
) -> Frame:
    """Give the part of the whole earth that is as wide as the places ask for, and as high as it may be."""
    # Where nothing forces it to, a map of the earth does not break elsewhere than in the Pacific.
    usual = 11.0
    if np.abs((longitudes - usual + 180) % 360 - 180).max() < 168:
        middle = usual
    south = _end(southernmost)
    whole = _whole(middle, aspect, south)
    x, y = EqualEarth(middle).forward(latitudes, longitudes)
    margin = 0.07 * max(float(np.ptp(x)), float(np.ptp(y)) * aspect)
    width = max(float(np.ptp(x)) + 2 * margin, (float(np.ptp(y)) + 2 * margin) * aspect)
    if width > 0.85 * whole.width:
        return whole
    height = width / aspect
    across = (float(x.min()) + float(x.max())) / 2
    upright = (float(y.min()) + float(y.max())) / 2
    low, high = EqualEarth.forward_beside(np.array([south, 90.0]), np.zeros(2))[1].tolist()
    if height < high - low:
        upright = min(max(upright, low + height / 2), high - height / 2)
    across = min(max(across, whole.left + width / 2), whole.right - width / 2)
    return Frame(
        EqualEarth(middle),
        across - width / 2,
        upright - height / 2,
        across + width / 2,
        upright + height / 2,
        south,
    )


def _whole(middle: float, aspect: float, south: float) -> Frame:
    """Give the whole earth with a little paper around it."""
    right = 1.02 * float(EqualEarth.forward_beside(np.array([0.0]), np.array([180.0]))[0][0])
    low, high = EqualEarth.forward_beside(np.array([south, 90.0]), np.zeros(2))[1].tolist()
    half = max(1.03 * (high - low) / 2, right / aspect)
    right, upright = max(right, half * aspect), (high + low) / 2
    return Frame(EqualEarth(middle), -right, upright - half, right, upright + half, south)


def _start(places: Sequence[PlaceRow], chosen: str | None) -> tuple[list[PlaceRow], float, float]:
    """Choose the places that the picture has to hold, with the meridians west and east of them."""
    every = _shortest_arc(places, 1)
    most = _shortest_arc(places, MOST_MENTIONS)
    worth_it = most[2] - most[1] < WORTH_IT * (every[2] - every[1])
    left_out = chosen is not None and all(row.place.id != chosen for row in most[0])
    return most if worth_it and not left_out else every


def _shortest_arc(places: Sequence[PlaceRow], share: float) -> tuple[list[PlaceRow], float, float]:
    """Find the shortest way from west to east past places with at least this share of the mentions.

    It may cross the 180° meridian; its eastern end then lies beyond 180.
    """
    ring = sorted(places, key=lambda row: row.place.longitude)
    number = len(ring)
    longitudes = [row.place.longitude for row in ring]
    longitudes += [longitude + 360 for longitude in longitudes]
    weights = [max(row.mentions, 1) for row in ring]
    wanted = share * sum(weights) - 1e-6
    best, shortest = (0, number - 1), math.inf
    held, last = 0, -1
    for first in range(number):
        while held < wanted and last < first + number - 1:
            last += 1
            held += weights[last % number]
        if held < wanted:
            break
        # A map that breaks elsewhere than in the Pacific is unusual: it must be worth it.
        length = longitudes[last] - longitudes[first] + (30 if last >= number else 0)
        if length < shortest:
            best, shortest = (first, last), length
        held -= weights[first]
    first, last = best
    return [ring[at % number] for at in range(first, last + 1)], longitudes[first], longitudes[last]
