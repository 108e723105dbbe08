"""Which places lie in another one, around it or in a box."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, assert_never

import numpy as np

from places.geo import distance_km
from places.model import Place
from places.query.index import Index, Mask
from places.ranges import Around, Box, InPlace, Within

_LARGE: Final = ("country", "region")


def places_within(index: Index, within: Within) -> Mask:
    """Tell which places lie in a range; the place that it is about is one of them.

    In a country lies what has its country code, a region only if it has no other one. In a region lies
    what lies in the first-level areas and the countries of which it consists, as far as these are known.
    """
    if isinstance(within, Box):
        return _in_box(index, within)
    position = index.place_positions.get(within.place_id)
    if position is None:
        return np.zeros(len(index.places), dtype=bool)
    match within:
        case Around():
            inside = _around(index, index.places[position], within.kilometres)
        case InPlace():
            areas = areas_of(index.places[position])
            inside = np.array([_lies_in(place, areas) for place in index.places], dtype=bool)
        case _:
            assert_never(within)
    inside[position] = True
    return inside


def areas_of(place: Place) -> frozenset[str]:
    """Give the codes of the countries (ISO 3166-1) and first-level areas (ISO 3166-2) in a place.

    Empty for a spot, and for a region of which that is not known.
    """
    if place.kind == "country":
        return frozenset(place.country_codes)
    return frozenset(place.consists_of)


def _lies_in(place: Place, areas: Collection[str]) -> bool:
    if not areas:
        return False
    if place.area in areas:
        return True
    if place.kind in _LARGE:
        own = areas_of(place) or frozenset(place.country_codes)
        return bool(own) and all(code in areas or code.partition("-")[0] in areas for code in own)
    return any(code in areas for code in place.country_codes)


def _around(index: Index, centre: Place, kilometres: int) -> Mask:
    """Tell what is within some kilometres, countries aside: their point says little about where they are."""
    far = distance_km(centre.latitude, centre.longitude, index.latitudes, index.longitudes)
    inside: Mask = (far <= kilometres) & ~index.are_countries
    return inside


def _in_box(index: Index, box: Box) -> Mask:
    north = (index.latitudes >= box.south) & (index.latitudes <= box.north)
    if box.west <= box.east:
        east = (index.longitudes >= box.west) & (index.longitudes <= box.east)
    else:
        east = (index.longitudes >= box.west) | (index.longitudes <= box.east)
    inside: Mask = north & east & ~index.are_countries
    return inside
