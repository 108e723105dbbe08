"""Where a place may lie: in another one, around it, or in a box of latitudes and longitudes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MOST_KM: Final = 20_000
_AROUND = re.compile(r"(.+),(\d{1,5})km", re.DOTALL)
_DEGREES = r"(-?\d{1,3}(?:\.\d{1,6})?)"
_BOX = re.compile(",".join([_DEGREES] * 4))


@dataclass(frozen=True, slots=True)
class InPlace:
    """In a country or a region, by its id."""

    place_id: str

    def __str__(self) -> str:
        """Write it as in a URL."""
        return self.place_id


@dataclass(frozen=True, slots=True)
class Around:
    """So many kilometres around a place, by its id; the place itself is within."""

    place_id: str
    kilometres: int

    def __str__(self) -> str:
        """Write it as in a URL."""
        return f"{self.place_id},{self.kilometres}km"


@dataclass(frozen=True, slots=True)
class Box:
    """Between latitudes and longitudes (WGS 84, degrees).

    Where `west` is more than `east`, the box lies across the 180th meridian.
    """

    south: float
    west: float
    north: float
    east: float

    def __str__(self) -> str:
        """Write it as in a URL."""
        return ",".join(map(_degrees, (self.south, self.west, self.north, self.east)))


def _degrees(number: float) -> str:
    """Write degrees with six decimals, a tenth of a metre, and no more than it takes."""
    written = f"{number:.6f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


Within = InPlace | Around | Box


def box_of(south: float, west: float, north: float, east: float) -> Box:
    """Make a box of what a map shows, which may be several worlds wide; rounded to about a kilometre.

    Raises
    ------
    ValueError
        If it is none on earth.
    """
    if not (-90 <= south < north <= 90 and west < east):
        raise ValueError(f"no box: {south}, {west}, {north}, {east}")
    if east - west >= 360:
        west, east = -180.0, 180.0
    else:
        west, east = (round((each + 180) % 360 - 180, 2) for each in (west, east))
        if east == -180.0:
            east = 180.0
    return Box(round(south, 2), west, round(north, 2), east)


def range_of(text: str) -> Within:
    """Read what `str` writes of it.

    Raises
    ------
    ValueError
        If it is none.
    """
    box = _BOX.fullmatch(text)
    if box:
        south, west, north, east = (float(part) for part in box.groups())
        if not (-90 <= south < north <= 90 and abs(west) <= 180 and abs(east) <= 180 and west != east):
            raise ValueError(text)
        return Box(south, west, north, east)
    around = _AROUND.fullmatch(text)
    if around:
        kilometres = int(around[2])
        if not 0 < kilometres <= MOST_KM:
            raise ValueError(text)
        return Around(around[1], kilometres)
    return InPlace(text)
