"""Where on their courses rivers are meant: near the towns and sites that the same articles name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from places.dataset import Dataset
from places.geo import distance_km
from places.model import KINDS
from places.query.index import Index, Mask, index_of
from places.query.remember import remembered

Point = tuple[float, float]
"""Latitude and longitude (WGS 84, degrees)."""

NEAR_KM: Final = 60.0
"""Kilometres from a course within which a place tells something of it."""

_HALF_KM: Final = 20.0  # kilometres away, a place counts half as much as one on the bank
_MARGIN: Final = 0.6  # degrees of latitude, at least as far as `NEAR_KM`
_MOST_SPOTS: Final = 40
_SPOTS: Final = tuple(KINDS.index(kind) for kind in ("city", "site"))


@remembered(2)
def points_on_courses(dataset: Dataset) -> Mapping[str, Point]:
    """Tell where the rivers of a dataset are meant, as far as its articles tell.

    Each point is the one of the course that is nearest to a town or a site: to that one which the articles
    that name the river name most often, those farther from it counting less. All articles count, whatever
    is selected, so that a marker stays where it is.

    Returns
    -------
    mapping of str to Point
        By the ids of rivers; those without a known course, or without such a place near by, are left out.
    """
    index = index_of(dataset)
    spots = np.isin(index.kinds, _SPOTS)
    found = {}
    for position in np.flatnonzero(index.kinds == KINDS.index("water")).tolist():
        point = _meant(index, position, spots)
        if point is not None:
            found[index.places.ids[position]] = point
    return found


def _meant(index: Index, position: int, spots: Mask) -> Point | None:
    from places.maps.outlines import lines_of, point_on_course

    if point_on_course(index.places.ids[position]) is None:
        return None
    lines, _ = lines_of(index.places.ids[position])
    named = index.of_articles(index.naming(index.place == position))
    mentions = np.bincount(index.place[named], index.mentions[named], minlength=len(index.places))
    near = np.flatnonzero(spots & (mentions > 0) & _around(index, lines))
    best, most = None, 0.0
    for spot in near[np.argsort(-mentions[near], kind="stable")][:_MOST_SPOTS].tolist():
        place = index.places[spot]
        point = _nearest(lines, place.latitude, place.longitude)
        far = float(distance_km(place.latitude, place.longitude, *map(np.array, point)))
        weight = float(mentions[spot]) / (1 + far / _HALF_KM)
        if far <= NEAR_KM and weight > most:
            best, most = point, weight
    return best


def _around(index: Index, lines: list[NDArray[np.int64]]) -> Mask:
    """Tell roughly which places are near some lines: those in their box, with a margin."""
    from places.maps.lines import on_earth

    corners = np.concatenate(lines)
    west, north = on_earth(*corners.min(axis=0).tolist())
    east, south = on_earth(*corners.max(axis=0).tolist())
    inside: Mask = (index.latitudes > south - _MARGIN) & (index.latitudes < north + _MARGIN)
    return inside & (index.longitudes > west - 3 * _MARGIN) & (index.longitudes < east + 3 * _MARGIN)


def _nearest(lines: list[NDArray[np.int64]], latitude: float, longitude: float) -> Point:
    """Give the point of some lines on the grid that is nearest to a point, as the map shows them."""
    from places.maps.lines import on_earth, on_grid

    starts = np.concatenate([line[:-1] for line in lines]).astype(np.float64)
    ends = np.concatenate([line[1:] for line in lines]).astype(np.float64)
    centre = np.array(on_grid(longitude, latitude))
    along = ends - starts
    share = ((centre - starts) * along).sum(axis=1) / np.maximum((along * along).sum(axis=1), 1e-9)
    feet = starts + np.clip(share, 0, 1)[:, np.newaxis] * along
    x, y = feet[((feet - centre) ** 2).sum(axis=1).argmin()].tolist()
    east, north = on_earth(x, y)
    return round(north, 4), round(east, 4)
