"""A place as geopy's `Location`, and back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from babel import Locale
from babel.core import UnknownLocaleError
from geopy.location import Location
from geopy.point import Point

from places.model import Place

CountryCodes = str | Sequence[str] | None

_NUMBERS: Final = re.compile(r"([-+]?\d+(?:\.\d+)?)\s*[,;\s]\s*([-+]?\d+(?:\.\d+)?)")
_WITH_COMMAS: Final = re.compile(r"([-+]?\d+),(\d+)(?:[;\s]|,\s)\s*([-+]?\d+),(\d+)")
"""52,52 13,40: decimals as much of the world writes them."""


def as_location(
    place: Place, language: str | None = None, region: Place | None = None, **more: object
) -> Location:
    """Write a place as geopy does.

    Parameters
    ----------
    place : Place
    language : str or None
        ISO 639-1; the address is in this language as far as names in it are known.
    region : Place or None
        The first-level region in which it lies.
    **more : object
        What else to put into `raw`.

    Returns
    -------
    geopy.Location
        `address` is the name, the region where that is called otherwise, and the countries; `raw` has
        ``place_id``, ``name``, ``kind``, ``country_codes``, ``area``, ``consists_of``, ``population``,
        ``source``, ``names`` and what `more` gives.
    """
    name = place.names.get(language or "", place.name)
    parts = [name]
    if region is not None:
        region_name = region.names.get(language or "", region.name)
        parts += [] if name in region_name else [region_name]
    if place.kind != "country":
        parts += _country_names(place.country_codes, language)
    raw = {
        "place_id": place.id,
        "name": place.name,
        "kind": place.kind,
        "country_codes": list(place.country_codes),
        "area": place.area,
        "consists_of": list(place.consists_of),
        "population": place.population,
        "source": place.source,
        "names": dict(place.names),
        **more,
    }
    return Location(", ".join(parts), (place.latitude, place.longitude), raw)


def as_place(location: Location) -> Place:
    """Read a place from a location that `as_location` wrote."""
    raw = location.raw
    return Place(
        id=raw["place_id"],
        name=raw["name"],
        kind=raw["kind"],
        latitude=location.latitude,
        longitude=location.longitude,
        country_codes=tuple(raw["country_codes"]),
        population=raw["population"],
        source=raw["source"],
        names=raw["names"],
        area=raw["area"],
        consists_of=tuple(raw["consists_of"]),
    )


def as_point(text: str) -> tuple[float, float] | None:
    """Read a point that somebody wrote or copied, in one of the forms that geopy knows.

    Returns
    -------
    tuple of float or None
        Latitude and longitude (WGS 84, degrees); None where it is none, or none on the earth.
    """
    written = _WITH_COMMAS.sub(r"\1.\2, \3.\4", text.strip())
    numbers = _NUMBERS.fullmatch(written)
    if numbers and (abs(float(numbers[1])) > 90 or abs(float(numbers[2])) > 180):
        return None  # geopy would go on around the earth
    try:
        point = Point(written)
    except ValueError:
        return None
    return float(point.latitude), float(point.longitude)


def as_asked(
    locations: Sequence[Location], exactly_one: bool, limit: int | None
) -> Location | list[Location] | None:
    """Return what geopy's geocoders return: the first, a list of at most so many, or None.

    Raises
    ------
    ValueError
        If `limit` is below 1.
    """
    if limit is not None and limit < 1:
        raise ValueError("Limit cannot be less than 1")
    if not locations:
        return None
    return locations[0] if exactly_one else list(locations[:limit])


def codes(country_codes: CountryCodes) -> frozenset[str]:
    """Return country codes as the set that geopy's users mean by a string, a list or None."""
    given = [country_codes] if isinstance(country_codes, str) else country_codes or ()
    return frozenset(code.strip().upper() for part in given for code in part.split(","))


def base_language(language: str | None) -> str | None:
    """Return the ISO 639-1 code at the head of a language tag or an Accept-Language list."""
    head = (language or "").replace("_", "-").split(",")[0].split(";")[0].split("-")[0].strip().lower()
    return head or None


def _country_names(country_codes: Sequence[str], language: str | None) -> list[str]:
    try:
        territories = Locale.parse(language or "en").territories
    except (UnknownLocaleError, ValueError):
        territories = Locale("en").territories
    return [territories.get(code, code) for code in country_codes]
