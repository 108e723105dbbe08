"""Forms that are a part of the name of a person."""

from __future__ import annotations

import re
from typing import Final

from places.geoparsing.recognise.after import After
from places.geoparsing.recognise.before import Before
from places.geoparsing.recognise.toponym import CERTAIN, WINDOW, Reading, Toponym
from places.geoparsing.weights import WEIGHTS
from places.languages import Language
from places.languages.people import first_names, first_names_after_places, surnames

_SURNAME: Final = re.compile(r" ([^\W\d_]+(?:[-'’][^\W\d_]+)*)")
_ANOTHER: Final = re.compile(r" \w+ [^\W\d_]+ [^\W\d_]+")  # "and Siena Castellane"
_SECOND: Final = re.compile(r"[^\W\d_]+ ([^\W\d_]+) \w+ $")  # "Kenya Dombrowicz and"
_AGE: Final = re.compile(r",? \(?\d\d[,)]")
_SHORTEST: Final = 4  # letters of a surname of which nothing is known


def is_person(reading: Reading, hit: Toponym, before: Before, after: After) -> bool:
    """Tell whether a form is a part of the name of a person."""
    surface = reading.text[hit.start : hit.end]
    if before.person:
        # "der Präsident Russlands" leads a country, nobody is called Russlands; "der Italiener Paris" is.
        genitive = before.titled and surface.endswith(reading.language.endings)
        if not (genitive and reading.form(surface) != hit.form):
            return True
    if (
        after.capital
        and surface in first_names_after_places()
        and (_has_surname(reading, hit, before, after) or _is_apposed(reading, hit))
    ):
        return True
    if hit.standing == CERTAIN:
        return False
    # A first name that is a place too has a surname after it ("Paris Hilton").
    return before.initial or (after.surname and surface in first_names())


def _has_surname(reading: Reading, hit: Toponym, before: Before, after: After) -> bool:
    """Tell whether a word of which nothing is known follows, and something that only people have after them.

    Where nouns have capitals, verbs have none: what follows in small letters is sign enough.
    """
    if after.body or after.kind or (before.says and before.says.weight >= WEIGHTS.preposition):
        return False
    language = reading.language
    found = _SURNAME.match(reading.text, hit.end, hit.end + WINDOW)
    if found is None or not _may_be_surname(reading, found[1]):
        return False
    following = reading.text[found.end() : found.end() + WINDOW]
    word, _, rest = following[1:].partition(" ")
    if language.nouns_capitalised:
        known = reading.text[hit.start : hit.end] in first_names()
        return known or following[:1] in (".", ",") or word[:1].islower()
    if following.startswith(", ") and rest.split(" ", 1)[0].lower() in language.appositions:
        return True
    return (
        word.rstrip(",.;") in language.sayings
        or (word in _ands(language) and _ANOTHER.match(following) is not None)
        or _AGE.match(following) is not None
        or _follows_somebody(reading, hit)
    )


def _is_apposed(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a name of two words between commas says who somebody is: "my driver, Chad Lagos, knew"."""
    text = reading.text
    found = _SURNAME.match(text, hit.end, hit.end + WINDOW)
    return (
        found is not None
        and text.startswith(", ", found.end())
        and text[found.end() + 2 : found.end() + 3].islower()
        and text[hit.start - 2 : hit.start] == ", "
        and text[max(hit.start - 3, 0) : hit.start - 2].islower()
    )


def _may_be_surname(reading: Reading, word: str) -> bool:
    """Tell whether a word is a surname, as far as is known: no word of the language, no place."""
    language, lower = reading.language, word.lower()
    if word in surnames():
        return True
    if not word[:1].isupper() or word.isupper() or len(word) < _SHORTEST:
        return False
    if (
        word in language.ordinary
        or word in language.never
        or lower in language.types_before
        or lower in language.types_after
        or lower in language.bodies_after
        or lower in language.adjectives
        or language.is_title(lower)
    ):
        return False
    return reading.form(word) < 0


def _follows_somebody(reading: Reading, hit: Toponym) -> bool:
    """Tell whether somebody and an "and" stand before a name: "Kenya Dombrowicz and Ireland Basquez"."""
    text = reading.text
    found = _SECOND.search(text, max(hit.start - WINDOW, 0), hit.start)
    return (
        found is not None
        and text[: hit.start].rsplit(None, 1)[-1] in _ands(reading.language)
        and found[1][0].isupper()
        and _may_be_surname(reading, found[1])
    )


def _ands(language: Language) -> frozenset[str]:
    return frozenset(gap.strip() for gap in language.conjunctions if gap.strip().isalpha())
