"""Which places lie in another one, around it or in a box.

A river, a lake, a range or a region lies in every country and first-level area that it crosses, and as near
to a point as the nearest part of it. Towns and sites, and what no shape is known of, are points.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, assert_never

import numpy as np

from places.gazetteer.area_codes import codes_of_areas
from places.gazetteer.crossing import areas_crossed
from places.geo import distance_km
from places.model import Place
from places.query.index import Index, Mask
from places.query.reach import Reach, holds_countries
from places.ranges import Around, Box, InPlace, Within

LARGE: Final = ("country", "region")
"""The kinds of places that have others in them."""


def places_within(index: Index, within: Within, reach: Reach | None = None) -> Mask:
    """Tell which places lie in a range; the place that it is about is one of them.

    Parameters
    ----------
    index : Index
    within : Within
    reach : Reach or None
        How far the places reach; points are all that count without it. `InPlace` does not ask for it.

    Notes
    -----
    In a country lies what has its country code or crosses it; a region of several countries that is not known
    to cross any lies in none of them. In a region lies what lies in the first-level areas and the countries
    of which it consists, as far as these are known. Countries, and regions of whole countries, are neither
    around a place nor in a box: they would be around each.
    """
    if isinstance(within, Box):
        return _in_box(index, within, reach)
    position = index.place_positions.get(within.place_id)
    if position is None:
        return _within_unnamed(index, within)
    match within:
        case Around():
            inside = _around(index, index.places[position], within.kilometres, reach)
        case InPlace():
            inside = _in_areas(index, areas_of(index.places[position]))
        case _:
            assert_never(within)
    inside[position] = True
    return inside


def _within_unnamed(index: Index, within: InPlace | Around) -> Mask:
    """Tell what lies in a country or a first-level area that is no place of the index itself."""
    code = codes_of_areas().get(within.place_id) if isinstance(within, InPlace) else None
    return _in_areas(index, {code} if code else ())


def _in_areas(index: Index, areas: Collection[str]) -> Mask:
    return np.array([_lies_in(place, areas) for place in index.places], dtype=bool)


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
    if place.area in areas or not areas_crossed(place.id).isdisjoint(areas):
        return True
    if place.kind in LARGE:
        own = areas_of(place) or frozenset(place.country_codes)
        return bool(own) and all(code in areas or code.partition("-")[0] in areas for code in own)
    return any(code in areas for code in place.country_codes)


def _around(index: Index, centre: Place, kilometres: int, reach: Reach | None) -> Mask:
    far = distance_km(centre.latitude, centre.longitude, index.latitudes, index.longitudes)
    near: Mask = far <= kilometres
    if reach is not None:
        reaching = reach.within_km(centre.latitude, centre.longitude, kilometres)
        near = np.where(reach.known, reaching, near)
    return near & ~_too_large(index)


def _in_box(index: Index, box: Box, reach: Reach | None) -> Mask:
    north = (index.latitudes >= box.south) & (index.latitudes <= box.north)
    if box.west <= box.east:
        east = (index.longitudes >= box.west) & (index.longitudes <= box.east)
    else:
        east = (index.longitudes >= box.west) | (index.longitudes <= box.east)
    inside: Mask = north & east
    if reach is not None:
        inside = np.where(reach.known, reach.in_box(box), inside)
    return inside & ~_too_large(index)


def _too_large(index: Index) -> Mask:
    """Tell what is a country or holds whole ones: its point says little about where it is."""
    too_large: Mask = np.array([holds_countries(place) for place in index.places], dtype=bool)
    return too_large | index.are_countries
