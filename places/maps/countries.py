"""In which country a point lies, by the finest borders that the map has: Natural Earth's at 1:10m."""

from __future__ import annotations

import json
from functools import lru_cache
from math import cos, pi, sin
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from places.geo import KM_PER_DEGREE, narrowing, on_web_mercator
from places.maps.assets import GROUND
from places.maps.lines import GRID, decoded

_CELL_ZOOM: Final = 4  # as `places.maps.ground_data` has it, which needs a library that is not always there


def country_at(latitude: float, longitude: float) -> str | None:
    """Tell in which country a point lies.

    Parameters
    ----------
    latitude, longitude : float
        WGS 84, degrees.

    Returns
    -------
    str or None
        ISO 3166-1 alpha-2; None at sea, and where the land has no code. The borders are exact to one or two
        kilometres: too little for a town on a river that is one.
    """
    x, y = (on_web_mercator(np.array([latitude]), np.array([longitude]))[0] * GRID).tolist()
    side = GRID // 2**_CELL_ZOOM
    column, row = (min(int(at // side), 2**_CELL_ZOOM - 1) for at in (x, y))
    for code, rings in _land(f"{column}-{row}"):
        if code and sum(_crossings(ring, x, y) for ring in rings) % 2:
            return code
    return None


def countries_near(latitude: float, longitude: float, km: float) -> tuple[str, ...]:
    """List the countries of a point and of those around it, that of the point itself first.

    Parameters
    ----------
    latitude, longitude : float
        WGS 84, degrees.
    km : float
        How far around.
    """
    north = km / KM_PER_DEGREE
    east = north / narrowing(latitude)
    around = [(0.0, 0.0), *((sin(turn * pi / 4), cos(turn * pi / 4)) for turn in range(8))]
    found = (
        country_at(max(-90.0, min(90.0, latitude + up * north)), (longitude + along * east + 180) % 360 - 180)
        for up, along in around
    )
    return tuple(dict.fromkeys(code for code in found if code))


def _crossings(ring: NDArray[np.float64], x: float, y: float) -> int:
    """Count how often a ring crosses the way from a point to the east."""
    begin, end = ring, np.roll(ring, -1, axis=0)
    across = (begin[:, 1] <= y) != (end[:, 1] <= y)
    begin, end = begin[across], end[across]
    share = (y - begin[:, 1]) / (end[:, 1] - begin[:, 1])
    return int(np.count_nonzero(begin[:, 0] + share * (end[:, 0] - begin[:, 0]) > x))


@lru_cache(maxsize=8)
def _land(name: str) -> list[tuple[str, list[NDArray[np.float64]]]]:
    file = GROUND / f"{name}.json"
    if not file.is_file():
        return []
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return [
        (code, [decoded(ring).astype(np.float64) for ring in rings])
        for code, rings in read.get("land", {}).items()
    ]
