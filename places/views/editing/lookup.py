"""Places by their ids and by their names, for whoever sets one right: of one's own, and of the gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from places.dataset import Dataset, fold
from places.journal import OWN, JournalError, OwnPlaceSaved
from places.language import Language
from places.maps.countries import countries_near
from places.model import Place
from places.query import known_places, remembered
from places.views.opening import gazetteer, journal_of
from places.views.settings import Settings

if TYPE_CHECKING:
    from places.geocoding import GazetteerGeocoder

_MOST: Final = 8
_NEAR_KM: Final = 100.0
"""So far from the nearest place a point at sea still is its country's."""
_BORDER_KM: Final = 3.0
"""So far from a border it is not sure on which side a point is."""
_TOWN_KM: Final = 10.0
_NEIGHBOURS: Final = 5


def is_source(dataset: Dataset, source: str) -> bool:
    """Tell whether there is an article of a source."""
    return bool(dataset.rows("SELECT 1 FROM articles WHERE source = ? LIMIT 1", [source]))


def find(told: Settings, place_id: str) -> Place | None:
    """Find a place by its id: one of one's own, or one of the gazetteer."""
    own = own_places(told)
    if place_id in own:
        return own[place_id]
    try:
        return gazetteer().place(place_id)
    except KeyError:
        return None


def in_gazetteer(name: str) -> bool:
    """Tell whether the gazetteer has a name, as it is written."""
    return bool(gazetteer().lookup(name))


def region_of(place: Place) -> Place | None:
    """Return the first-level region in which a place of the gazetteer lies."""
    try:
        return gazetteer().region_of(place.id)
    except KeyError:
        return None


def where_of(place: Place, say: Language) -> list[str]:
    """Name the region and the countries in which a place lies, so that namesakes can be told apart."""
    region = region_of(place)
    named = []
    if region is not None and place.name_in(say.code) not in region.name_in(say.code):
        named.append(region.name_in(say.code))
    if place.kind != "country":
        named += [say.country(code) for code in place.country_codes[:2]]
    return named


def own_places(told: Settings) -> dict[str, Place]:
    """Return the places of one's own, by their ids."""
    try:
        standing = journal_of(told.source).standing()
    except JournalError:
        return {}
    return {place_id: own.said.place() for place_id, own in standing.own_places.items()}


def own_place(told: Settings, place_id: str) -> OwnPlaceSaved | None:
    """Return what is said of a place of one's own."""
    try:
        own = journal_of(told.source).standing().own_places.get(place_id)
    except JournalError:
        return None
    return None if own is None else own.said


def named(told: Settings, dataset: Dataset, query: str, language: str) -> list[Place]:
    """Find the places that bear a name, in any language and spelling; those in use here come first.

    Parameters
    ----------
    told : Settings
    dataset : Dataset
    query : str
    language : str
        ISO 639-1, that of the page.
    """
    from places.geocoding import as_place

    wanted = fold(query.strip())
    if not wanted:
        return []
    own = [place for place in own_places(told).values() if _bears(place, wanted)]
    here = [place for place in _named_here(dataset, wanted) if not place.id.startswith(OWN)]
    found = geocoder().geocode(query.strip(), exactly_one=False, language=language, limit=_MOST) or []
    by_id = {place.id: place for place in (*own, *here, *map(as_place, found))}
    return [place for place in by_id.values() if place.id.startswith(OWN) or _is_in_gazetteer(place.id)][
        :_MOST
    ]


def base_name(surface: str, language: str | None) -> str:
    """Return the name that inflected words are a form of: ``Pjöngjangs`` is one of ``Pjöngjang``."""
    from places.languages import rules_for

    if gazetteer().lookup(surface):
        return surface
    for ending in sorted(rules_for(language).endings, key=len, reverse=True):
        name = surface.removesuffix(ending)
        if name and name != surface and gazetteer().lookup(name):
            return name
    return surface


def countries_at(latitude: float, longitude: float) -> tuple[str, ...]:
    """Tell in which country a point probably lies, by the borders of the map.

    Where two countries meet, these are not exact enough: of those that meet, it is the one of the nearest
    town, if one is near. At sea it is that of the nearest place.

    Parameters
    ----------
    latitude, longitude : float
        WGS 84, degrees.

    Returns
    -------
    tuple of str
        ISO 3166-1 alpha-2.
    """
    meeting = countries_near(latitude, longitude, _BORDER_KM)
    if len(meeting) == 1:
        return meeting
    nearest: Sequence[tuple[Place, float]] = gazetteer().near(latitude, longitude, _NEIGHBOURS)
    for place, km in nearest:
        codes = place.country_codes[:1]
        if km < (_TOWN_KM if meeting else _NEAR_KM) and (not meeting or set(codes) <= set(meeting)):
            return codes
    return meeting[:1]


@cache
def geocoder() -> GazetteerGeocoder:
    """Return what finds names in it."""
    from places.geocoding import GazetteerGeocoder  # who only undoes something does without it

    return GazetteerGeocoder(gazetteer())


def _is_in_gazetteer(place_id: str) -> bool:
    try:
        gazetteer().place(place_id)
    except KeyError:
        return False
    return True


def _bears(place: Place, folded: str) -> bool:
    return any(folded in fold(name) for name in (place.name, *place.names.values()))


@remembered(64)
def _named_here(dataset: Dataset, folded: str) -> tuple[Place, ...]:
    return tuple(place for place in known_places(dataset) if _bears(place, folded))[:4]
