"""What the map is sent of a dataset with very many places: a message that is small, and tells of all.

Of those in sight the most named are sent one by one, the others put together by cells of the zoom; what is
out of sight is put together by large cells. When the visitor moves the map, others are sent.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import astuple, replace
from math import log2
from typing import Final

import numpy as np
from numpy.typing import NDArray

from places.dataset import Dataset
from places.geo import on_web_mercator
from places.maps import Cells, FetchedPlaces, Look, put_together
from places.model import MapView
from places.query import known_places, points_on_map

MOST: Final = 56_000
"""Bytes up to which all places are sent one by one."""

_FOR_PLACES: Final = 14_000
_FOR_CELLS: Final = 16_000
_FOR_FAR_CELLS: Final = 6_000
"""Bytes otherwise: with all else that a change sends they are less than 100,000."""

_PER_GAP: Final = 4
_PER_LOOK: Final = 20  # beside its text
_TILE: Final = 256  # pixels of the whole earth at zoom 0
_WIDTH: Final = 2_200
_HEIGHT: Final = 1_400
"""Pixels around the middle that are taken as in sight: more than a screen, so that a map can be moved."""

_CELL: Final = 72
"""Pixels of a side of a cell in sight: circles in two neighbours hardly touch."""

_FAR_ACROSS: Final = 16
"""So many cells lie side by side around the world elsewhere."""

_FRAME: Final = (840, 600)
"""Pixels of a map in a window of 1440 × 900."""

_CLOSEST: Final = 7
"""The zoom of a map that starts of itself."""


def bounded(
    dataset: Dataset, places: FetchedPlaces, view: MapView | None, kept: Collection[str] = ()
) -> FetchedPlaces:
    """Put places together until the message is small.

    Parameters
    ----------
    dataset : Dataset
    places : FetchedPlaces
        All that a selection shows.
    view : MapView, optional
        Where the map looks, if that is known.
    kept : collection of str
        Ids of places that are sent one by one wherever they are.

    Returns
    -------
    FetchedPlaces
        The same where all of it is small.
    """
    message = _Message(places)
    drawn = np.flatnonzero(message.look)
    if message.length(drawn) <= MOST:
        return places
    points = points_on_map(dataset)[drawn]
    mentions = np.array([each.mentions for each in places.looks])[message.look[drawn] - 1]
    x, y, zoom = _window(points, mentions, view)
    away = _direction(points, x, y, zoom)
    known = known_places(dataset).positions
    wanted = np.isin(drawn, [known[each] for each in kept if each in known])
    wanted[_outermost(points)] = True
    order = np.lexsort((-mentions, away != 0, ~wanted))
    number = message.most(drawn[order], _FOR_PLACES)
    sent, rest = drawn[order[:number]], order[number:]
    cells = []
    here = away[rest] == 0
    for across, some, room in (
        (max(1, round(_TILE * 2**zoom / _CELL)), rest[here], _FOR_CELLS),
        (_FAR_ACROSS, rest[~here], _FOR_FAR_CELLS),
    ):
        for fewer in _fewer_and_fewer(across):
            together, alone = put_together(points[some], mentions[some], drawn[some], fewer, away[some])
            singles = drawn[some[alone]]
            if _length(together) + message.length(singles) <= room:
                break
        sent = np.concatenate((sent, singles))
        cells += [together] if together.numbers else []
    return replace(message.of(sent), cells=cells)


def _fewer_and_fewer(across: int) -> Iterator[int]:
    """Give numbers of cells around the world, down to one: large cells make the message smaller."""
    while across > 1:
        yield across
        across = across * 4 // 5
    yield 1


class _Message:
    """What is written of places, and how long it is."""

    def __init__(self, places: FetchedPlaces) -> None:
        self.places = places
        self.look = np.asarray(places.look, dtype=np.int64)
        # Of no looks numpy would make numbers with fractions.
        self._texts = np.array([_PER_LOOK + _text_length(each) for each in places.looks], dtype=np.int64)
        # How many characters each number takes, with a comma.
        self._digits = np.array([len(str(number)) + 1 for number in range(len(places.looks) + 1)])

    def length(self, positions: NDArray[np.int64]) -> int:
        """Tell about how many bytes some places take."""
        gaps = int(np.count_nonzero(np.diff(np.sort(positions)) > 1)) + 1
        return int(self._lengths(positions).sum()) + gaps * _PER_GAP

    def most(self, positions: NDArray[np.int64], room: int) -> int:
        """Tell how many of these, the first ones first, there is room for."""
        lengths = np.cumsum(self._lengths(positions) + _PER_GAP)
        return int(np.searchsorted(lengths, room, side="right"))

    def _lengths(self, positions: NDArray[np.int64]) -> NDArray[np.int64]:
        look = self.look[positions]
        lengths: NDArray[np.int64] = self._digits[look]
        different, first = np.unique(look, return_index=True)
        lengths[first] += self._texts[different - 1]
        return lengths

    def of(self, positions: NDArray[np.int64]) -> FetchedPlaces:
        """Write of these places alone."""
        positions = np.sort(positions)
        used, which = np.unique(self.look[positions], return_inverse=True)
        look = np.zeros(len(self.look), dtype=np.int64)
        look[positions] = which.reshape(-1) + 1
        looks = [self.places.looks[each - 1] for each in used.tolist()]
        return replace(self.places, looks=looks, look=look.tolist())


def _text_length(look: Look) -> int:
    """Tell how long the text of markers is; a pattern is written once for all."""
    return 0 if look.articles else len(look.tooltip.encode())


def _length(cells: Cells) -> int:
    return len(json.dumps(astuple(cells), separators=(",", ":")))


def _window(
    points: NDArray[np.float64], mentions: NDArray[np.int64], view: MapView | None
) -> tuple[float, float, float]:
    """Give the middle of the map, in Web Mercator, and its zoom: where it looks, or about where it starts."""
    if view is not None:
        middle = on_web_mercator(np.array([view.latitude]), np.array([view.longitude]))[0]
        return float(middle[0]), float(middle[1]), view.zoom
    spans = [_span(each, mentions) for each in points.T]
    zooms = [log2(pixels / _TILE / (end - begin)) for (begin, end), pixels in zip(spans, _FRAME, strict=True)]
    x, y = ((begin + end) / 2 for begin, end in spans)
    return x, y, max(0.0, min(*zooms, _CLOSEST))


def _span(along: NDArray[np.float64], mentions: NDArray[np.int64], parts: int = 1_024) -> tuple[float, float]:
    """Tell between which points of an axis nearly all mentions are."""
    held = np.cumsum(np.histogram(along, parts, (0, 1), weights=mentions)[0])
    begin, end = np.searchsorted(held, (0.025 * held[-1], 0.975 * held[-1])).tolist()
    return begin / parts, (end + 1) / parts


def _direction(points: NDArray[np.float64], x: float, y: float, zoom: float) -> NDArray[np.int64]:
    """Tell in which of eight directions points lie from what is in sight, or 0 where they are in sight.

    Places that are put together in one direction have their middle there, and not in sight.
    """
    world = _TILE * 2**zoom
    across = (points[:, 0] - x + 0.5) % 1 - 0.5
    down = points[:, 1] - y
    return _beyond(across, _WIDTH / 2 / world) + 3 * _beyond(down, _HEIGHT / 2 / world)


def _beyond(along: NDArray[np.float64], bound: float) -> NDArray[np.int64]:
    return (along > bound).astype(np.int64) - (along < -bound)


def _outermost(points: NDArray[np.float64]) -> Sequence[int]:
    """Give the places that bound all others, on the shortest way around the earth: a map fits these."""
    x, y = points.T
    order = np.argsort(x)
    gaps = np.diff(x[order], append=x[order[0]] + 1)
    widest = int(np.argmax(gaps))
    ends = (order[widest], order[(widest + 1) % len(order)], np.argmin(y), np.argmax(y))
    return [int(each) for each in ends]
