"""A geocoder of geopy over a Nominatim server, for names that the gazetteer lacks."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from textwrap import shorten
from typing import Any, Final, Literal, overload

import platformdirs
from geopy.exc import (
    ConfigurationError,
    GeocoderInsufficientPrivileges,
    GeocoderRateLimited,
    GeocoderTimedOut,
    GeopyError,
)
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from places import __version__
from places.gazetteer.cache import CACHE_VARIABLE
from places.geocoding.location import CountryCodes, as_asked, as_location, base_language, codes
from places.geocoding.polite import NotAskedError, PoliteAdapter
from places.model import Kind, Place

PUBLIC_SERVER: Final = "nominatim.openstreetmap.org"
CREDIT: Final = "OpenStreetMap contributors, ODbL"

_MOST: Final = 10  # asked for always, so that one answer serves every limit
_FAILURES_TO_GIVE_UP: Final = 3
_LONGEST: Final = 160  # characters of a part of a report
_ISO_639_1: Final = 2  # letters of its codes

_KIND_OF_CLASS: Final[Mapping[str, Kind]] = {
    "aeroway": "site",
    "boundary": "region",
    "bridge": "site",
    "geological": "terrain",
    "historic": "site",
    "landuse": "site",
    "leisure": "site",
    "man_made": "site",
    "military": "site",
    "mountain_pass": "terrain",
    "natural": "terrain",
    "railway": "site",
    "tourism": "site",
    "water": "water",
    "waterway": "water",
}
"""Kinds by the class of what was found.

What has none of these classes, a shop or a street, is no place here; in the class ``place``
the type decides, and a postcode or the number of a house is none either.
"""

_KIND_OF_TYPE: Final[Mapping[str, Kind]] = {
    # class place and, for boundaries, the type of address that goes with the level
    **dict.fromkeys(("country",), "country"),
    **dict.fromkeys(
        ("continent", "state", "region", "province", "county", "district", "municipality", "state_district"),
        "region",
    ),
    **dict.fromkeys(
        ("city", "town", "village", "hamlet", "borough", "suburb", "quarter", "neighbourhood"), "city"
    ),
    **dict.fromkeys(("isolated_dwelling", "locality"), "city"),
    **dict.fromkeys(("square",), "site"),
    **dict.fromkeys(("archipelago", "island", "islet", "peninsula"), "terrain"),
    **dict.fromkeys(("sea", "ocean"), "water"),
    # class natural
    **dict.fromkeys(
        ("water", "bay", "strait", "spring", "reef", "wetland", "glacier", "hot_spring"), "water"
    ),
    # class waterway
    **dict.fromkeys(("dam", "weir", "lock_gate", "dock", "boatyard"), "site"),
}
"""Kinds by type, where the type tells more than the class (https://wiki.openstreetmap.org/wiki/Map_features)."""

Report = Callable[[str], None]


class OnlineGeocoder(Geocoder):
    """Asks a Nominatim server, politely, and never lets it stop the work.

    Every answer, and every miss for `keep_misses`, is kept on disk. Requests go out one at
    a time with a second between them, across all threads and processes that share the
    cache. What goes wrong is reported in one line and taken for a miss; after three
    failures in a row, or as soon as the server refuses, it is asked no more, and only what is
    kept on disk is answered.

    The terms of the public server: https://operations.osmfoundation.org/policies/nominatim/
    (say who asks, at most one request a second, keep answers, no bulk, give credit).

    Parameters
    ----------
    contact : str
        Who asks, for the user agent: an address of mail or of a page, printable ASCII.
    report : callable or None
        Gets each line about what went wrong; the log of this module if None.
    cache : Path or None
        Folder to keep answers in; that of the gazetteer's index if None.
    domain : str
        Host and port of the server.
    scheme : {"https", "http"}
    timeout : float
        Seconds to wait for an answer.
    rest : float
        Seconds between two requests; at least 1 for the public server.
    most : int
        Send at most so many requests; what is on disk does not count. A public server is
        not there for bulk, and since answers are kept the next run goes on from there.
    keep_misses : timedelta
        How long to believe the server that it knows no such place.

    Raises
    ------
    geopy.exc.ConfigurationError
        If `contact` does not say who asks.
    """

    def __init__(
        self,
        *,
        contact: str,
        report: Report | None = None,
        cache: Path | None = None,
        domain: str = PUBLIC_SERVER,
        scheme: Literal["https", "http"] = "https",
        timeout: float = 10.0,
        rest: float = 1.0,
        most: int = 500,
        keep_misses: timedelta = timedelta(days=30),
    ) -> None:
        contact = contact.strip()
        if not contact or not contact.isascii() or not contact.isprintable():
            raise ConfigurationError(
                "a geocoding server wants to know who asks: give a contact, an address of mail or of a page"
            )
        folder = cache or Path(os.environ.get(CACHE_VARIABLE) or platformdirs.user_cache_path("places"))
        common = {
            "scheme": scheme,
            "timeout": timeout,
            "user_agent": f"places/{__version__} ({contact})",
            "adapter_factory": partial(
                PoliteAdapter,
                folder=folder,
                rest=max(rest, 1.0) if domain.strip("/") == PUBLIC_SERVER else rest,
                keep_misses=keep_misses,
            ),
        }
        super().__init__(**common)
        self.domain = domain
        self._nominatim = Nominatim(domain=domain, **common)
        self._folder = folder
        self._report = report or logging.getLogger(__name__).warning
        self._most = most
        self._failures = 0

    @property
    def given_up(self) -> bool:
        """Whether the server has failed so often that it is not asked any more."""
        return self._failures >= _FAILURES_TO_GIVE_UP

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
        """Return the place, or the places, that bear a name.

        Parameters and returns are those of `GazetteerGeocoder.geocode`; ``score`` in `raw`
        shares the importance that Nominatim gives to what it found. None also stands for a
        request that failed.
        """
        language = base_language(language) or "en"
        if not query.strip():
            return None
        hits = self._ask(
            query,
            self._nominatim.geocode,
            query,
            limit=_MOST,
            language=language,
            country_codes=sorted(code.lower() for code in codes(country_codes)),
            addressdetails=True,
            namedetails=True,
            extratags=True,
            timeout=timeout or self.timeout,
        )
        return as_asked(_locations(hits, language), exactly_one, limit)

    @overload
    def reverse(
        self,
        query: Any,
        *,
        exactly_one: Literal[True] = True,
        timeout: float | None = None,
        language: str | None = None,
    ) -> Location | None: ...

    @overload
    def reverse(
        self,
        query: Any,
        *,
        exactly_one: Literal[False],
        timeout: float | None = None,
        language: str | None = None,
    ) -> list[Location] | None: ...

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: float | None = None,
        language: str | None = None,
    ) -> Location | list[Location] | None:
        """Return the place at a point; Nominatim knows one at most.

        Parameters
        ----------
        query : geopy.Point, (latitude, longitude) or str
            WGS 84, degrees.
        exactly_one : bool
            Return the place, or a list with it.
        timeout : float or None
            Seconds to wait for an answer, if not those of the geocoder.
        language : str or None
            ISO 639-1: the language of the address returned.

        Raises
        ------
        ValueError
            If `query` is no point.
        """
        point = Point(query)
        language = base_language(language) or "en"
        hits = self._ask(
            f"{point.latitude:.5f}, {point.longitude:.5f}",
            self._nominatim.reverse,
            point,
            language=language,
            addressdetails=True,
            namedetails=True,
            timeout=timeout or self.timeout,
        )
        return as_asked(_locations(hits, language), exactly_one, None)

    def _ask(self, what: str, method: Callable[..., Any], *args: object, **options: object) -> list[Location]:
        """Call a method of geopy's Nominatim; a failure is reported and gives no hits."""
        adapter = self._nominatim.adapter
        answered = adapter.answered
        try:
            hits = method(*args, exactly_one=False, **options)
        except NotAskedError:
            return []
        except (GeocoderRateLimited, GeocoderInsufficientPrivileges) as error:
            self._failed(what, f"refused by {self.domain} ({error})", _FAILURES_TO_GIVE_UP)
        except GeocoderTimedOut:
            self._failed(what, f"no answer from {self.domain} in {options['timeout']:g} s")
        except GeopyError as error:
            self._failed(what, f"{self.domain} failed ({error})")
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            self._failed(what, f"{self.domain} gave an answer of an unknown form ({error!r})")
        except (sqlite3.Error, OSError) as error:
            self._failed(what, f"the cache in {self._folder} cannot be used ({error})")
        else:
            if adapter.answered > answered:
                self._failures = 0
                self._count(adapter.answered)
            return hits or []
        return []

    def _count(self, answered: int) -> None:
        if answered == self._most:
            self._nominatim.adapter.asks = False
            self._report(f"{self.domain} was asked {answered} times, which is enough for one run")

    def _failed(self, what: str, reason: str, weight: int = 1) -> None:
        if self.given_up:
            return
        self._failures += weight
        end = ""
        if self.given_up:
            self._nominatim.adapter.asks = False
            end = "; it is asked no more"
        self._report(f"not looked up online: {shorten(what, _LONGEST)}: {shorten(reason, _LONGEST)}{end}")


