"""Dates as archives, letters and calendars write them -> dates in EDTF, or in words that are simpler.

``[1912]``, ``1848 März 14``, ``3. XI. 1912``, ``19. Jh.``, ``Ende 1920``, ``Sommer 1914``, ``1912/13``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from places.reading.calendar_names import months, weekdays


class Simpler(NamedTuple):
    """A date that is written in another way.

    Attributes
    ----------
    text : str
    estimated : bool
        Whether it is called an estimate, or is one in the nature of it: where a summer begins.
    """

    text: str
    estimated: bool = False


_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_YEAR: Final = r"(?:1\d{3}|20\d\d)"
_PART: Final = r"(?P<part>anfang|beginn|frühes|mitte|ende|spätes|early|mid|late)"
_PARTS: Final = {
    **dict.fromkeys(("anfang", "beginn", "frühes", "early"), 0),
    **dict.fromkeys(("mitte", "mid"), 1),
    **dict.fromkeys(("ende", "spätes", "late"), 2),
}
_SEASONS: Final = {
    **dict.fromkeys(("frühjahr", "frühling", "spring", "printemps", "primavera"), 3),
    **dict.fromkeys(("sommer", "summer", "été", "verano", "estate"), 6),
    **dict.fromkeys(("herbst", "autumn", "fall", "automne", "otoño", "autunno"), 9),
}
"""Each with its first month, as meteorology has them; a winter is in two years."""

_FEASTS: Final = {"weihnachten": "12-24/{0}-12-26", "silvester": "12-31", "neujahr": "01-01"}


def simpler(text: str) -> Simpler | None:
    """Write a date in another way; None where it is in none of these.

    Parameters
    ----------
    text : str
        At most some hundred characters.
    """
    for pattern, written in _forms():
        if (found := pattern.fullmatch(text)) and (other := written(found)) is not None:
            return other
    return None


_Form = tuple[re.Pattern[str], Callable[[re.Match[str]], Simpler | None]]


@cache
def _forms() -> tuple[_Form, ...]:
    month = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    weekday = "|".join(sorted(map(re.escape, weekdays()), key=len, reverse=True))
    forms: tuple[tuple[str, Callable[[re.Match[str]], Simpler | None]], ...] = (
        # what archivists add: in brackets what they concluded, or a remark
        (r"(?:[osn]\.?\s?[dja]\.?[,:]?\s*)?[\[(]([^\[\](),]+)[\])]", lambda f: Simpler(f[1].strip(), True)),
        (r"([^\[\]()]*\d)\s*[\[(]\?[\])]", lambda f: Simpler(f[1], True)),
        (r"([^\[\]()]*\d)\s*[\[(][^\[\]()\d]+[\])]", lambda f: Simpler(f[1])),
        # as programs write it: Wed Oct 10 20:19:24 +0000 2018
        (
            rf"(?:{weekday})\s+({month})\s+(\d\d?)\s+\d\d:\d\d:\d\d(?:\s+(?:[+-]\d{{4}}|[a-z]{{3,4}}))?\s+(\d{{4}})",
            lambda f: Simpler(f"{f[3]}-{months()[f[1].casefold()]:02}-{int(f[2]):02}"),
        ),
        # how a day is written
        (rf"(?:{weekday})\.?,?\s+(?:den|dem|am|vom|le|el|il)?\s*(.+)", lambda f: Simpler(f[1])),
        (r"(?:den|dem|am|vom|le|el|il)\s+(.+)", lambda f: Simpler(f[1])),
        (r"(.*\d{4}),?\s+(?:um\s+)?\d\d?(?:[.:]\d\d)?\s?(?:uhr|h)", lambda f: Simpler(f[1])),
        (
            rf"(\d\d?)(?:s?ten|s?te|ter|t)\.?\s+((?:{month})\.?\s+\d{{4}})",
            lambda f: Simpler(f"{f[1]}. {f[2]}"),
        ),
        (rf"({_YEAR}),?\s+({month})\.?(?:\s+(\d\d?)\.?)?", _year_first),
        (rf"(\d\d?)\.?\s?({'|'.join(_ROMAN)})\.?\s?({_YEAR})", _roman),
        # spans
        (r"((?:1[5-9]|20)\d\d)\s?[-–/]\s?(\d\d)", _to_year),
        (
            r"(?:zwischen|between|entre)\s+(.+?)\s+(?:und|and|et|y)\s+(.+)",
            lambda f: Simpler(f"{f[1]} – {f[2]}", True),
        ),
        (rf"((?:{month})\.?)\s?[/-]\s?((?:{month})\.?\s+\d{{4}})", lambda f: Simpler(f"{f[1]} – {f[2]}")),
        (r"(\d\d?)\.?\s?/\s?(\d\d?\..*\d{4})", lambda f: Simpler(f"{f[1]}. – {f[2]}")),
        (
            r"(?:vor|nach|seit|ab|bis|before|after|since|until|avant|après|depuis)\s+(.+)",
            lambda f: Simpler(f[1], True),
        ),
        # parts of years, decades and centuries
        (rf"{_PART}\s+(?P<year>{_YEAR})", _part_of_year),
        (rf"{_PART}\s+(?P<month>(?:{month})\.?\s+{_YEAR})", lambda f: Simpler(f["month"], True)),
        (rf"{_PART}\s+(?:der\s+|the\s+)?(?P<decade>\d{{3}})0(?:er|s)(?:[\s-]*jahren?)?", _part_of_decade),
        (
            rf"(?:(?:{_PART}|(?P<half>[12])\.?\s?hälfte)(?:\s+des|\s+of\s+the)?\s+)?(?P<century>1?\d|20|21)"
            r"(?:\.\s?(?:jahrhunderts?|jhd?t?s?\.?)|(?:st|nd|rd|th)\s+century)",
            _century,
        ),
        (rf"([12])\.?\s?hälfte\s+({_YEAR})", lambda f: _months(f[2], 6 * int(f[1]) - 5, 6)),
        (rf"(?:([1-4])\.?\s?quartal|q([1-4])|([1-4])(?:st|nd|rd|th)\s+quarter)\s*/?\s*({_YEAR})", _quarter),
        (rf"kw\s?(\d\d?)\s*[/,]?\s*({_YEAR})", _week),
        (rf"({'|'.join(_SEASONS)})\s+({_YEAR})", lambda f: _months(f[2], _SEASONS[f[1].casefold()], 3, True)),
        (rf"(?:winter|hiver|invierno|inverno)\s+({_YEAR})\s?[/–-]\s?(?:\d\d)?\d\d", _winter),
        (rf"(?:winter|hiver|invierno|inverno)\s+({_YEAR})", lambda f: Simpler(f[1], True)),
        (rf"(?:ws|wintersemester)\s+({_YEAR})(?:\s?[/–-]\s?(?:\d\d)?\d\d)?", _winter_term),
        (rf"(?:ss|sose|sommersemester)\s+({_YEAR})", lambda f: _months(f[1], 4, 6, True)),
        (
            rf"({'|'.join(_FEASTS)})\s+({_YEAR})",
            lambda f: Simpler(f"{f[2]}-{_FEASTS[f[1].casefold()].format(f[2])}", True),
        ),
    )
    return tuple((re.compile(pattern, re.IGNORECASE), written) for pattern, written in forms)


def _months(year: str, first: int, count: int, estimated: bool = False) -> Simpler:
    return Simpler(f"{year}-{first:02}/{year}-{first + count - 1:02}", estimated)


def _year_first(found: re.Match[str]) -> Simpler:
    number = months()[found[2].casefold()]
    day = f"-{int(found[3]):02}" if found[3] else ""
    return Simpler(f"{found[1]}-{number:02}{day}")


def _roman(found: re.Match[str]) -> Simpler:
    return Simpler(f"{int(found[1])}.{_ROMAN.index(found[2].casefold()) + 1}.{found[3]}")


def _to_year(found: re.Match[str]) -> Simpler | None:
    last = found[1][:2] + found[2]
    return Simpler(f"{found[1]}/{last}") if last > found[1] else None


def _part_of_year(found: re.Match[str]) -> Simpler:
    return _months(found["year"], 4 * _PARTS[found["part"].casefold()] + 1, 4, True)


def _part_of_decade(found: re.Match[str]) -> Simpler:
    first, last = ((0, 3), (4, 6), (7, 9))[_PARTS[found["part"].casefold()]]
    return Simpler(f"{found['decade']}{first}/{found['decade']}{last}", True)


def _century(found: re.Match[str]) -> Simpler:
    before = 100 * (int(found["century"]) - 1)
    first, last = 1, 100
    if found["half"]:
        first, last = ((1, 50), (51, 100))[int(found["half"]) - 1]
    elif found["part"]:
        first, last = ((1, 33), (34, 66), (67, 100))[_PARTS[found["part"].casefold()]]
    return Simpler(f"{before + first:04}/{before + last:04}", bool(found["part"]))


def _quarter(found: re.Match[str]) -> Simpler:
    return _months(found[4], 3 * int(found[1] or found[2] or found[3]) - 2, 3)


def _week(found: re.Match[str]) -> Simpler | None:
    try:
        first, last = (date.fromisocalendar(int(found[2]), int(found[1]), day) for day in (1, 7))
    except ValueError:
        return None
    return Simpler(f"{first}/{last}")


def _winter(found: re.Match[str]) -> Simpler:
    return Simpler(f"{found[1]}-12/{int(found[1]) + 1}-02", True)


def _winter_term(found: re.Match[str]) -> Simpler:
    return Simpler(f"{found[1]}-10/{int(found[1]) + 1}-03", True)
