"""Dates that stand in the name of a file or in the first lines of a text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePosixPath
from typing import Final

from places.model import PartialDate
from places.reading.dates import Stated, months, read_stated, weekdays

_LINES: Final = 6
_LOOKED_AT: Final = 1500
_LINE: Final = 160
"""Characters of a line that are looked at: a date further in belongs to a sentence."""

_IN_NAME: Final = re.compile(
    r"(?<![^\W_])(?:"
    r"(?P<day>\d{4}([-_.])\d\d?\2\d\d?|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|\d\d?\.\s?\d\d?\.\s?\d{4}|\d\d?([-_])\d\d?\3\d{4}"
    r"|\d\d?\.?[\s_]*[^\W\d_]{3,}\.?[\s_]+\d{4}|[^\W\d_]{3,}\.?[\s_]+\d\d?,?[\s_]+\d{4})"
    r"|(?P<month>\d{4}[-_]\d\d)"
    r")(?=T\d|[\W_]|\Z)"
)
_YEAR: Final = re.compile(r"1\d{3}|20\d\d")
_SAID_BEFORE: Final = (
    r"(?:stand|datum|date|dated|erschienen|veröffentlicht|erstellt|aktualisiert|ausgabe|publiziert|published"
    r"|updated|posted|issued|released|zuletzt|last)\b[^\d\n]{0,30}"
)


def date_in_name(path: str) -> Stated | None:
    """Find the date in the name of a file: ``2025-03-04 Streik.txt``.

    Parameters
    ----------
    path : str
        With slashes; only the last part is looked at.

    Returns
    -------
    Stated or None
        A day before a month; two days are a span; a year counts only where it is the whole name.

    Raises
    ------
    ValueError
        If the date could be two.
    """
    name = PurePosixPath(path).name
    stem = name.rpartition(".")[0] or name
    if _YEAR.fullmatch(stem):
        return read_stated(stem)
    days: list[Stated] = []
    months_found: list[Stated] = []
    for found in _IN_NAME.finditer(stem):
        text = found["day"] or found["month"]
        if found[2] or found[3] or found["month"]:
            text = text.replace("_", "-")
        read = _read(text.replace("_", " "))
        if read is not None:
            (days if found["day"] else months_found).append(read)
    best = days or months_found
    if not best:
        return None
    return Stated(PartialDate(min(one.date.first for one in best), max(one.date.last for one in best)))


def date_at_head(text: str) -> Stated | None:
    """Find the date in the first lines of a text: ``Berlin, 7. Januar 2025``.

    Only a whole day counts, and only where it stands alone, after a place, a name or a word such as
    ``Stand``, or before a dash: a date in a sentence is what the text tells about.

    Raises
    ------
    ValueError
        If the date could be two (``London, 06/07/2024``).
    """
    head = [line for line in text[:_LOOKED_AT].splitlines() if line.strip()]
    for line in head[:_LINES]:
        found = _dateline().match(" ".join(line[:_LINE].split()))
        if found and (read := _read(found["date"] or found["day"])) is not None:
            return read
    return None


def after_dateline(text: str) -> int:
    """Tell where a text begins whose first line is nothing but a dateline: ``Emden, 3. Mai 2024``.

    Returns
    -------
    int
        0 where there is no such line, or nothing behind it.
    """
    begin = len(text) - len(text.lstrip())
    first, end, _ = text[begin : begin + _LINE].partition("\n")
    line = " ".join(first.split())
    found = _dateline().match(line) if end else None
    after = begin + len(first) + len(end)
    return after if found and found.end() == len(line) and text[after:].strip() else 0


def _read(text: str) -> Stated | None:
    try:
        return read_stated(text)
    except ValueError as error:
        if "first?" in str(error):  # two readings: whoever has the file can tell which
            raise
        return None


@cache
def _dateline() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    weekday = "|".join(sorted(map(re.escape, weekdays()), key=len, reverse=True))
    date = (
        r"\d{4}-\d\d-\d\d|\d\d?\.\s?\d\d?\.\s?\d{4}|\d\d?/\d\d?/\d{4}"
        rf"|\d\d?(?:\.|st|nd|rd|th)?\s(?:{month})\.?,?\s\d{{4}}|(?:{month})\.?\s\d\d?(?:st|nd|rd|th)?,?\s\d{{4}}"
    )
    before = rf"(?:[^.!?:]{{0,80}}?(?:[,|•·–—/(]|\s-)\s?|[^.!?:,]{{0,60}}?\b{_SAID_BEFORE})?"
    after = (
        r"(?:$|,?\s(?:um\s|at\s)?\d\d?[:.]\d\d|\s?[|•·(:);/]|\s?(?:[–—]|-\s)(?!.{0,30}\d{4})|\.(?:$|\s[–—-]))"
    )
    # "Potsdam, 12. März 2024. An der Brücke ...": a place and a comma, and then it needs no dash.
    town = r"[^\W\d_](?:(?!\b(?:am|an|im|on|in)\b)[^.!?:,\d]){1,40},\s(?:den\s)?"
    return re.compile(
        rf"(?:{before}(?:(?:{weekday})\.?,?\s)?(?:(?:am|vom|den|dem|on|of)\s)?(?P<date>{date}){after}"
        rf"|{town}(?P<day>{date})\.\s)",
        re.IGNORECASE,
    )
