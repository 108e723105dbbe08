"""Forms with a hyphen beside them: "Berlin-Mitte", "Donbass-Region", "U.S.-led"."""

from __future__ import annotations

from typing import Final

from places.geoparsing.recognise.areas import close
from places.geoparsing.recognise.toponym import DOUBTFUL, PLAUSIBLE, WINDOW, Reading, Toponym
from places.geoparsing.weights import WEIGHTS

_CITY_FROM: Final = 4.9  # salience of a city that has quarters
_QUARTER_BELOW: Final = 4.5  # salience of a town that is a quarter's namesake rather than the end of a line
_NAMES_OF_A_TOWN: Final = 3  # senses of a form of which one may be the town that has the part


def hyphens_allow(reading: Reading, hit: Toponym) -> bool:
    """Look at a hyphen on either side; a compound that names a place is taken in whole."""
    text, language, start, end = reading.text, reading.language, hit.start, hit.end
    if hit.joined:
        if language.route_endings and text.startswith("-", end):
            _take_in_quarter(reading, hit)
        return True
    if start > 1 and text[start - 1] == "-" and text[start - 2].isalnum():
        return language.compounds_count
    if not (text.startswith("-", end) and text[end + 1 : end + 2].isalnum()):
        return not text.startswith(tuple(f"-{gap}" for gap in language.conjunctions), end)  # "Nord- und"
    if language.compounds_count:
        return True
    stop = end + 1
    while stop < len(text) and (text[stop].isalpha() or text[stop] == "-"):
        stop += 1
    head = text[end + 1 : stop]
    if head.lower() in language.region_heads:
        if text[start:end].isupper() and reading.kind(hit) == "country":
            return False  # some part of it: "US-Staat"
        hit.end = stop
        hit.asked, hit.kind = head.lower(), language.region_heads[head.lower()]
        return True
    return _is_part(reading, hit, head, stop)


def _take_in_quarter(reading: Reading, hit: Toponym) -> bool:
    """Take in the small namesake far away that a city's unlisted quarter seems to be: "Saarbrücken-Burbach".

    Behind the word for a line both are its ends: "die Bahnstrecke Berlin-Wittenberge".
    """
    text = reading.text
    stop = hit.end + 1
    while stop < len(text) and text[stop].isalpha():
        stop += 1
    form = reading.form(text[hit.end + 1 : stop])
    before = text[max(hit.start - WINDOW, 0) : hit.start].lower().split()[-2:]
    if form < 0 or reading.standing[form] < DOUBTFUL or text.startswith("-", stop):
        return False  # "das Leipzig-Buch"
    if any(one.endswith(reading.language.route_endings) for one in before):
        return False
    city, other = reading.senses(hit.form)[0], reading.senses(form)[0]
    if city.kind != "city" or city.salience < _CITY_FROM:
        return False
    if other.kind != "city" or other.salience >= _QUARTER_BELOW:
        return False
    hit.end = stop
    return True


def _is_part(reading: Reading, hit: Toponym, head: str, stop: int) -> bool:
    """Take in the part of a town ("Berlin-Mitte"); let both ends of a line stand."""
    language = reading.language
    if head.lower() in language.parts:
        hit.end = stop
        return reading.kind(hit) == "city"  # but no "US-Stadt"
    form = reading.form(head)
    if form >= 0:
        towns = reading.senses(hit.form)[:_NAMES_OF_A_TOWN]
        if any(close(one, other, WEIGHTS.part_degrees) for one in towns for other in reading.senses(form)):
            hit.end = stop
            return True
        return bool(language.route_endings) and _take_in_quarter(reading, hit)
    # "Hildesheim-Drispenstedt": a quarter that the gazetteer lacks.
    named = head[:1].isupper() and head.endswith(language.part_endings) and "-" not in head
    if named and hit.standing >= PLAUSIBLE and reading.kind(hit) == "city":
        hit.end = stop
        return True
    return False
