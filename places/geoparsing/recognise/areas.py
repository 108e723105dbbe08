"""What lies in what: "Paris, Texas", "Graben (Bayern)", "Weiden in der Oberpfalz"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from places.geo import within_degrees
from places.geoparsing.lexicon import SIDE_NAME, Lexicon, Sense
from places.geoparsing.recognise.before import Before, area_before
from places.geoparsing.recognise.toponym import CERTAIN, PLAUSIBLE, WINDOW, Reading, Toponym
from places.geoparsing.weights import WEIGHTS, evidence
from places.model import Evidence

BETWEEN: Final = (", ", " (", "/", " / ", ",\n")
"""What stands between a place and what it lies in, whatever the language."""

Beside = tuple[Toponym, Toponym, str]
"""Two toponyms with hardly anything between them, and what that is."""

_AREAS: Final = 6  # senses of a form of which one may be the area in which something lies
_LIES_IN: Final = evidence("lies_in")
_HOLDS: Final = evidence("holds")
_AREA_AFTER: Final = evidence("area_after")
_AREA_ADJECTIVE: Final = evidence("area_adjective")


def lies_in(sense: Sense, codes: frozenset[str]) -> bool:
    """Tell whether a place lies in one of some countries and regions, and is none of them."""
    if sense.kind == "country":
        return False
    if sense.kind != "region" and sense.admin1 in codes:
        return True
    return any(code in codes for code in sense.countries)


def close(one: Sense, other: Sense, degrees: float) -> bool:
    """Tell whether two places differ by less than some degrees of latitude and of longitude."""
    return within_degrees(one.latitude, one.longitude, other.latitude, other.longitude, degrees)


def said_area(reading: Reading, hit: Toponym, before: Before) -> Evidence | None:
    """Note the area that an abbreviation ("Ky.") or an adjective names, if such a place lies there."""
    text, language = reading.text, reading.language
    if text.startswith(", ", hit.end) and text[hit.end + 2 : hit.end + 3].isupper():
        tail = text[hit.end + 2 : hit.end + WINDOW].split(None, 1)[0]
        code = language.tails.get(tail.rstrip(',;:)"”'))
        if code and _inside(reading.lexicon, hit, code):
            return _AREA_AFTER
    area = before.area
    if not area and before.kind:
        area = area_before(text[max(hit.start - WINDOW, 0) : hit.start], language)
    return _AREA_ADJECTIVE if area and _inside(reading.lexicon, hit, area) else None


def relate(beside: Sequence[Beside], reading: Reading) -> None:
    """Note what lies in what."""
    language, lexicon = reading.language, reading.lexicon
    for hit, following, gap in beside:
        said = gap in language.lies_in
        if not said and gap not in BETWEEN:
            continue
        senses = lexicon.senses(hit.form)
        if senses[0].kind == "country" and senses[0].role > SIDE_NAME:
            continue
        codes, region = _area_codes(lexicon, following)
        if said:  # "der Krieg Moskaus in der Ukraine": a preposition says less than a comma
            least = senses[0].salience + senses[0].role - WEIGHTS.strays
            senses = tuple(sense for sense in senses if sense.salience + sense.role > least)
        if codes and any(lies_in(sense, codes) for sense in senses):
            hit.inside = codes
            hit.add(_LIES_IN)
            following.add(_HOLDS)
            if not (said or following.kind):
                following.kind = _kind_of_area(lexicon, following, senses)
        elif senses[0].kind == "city" and (
            hit.standing < PLAUSIBLE if said else region and gap == ", " and hit.standing < CERTAIN
        ):
            hit.inside = codes  # said to lie in an area where the gazetteer has none of that name


def _inside(lexicon: Lexicon, hit: Toponym, code: str) -> bool:
    """Note the area in which the text says a place lies, if any of its senses does."""
    area = frozenset([code])
    if not any(lies_in(sense, area) for sense in lexicon.senses(hit.form)):
        return False
    hit.inside = area
    return True


def _kind_of_area(lexicon: Lexicon, hit: Toponym, within: Sequence[Sense]) -> str:
    """Tell which kind of area it is in which something lies: "Kingston, New York" is in the state.

    Where a town of the name lies there as well ("Schwabing, München"), nothing is told.
    """
    senses = lexicon.senses(hit.form)[:_AREAS]
    for area in senses:
        codes = frozenset(area.countries if area.kind == "country" else (area.admin1,))
        if area.kind in ("country", "region") and any(lies_in(sense, codes) for sense in within):
            far = not close(senses[0], area, WEIGHTS.area_degrees)
            return area.kind if area.kind == "country" or far else ""
    return ""


def _area_codes(lexicon: Lexicon, hit: Toponym) -> tuple[frozenset[str], bool]:
    """Return the codes of the areas that a hit may name, and whether it is first of all a region."""
    codes: set[str] = set()
    senses = lexicon.senses(hit.form)
    for sense in senses[:_AREAS]:
        if sense.kind == "country":
            codes.update(sense.countries)
        elif sense.kind == "region" and sense.admin1:
            codes.add(sense.admin1)
    return frozenset(codes), senses[0].kind == "region"
