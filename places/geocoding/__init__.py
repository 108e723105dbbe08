"""From a name or a point to a place, in geopy's own terms.

`GazetteerGeocoder` answers offline from the gazetteer that comes along. `OnlineGeocoder`
asks a Nominatim server and is there only for who switches it on. Both are geocoders of
geopy, return `geopy.Location` and so fit wherever geopy fits.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol

from geopy.location import Location

from places.geocoding.embedded import GazetteerGeocoder
from places.geocoding.location import CountryCodes, as_location, as_place
from places.geocoding.online import OnlineGeocoder
from places.model import Place

__all__ = [
    "GazetteerGeocoder",
    "OnlineGeocoder",
    "as_location",
    "as_place",
    "locate",
    "locate_unknown",
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


def locate_unknown(
    names: Iterable[str], online: OnlineGeocoder, *, language: str | None = None
) -> dict[str, Place]:
    """Look names up online that the gazetteer lacks, each once.

    Parameters
    ----------
    names : iterable of str
        Names in their basic form.
    online : OnlineGeocoder
        Reports what goes wrong, line by line, and never raises for it.
    language : str or None
        ISO 639-1 of the text in which the names stand.

    Returns
    -------
    dict of str to Place
        The names that were found; a name that is missing was not.
    """
    found: dict[str, Place] = {}
    for name in dict.fromkeys(names):
        location = online.geocode(name, language=language)
        if location is not None:
            found[name] = as_place(location)
    return found
