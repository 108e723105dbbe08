"""How near the other places of an article are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from math import hypot
from typing import Final, NamedTuple

from places.geo import KM_PER_DEGREE
from places.geoparsing.weights import WEIGHTS

_NEAR_DEGREES: Final = WEIGHTS.near_km / KM_PER_DEGREE
_BAND_DEGREES: Final = _NEAR_DEGREES / 4
_BANDS: Final = [(away, max(0, abs(away) - 1) * _BAND_DEGREES) for away in (0, 1, -1, 2, -2, 3, -3, 4, -4)]
"""The bands in which something near may lie, counted from a place's own, and how far away it is at least."""

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
    """What an article names: where it is in degrees, how certain that is (0 to 1), and by which form."""

    longitude: float
    latitude: float
    certainty: float
    form: int


class Spots:
    """The places that an article names, countries left out.

    Parameters
    ----------
    named : sequence of Named
    """

    def __init__(self, named: Sequence[Named] = ()) -> None:
        self._named = named
        self._bands: dict[int, list[Named]] = {}
        if len(named) > _FEW:  # bands from south to north, each in order from west to east
            for one in sorted(named):
                self._bands.setdefault(int(one.latitude // _BAND_DEGREES), []).append(one)

    def nearness(self, spot: Spot, form: int) -> float:
        """Return what the nearest place of another form adds: all at the same spot, nothing far away."""
        best = _of_many(spot, self._bands, form) if self._bands else _of_few(spot, self._named, form)
        return WEIGHTS.nearness * best


def _of_few(spot: Spot, spots: Iterable[Named], form: int) -> float:
    best = 0.0
    latitude, longitude, narrow = spot
    for east, north, certainty, other in spots:
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
                east, north, certainty, other = band[position]
                right = abs(east - longitude) * narrow
                if right >= _NEAR_DEGREES * (1 - best):
                    break
                near = certainty * (1 - hypot(north - latitude, right) / _NEAR_DEGREES)
                if near > best and other != form:
                    best = near
    return best
