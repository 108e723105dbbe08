"""A small picture of where places lie: land, and a dot for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import quote

from places.query import PlaceRow
from places.views.elements import Node, element

_SMALLEST: Final = (36.0, 18.0)
"""Degrees of longitude and latitude that a picture shows at least."""

_MARGIN: Final = 0.18
_MOST: Final = 60
"""Dots in one picture."""


def style() -> str:
    """Write the style that holds the land, once for all pictures of a page."""
    return f':root{{--land:url("data:image/svg+xml,{_land()}")}}'


@cache
def _land() -> str:
    picture = files("places.views").joinpath("assets", "land.svg").read_text(encoding="utf-8").strip()
    return quote(picture, safe=" ='/:")


def dot_map(rows: Sequence[PlaceRow], label: str) -> Node:
    """Show where places lie.

    Parameters
    ----------
    rows : sequence of PlaceRow
        The most named first; the area of a dot tells the mentions, its colour the kind. Countries are
        left out where anything else is named: a dot in the middle of one says little.
    label : str
        What the picture shows, for who cannot see it.
    """
    drawn = [row for row in rows if row.place.kind != "country"][:_MOST] or list(rows[:_MOST])
    west, south, wide, high = _frame(drawn)
    dots = [
        element(
            "span",
            css=f"dot {row.place.kind}",
            style=(
                f"left:{100 * (row.place.longitude - west) / wide:.1f}%;"
                f"top:{100 * (1 - (row.place.latitude - south) / high):.1f}%;"
                f"--r:{min(4.0 + 2.2 * (row.mentions - 1) ** 0.5, 13):.1f}px"
            ),
        )
        for row in reversed(drawn)
    ]
    size = f"{36000 / wide:.0f}% {18000 / high:.0f}%"
    beside, above = _share(west + 180, 360 - wide), _share(90 - (south + high), 180 - high)
    land = element("span", css="land", style=f"--size:{size};--at:{beside:.1f}% {above:.1f}%")
    return element("div", land, *dots, css="dot-map", role="img", aria_label=label)


def _share(offset: float, room: float) -> float:
    return 100 * offset / room if room > 0 else 0


def _frame(rows: Sequence[PlaceRow]) -> tuple[float, float, float, float]:
    """Give west, south, width and height (degrees) of a picture twice as wide as high, with all in it."""
    longitudes = [row.place.longitude for row in rows] or [0.0]
    latitudes = [row.place.latitude for row in rows] or [0.0]
    room = 1 + 2 * _MARGIN
    wide = max((max(longitudes) - min(longitudes)) * room, _SMALLEST[0])
    high = max((max(latitudes) - min(latitudes)) * room, _SMALLEST[1])
    wide = min(max(wide, 2 * high), 360)
    high = min(wide / 2, 180)
    west = min(max((max(longitudes) + min(longitudes) - wide) / 2, -180), 180 - wide)
    south = min(max((max(latitudes) + min(latitudes) - high) / 2, -90), 90 - high)
    return west, south, wide, high
