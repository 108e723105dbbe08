"""The names of months and days of the week in several languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from places.languages.dates import date_words

_LANGUAGES: Final = ("de", "en", "fr", "es", "it", "nl")


@cache
def months() -> dict[str, int]:
    """Return the names of the months and their short forms in several languages, in small letters."""
    names = {name: int(number) for name, number in date_words().months.items()}
    for number, name in _calendar_names("months"):
        names.setdefault(name, number)
    return names


@cache
def weekdays() -> frozenset[str]:
    """Return the names of the days of the week and their short forms, as `months`."""
    return frozenset(name for _, name in _calendar_names("days"))


def _calendar_names(what: str) -> Iterator[tuple[int, str]]:
    from babel import Locale

    for code in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in getattr(Locale(code), what)[context][width].items():
                    yield number, str(name).rstrip(".").casefold()
