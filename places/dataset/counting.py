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


Piece = tuple[NDArray[Any] | None, NDArray[Any], NDArray[Any], NDArray[Any]]
"""Articles, places, mentions and sums of confidences of some pairs, in the order of the index.

Without the articles where none of them has two pairs of one place.
"""


def count_places(pieces: Iterable[Piece], number: int) -> PlaceCounts:
    """Count the pairs of so many places."""
    mentions, articles, confidence = np.zeros(number), np.zeros(number, dtype=np.int64), np.zeros(number)
    last = (-1, -1)
    for article, narrow, said, sure in pieces:
        if not len(narrow):
            continue
        place = narrow.astype(np.intp)  # once for all that is counted
        mentions += np.bincount(place, said, minlength=number)
        confidence += np.bincount(place, sure, minlength=number)
        if article is not None:
            other = first_of_each(article, place)  # two pairs of the same follow each other
            other[0] = (article[0], place[0]) != last
            last = (article[-1], place[-1])
            place = place[other]
        articles += np.bincount(place, minlength=number)
    mentioned = mentions.astype(np.int64)
    return PlaceCounts(mentioned, articles, confidence / np.maximum(mentioned, 1))


def first_of_each(article: NDArray[Any], place: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell which pairs differ from the one before, in their order."""
    first = np.ones(len(place), dtype=bool)
    first[1:] = (article[1:] != article[:-1]) | (place[1:] != place[:-1])
    return first
