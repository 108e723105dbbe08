"""What a line begins with before a name: the mark of a list, an hour, a date ("09:12 Kufstein: …")."""

from __future__ import annotations

import re
from typing import Final

from places.languages import Language

_LONGEST: Final = 28  # characters of all that
_SEPARATORS: Final = ("\n", "+++ ", "• ")  # between items; the last two within a line, too
_ENDS_ITEM: Final = frozenset("+•:–-0123456789")  # at the end of what may part two of a line
_MARK: Final = re.compile(r"[-–—•*·▪■◦●→>#☐+~]{1,3}|\(?(?:\d\d?|[A-Za-z])\)")
_FIGURES: Final = re.compile(r"\[?\d[\d.:/h-]*\]?[:,]?")
_HOUR: Final = re.compile(r"\d[:.h/-]\d|\d\d?h\b|\d\S* [^\W\d_]")
_NUMBER: Final = re.compile(r"\d+")
_CLOSING: Final = ".,:"


def begins_item(text: str, start: int, language: Language) -> bool:
    """Tell whether nothing but marks, hours and dates stand before a name in its line or item."""
    if (
        start > _LONGEST
        and text.find("\n", start - _LONGEST, start) < 0
        and text[start - 2] not in _ENDS_ITEM
    ):
        return False  # as nearly always
    beginning = _beginning(text, start)
    return beginning is not None and (not beginning or is_mark_of_item(beginning, language))


def is_dated(text: str, start: int, language: Language) -> bool:
    """Tell whether an hour or a date is what stands before a name in its line."""
    beginning = _beginning(text, start) or ""
    return _HOUR.search(beginning) is not None and is_mark_of_item(beginning, language)


def _beginning(text: str, start: int) -> str | None:
    """Return what stands before a name in its line or item; None if that is long."""
    low = max(start - _LONGEST, 0)
    before = text[low:start]
    begins = [before.rfind(mark) + len(mark) for mark in _SEPARATORS if mark in before]
    return before[max(begins, default=0) :] if begins or not low else None


def is_mark_of_item(beginning: str, language: Language) -> bool:
    """Tell whether the beginning of a line is a mark, an hour or a date; a bare number counts things."""
    words = beginning.split()
    return (
        bool(words)
        and beginning[-1] == " "
        and _NUMBER.fullmatch(words[-1]) is None
        and all(
            _MARK.fullmatch(word)
            or _FIGURES.fullmatch(word)
            or word.rstrip(_CLOSING).lower() in language.dates
            for word in words
        )
    )


def parts_items(gap: str, language: Language) -> bool:
    """Tell whether nothing stands between two names but the end of a line and the mark of the next item."""
    return gap[:1] == "\n" and is_mark_of_item(gap[1:], language)
