"""What the sentence around a name says of countries: "the Spanish king in Madrid"."""

from __future__ import annotations

from typing import Final

from places.geoparsing.recognise.toponym import NOWHERE
from places.languages import Language

_BEFORE: Final = 120  # characters
_AFTER: Final = 120
_ENDS: Final = (". ", "! ", "? ", "\n")


def areas_beside(text: str, start: int, end: int, language: Language) -> frozenset[str]:
    """Return the ISO 3166 codes of the areas whose adjectives stand in the sentence around a name.

    An adjective of a part of a country speaks for the country too.
    """
    begin = max(start - _BEFORE, 0)
    adjectives = language.adjectives
    if adjectives.keys().isdisjoint(text[begin : end + _AFTER].lower().split()):  # as nearly always
        return NOWHERE
    before, after = text[begin:start], text[end : end + _AFTER]
    first = max(before.rfind(mark) + len(mark) if mark in before else 0 for mark in _ENDS)
    last = min(after.find(mark) if mark in after else len(after) for mark in _ENDS)
    words = f"{before[first:]} {after[:last]}".lower().split()
    codes = [adjectives[word] for word in words if word in adjectives]
    return frozenset((*codes, *(code.partition("-")[0] for code in codes)))
