"""Years of two digits: ``3.5.12`` in a folder that is called ``1912``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from places.model import PartialDate
from places.reading.calendar_names import months

_YEAR: Final = re.compile(r"(?<![\w.,-])(?:1[5-9]|20)\d\d(?![\w-])|(?<=\d\.)(?:1[5-9]|20)\d\d(?![\w-])")
_READ: Final = 50_000
"""Characters of a text in which a year is looked for."""

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


def years_told(text: str) -> list[PartialDate]:
    """Return the years in a text that tell what two digits mean: “2016” unless “1916” stands there, too."""
    years: dict[int, set[int]] = {}
    for found in _YEAR.finditer(text, 0, _READ):
        years.setdefault(int(found[0]) % 100, set()).add(int(found[0]))
    return [PartialDate.parse(str(*told)) for told in years.values() if len(told) == 1]
