"""Dates as archives, letters and calendars write them -> dates in EDTF, or in words that are simpler.

``[1912]``, ``1848 März 14``, ``3. XI. 1912``, ``19. Jh.``, ``Ende 1920``, ``Sommer 1914``, ``1912/13``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from places.languages.dates import date_words
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
_FIRST_MONTHS: Final = {"spring": 3, "summer": 6, "autumn": 9}
"""Of seasons, as meteorology has them; a winter is in two years."""

_PLACES: Final = {"begin": 0, "middle": 1, "end": 2}


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
    words = date_words()
    month, weekday = _any(months()), _any(weekdays())
    before_day, ordinal, part_of = _any(words.before_day), _any(words.ordinals), _any(words.part_of)
    part = rf"(?P<part>{_any(words.parts)})"
    winter = _any(word for word, season in words.seasons.items() if season == "winter")
    season = _any(word for word, season in words.seasons.items() if season in _FIRST_MONTHS)
    terms = {
        kind: _any(word for word, term in words.terms.items() if term == kind)
        for kind in ("winter", "summer")
    }
    forms: tuple[tuple[str, Callable[[re.Match[str]], Simpler | None]], ...] = (
        # what archivists add: in brackets what they concluded, or a remark
        (r"(?:[osn]\.?\s?[dja]\.?[,:]?\s*)?[\[(]([^\[\](),]+)[\])]", lambda f: Simpler(f[1].strip(), True)),
        (r"([^\[\]()]*\d)\s*[\[(]\?[\])]", lambda f: Simpler(f[1], True)),
        (r"([^\[\]()]*\d)\s*[\[(][^\[\]()\d]+[\])]", lambda f: Simpler(f[1])),
        # as programs write it: Wed Oct 10 20:19:24 +0000 2018
        (
            rf"{weekday}\s+({month})\s+(\d\d?)\s+\d\d:\d\d:\d\d(?:\s+(?:[+-]\d{{4}}|[a-z]{{3,4}}))?\s+(\d{{4}})",
            lambda f: Simpler(f"{f[3]}-{months()[f[1].casefold()]:02}-{int(f[2]):02}"),
        ),
        # how a day is written
        (rf"{weekday}\.?,?\s+(?:{before_day})?\s*(.+)", lambda f: Simpler(f[1])),
        (rf"{before_day}\s+(.+)", lambda f: Simpler(f[1])),
        (
            rf"(.*\d{{4}}),?\s+(?:{_any(words.before_hour)}\s+)?\d\d?(?:[.:]\d\d)?\s?{_any(words.hours)}",
            lambda f: Simpler(f[1]),
        ),
        (rf"(\d\d?){ordinal}\.?\s+({month}\.?\s+\d{{4}})", lambda f: Simpler(f"{f[1]}. {f[2]}")),
        (rf"({_YEAR}),?\s+({month})\.?(?:\s+(\d\d?)\.?)?", _year_first),
        (rf"(\d\d?)\.?\s?({'|'.join(_ROMAN)})\.?\s?({_YEAR})", _roman),
        # spans
        (r"((?:1[5-9]|20)\d\d)\s?[-–/]\s?(\d\d)", _to_year),
        (
            rf"{_any(words.between)}\s+(.+?)\s+{_any(words.together)}\s+(.+)",
            lambda f: Simpler(f"{f[1]} – {f[2]}", True),
        ),
        (rf"({month}\.?)\s?[/-]\s?({month}\.?\s+\d{{4}})", lambda f: Simpler(f"{f[1]} – {f[2]}")),
        (r"(\d\d?)\.?\s?/\s?(\d\d?\..*\d{4})", lambda f: Simpler(f"{f[1]}. – {f[2]}")),
        (rf"{_any(words.open_ended)}\s+(.+)", lambda f: Simpler(f[1], True)),
        # parts of years, decades and centuries
        (rf"{part}\s+(?P<year>{_YEAR})", _part_of_year),
        (rf"{part}\s+(?P<month>{month}\.?\s+{_YEAR})", lambda f: Simpler(f["month"], True)),
        (rf"{part}\s+(?:{part_of}\s+)?(?P<decade>\d{{3}})0{_any(words.decades)}", _part_of_decade),
        (
            rf"(?:(?:{part}|(?P<half>[12])\.?\s?{_any(words.halves)})(?:\s+{part_of})?\s+)?"
            rf"(?P<century>1?\d|20|21)(?:\.\s?|{ordinal}\.?\s+){_any(words.centuries)}\.?",
            _century,
        ),
        (rf"([12])\.?\s?{_any(words.halves)}\s+({_YEAR})", lambda f: _months(f[2], 6 * int(f[1]) - 5, 6)),
        (rf"(?:([1-4])(?:\.|{ordinal})?\s?{_any(words.quarters)}|q([1-4]))\s*/?\s*({_YEAR})", _quarter),
        (rf"{_any(words.weeks)}\s?(\d\d?)\s*[/,]?\s*({_YEAR})", _week),
        (rf"({season})\s+({_YEAR})", _season),
        (rf"{winter}\s+({_YEAR})\s?[/–-]\s?(?:\d\d)?\d\d", _winter),
        (rf"{winter}\s+({_YEAR})", lambda f: Simpler(f[1], True)),
        (rf"{terms['winter']}\s+({_YEAR})(?:\s?[/–-]\s?(?:\d\d)?\d\d)?", _winter_term),
        (rf"{terms['summer']}\s+({_YEAR})", lambda f: _months(f[1], 4, 6, True)),
        (rf"({_any(words.feasts)})\s+({_YEAR})", _feast),
    )
    return tuple((re.compile(pattern, re.IGNORECASE), written) for pattern, written in forms)


def _any(words: Iterable[str]) -> str:
    """Return a pattern that one of some words matches, and nothing where there are none."""
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True)) or '(?!)'})"


def _season(found: re.Match[str]) -> Simpler:
    season = date_words().seasons[found[1].casefold()]
    return _months(found[2], _FIRST_MONTHS[season], 3, True)


def _feast(found: re.Match[str]) -> Simpler:
    days = date_words().feasts[found[1].casefold()].split("/")
    return Simpler("/".join(f"{found[2]}-{day}" for day in days), True)


def _place(part: str) -> int:
    return _PLACES[date_words().parts[part.casefold()]]


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
    return _months(found["year"], 4 * _place(found["part"]) + 1, 4, True)


def _part_of_decade(found: re.Match[str]) -> Simpler:
    first, last = ((0, 3), (4, 6), (7, 9))[_place(found["part"])]
    return Simpler(f"{found['decade']}{first}/{found['decade']}{last}", True)


def _century(found: re.Match[str]) -> Simpler:
    before = 100 * (int(found["century"]) - 1)
    first, last = 1, 100
    if found["half"]:
        first, last = ((1, 50), (51, 100))[int(found["half"]) - 1]
    elif found["part"]:
        first, last = ((1, 33), (34, 66), (67, 100))[_place(found["part"])]
    return Simpler(f"{before + first:04}/{before + last:04}", bool(found["part"]))


def _quarter(found: re.Match[str]) -> Simpler:
    return _months(found[3], 3 * int(found[1] or found[2]) - 2, 3)


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
