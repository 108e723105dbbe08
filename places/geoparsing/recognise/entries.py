"""Names in addresses, registers, on signs and in data: "29456 Hitzacker", "* 12. März 1833 Calw"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from places.geoparsing.recognise.after import CLOSING
from places.geoparsing.recognise.toponym import Reading, Toponym

_POSTCODE: Final = re.compile(r"(?<![\w.,:/–-])(?:[A-Z]{1,3}[- ]?\d{4}|(?:[A-Z]{1,3}[- ])?\d{5}) $")
"""Five figures, or four behind the code of a country: others may be years."""

_JSON: Final = ("{", "[")
_VALUE: Final = (': "', '["', ', "', ':"', ',"')
_LONGEST_SENTENCE: Final = 80  # characters before a name in which what bears it is told
_LONGEST: Final = 50  # characters of a date and what stands before it
_DATE: Final = r"(?:[^\W\d_]{2,6}\.? )?(?:\d{1,2}\.?[ /-]?)?(?:[^\W\d_]{3,10}\.?[ -]|\d{1,2}[./-])?\d{4},?"
_SIGNS: Final = r"[*†⚭~]|\boo\b"


def is_entry(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a postcode stands before a name, or a sign or a word for a birth, a death and its date."""
    text = reading.text
    low = max(hit.start - _LONGEST, 0)
    if text.endswith("\n", 0, hit.start) or not any(map(str.isdigit, text[low : hit.start])):
        return False
    return (
        _POSTCODE.search(text, low, hit.start) is not None
        or _life(reading.language.life_events).search(text, low, hit.start) is not None
    )


def is_inscription(reading: Reading, hit: Toponym) -> bool:
    """Tell whether the quotation mark before a name quotes a sign, a stamp, a map, or is that of JSON."""
    text, words = reading.text, reading.language.inscriptions
    if text[:1] in _JSON and text.endswith(_VALUE, 0, hit.start):
        return True
    low = max(hit.start - _LONGEST_SENTENCE, 0)
    near = text[low : hit.end + _LONGEST]
    return any(word.lower().rstrip(CLOSING) in words for word in near.split())


@lru_cache(maxsize=16)
def _life(words: frozenset[str]) -> re.Pattern[str]:
    """Return what matches "* 1833 ", "b. 12 Mar 1833, ", "get. 1833 zu "."""
    said = "|".join((_SIGNS, *(rf"\b{re.escape(word)}\b\.?" for word in sorted(words))))
    return re.compile(rf"(?:{said}) ?{_DATE} (?:[^\W\d_]{{2,3}} )?$", re.IGNORECASE)
