"""Count by place, piece by piece: numpy needs many bytes for each pair that it counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray


class PlaceCounts(NamedTuple):
    """What a selection says of every place, in the order of `Index.places`; 0 where it shows none.

    Attributes
    ----------
    mentions, articles : numpy.ndarray of int64, shape (places,)
    confidence : numpy.ndarray of float64, shape (places,)
        The mean over the mentions.
    """

    mentions: NDArray[np.int64]
    articles: NDArray[np.int64]
    confidence: NDArray[np.float64]


Piece = tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]
"""Articles, places, mentions and confidences of some pairs, in the order of the index."""


def count_places(pieces: Iterable[Piece], number: int) -> PlaceCounts:
    """Count the pairs of so many places."""
    mentions, articles, confidence = np.zeros(number), np.zeros(number, dtype=np.int64), np.zeros(number)
    last = (-1, -1)
    for article, place, said, sure in pieces:
        if not len(place):
            continue
        mentions += np.bincount(place, said, minlength=number)
        confidence += np.bincount(place, sure, minlength=number)
        other = np.ones(len(place), dtype=bool)  # two pairs of the same follow each other
        other[0] = (article[0], place[0]) != last
        other[1:] = (article[1:] != article[:-1]) | (place[1:] != place[:-1])
        articles += np.bincount(place[other], minlength=number)
        last = (article[-1], place[-1])
    mentioned = mentions.astype(np.int64)
    return PlaceCounts(mentioned, articles, confidence / np.maximum(mentioned, 1))
