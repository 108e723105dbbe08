"""How near the other places of an article are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, product
from math import hypot
from typing import Final, NamedTuple

from places.geo import KM_PER_DEGREE
from places.geoparsing.weights import WEIGHTS

_NEAR_DEGREES: Final = WEIGHTS.near_km / KM_PER_DEGREE
_BAND_DEGREES: Final = _NEAR_DEGREES / 4
_BANDS: Final = [(away, max(0, abs(away) - 1) * _BAND_DEGREES) for away in (0, 1, -1, 2, -2, 3, -3, 4, -4)]
"""The bands in which something near may lie, counted from a place's own, and how far away it is at least."""

_LOCAL_DEGREES: Final = WEIGHTS.local_km / KM_PER_DEGREE
_MOST_IN_CELL: Final = (
    6  # places in a square of so many degrees; the votes of further ones go to the last of them
)
_MOST_LOCAL: Final = 1 + len(WEIGHTS.further)

_NARROWEST: Final = 0.1  # where hardly anything lies
_FEW: Final = 50  # places that are looked through one by one


class Spot(NamedTuple):
    """Where a place is.

    Attributes
    ----------
    latitude, longitude : float
        Degrees.
    narrowing : float
        How long a degree of longitude is there, as a share of one at the equator.
    """

    latitude: float
    longitude: float
    narrowing: float


class Named(NamedTuple):
    """What an article names.

    Attributes
    ----------
    longitude, latitude : float
        Degrees.
    certainty : float
        How certain it is, 0 to 1.
    form : int
        Number of its form in the lexicon.
    vote : float
        What it tells of where the article moves.
    """

    longitude: float
    latitude: float
    certainty: float
    form: int
    vote: float = 1.0


class Spots:
    """The places that an article names, countries left out.

    Parameters
    ----------
    named : sequence of Named
    """

    def __init__(self, named: Sequence[Named] = ()) -> None:
        self._named = named
        self._bands: dict[int, list[Named]] = {}
        self._cells: dict[tuple[int, int], list[Named]] = {}
        if len(named) > _FEW:  # bands from south to north, each in order from west to east
            for one in sorted(named):
                self._bands.setdefault(int(one.latitude // _BAND_DEGREES), []).append(one)
            for one in named:
                self._put(one)

    def _put(self, one: Named) -> None:
        """Put what is named into its cell; in a full one it only adds its vote."""
        cell = self._cells.setdefault(_cell(one.latitude, one.longitude), [])
        if len(cell) < _MOST_IN_CELL:
            cell.append(one)
        else:
            cell[-1] = cell[-1]._replace(vote=cell[-1].vote + one.vote)

    def nearness(self, spot: Spot, form: int) -> float:
        """Return what the nearest place of another form adds: all at the same spot, nothing far away."""
        best = _of_many(spot, self._bands, form) if self._bands else _of_few(spot, self._named, form)
        return WEIGHTS.nearness * best

    def further(self, spot: Spot, form: int, total: float) -> float:
        """Return what places of other forms add that are local besides the nearest one.

        Parameters
        ----------
        spot : Spot
        form : int
            Number of the form that may mean what is there.
        total : float
            Votes of the whole article: the more of them go elsewhere, the less is added.
        """
        latitude, longitude, narrow = spot
        votes = 0.0
        local: dict[int, float] = {}
        for east, north, certainty, other, vote in self._around(spot):
            up = north - latitude
            if other != form and -_LOCAL_DEGREES < up < _LOCAL_DEGREES:
                away = hypot(up, (east - longitude) * narrow) / _LOCAL_DEGREES
                if away < 1:
                    votes += vote
                    local[other] = max(certainty * (1 - away * away), local.get(other, 0.0))
        if len(local) < 2:  # one neighbour does not overturn a metropolis
            return 0.0
        near = sorted(local.values(), reverse=True)[1:_MOST_LOCAL]
        unanimous = min(votes / total, 1.0)
        return unanimous * sum(
            (weight * one for weight, one in zip(WEIGHTS.further, near, strict=False)), 0.0
        )

    def _around(self, spot: Spot) -> Iterable[Named]:
        if not self._cells:
            return self._named
        latitude, longitude, narrow = spot
        aside = _LOCAL_DEGREES / max(narrow, _NARROWEST)
        south, west = _cell(latitude - _LOCAL_DEGREES, longitude - aside)
        north, east = _cell(latitude + _LOCAL_DEGREES, longitude + aside)
        cells = product(range(south, north + 1), range(west, east + 1))
        return chain.from_iterable(self._cells.get(cell, ()) for cell in cells)


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return int(latitude // _LOCAL_DEGREES), int(longitude // _LOCAL_DEGREES)


def _of_few(spot: Spot, spots: Iterable[Named], form: int) -> float:
    best = 0.0
    latitude, longitude, narrow = spot
    for east, north, certainty, other, _ in spots:
        up = north - latitude
        if -_NEAR_DEGREES < up < _NEAR_DEGREES:
            right = (east - longitude) * narrow
            if -_NEAR_DEGREES < right < _NEAR_DEGREES and other != form:
                near = certainty * (1 - hypot(up, right) / _NEAR_DEGREES)
                best = near if near > best else best
    return best


def _of_many(spot: Spot, bands: Mapping[int, Sequence[Named]], form: int) -> float:
    """Look eastwards and westwards in each band, no further than where something could still add more."""
    best = 0.0
    latitude, longitude, narrow = spot
    middle = int(latitude // _BAND_DEGREES)
    for away, least in _BANDS:
        if least >= _NEAR_DEGREES * (1 - best):
            break
        band = bands.get(middle + away, ())
        first = bisect_left(band, (longitude,))
        for way in (range(first, len(band)), range(first - 1, -1, -1)):
            for position in way:
                east, north, certainty, other, _ = band[position]
                right = abs(east - longitude) * narrow
                if right >= _NEAR_DEGREES * (1 - best):
                    break
                near = certainty * (1 - hypot(north - latitude, right) / _NEAR_DEGREES)
                if near > best and other != form:
                    best = near
    return best
