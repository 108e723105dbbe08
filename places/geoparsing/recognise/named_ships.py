"""A ship that a word for ships tells from the place it is called after: "the ferry Pride of Kent"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from places.geoparsing.recognise.ships import is_at_sea, is_relative
from places.geoparsing.recognise.toponym import WINDOW, Reading, Toponym

_BEFORE: Final = 120  # characters of a sentence that may tell of a ship
_WORDS_BEFORE: Final = 2  # "Pride of"
_QUOTES: Final = "„“\"»«”‚'‘’"
_LIST: Final = 80  # characters of a list of ships
_SENTENCE_END: Final = re.compile(r"[.!?]\s|\n")
_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_NUMBERED: Final = re.compile(r" [IVX]+(?!\w)")
_WAY: Final = re.compile(r" ?[–—→/-] ?[^\W\d_a-zß-ÿ]")


def keeps_place(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a name behind the word for a ship is that of a place all the same.

    "Die Fähre Konstanz – Meersburg", "das Schiff, das Bremen verließ".
    """
    return (
        hit.joined
        or _WAY.match(reading.text, hit.end, hit.end + WINDOW) is not None
        or is_relative(reading, hit)
    )


def is_in_fleet(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a name stands in a list behind the word for ships: "the corvettes Visby and Malmö"."""
    text, language = reading.text, reading.language
    ends, fleet = _lists_of_ships(language.conjunctions, language.definite)
    if not text.endswith(ends, 0, hit.start):
        return False
    before = text[max(hit.start - _LIST, 0) : hit.start]
    return any(
        language.is_ship(word[0].lower()) and fleet.match(before, word.end()) is not None
        for word in _WORD.finditer(before)
    )


@lru_cache(maxsize=32)
def _lists_of_ships(
    conjunctions: frozenset[str], articles: frozenset[str]
) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return what stands right before a name in a list of ships, and how the list begins behind the word."""
    links = {", ", *conjunctions}
    words = (word for each in articles for word in (f"{each} ", f"{each.capitalize()} "))
    article = f"(?:(?i:{'|'.join(map(re.escape, sorted(articles)))}) )?" if articles else ""
    capital = r"[^\W\d_a-zß-ÿ][\w'’-]*"
    ship = rf"{article}[„“\"«»]?{capital}(?: (?:of|von|de|{capital}|\d+))*[“”\"«»]?"
    link = "|".join(map(re.escape, sorted(links)))
    begin = re.compile(rf",? (?:{ship}(?:{link}))+{article}[„“\"«»]?$")
    return (*links, *words, *_QUOTES), begin


def is_of_ship(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a name is the end of a ship's: "the ferry Pride of Kent", "die „Wappen von Bremen“"."""
    text, language = reading.text, reading.language
    low = max(hit.start - WINDOW, 0)
    words = text[low : hit.start].split()[-3:]
    if len(words) < _WORDS_BEFORE or words[-2].strip(_QUOTES).lower() not in language.ship_names:
        return False
    if words[-2][:1] in _QUOTES or (len(words) > _WORDS_BEFORE and language.is_ship(words[-3].lower())):
        return True
    lower = words[-2].lower()
    called = words[-2][:1].isupper() and lower not in language.types_before and not language.is_title(lower)
    if called and lower in language.named_of and len(words) > _WORDS_BEFORE and words[-3][-1:] not in ".!?:":
        return True
    return called and (_NUMBERED.match(text, hit.end) is not None or is_at_sea(reading, hit))


def is_ship_with_kind(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a word that says what a place is belongs to a ship's name: "der Dampfer Stadt Wehlen"."""
    words = reading.text[max(hit.start - WINDOW, 0) : hit.start].split()[-2:]
    return (
        len(words) == _WORDS_BEFORE
        and bool(reading.language.type_of(words[1]))
        and reading.language.is_ship(words[0].lower())
    )


def is_called_so(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a ship is said to be called so: "Das Schwesterschiff der Düsseldorf heißt Duisburg"."""
    text, language = reading.text, reading.language
    words = _WORD.findall(_SENTENCE_END.split(text[max(hit.start - _BEFORE, 0) : hit.start])[-1])
    return any(language.is_ship(word.lower()) for word in words) and not any(
        word.lower() in language.types_before for word in words
    )
