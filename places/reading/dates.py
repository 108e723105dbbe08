"""The ways in which dates are written, read as partial dates."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Final

from places.model import PartialDate
from places.reading.problem import quoted

_TIMESTAMP: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ]\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:Z|z|[A-Z]{3,4}|[+-]\d\d:?(?:\d\d)?)?"
)
_DIGITS: Final = re.compile(r"(\d{4})(\d\d)(\d\d)")
_UNKNOWN_DAY: Final = re.compile(r"(\d{4}(?:-\d\d)?)(?:-XX)+", re.IGNORECASE)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[./](\d\d?)(?:[./](\d\d?))?")
_DAY_FIRST: Final = re.compile(r"(\d\d?)\.\s*(\d\d?)\.\s*(\d{4})(?:,?\s+\d\d?[:.]\d\d.*)?")
_SLASHES: Final = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")
_MONTH_FIRST: Final = re.compile(r"(\d\d?)[./](\d{4})")
_WORDS: Final = re.compile(
    r"(?:[^\W\d_]+\.?,?\s+)?"  # Wed, 19 Jun 2024
    r"(?:(?P<day>\d\d?)(?:\.|st|nd|rd|th)?\s+)?"
    r"(?P<month>[^\W\d_]+)\.?"
    r"(?:\s+(?P<day_after>\d\d?)(?:st|nd|rd|th)?,)?"
    r",?\s+(?P<year>\d{4})"
    r"(?:,?\s+\d\d?:\d\d.*)?",
    re.IGNORECASE,
)
_MONTH_LANGUAGES: Final = ("de", "en", "fr", "es", "it", "nl")


def read_date(value: object) -> PartialDate:
    """Read a date in EDTF or in a form in which German and English sources write it.

    Parameters
    ----------
    value : object
        ``2024``, ``2024-06``, ``2024-06-19``, ``2024-06/2024-08``, a timestamp of ISO 8601 (its
        day as it stands there, whatever the zone), ``20240619``, ``19.06.2024``, ``06/2024``,
        ``19. Juni 2024``, ``Juni 2024``, ``June 19, 2024``, the date of an e-mail header, or a
        `datetime.date`.

    Raises
    ------
    ValueError
        If it is none of these, or a day that the calendar does not have, or ambiguous
        (``06/07/2024``).
    """
    if isinstance(value, datetime):
        return PartialDate(value.date(), value.date())
    if isinstance(value, date):
        return PartialDate(value, value)
    if isinstance(value, bool | float):
        raise ValueError(f"no date: {quoted(value)}")
    text = str(value).strip()
    try:
        return _read(text)
    except ValueError as error:
        message = str(error)
        inner = re.fullmatch(r"no date: .* \((.*)\)", message, re.DOTALL)
        raise ValueError(f"no date: {quoted(text)} ({inner[1] if inner else message})") from None


@lru_cache(maxsize=4096)  # many articles of one day
def _read(text: str) -> PartialDate:
    if (found := _TIMESTAMP.fullmatch(text)) or (found := _UNKNOWN_DAY.fullmatch(text)):
        text = found[1]
    if (found := _DIGITS.fullmatch(text)) or (found := _YEAR_FIRST.fullmatch(text)):
        return _partial(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return _partial(found[3], found[2], found[1])
    if found := _MONTH_FIRST.fullmatch(text):
        return _partial(found[2], found[1], None)
    if found := _SLASHES.fullmatch(text):
        return _with_slashes(int(found[1]), int(found[2]), found[3])
    if (found := _WORDS.fullmatch(text)) and (number := _months().get(found["month"].casefold())):
        return _partial(found["year"], str(number), found["day"] or found["day_after"])
    return PartialDate.parse(text)


def _with_slashes(first: int, second: int, year: str) -> PartialDate:
    """Read 19/6/2024 and 6/19/2024, but not guess at 6/7/2024."""
    if first <= 12 and second <= 12 and first != second:
        raise ValueError("day or month first? write 2024-06-19")
    day, month = (second, first) if second > 12 else (first, second)
    return _partial(year, str(month), str(day))


def _partial(year: str, month: str, day: str | None) -> PartialDate:
    if day is not None:
        whole = date(int(year), int(month), int(day))
        return PartialDate(whole, whole)
    if not 1 <= int(month) <= 12:
        raise ValueError("month must be in 1..12")
    return PartialDate.parse(f"{year}-{int(month):02}")


@cache
def _months() -> dict[str, int]:
    """Return the names of the months and their short forms in several languages."""
    from babel import Locale

    names = {"jänner": 1, "jän": 1, "feber": 2, "mrz": 3, "sept": 9}
    for code in _MONTH_LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in Locale(code).months[context][width].items():
                    names.setdefault(str(name).rstrip(".").casefold(), number)
    return names
