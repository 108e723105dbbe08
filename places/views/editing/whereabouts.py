"""Where an article moves: the places that most of its mentions are among, without what it names far away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from places.geo import distance_km
from places.model import Place
from places.query import PlaceRow

_SHARE: Final = 0.6
"""Of the mentions of an article, so many are among these places at least."""

_MOST: Final = 300
"""So many places of an article are looked at, the most named first."""


def whereabouts(rows: Sequence[PlaceRow]) -> list[Place]:
    """Give the places around the middle of an article, the nearest to it first.

    The middle is the place from which it is not far to the others, each as often as it is named (a medoid):
    what is named far away does not move it. Countries and regions count only where an article names nothing
    smaller, since their points say little.

    Parameters
    ----------
    rows : sequence of PlaceRow
        The places of the article, the most named first.
    """
    small = [row for row in rows if row.place.kind not in {"country", "region"}]
    listed = (small or [row for row in rows if row.place.kind == "region"] or list(rows))[:_MOST]
    if not listed:
        return []
    latitudes = np.array([row.place.latitude for row in listed])
    longitudes = np.array([row.place.longitude for row in listed])
    mentions = np.array([max(row.mentions, 1) for row in listed])
    far = np.array(
        [distance_km(*point, latitudes, longitudes) for point in zip(latitudes, longitudes, strict=True)]
    )
    middle = int(np.argmin(far @ mentions))
    order = np.argsort(far[middle], kind="stable")
    enough = int(np.searchsorted(np.cumsum(mentions[order]), _SHARE * mentions.sum())) + 1
    return [listed[at].place for at in order[:enough].tolist()]
