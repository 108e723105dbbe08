"""Years of two digits: ``3.5.12`` in a folder that is called ``1912``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from places.model import PartialDate
from places.reading.calendar_names import months

_LONGEST: Final = 100
"""Years that a span may have, so that one year in it at most ends with two digits."""


class CenturyError(ValueError):
    """A year of two digits, of which nothing tells the century."""

    def __init__(self, message: str = "which century? write 1912-05-03") -> None:
        super().__init__(message)


@cache
def short_date() -> re.Pattern[str]:
    """Match a day with a year of two digits; the group `year` is that."""
    month = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    return re.compile(
        rf"(?<![\d.,])(?:0?[1-9]|[12]\d|3[01])(?:\.\s?(?:0?[1-9]|1[0-2]|[IVX]{{1,4}})\.\s?|\.?\s(?:{month})\.?\s|-(?:{month})-)"
        r"['’]?(?P<year>\d\d)(?!\d|[.,:]\d|\s?(?:uhr|h)\b)",
        re.IGNORECASE,
    )


def completed(text: str, known: Iterable[PartialDate]) -> str:
    """Write the years of two digits in a text with four, where a date that is known tells which are meant.

    Parameters
    ----------
    text : str
    known : iterable of PartialDate
        What folders and the like say; the first in which a year ends so tells.
    """
    spans = [one for one in known if one.last.year - one.first.year < _LONGEST]
    return short_date().sub(lambda found: _with_century(found, spans), text) if spans else text


def _with_century(found: re.Match[str], spans: Iterable[PartialDate]) -> str:
    digits = int(found["year"])
    for span in spans:
        for year in range(span.first.year, span.last.year + 1):
            if year % 100 == digits:
                return f"{found[0][:-2].rstrip('’').rstrip(chr(39))}{year:04}"
    return found[0]
