"""How far places reach: the courses of rivers and the outlines of areas, as lines on a grid.

They are those that the map draws (`places.maps.outlines`), exact to about a kilometre. A country, and a
region that holds whole ones, stays aside: its outline would put it near everything in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from places.geo import EARTH_RADIUS_KM, on_sphere
from places.model import Place
from places.query.index import Index, Mask
from places.ranges import Box

_COUNTRY: Final = len("XX")
Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Reach:
    """Lines of those places that have any.

    Attributes
    ----------
    place : numpy.ndarray of int64, shape (lines,)
        Positions in `Index.places`.
    starts, ends : numpy.ndarray of float64, shape (lines, 2)
        x (east) and y (south) on the grid of `places.maps.lines`.
    start_points, end_points : numpy.ndarray of float64, shape (lines, 3)
        The same on the unit sphere.
    are_areas : numpy.ndarray of bool, shape (places,)
        Whether the lines of a place go around an area.
    """

    place: NDArray[np.int64]
    starts: Numbers
    ends: Numbers
    start_points: Numbers
    end_points: Numbers
    are_areas: Mask

    @property
    def known(self) -> Mask:
        """Whether the lines of a place are known."""
        return np.bincount(self.place, minlength=len(self.are_areas)) > 0

    def within_km(self, latitude: float, longitude: float, kilometres: int) -> Mask:
        """Tell which places come as near to a point as so many kilometres, or have it in them."""
        from places.maps.lines import on_grid

        centre = on_sphere(np.array([latitude]), np.array([longitude]))[0]
        along = self.end_points - self.start_points
        length = np.maximum((along * along).sum(axis=1), 1e-18)
        share = np.clip(((centre - self.start_points) * along).sum(axis=1) / length, 0, 1)
        foot = self.start_points + share[:, np.newaxis] * along
        nearness = foot @ centre / np.sqrt((foot * foot).sum(axis=1))
        near = nearness >= np.cos(min(np.pi, kilometres / EARTH_RADIUS_KM))
        return self._any(near) | self._holding(*on_grid(longitude, latitude))

    def in_box(self, box: Box) -> Mask:
        """Tell which places cross a box, or have it in them."""
        from places.maps.lines import on_grid

        inside = np.zeros(len(self.are_areas), dtype=bool)
        for west, east in (
            [(box.west, box.east)] if box.west <= box.east else [(box.west, 180), (-180, box.east)]
        ):
            low, high = np.array(on_grid(west, box.north)), np.array(on_grid(east, box.south))
            inside |= self._any(self._crossing(low, high)) | self._holding(*low)
        return inside

    def _crossing(self, low: Numbers, high: Numbers) -> Mask:
        """Tell which lines cross a rectangle of the grid: what each side leaves of them is cut off."""
        along = self.ends - self.starts
        still = along == 0
        with np.errstate(divide="ignore", invalid="ignore"):
            one, other = (low - self.starts) / along, (high - self.starts) / along
        outside = (still & ((self.starts < low) | (self.starts > high))).any(axis=1)
        first = np.where(still, 0.0, np.minimum(one, other)).max(axis=1)
        last = np.where(still, 1.0, np.maximum(one, other)).min(axis=1)
        crossing: Mask = ~outside & (np.maximum(first, 0) <= np.minimum(last, 1))
        return crossing

    def _holding(self, x: float, y: float) -> Mask:
        """Tell which areas hold a point of the grid: a ray from it crosses their lines in an odd number."""
        (_, top), (_, bottom) = self.starts.T, self.ends.T
        passing = np.flatnonzero((top > y) != (bottom > y))
        (from_x, from_y), (to_x, to_y) = self.starts[passing].T, self.ends[passing].T
        east = from_x + (y - from_y) / (to_y - from_y) * (to_x - from_x) > x
        crossed = np.bincount(self.place[passing[east]], minlength=len(self.are_areas))
        holding: Mask = self.are_areas & (crossed % 2 == 1)
        return holding

    def _any(self, lines: Mask) -> Mask:
        found = np.zeros(len(self.are_areas), dtype=bool)
        found[self.place[lines]] = True
        return found


def holds_countries(place: Place) -> bool:
    """Tell whether a place holds whole countries, such as a continent does."""
    return any(len(code) == _COUNTRY for code in place.consists_of)


def read_reach(index: Index) -> Reach:
    """Read how far the places of an index reach."""
    from places.maps.outlines import lines_of

    place: list[NDArray[np.int64]] = []
    starts: list[NDArray[np.int64]] = []
    ends: list[NDArray[np.int64]] = []
    are_areas = np.zeros(len(index.places), dtype=bool)
    for position in _spread_out(index):
        lines, are_areas[position] = lines_of(index.places[position].id)
        for line in lines:
            place.append(np.full(len(line) - 1, position))
            starts.append(line[:-1])
            ends.append(line[1:])
    from_, to = _joined(starts), _joined(ends)
    return Reach(
        np.concatenate(place) if place else np.zeros(0, dtype=np.int64),
        from_,
        to,
        _points(from_),
        _points(to),
        are_areas,
    )


def _spread_out(index: Index) -> Iterator[int]:
    for position, place in enumerate(index.places):
        if place.kind in ("water", "terrain", "region") and not holds_countries(place):
            yield position


def _joined(parts: list[NDArray[np.int64]]) -> Numbers:
    return np.concatenate(parts).astype(np.float64) if parts else np.zeros((0, 2))


def _points(on_grid: NDArray[Any]) -> Numbers:
    from places.maps.lines import GRID

    latitudes = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * on_grid[:, 1] / GRID))))
    return on_sphere(latitudes, on_grid[:, 0] / GRID * 360 - 180)