def _locations(hits: list[Location], language: str) -> list[Location]:
    kinds = [_kind(hit.raw) for hit in hits]
    found = [(hit, kind) for hit, kind in zip(hits, kinds, strict=True) if kind and "osm_type" in hit.raw]
    total = sum(_importance(hit) for hit, _ in found)
    return [
        as_location(_place(hit, kind), language, score=round(_importance(hit) / total, 4))
        for hit, kind in found
    ]


def _importance(hit: Location) -> float:
    return max(float(hit.raw.get("importance") or 0.0), 1e-6)


def _kind(raw: Mapping[str, Any]) -> Kind | None:
    found_class = str(raw.get("class"))
    kind = _KIND_OF_CLASS.get(found_class)
    if found_class == "boundary":
        return _KIND_OF_TYPE.get(str(raw.get("addresstype")), kind)
    if found_class != "place" and kind is None:
        return None
    return _KIND_OF_TYPE.get(str(raw.get("type")), kind)


def _place(hit: Location, kind: Kind) -> Place:
    raw = hit.raw
    details: Mapping[str, str] = raw.get("namedetails") or {}
    names = {
        language: text
        for label, text in details.items()
        for tag, _, language in [label.partition(":")]
        if tag == "name" and len(language) == _ISO_639_1
    }
    code = raw.get("address", {}).get("country_code")
    population = (raw.get("extratags") or {}).get("population", "")
    return Place(
        id=f"osm:{raw['osm_type']}/{raw['osm_id']}",
        name=names.get("en") or raw.get("name") or details.get("name") or hit.address,
        kind=kind,
        latitude=hit.latitude,
        longitude=hit.longitude,
        country_codes=(code.upper(),) if code else (),
        population=int(population) if population.isdecimal() else 0,
        source=CREDIT,
        names=names,
    )
