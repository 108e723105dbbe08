"""The ways in which dates are written, read as partial dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import MINYEAR, UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final

from places.model import DateOrigin, PartialDate
from places.reading.archival_dates import simpler
from places.reading.calendar_names import months
from places.reading.centuries import CenturyError, short_date
from places.reading.problem import quoted

_TIMESTAMP: Final = re.compile(
    r"(\d{4}-\d\d-\d\d|(?:1[5-9]|20)\d{6}(?=[Tt]\d{4}))[Tt ]"
    r"(?:\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?|\d{4}(?:\d\d)?)\s*(?:Z|z|[A-Z]{3,4}|[+-]\d\d:?(?:\d\d)?)?"
)
_ZONE: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:Z|[+-]\d\d:\d\d)|\s+(?:[A-Z]{3,4}))")
_DIGITS: Final = re.compile(r"(\d{4})(\d\d)(\d\d)")
_UNKNOWN_DAY: Final = re.compile(r"(\d{4}(?:-\d\d)?)(?:-XX)+", re.IGNORECASE)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[./](\d\d?)(?:[./](\d\d?))?|(\d{4})-(\d\d?)-(\d\d?)|(\d{4})-(\d)")
_NEXT_YEAR: Final = re.compile(r"((?:1[5-9]|20)\d\d)/(\d\d)")
"""``1911/12`` are two years, as ``1912/13`` is; it may be a month, which is in them."""

_DAY_FIRST: Final = re.compile(r"(\d\d?)\.\s*(\d\d?)\.\s*(\d{4})(?:,?\s+\d\d?[:.]\d\d.*)?")
_EITHER_FIRST: Final = re.compile(r"(\d\d?)([/-])(\d\d?)\2(\d{4})")
_MONTH_FIRST: Final = re.compile(r"(\d\d?)[./](\d{4})")
_WORDS: Final = re.compile(
    r"(?:[^\W\d_]+\.?,?\s+)?"  # Wed, 19 Jun 2024
    r"(?:(?P<day>\d\d?)(?:(?:\.|st|nd|rd|th|er|\.?[º°])?[\s-]+|\.))?"
    r"(?:de\s+)?(?P<month>(?!del?\b)[^\W\d_]+)\.?"
    r"(?:\s+(?P<day_after>\d\d?)(?:st|nd|rd|th)?,)?"
    r",?[\s-]+(?:del?\s+)?(?P<year>\d{4})"  # 14 de marzo de 2025
    r"(?:,?\s+\d\d?:\d\d.*)?",
    re.IGNORECASE,
)
_DECADE: Final = re.compile(r"(?:die\s+|the\s+)?(\d{3})0(?:s|['’]s|er(?:[\s-]*jahren?)?)", re.IGNORECASE)
_ABOUT: Final = re.compile(
    r"(?:ca\.?|circa|c\.|um|etwa|gegen|around|about|approx\.?|vers|env\.?)(?:\s+|(?=\d))", re.IGNORECASE
)
_BEFORE_CHRIST: Final = re.compile(
    r"-\d{4}(?:-.*)?|Y-\d+|.*\d\s*(?:v\.?\s*(?:u\.\s*Z|Chr)\.?|B\.?\s?C\.?(?:\s?E\.?)?|av\.\s*J\.?.*)", re.I
)
_YEARS: Final = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})")
_RANGE: Final = re.compile(
    r"(?P<begin>.+?)(?:\s+[-–—]\s+|\s*[–—]\s*|\s+(?:bis|to|until|through)\s+)(?P<end>.+)"
    r"|(?P<first_day>\d\d?\.(?:\s?\d\d?\.(?:\d{4})?)?|\d\d?\.?|[^\W\d_]+\.?\s\d\d?)-"
    r"(?P<last_day>\d\d?[.,]?.*\D\d{4})",
    re.IGNORECASE,
)
_SEASON: Final = re.compile(r"\d{4}-(?:2[1-9]|3\d|4[01])")
_EDTF_ONLY: Final = re.compile(r"[~?%\[{]|\.\.|\dX|^Y|^\d{4}-(?:2[1-9]|3\d|4[01])$")
_SERIAL: Final = re.compile(r"\d{5}(?:[.,]\d+)?")
_SERIALS: Final = range(20_000, 60_000)
"""The days that spreadsheets count from 1899-12-30, for 1954 to 2064: others are numbers, not dates."""

_MOMENT: Final = re.compile(r"((?:1\d|20)\d{8})(?:\d{3}|\.\d{1,9})?")

_SERIAL_BEGIN: Final = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Stated:
    """A date as it was written.

    Attributes
    ----------
    date : PartialDate
    origin : {"stated", "estimated"}
        Estimated where the one who wrote it says so: ``ca. 1920``, ``1920~``, ``1920?``.
    """

    date: PartialDate
    origin: DateOrigin = "stated"


def read_date(value: object) -> PartialDate:
    """Read a date in EDTF or in a form in which German and English sources write it.

    Parameters
    ----------
    value : object
        ``2024``, ``2024-06``, ``2024-06-19``, ``2024-06/2024-08``, a timestamp of ISO 8601 (its
        day as it stands there, whatever the zone), ``20240619``, ``19.06.2024``, ``06/2024``,
        ``19. Juni 2024``, ``Juni 2024``, ``June 19, 2024``, the date of an e-mail header,
        ``1.–3. Juni 2024``, ``1914-1918``, ``ca. 1920``, ``1920s``, a date of EDTF level 1 or 2, the
        serial number of a day in a spreadsheet, or a `datetime.date`.

    Raises
    ------
    ValueError
        If it is none of these, or a day that the calendar does not have, or ambiguous
        (``06/07/2024``), or before the year 1, or in the year 9999, which stands for no date.
    """
    return read_stated(value).date


def read_stated(value: object) -> Stated:
    """Read a date as `read_date` does, and whether it is called an estimate.

    Raises
    ------
    ValueError
        As `read_date`.
    """
    if isinstance(value, datetime):
        value = value.date()
    try:
        if isinstance(value, date):
            return Stated(_believed(PartialDate(value, value)))
        if isinstance(value, bool):
            raise ValueError("a truth value")
        text = str(value).strip()
        if (moment := _moment(text)) is not None:
            return Stated(PartialDate(moment, moment))
        if isinstance(value, float) and not _SERIAL.fullmatch(text):
            raise ValueError("a number")
        if len(text) > 200:
            raise ValueError("too long")
        return _read(text)
    except ValueError as error:
        message = str(error)
        inner = re.fullmatch(r"no date: .* \((.*)\)", message, re.DOTALL)
        kind = CenturyError if isinstance(error, CenturyError) else ValueError
        raise kind(f"no date: {quoted(value)} ({inner[1] if inner else message})") from None


def read_unless_ambiguous(text: str) -> Stated | None:
    """Read what may be a date, None where it is none.

    Raises
    ------
    ValueError
        If it could be two dates, or more (`CenturyError`): whoever has the file can tell which.
    """
    try:
        return read_stated(text)
    except CenturyError:
        raise
    except ValueError as error:
        if "first?" in str(error):
            raise
        return None


@lru_cache(maxsize=4096)  # many articles of one day
def _read(text: str) -> Stated:
    if _BEFORE_CHRIST.fullmatch(text):
        raise ValueError("a year before 1 cannot be held")
    about = _ABOUT.match(text)
    bare = text[about.end() :] if about else text
    if found := _DECADE.fullmatch(bare):
        return Stated(_believed(_years(f"{found[1]}0", f"{found[1]}9")), "estimated" if about else "stated")
    found = _NEXT_YEAR.fullmatch(bare)
    if found and int(found[2]) == int(found[1]) % 100 + 1 <= 12:
        return Stated(_believed(_years(found[1], f"{int(found[1]) + 1}")), "estimated")
    read: PartialDate | None
    try:
        read = _plain(bare)
    except ValueError:
        read = _range(bare) or _serial(bare)
        if read is None and not _SEASON.fullmatch(bare) and (other := simpler(bare)) is not None:
            stated = _read(other.text)
            return replace(stated, origin="estimated") if about or other.estimated else stated
        if read is None and _EDTF_ONLY.search(bare):
            return _edtf(bare)
        if read is None and short_date().fullmatch(bare):
            raise CenturyError from None
        if read is None:
            raise
    return Stated(_believed(read), "estimated" if about else "stated")


def _believed(read: PartialDate) -> PartialDate:
    if read.last.year == 9999:
        raise ValueError("the year 9999 stands for no date")
    return read


def _plain(text: str) -> PartialDate:
    """Read one day, month or year."""
    if (
        (found := _TIMESTAMP.fullmatch(text))
        or (found := _ZONE.fullmatch(text))
        or (found := _UNKNOWN_DAY.fullmatch(text))
    ):
        text = found[1]
    if found := _DIGITS.fullmatch(text):
        return _partial(found[1], found[2], found[3])
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, *day = (part for part in found.groups() if part)
        return _partial(year, month, day[0] if day else None)
    if found := _DAY_FIRST.fullmatch(text):
        return _partial(found[3], found[2], found[1])
    if found := _MONTH_FIRST.fullmatch(text):
        return _partial(found[2], found[1], None)
    if found := _EITHER_FIRST.fullmatch(text):
        return _either_first(int(found[1]), int(found[3]), found[4])
    if (found := _WORDS.fullmatch(text)) and (number := months().get(found["month"].casefold())):
        return _partial(found["year"], str(number), found["day"] or found["day_after"])
    return PartialDate.parse(text)


def _range(text: str) -> PartialDate | None:
    """Read a span of days, months or years; what the first end leaves out, the last one tells."""
    if found := _YEARS.fullmatch(text):
        return _years(found[1], found[2])
    if not (found := _RANGE.fullmatch(text)):
        return None
    begin = (found["begin"] or found["first_day"]).strip()
    end = (found["end"] or found["last_day"]).strip()
    month = re.match(r"[^\W\d_]+\.?\s", begin)  # June 1–3, 2024
    last = _first_that_reads([end, f"{month[0]}{end}"] if month else [end])
    if last is None:
        return None
    year = last.last.year
    rest = re.sub(r"\A\d\d?", "", end)  # 1.–3. Juni 2024
    bare = begin.rstrip(".")
    first = _first_that_reads([begin, bare + rest, f"{begin} {year}", f"{begin}, {year}", f"{begin}{year}"])
    return PartialDate(first.first, last.last) if first and first.first <= last.last else None


def _first_that_reads(tries: list[str]) -> PartialDate | None:
    for text in tries:
        try:
            return _plain(text)
        except ValueError:
            continue
    return None


def _years(first: str, last: str) -> PartialDate:
    return PartialDate(PartialDate.parse(first).first, PartialDate.parse(last).last)


def _moment(text: str) -> date | None:
    """Read the seconds or thousandths that computers count from 1970 on, from 2001 to 2036."""
    found = _MOMENT.fullmatch(text)
    return datetime.fromtimestamp(int(found[1]), UTC).date() if found else None


def _serial(text: str) -> PartialDate | None:
    if not _SERIAL.fullmatch(text) or (number := int(text[:5])) not in _SERIALS:
        return None
    day = _SERIAL_BEGIN + timedelta(days=number)
    return PartialDate(day, day)


def _edtf(text: str) -> Stated:
    """Read what only EDTF has; of an interval with an open end, the end that is known.

    References
    ----------
    Extended Date/Time Format, https://www.loc.gov/standards/datetime/
    """
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    known = re.sub(r"\A(?:\.\.)?/|/(?:\.\.)?\Z", "", text)
    try:
        parsed = parse_edtf(known)
        first, last = parsed.lower_strict(), parsed.upper_strict()
    except (EDTFParseException, ArithmeticError, AttributeError, LookupError, TypeError) as error:
        raise ValueError("write 2024, 2024-06 or 2024-06-19") from error
    if first.tm_year < MINYEAR:
        raise ValueError("a year before 1 cannot be held")
    span = PartialDate(
        date(first.tm_year, first.tm_mon, first.tm_mday), date(last.tm_year, last.tm_mon, last.tm_mday)
    )
    return Stated(_believed(span), "estimated" if re.search("[~?%]", text) else "stated")


def _either_first(first: int, second: int, year: str) -> PartialDate:
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
