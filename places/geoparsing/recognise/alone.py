"""Texts that are nothing but names: one, or one a line, as columns of tables and lists of places are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from places.geoparsing.recognise.toponym import DOUBTFUL, TYPED, Reading, Toponym
from places.languages.people import first_names, surnames

_LONGEST: Final = 400  # characters of such a text
_LONGEST_MARK: Final = 4  # characters before the first name and behind the last one
_KNOWN: Final = 3.8  # salience of a place that may be meant by a common word then
_SMALL: Final = 3.0  # the same of one whose name is no word and nobody else's


def are_alone(text: str, hits: Sequence[Toponym]) -> bool:
    """Tell whether a text has nothing but the names that were found in it, and marks between them."""
    if len(text) > _LONGEST or hits[0].start > _LONGEST_MARK or hits[-1].end < len(text) - _LONGEST_MARK:
        return False
    end, between = 0, list[str]()
    for hit in hits:
        if hit.start >= end:
            between.append(text[end : hit.start])
            end = hit.end
    between.append(text[end:])
    if any(character.isalnum() for gap in between for character in gap):
        return False
    return all(gap.strip() or "\n" in gap for gap in between[1:-1])


def is_known(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a place is well enough known to be meant by a word that stands alone."""
    best = reading.senses(hit.form)[0]
    surface = reading.text[hit.start : hit.end]
    small = hit.standing >= DOUBTFUL and surface not in surnames() and surface not in first_names()
    return hit.standing >= TYPED and best.salience + best.role >= (_SMALL if small else _KNOWN)
