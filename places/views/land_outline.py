"""Make the land below small pictures of places out of the base map: ``python -m places.views.land_outline``.

The result, ``assets/land.svg``, is committed: Natural Earth 1:50m (public domain), as coarse as a
picture of a few centimetres shows it, one unit of it half a degree.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from places.pictures.land import Line, ground

FILE: Final = Path(__file__).parent / "assets" / "land.svg"

_STEP: Final = 0.5
"""Degrees in which a coast is written: two pixels where such a picture shows a continent."""

_APART: Final = 1.0
"""Degrees between two points of a coast, at least."""

_ISLAND: Final = 1.5
"""Degrees that an island measures at least."""


def outline() -> str:
    """Write the land as SVG, longitudes from west to east and latitudes from north to south."""
    paths = []
    for country in ground().countries:
        for ring in country.rings:
            points = np.round(_thinned(ring) / _STEP).astype(int)
            if len(points) < 4 or np.ptp(points, axis=0).max() * _STEP < _ISLAND:
                continue
            paths.append(_path(points))
            if points[:, 0].max() * _STEP > 180:  # it runs on past the meridian: once more from the west
                paths.append(_path(points - [int(360 / _STEP), 0]))
    box = f"{-180 / _STEP:.0f} {-90 / _STEP:.0f} {360 / _STEP:.0f} {180 / _STEP:.0f}"
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{box}' preserveAspectRatio='none'>"
        f"<path d='{''.join(paths)}'/></svg>\n"
    )


def _thinned(ring: Line) -> Line:
    """Keep points that are not all too near to the one before."""
    kept = [ring[0]]
    for point in ring[1:]:
        if max(abs(point - kept[-1])) >= _APART:
            kept.append(point)
    return np.array(kept)


def _path(points: NDArray[np.int_]) -> str:
    steps = np.diff(points, axis=0).tolist()
    return f"M{points[0, 0]} {-points[0, 1]}l" + " ".join(f"{x} {-y}" for x, y in steps) + "z"


if __name__ == "__main__":
    FILE.write_text(outline(), encoding="utf-8")
