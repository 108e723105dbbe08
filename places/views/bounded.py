"""What the map is sent of a dataset with very many places: as many of them as make a small message.

Those in sight come first, the most named before others; when the visitor moves the map, others are sent.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from places.dataset import Dataset
from places.maps import FetchedPlaces
from places.model import MapView
from places.query import place_points
from places.selection import Selection

MOST: Final = 56_000
"""Bytes that a message may have for its places; the rest of it is small."""

_PER_GAP: Final = 4
_PER_LOOK: Final = 20  # beside its text
_TILE: Final = 256  # pixels of the whole earth at zoom 0
_WIDTH: Final = 2_600
_HEIGHT: Final = 1_800
"""Pixels around the middle that are taken as in sight: more than a screen, so that a map can be moved."""


def bounded(
    dataset: Dataset, selection: Selection, places: FetchedPlaces, view: MapView | None
) -> FetchedPlaces:
    """Leave out places until the message is small.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
        The place that it chooses is kept.
    places : FetchedPlaces
        All that a selection shows.
    view : MapView, optional
        Where the map looks, if that is known.

    Returns
    -------
    FetchedPlaces
        The same where all of it is small.
    """
    look = np.asarray(places.look)
    drawn = np.flatnonzero(look)
    texts = np.array([_PER_LOOK if each.articles else _cost(each.tooltip) for each in places.looks])
    written = _lengths(len(texts))
    gaps = np.count_nonzero(np.diff(drawn) > 1) + 1
    if int(written[look[drawn]].sum()) + gaps * _PER_GAP + int(texts.sum()) <= MOST:
        return places
    mentions = np.array([each.mentions for each in places.looks])[look[drawn] - 1]
    points, chosen = place_points(dataset, selection.place)
    first = _in_sight(points[drawn], view) | (drawn == chosen)
    order = drawn[np.lexsort((-mentions, drawn != chosen, ~first))]
    cost = written[look[order]] + _PER_GAP
    different, at = np.unique(look[order], return_index=True)
    cost[at] += texts[different - 1]
    kept = np.sort(order[: max(int(np.searchsorted(np.cumsum(cost), MOST)), 1)])
    used, which = np.unique(look[kept], return_inverse=True)
    sent = np.zeros(len(look), dtype=np.int64)
    sent[kept] = which.reshape(-1) + 1
    return replace(
        places,
        looks=[places.looks[each - 1] for each in used.tolist()],
        look=sent.tolist(),
        in_part=True,
        undrawn=int(np.count_nonzero(first)) - int(np.count_nonzero(first & (sent[drawn] > 0))),
    )


def _lengths(most: int) -> NDArray[np.int64]:
    """Tell how many characters each number up to some takes, with a comma."""
    return np.array([len(str(number)) + 1 for number in range(most + 1)])


def _cost(tooltip: str) -> int:
    return len(tooltip.encode()) + _PER_LOOK


def _in_sight(points: NDArray[np.float64], view: MapView | None) -> NDArray[np.bool_]:
    """Tell which of some points (latitude and longitude in degrees) a map shows, or nearly."""
    if view is None:
        return np.ones(len(points), dtype=bool)
    degrees = 360 / (_TILE * 2**view.zoom)  # a pixel, at the equator
    east = np.abs((points[:, 1] - view.longitude + 180) % 360 - 180)
    north = np.abs(_mercator(points[:, 0]) - float(_mercator(np.array(view.latitude))))
    inside: NDArray[np.bool_] = (east <= _WIDTH / 2 * degrees) & (north <= _HEIGHT / 2 * degrees)
    return inside


def _mercator(latitude: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far north latitudes are on a map in Mercator's projection, in degrees of the equator."""
    return np.degrees(np.arcsinh(np.tan(np.radians(np.clip(latitude, -85, 85)))))
