"""A geocoder of geopy over the gazetteer that comes along: no network, no limits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property, lru_cache
from typing import Any, Final, Literal, overload

import numpy as np
import numpy.typing as npt
from geopy.adapters import URLLibAdapter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from places import geo
from places.gazetteer import Bearer, Gazetteer
from places.gazetteer.source import ROLE_WEIGHT
from places.geocoding.location import CountryCodes, as_asked, as_location, base_language, codes
from places.geoparsing import Geoparser
from places.geoparsing.municipalities import is_municipal
from places.model import KINDS, Kind, Mention, Place

_INHABITANTS: Final[Mapping[Kind, int]] = {
    "country": 1_000_000,
    "region": 200_000,
    "city": 500,
    "water": 100_000,
    "terrain": 100_000,
    "site": 50_000,
}
"""How well known a place of a kind is at least, in the measure of a city's inhabitants."""

_SPOTS: Final[tuple[Kind, ...]] = ("city", "water", "terrain", "site")
_SEVERAL: Final = 10


class GazetteerGeocoder(Geocoder):
    """Geocodes names and points from the gazetteer.

    Parameters
    ----------
    gazetteer : Gazetteer
        As `places.gazetteer.open_gazetteer` opens it.

    Notes
    -----
    The methods take geopy's ``timeout`` and do not need it: nothing is asked of anybody.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(adapter_factory=URLLibAdapter)
        self._gazetteer = gazetteer

    @overload
    def geocode(
        self,
        query: str,
        *,
        exactly_one: Literal[True] = True,
        timeout: float | None = None,
        language: str | None = None,
        country_codes: CountryCodes = None,
        limit: int | None = None,
    ) -> Location | None: ...

    @overload
    def geocode(
        self,
        query: str,
        *,
        exactly_one: Literal[False],
        timeout: float | None = None,
        language: str | None = None,
        country_codes: CountryCodes = None,
        limit: int | None = None,
    ) -> list[Location] | None: ...

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: float | None = None,
        language: str | None = None,
        country_codes: CountryCodes = None,
        limit: int | None = None,
    ) -> Location | list[Location] | None:
        """Return the place, or the places, that a name stands for.

        Parameters
        ----------
        query : str
            A name ("Pjöngjang"), or a few words that a text might use for a place
            ("Grenzfluss Tumen", "Paris, Texas").
        exactly_one : bool
            Return the best one, or a list.
        timeout : float or None
            Not used.
        language : str or None
            ISO 639-1: the language of the name, and that of the address returned.
        country_codes : str, sequence of str or None
            ISO 3166-1 alpha-2; only places in these countries.
        limit : int or None
            Return at most so many.

        Returns
        -------
        geopy.Location, list of geopy.Location or None
            Best first, None where nothing was found. `raw` is as in `as_location`, with a
            ``score``: the share of the belief, 0 to 1, before any filter by country.

        Raises
        ------
        ValueError
            If `limit` is below 1.
        """
        del timeout
        language = base_language(language)
        wanted = codes(country_codes)
        scored = self._bearers(query, language) or self._mentioned(query, language)
        locations = [
            as_location(place, language, self._gazetteer.region_of(place.id), score=round(score, 4))
            for place, score in scored
            if not wanted or wanted.intersection(place.country_codes)
        ]
        return as_asked(locations, exactly_one, limit)

    @overload
    def reverse(
        self,
        query: Any,
        *,
        exactly_one: Literal[True] = True,
        timeout: float | None = None,
        language: str | None = None,
        limit: int | None = None,
        kinds: Collection[Kind] = _SPOTS,
    ) -> Location | None: ...

    @overload
    def reverse(
        self,
        query: Any,
        *,
        exactly_one: Literal[False],
        timeout: float | None = None,
        language: str | None = None,
        limit: int | None = None,
        kinds: Collection[Kind] = _SPOTS,
    ) -> list[Location] | None: ...

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: float | None = None,
        language: str | None = None,
        limit: int | None = None,
        kinds: Collection[Kind] = _SPOTS,
    ) -> Location | list[Location] | None:
        """Return the place, or the places, nearest to a point.

        Parameters
        ----------
        query : geopy.Point, (latitude, longitude) or str
            WGS 84, degrees.
        exactly_one : bool
            Return the nearest one, or a list.
        timeout : float or None
            Not used.
        language : str or None
            ISO 639-1: the language of the address returned.
        limit : int or None
            Return at most so many; 10 where a list is asked for without a limit.
        kinds : collection of Kind
            Only places of these kinds. Countries and regions are left out unless asked
            for: the point that stands for an area says little about what is near.

        Returns
        -------
        geopy.Location, list of geopy.Location or None
            Nearest first. `raw` is as in `as_location`, with ``distance_km``, the length
            of the geodesic on the ellipsoid of WGS 84.

        Raises
        ------
        ValueError
            If `query` is no point or `limit` is below 1.
        """
        del timeout
        point = Point(query)
        several = 1 if exactly_one else limit or _SEVERAL
        near = [
            (geo.geodesic_km(place.latitude, place.longitude, point.latitude, point.longitude), place)
            for place in self._around(point, max(several, 1), frozenset(kinds))
        ]
        near.sort(key=lambda pair: (pair[0], pair[1].id))
        locations = [
            as_location(
                place,
                base_language(language),
                self._gazetteer.region_of(place.id),
                distance_km=round(distance, 3),
            )
            for distance, place in near[:several]
        ]
        return as_asked(locations, exactly_one, limit)

    def _bearers(self, name: str, language: str | None) -> list[tuple[Place, float]]:
        """Return what bears a name, with the share of belief that each may claim."""
        bearers = self._gazetteer.lookup(name, language)
        towns = {bearer.admin1 for bearer in bearers if bearer.place.kind == "city"}
        weights = [_weight(bearer, name, towns) for bearer in bearers]
        shares = [
            (bearer.place, weight / sum(weights)) for bearer, weight in zip(bearers, weights, strict=True)
        ]
        return sorted(shares, key=lambda pair: (-pair[1], pair[0].id))

    def _mentioned(self, query: str, language: str | None) -> list[tuple[Place, float]]:
        """Read a query that is no name as text, and return what its first words name."""
        mentions = self._geoparser.parse(query, language)
        if not mentions or not _begins(query, mentions[0]):
            return []
        return [
            (self._gazetteer.place(candidate.place_id), candidate.score)
            for candidate in mentions[0].candidates
        ]

    def _around(self, point: Point, several: int, kinds: frozenset[Kind]) -> list[Place]:
        """Return the nearest places on a sphere, and whatever else may be as near on the ellipsoid."""
        rows, vectors = self._of_kinds(kinds)
        near = geo.nearest(vectors, point.latitude, point.longitude, several)
        return [self._gazetteer.at(int(row)) for row in rows[near]]

    @lru_cache(maxsize=8)  # noqa: B019 (one geocoder lives as long as the program)
    def _of_kinds(self, kinds: frozenset[Kind]) -> tuple[npt.NDArray[np.int64], geo.Points]:
        """Return the rows of the places of some kinds in the gazetteer, and where they are."""
        numbers = [KINDS.index(kind) for kind in kinds]
        rows = np.flatnonzero(np.isin(self._gazetteer.numbers("kind"), numbers))
        latitudes, longitudes = (self._gazetteer.numbers(name)[rows] for name in ("latitude", "longitude"))
        return rows, geo.on_sphere(latitudes, longitudes)

    @cached_property
    def _geoparser(self) -> Geoparser:
        return Geoparser(self._gazetteer)


def _weight(bearer: Bearer, name: str, towns: Collection[str]) -> float:
    """Say how likely a bearer of a name is meant; `towns` are the regions in which towns bear it, too."""
    place = bearer.place
    if place.kind == "region" and bearer.admin1 in towns and is_municipal(bearer.types):
        return 1.0  # the town is meant
    known = max(place.population, _INHABITANTS[place.kind]) * 10 ** ROLE_WEIGHT[bearer.name.role]
    return known if bearer.name.text == name else known / 4


def _begins(query: str, mention: Mention) -> bool:
    """Tell whether a query begins with a mention, or with one word that says what it is."""
    before = query[: mention.start].split()
    said = any(
        evidence.reason == "kind" and evidence.weight > 0 for evidence in mention.candidates[0].evidence
    )
    return not before or (len(before) == 1 and said)
