"""What the sentence around a name says of countries: "the Spanish king in Madrid"."""

from __future__ import annotations

import re
from typing import Final

from places.geoparsing.recognise.toponym import NOWHERE
from places.languages import Language

_BEFORE: Final = 120  # characters
_AFTER: Final = 60
_ENDS: Final = (". ", "! ", "? ", "\n")
_WORDS: Final = re.compile(r"\w+")


def areas_beside(text: str, start: int, end: int, language: Language) -> frozenset[str]:
    """Return the ISO 3166 codes of the areas whose adjectives stand in the sentence around a name.

    An adjective of a part of a country speaks for the country too.
    """
    before, after = text[max(start - _BEFORE, 0) : start], text[end : end + _AFTER]
    begin = max(before.rfind(mark) + len(mark) if mark in before else 0 for mark in _ENDS)
    stop = min(after.find(mark) if mark in after else len(after) for mark in _ENDS)
    words = _WORDS.findall(f"{before[begin:]} {after[:stop]}".lower())
    adjectives = language.adjectives
    codes = [adjectives[word] for word in words if word in adjectives]
    if not codes:
        return NOWHERE
    return frozenset((*codes, *(code.partition("-")[0] for code in codes)))
