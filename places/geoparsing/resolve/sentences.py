"""What the sentence around a name says of countries: "the Spanish king in Madrid"."""

from __future__ import annotations

from typing import Final

from places.languages import Language

_BEFORE: Final = 120  # characters
_AFTER: Final = 60
_ENDS: Final = (". ", "! ", "? ", "\n")
_MARKS: Final = ".,;:!?()[]\"”“„»«’‘'"


def areas_beside(text: str, start: int, end: int, language: Language) -> frozenset[str]:
    """Return the ISO 3166 codes of the areas whose adjectives stand in the sentence around a name.

    An adjective of a part of a country speaks for the country too.
    """
    before, after = text[max(start - _BEFORE, 0) : start], text[end : end + _AFTER]
    begin = max(before.rfind(mark) + len(mark) if mark in before else 0 for mark in _ENDS)
    stop = min(after.find(mark) if mark in after else len(after) for mark in _ENDS)
    codes: set[str] = set()
    for word in (*before[begin:].split(), *after[:stop].split()):
        code = language.area_of(word.strip(_MARKS))
        if code:
            codes.update((code, code.partition("-")[0]))
    return frozenset(codes)
