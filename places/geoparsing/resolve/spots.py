"""How near the other places of an article are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, product
from math import hypot, sqrt
from operator import mul
from typing import Final, NamedTuple

from places.geo import KM_PER_DEGREE, within_km
from places.geoparsing.weights import WEIGHTS

_NEAR_DEGREES: Final = WEIGHTS.near_km / KM_PER_DEGREE
_BAND_DEGREES: Final = _NEAR_DEGREES / 4
_BANDS: Final = [(away, max(0, abs(away) - 1) * _BAND_DEGREES) for away in (0, 1, -1, 2, -2, 3, -3, 4, -4)]
"""The bands in which something near may lie, counted from a place's own, and how far away it is at least."""

_LOCAL_DEGREES: Final = WEIGHTS.local_km / KM_PER_DEGREE
_BESIDE_DEGREES: Final = WEIGHTS.beside_km / KM_PER_DEGREE
_RIGHT_BESIDE: Final = 1.5  # within a third of that it is all
_MOST_IN_CELL: Final = (
    6  # places in a square of so many degrees; the votes of further ones go to the last of them
)
_SEVERAL: Final = 2

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
    little_known : float
        How little it is known, 0 to 1: who names a village is near it.
    """

    longitude: float
    latitude: float
    certainty: float
    form: int
    vote: float = 1.0
    little_known: float = 0.0


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

    def adds(self, spot: Spot, form: int, total: float, least: int = 1) -> float:
        """Return what the other places of an article add to one: the nearest, and those beside it.

        Parameters
        ----------
        spot : Spot
        form : int
            Number of the form that may mean what is there; what has the same form tells nothing.
        total : float
            Votes of the whole article: the more of them go elsewhere, the less the further ones add.
        least : int
            How many local places it takes for the one right beside it to count.

        Returns
        -------
        float
            The nearest place adds all at the same spot, nothing far away. Of those that are local the
            further ones add much more than that one, as far as hardly anything speaks for another spot.
            A little known one right beside it adds much by itself.
        """
        named = self._around(spot) if self._cells else self._named
        best, votes, local, beside = _look_through(named, spot, form)
        if len(local) < least:
            beside = 0.0
        if self._bands:
            best = _nearest(spot, self._bands, form)
        if len(local) < _SEVERAL:  # one neighbour does not overturn a metropolis
            return WEIGHTS.nearness * best + WEIGHTS.beside * beside
        near = sorted(local.values(), reverse=True)[1:]
        further: float = sum(map(mul, WEIGHTS.further, near), 0.0)
        return WEIGHTS.nearness * best + WEIGHTS.beside * beside + min(votes / total, 1.0) * further

    @cached_property
    def gathered(self) -> float:
        """Votes of what lies in the one area where most of it lies; nothing if that is a single name."""
        if self._cells:
            areas = (
                [one for cell in _cells_at(*middle) for one in self._cells.get(cell, ())]
                for middle in self._cells
            )
        else:
            areas = ([other for other in self._named if _are_local(one, other)] for one in self._named)
        return max(
            (sum(one.vote for one in area) for area in areas if len({one.form for one in area}) > 1),
            default=0.0,
        )

    def _around(self, spot: Spot) -> Iterable[Named]:
        latitude, longitude, narrow = spot
        aside = _LOCAL_DEGREES / max(narrow, _NARROWEST)
        south, west = _cell(latitude - _LOCAL_DEGREES, longitude - aside)
        north, east = _cell(latitude + _LOCAL_DEGREES, longitude + aside)
        cells = product(range(south, north + 1), range(west, east + 1))
        return chain.from_iterable(self._cells.get(cell, ()) for cell in cells)


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return int(latitude // _LOCAL_DEGREES), int(longitude // _LOCAL_DEGREES)


def _cells_at(north: int, east: int) -> Iterable[tuple[int, int]]:
    return product((north - 1, north, north + 1), (east - 1, east, east + 1))


def _are_local(one: Named, other: Named) -> bool:
    return within_km(one.latitude, one.longitude, other.latitude, other.longitude, WEIGHTS.local_km)


def _look_through(
    named: Iterable[Named], spot: Spot, form: int
) -> tuple[float, float, dict[tuple[float, float], float], float]:
    """Return how near the nearest is, the votes of what is local, how near each place is, what is beside.

    "LINZ" and "Linz" are one place, and of several that a name may mean the nearest counts.
    """
    latitude, longitude, narrow = spot
    best = votes = beside = 0.0
    local: dict[int, tuple[float, float, float]] = {}
    for east, north, certainty, other, vote, little_known in named:
        up = north - latitude
        if other != form and -_NEAR_DEGREES < up < _NEAR_DEGREES:
            right = (east - longitude) * narrow
            if -_NEAR_DEGREES < right < _NEAR_DEGREES:
                away = hypot(up, right)
                near = certainty * (1 - away / _NEAR_DEGREES)
                best = near if near > best else best
                if away < _LOCAL_DEGREES:
                    votes += vote
                    if little_known and away < _BESIDE_DEGREES:
                        right_there = min(_RIGHT_BESIDE * (1 - away / _BESIDE_DEGREES), 1.0)
                        beside = max(beside, certainty * little_known * right_there)
                    away /= _LOCAL_DEGREES
                    # Of two namesakes both of which are local the nearer one is to win.
                    close = (certainty * (1 - away * sqrt(away)), east, north)
                    local[other] = max(close, local.get(other, close))
    places: dict[tuple[float, float], float] = {}
    for close_by, east, north in local.values():
        places[east, north] = max(close_by, places.get((east, north), 0.0))
    return best, votes, places, beside


def _nearest(spot: Spot, bands: Mapping[int, Sequence[Named]], form: int) -> float:
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
                east, north, certainty, other, *_ = band[position]
                right = abs(east - longitude) * narrow
                if right >= _NEAR_DEGREES * (1 - best):
                    break
                near = certainty * (1 - hypot(north - latitude, right) / _NEAR_DEGREES)
                if near > best and other != form:
                    best = near
    return best
