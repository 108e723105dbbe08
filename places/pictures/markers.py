"""Where the markers of a picture stand, how large they are and what shape they have.

The same shapes, sizes and distances as on the map of the page (`places/maps/script`), in points.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.path import Path

from places.maps import UNSURE_BELOW
from places.model import Kind, Place
from places.query import PlaceRow

DOT: Final = 1.4
"""Radius of the dot that stands for a place without a marker, in points."""

_IN_FULL: Final = 250
"""More markers than this pile up: those that touch a more named one become dots,"""

_ROOM: Final = 1500.0
"""and so do the least named where there are more than one for so many square points of the map."""

_FARTHEST: Final = 8.0
"""Points by which a marker is moved away from others at most."""


@dataclass(slots=True)
class Marker:
    """A sign on the page.

    Attributes
    ----------
    kind : Kind
        Its shape and colour.
    x, y : float
        Its middle, in points from the lower left corner of the page.
    radius : float
        Points; of a circle of the same area.
    mentions : int
    place : Place or None
        What it stands for; None in the legend.
    is_unsure : bool
        Whether the edge is dotted.
    is_dot, is_chosen : bool
    colour : str
        What its colour is called among those of the map; that of its kind if empty.
    """

    kind: Kind
    x: float
    y: float
    radius: float
    mentions: int = 0
    place: Place | None = None
    is_unsure: bool = False
    is_dot: bool = False
    is_chosen: bool = False
    colour: str = ""

    @property
    def key(self) -> str:
        """Something to order markers by, whatever order they came in."""
        return self.place.id if self.place else ""


def marker_of(
    row: PlaceRow, spot: tuple[float, float], most: Mapping[bool, int], chosen: str | None, side: str = ""
) -> Marker:
    """Make the marker of a place at a point of the page; `most` is what `most_named` tells.

    Where two selections are compared, `side` says on which side the place is.
    """
    place = row.place
    return Marker(
        kind=place.kind,
        x=spot[0],
        y=spot[1],
        radius=radius(row.mentions, most[place.kind == "country"], place.kind),
        mentions=row.mentions,
        place=place,
        is_unsure=row.confidence < UNSURE_BELOW,
        is_chosen=place.id == chosen,
        colour=f"side-{side}" if side else "",
    )


def radius(mentions: int, most: int, kind: Kind) -> float:
    """Choose a radius in points.

    After Flannery: people see large circles too small, so 0.57 instead of 0.5.
    """
    largest, smallest = (15.0, 6.5) if kind == "country" else (10.5, 3.6)
    return float(max(smallest, largest * (mentions / max(most, 12)) ** 0.57))


def most_named(places: Sequence[PlaceRow]) -> Mapping[bool, int]:
    """Tell how often the most named country (True) and the most named of the others is named."""
    most = {True: 1, False: 1}
    for row in places:
        is_country = row.place.kind == "country"
        most[is_country] = max(most[is_country], row.mentions)
    return most


def arranged(markers: Sequence[Marker], area: float) -> list[Marker]:
    """Make dots of what would pile up, and move the rest a little apart; the most named come first.

    Parameters
    ----------
    markers : sequence of Marker
        They are changed.
    area : float
        Of the map, in square points.
    """
    order = sorted(markers, key=lambda marker: (not marker.is_chosen, -marker.mentions, marker.key))
    if len(order) > _IN_FULL:
        _thin_out(order, min(_IN_FULL, max(80, round(area / _ROOM))))
    _separate([marker for marker in order if not marker.is_dot and marker.kind != "country"])
    return order


def _thin_out(order: Sequence[Marker], room: int) -> None:
    cell = 32.0
    taken: dict[tuple[int, int, bool], list[Marker]] = {}
    for marker in order:
        column, row, is_country = int(marker.x // cell), int(marker.y // cell), marker.kind == "country"
        near = (
            other
            for i in (-1, 0, 1)
            for j in (-1, 0, 1)
            for other in taken.get((column + i, row + j, is_country), ())
        )
        if not marker.is_chosen and (
            not room
            or any(
                math.hypot(other.x - marker.x, other.y - marker.y) < other.radius + marker.radius
                for other in near
            )
        ):
            marker.is_dot, marker.radius = True, DOT
        else:
            room = max(0, room - 1)
            taken.setdefault((column, row, is_country), []).append(marker)


def _separate(markers: list[Marker]) -> None:
    markers.sort(key=lambda marker: (marker.x, marker.key))
    home = [(marker.x, marker.y) for marker in markers]
    for _ in range(6):
        for at, marker in enumerate(markers):
            for other in markers[at + 1 :]:
                if other.x - marker.x > 2 * (10.5 + _FARTHEST):
                    break
                _part(marker, other)
    for marker, (x, y) in zip(markers, home, strict=True):
        shift = math.hypot(marker.x - x, marker.y - y)
        if shift > _FARTHEST:
            marker.x = x + (marker.x - x) * _FARTHEST / shift
            marker.y = y + (marker.y - y) * _FARTHEST / shift


def _part(a: Marker, b: Marker) -> None:
    wanted = 0.75 * (a.radius + b.radius)
    x, y = b.x - a.x, b.y - a.y
    distance = math.hypot(x, y)
    if distance >= wanted:
        return
    if distance < 0.01:
        x, y, distance = 0.8, 0.6, 1.0
    push = (wanted - min(distance, wanted)) / distance
    share = b.radius**2 / (a.radius**2 + b.radius**2)  # the smaller gives way
    a.x -= x * push * share
    a.y -= y * push * share
    b.x += x * push * (1 - share)
    b.y += y * push * (1 - share)


def _polygon(*corners: tuple[float, float]) -> Path:
    return Path([*corners, corners[0]], closed=True)


SHAPES: Final[Mapping[Kind, Path]] = {
    "city": Path.unit_circle(),
    "country": Path.unit_circle(),
    "region": _polygon((-0.87, -0.87), (0.87, -0.87), (0.87, 0.87), (-0.87, 0.87)),
    "site": _polygon((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "water": _polygon((-1.25, 0.85), (1.25, 0.85), (0, -1.3)),
    "terrain": _polygon((-1.05, -0.7), (1.05, -0.7), (0, 1.1)),
}
"""The outline of each kind, about as large as a circle of radius 1."""
