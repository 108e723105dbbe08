"""Somebody who is spoken to, of one name that is a place too: "Sydney, come here", "Thanks, Dallas!"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from places.geoparsing.recognise.after import CLOSING
from places.geoparsing.recognise.before import Before
from places.geoparsing.recognise.toponym import WINDOW, Reading, Toponym

_ENDS: Final = (",", "!", ".", "?", "…", "\n")
_LONGEST: Final = 30  # characters of a greeting


def is_addressed(reading: Reading, hit: Toponym, before: Before) -> bool:
    """Tell whether a name is followed by what is said to somebody, or stands behind a greeting.

    Countries are spoken to by others, too.
    """
    text, language = reading.text, reading.language
    if not language.greetings or reading.kind(hit) == "country":
        return False
    if before.opens and text.startswith(", ", hit.end):
        word = text[hit.end + 2 : hit.end + WINDOW].split(None, 1)[:1]
        if word and word[0].rstrip(CLOSING).partition("-")[0] in language.said_to_one:
            return True
    if _is_told(reading, hit):
        return True
    if not text.startswith(_ENDS, hit.end):
        return False
    return _greeting(language.greetings).search(text, max(hit.start - _LONGEST, 0), hit.start) is not None


def _is_told(reading: Reading, hit: Toponym) -> bool:
    """Tell whether a sentence asks to tell somebody something: "Tell Vienna that I am late"."""
    text = reading.text
    words = text[max(hit.start - WINDOW, 0) : hit.start].split()
    return (
        bool(words)
        and words[-1].lower() in reading.language.told_to
        and (len(words) == 1 or words[-2].endswith(_ENDS))
        and text[hit.end : hit.end + 1] == " "
        and text[hit.end + 1 : hit.end + 2].islower()
    )


@lru_cache(maxsize=16)
def _greeting(greetings: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(greetings, key=len, reverse=True)))
    return re.compile(rf"(?:^|[.!?:–—„“”\"»«¡-]\s?|\n)(?i:{words}),? $")
