"""From a name or a point to a place, in geopy's own terms.

`GazetteerGeocoder` answers offline from the gazetteer that comes along. `OnlineGeocoder`
asks a Nominatim server and is there only for who switches it on. Both are geocoders of
geopy, return `geopy.Location` and so fit wherever geopy fits.
"""

from __future__ import annotations

from typing import Literal, Protocol

from geopy.location import Location

from places.geocoding.embedded import GazetteerGeocoder
from places.geocoding.location import CountryCodes, as_location, as_place, as_point
from places.geocoding.online import OnlineGeocoder
from places.geocoding.unknown import Unknown, locate_unknown, unknown_toponyms

__all__ = [
    "GazetteerGeocoder",
    "OnlineGeocoder",
    "Unknown",
    "as_location",
    "as_place",
    "as_point",
    "locate",
    "locate_unknown",
    "unknown_toponyms",
]


class NameGeocoder(Protocol):
    """What `locate` asks: every geocoder of geopy that knows languages and countries."""

    def geocode(
        self,
        query: str,
        *,
        exactly_one: Literal[False],
        language: str | None,
        country_codes: CountryCodes,
        limit: int | None,
    ) -> list[Location] | None:
        """Return the places that bear a name, best first."""
        ...


def locate(
    query: str,
    *geocoders: NameGeocoder,
    language: str | None = None,
    country_codes: CountryCodes = None,
    limit: int | None = None,
) -> list[Location]:
    """Ask one geocoder after another and return what the first says that knows the name.

    Parameters
    ----------
    query : str
        A name.
    *geocoders : geocoder
        In the order in which to ask: the gazetteer first, a server only if need be.
    language : str or None
        ISO 639-1: the language of the name, and that in which to answer.
    country_codes : str, sequence of str or None
        ISO 3166-1 alpha-2; only places in these countries.
    limit : int or None
        Return at most so many.

    Returns
    -------
    list of geopy.Location
        Best first; empty where none knows the name. `raw` is as in `as_location`.
    """
    for geocoder in geocoders:
        found = geocoder.geocode(
            query, exactly_one=False, language=language, country_codes=country_codes, limit=limit
        )
        if found:
            return found
    return []
