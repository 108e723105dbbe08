"""The date of an article: from what is stated, from names, from its first lines, from what else is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from places.languages.dates import date_words
from places.model import DateOrigin, PartialDate
from places.reading.centuries import CenturyError, completed, years_told
from places.reading.datelines import date_at_head
from places.reading.dates import Stated, read_date, read_stated
from places.reading.file_names import date_in_folders, date_in_name
from places.reading.problem import quoted
from places.reading.record import Field

_ORIGINS: Final[dict[str, DateOrigin]] = {
    "stated": "stated",
    "estimated": "estimated",
    "geschätzt": "estimated",
    "angegeben": "stated",
}
_NO_DATE: Final = re.compile(r"\?+|[-–—]+")

_LONGEST_DATE: Final = 200


def published_of(
    fields: Mapping[Field, object], text: str, path: str, named: bool, fallback: Mapping[Field, object]
) -> Stated | None:
    """Find the date: what is stated, then the name of the file, the first lines, what else is known.

    Parameters
    ----------
    fields : mapping of Field to object
        What is stated.
    text : str
    path : str
    named : bool
        Whether the name of the file may tell it.
    fallback : mapping of Field to object
        What is known from elsewhere.

    Returns
    -------
    Stated or None

    Raises
    ------
    ValueError
        If what is stated is no date, or one could be several.
    """
    first, last = fields.get("published_first"), fields.get("published_last")
    if first is not None and last is not None:
        return Stated(PartialDate(read_date(first).first, read_date(last).last))
    in_folders, elsewhere = date_in_folders(path), _elsewhere(fallback)
    known = [one.date for one in (in_folders, elsewhere) if one]
    if (stated := fields.get("date")) is not None:
        return _stated(stated, text, known)
    unclear: CenturyError | None = None
    in_name = at_head = None
    try:
        in_name = date_in_name(path, known) if named else None
    except CenturyError as error:
        unclear = error
    in_name = in_name or (in_folders if named else None)
    if in_name and in_name.date.precision == "day":
        return in_name
    try:
        at_head = date_at_head(text, [in_name.date, *known] if in_name else known)
    except CenturyError as error:
        unclear = unclear or error
    if at_head and (at_head.date.precision == "day" or not in_name or in_name.date.precision == "year"):
        return at_head
    if in_name and in_name.origin == "stated":
        return in_name
    if elsewhere and (not in_name or in_name.date.overlaps(elsewhere.date.first, elsewhere.date.last)):
        return elsewhere
    return _told_by_text(text, path, named, unclear) if unclear and not in_name else in_name


def _stated(stated: object, text: str, known: Sequence[PartialDate]) -> Stated | None:
    if isinstance(stated, str) and len(stated) <= _LONGEST_DATE:
        stated = completed(stated.strip(), known)
    if _says_no_date(str(stated)):
        return None
    try:
        return read_stated(stated)
    except CenturyError:
        told = completed(str(stated), years_told(text))
        if told == stated:
            raise
        return replace(read_stated(told), origin="estimated")


def _told_by_text(text: str, path: str, named: bool, unclear: CenturyError) -> Stated:
    """Read a day whose century a year in the text tells, as an estimate."""
    years = years_told(text)
    try:
        read = (date_in_name(path, years) if named else None) or date_at_head(text, years)
    except CenturyError:
        read = None
    if read is None:
        raise unclear
    return replace(read, origin="estimated")


def _says_no_date(stated: str) -> bool:
    """Tell what archives write where there is no date: ``o. D.``, ``s.d.``, ``?``."""
    return len(stated) <= _LONGEST_DATE and (
        _bare(stated) in _undated() or _NO_DATE.fullmatch(stated.strip()) is not None
    )


@cache
def _undated() -> frozenset[str]:
    return frozenset(map(_bare, date_words().undated))


def _bare(words: str) -> str:
    return words.casefold().replace(".", "").replace(" ", "")


def _elsewhere(fallback: Mapping[Field, object]) -> Stated | None:
    """Read what is known from elsewhere; what properties say is often a leftover of another file."""
    if (stated := fallback.get("date")) is None:
        return None
    try:
        read = read_stated(stated)
        return replace(read, origin=origin_of(str(fallback.get("date_origin", read.origin))))
    except ValueError:
        return None


def origin_of(said: str) -> DateOrigin:
    """Read whether a date is stated or an estimate.

    Raises
    ------
    ValueError
        If it says neither.
    """
    origin = _ORIGINS.get(said.casefold())
    if origin is None:
        raise ValueError(f"the date_origin is “stated” or “estimated”, not {quoted(said)}")
    return origin
