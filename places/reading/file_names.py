"""Dates that stand in the name of a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import Final

from places.model import PartialDate
from places.reading.calendar_names import months
from places.reading.centuries import completed
from places.reading.dates import Stated, read_stated, read_unless_ambiguous

_ENDING: Final = re.compile(r"\.(?=\d?[A-Za-z])[A-Za-z0-9_~-]{1,10}")

_YEAR: Final = re.compile(r"1\d{3}|20\d\d")

_COUNTED: Final = (
    r"euro|franken|mark|dollar|uhr|jahre[ns]?|tage[ns]?|meter\w*|kilometer\w*|menschen|personen|prozent"
)
"""What follows a number that counts something."""

_NUMBERED: Final = (
    r"[^\W\d_]{0,30}(?:nummer|bestellung|auftrag|rechnung|angebot)|nr|no|num|number|order|invoice|antrag|akte|vorgang"
    r"|scan|bild|foto|photo|image|img|dsc\w*|pic|page|seite|blatt|band|bd|heft|zimmer|haus|raum|halle|linie|zug|flug"
    r"|bestand|ordner|mappe|kasten|karton|kiste|schachtel|faszikel|signatur|folder|box|fonds|serie|series"
    r"|kapitel|chapter|teil|part|version|artikel|article|text|dok|dokument|document|doc|datei|file|id|az|tel"
)
"""Words before a number that numbers something."""

_YEAR_BESIDE: Final = re.compile(
    r"\A(?P<about>(?:um|ca\.?|circa|vers|around|about)[\s_]+)?(?P<begin>1[5-9]\d\d|20\d\d)[\s_-]+"
    rf"(?=[^\W\d_])(?!(?:{_COUNTED})(?![^\W\d_]))"
    r"|(?<=[\s_])(?P<about_end>(?:um|ca\.?|circa|vers|around|about)[\s_]+)(?P<year_end>1[5-9]\d\d|20\d\d)\Z"
    r"|(?:\A|(?<=[\W_]))(?P<word>[^\W\d_]+)\.?(?:[\s_-]+(?P<end>1[5-9]\d\d|20\d\d)"
    r"|[\s_]*[(\[](?P<bracketed>1[5-9]\d\d|20\d\d)[)\]])\Z",
    re.IGNORECASE,
)

_LONGEST: Final = 255
"""Characters that a name has on a disk; in an archive it may have more."""

_COPY: Final = re.compile(
    r"\A(?:kopie|copy|copie|copia)(?:[\s_]*\(\d{1,3}\))?[\s_]+(?:von|of|de|di)[\s_]+(?=\S)"
    r"|(?<=\S)(?:[\s_]*-)?[\s_]+(?:kopie|copy|copie|copia)(?:[\s_]*\(\d{1,3}\)|[\s_]+\d{1,3})?\Z"
    r"|(?<=\S)[\s_]*\((?:(?:\d{1,3}\.?|another)[\s_]+)?(?:kopie|copy|copie|copia)(?:[\s_]+\d{1,3})?\)\Z"
    r"|(?<=\S)[\s_]*\(\d{1,3}\)\Z",
    re.IGNORECASE,
)
"""What Windows, macOS, GNOME, browsers and online storages add to the name of a copy."""


def ending_of(name: str) -> str:
    """Return the ending of a name, in small letters; empty where what stands there is none: ``vom 3.5``."""
    suffix = PurePosixPath(name).suffix
    return suffix.lower() if _ENDING.fullmatch(suffix) else ""


def stem_of(path: str) -> str:
    """Return the last part of a path without its ending."""
    name = PurePosixPath(path).name
    return name[: len(name) - len(ending_of(name))]


def without_copy_mark(stem: str) -> str:
    """Name what a file is a copy of, as far as its name tells: ``Kopie von Brief``, ``Brief (1)``.

    Parameters
    ----------
    stem : str
        The name without its ending.
    """
    if len(stem) > _LONGEST:
        return stem
    plain, count = _COPY.subn("", stem)
    while count and plain:  # of a copy there are copies, too
        stem = plain
        plain, count = _COPY.subn("", stem)
    return stem


_YEARS: Final = re.compile(
    rf"(?:\A|(?P<word>[^\W\d_]+)\.?[\s_]*[\s_(\[])(?P<first>(?:1[5-9]|20)\d\d)\s?[-–/]\s?"
    rf"(?P<last>(?:1[5-9]|20)\d\d|\d\d)(?:[)\]]?\Z|[\s_]+(?=[^\W\d_])(?!(?:{_COUNTED})(?![^\W\d_])))",
    re.IGNORECASE,
)
"""Years from one to another at either end of a name: ``Feldpost 1914-1918``, ``1944-45 Tagebuch``."""

_OF_FOLDER: Final = re.compile(
    r"(?P<volume>(?:jahrgang|jahr|jg\.?|year)[\s_]*)?(?P<year>(?:1[5-9]|20)\d\d)"
    r"(?:[-_.](?P<month>0[1-9]|1[0-2])(?:[-_.](?P<day>0[1-9]|[12]\d|3[01]))?)?",
    re.IGNORECASE,
)
_MONTH: Final = re.compile(r"(?P<number>0?[1-9]|1[0-2])?(?:(?(number)[\s_.-]+)(?P<word>[^\W\d_]{3,}))?")
_MAY_BE_DATE: Final = re.compile(
    r"[^\W\d_].*(?<!\d)(?:1\d|20)\d\d(?!\d)|(?<!\d)(?:1\d|20)\d\d(?!\d).*[^\W\d_]|(?<!\d)\d\d?\. ?[^\W\d_]"
)
"""Words beside a year, or behind the number of something."""

_NEXT_YEAR: Final = re.compile(r"(\d{4})[-_](\d\d)\Z")
_DAY: Final = re.compile(r"(?P<day>0?[1-9]|[12]\d|3[01])\.?(?:[\s_]+[^\W\d_].*)?")

_UNSEEN: Final = frozenset(("__macosx", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"))
"""What systems lay down beside people's files; their programs hide it."""


def is_hidden(name: str) -> bool:
    """Tell whether people do not see a file: its name begins with a dot, or a program laid it down.

    Parameters
    ----------
    name : str
        Of a file or a folder, without those that it is in. ``~$Brief.docx`` says that Word has it open.
    """
    return name.startswith((".", "~$")) or name.lower() in _UNSEEN


@lru_cache(maxsize=1024)  # all rows of a table ask
def date_in_folders(path: str) -> Stated | None:
    """Find the date in the names of the folders of a file: ``1914/Brief.txt``, ``1914/08/04.txt``.

    Parameters
    ----------
    path : str
        With slashes.

    Returns
    -------
    Stated or None
        An estimate: a folder may be called after the year in which somebody filled it.
    """
    *folders, name = PurePosixPath(path).parts or ("",)
    for at in range(len(folders) - 1, -1, -1):
        below = [*folders[at + 1 :], without_copy_mark(stem_of(name))]
        with suppress(ValueError):
            read = _in_folder(folders[at], below)
            if read and read.date.first <= date.today():
                return replace(read, origin="estimated")
    return None


def _in_folder(folder: str, below: list[str]) -> Stated | None:
    """Read what a folder is called after, and below it folders of months and days and the file of a day."""
    found = _OF_FOLDER.fullmatch(folder)
    if not found:
        read = _in_stem(folder)
        if read is None or read.date.precision != "month":
            return read
        parts = [f"{read.date.first.year:04}", str(read.date.first.month), None]
    else:
        if found["volume"] and _NEXT_YEAR.search(folder):
            return read_unless_ambiguous(_NEXT_YEAR.sub(r"\1/\2", folder.removeprefix(found["volume"])))
        parts = [found["year"], found["month"], found["day"]]
    if not parts[1] and len(below) > 1 and (month := _month_of(below[0])):
        parts[1] = month
        below = below[1:]
    if parts[1] and not parts[2] and (day := _DAY.fullmatch(below[0])):
        parts[2] = day["day"]
    return read_unless_ambiguous("-".join(part.zfill(2) for part in parts if part))


def date_in_name(path: str, known: Sequence[PartialDate] = ()) -> Stated | None:
    """Find the date in the name of a file: ``2025-03-04 Streik.txt``, ``Bericht Mai 2025.txt``.

    Parameters
    ----------
    path : str
        With slashes; only the last part is looked at.
    known : sequence of PartialDate
        What tells the century of a year of two digits.

    Returns
    -------
    Stated or None
        A day before a month, a month before a year; two days are a span. A year counts where it is
        the whole name, and as an estimate where the name begins or ends with it, or with the years from
        one to another, and it neither counts nor numbers something nor is still to come.

    Raises
    ------
    ValueError
        If the date could be two, or more.
    """
    return _in_stem(completed(without_copy_mark(stem_of(path)), known))


def _in_stem(stem: str) -> Stated | None:
    if _YEAR.fullmatch(stem):
        return read_unless_ambiguous(stem)
    if len(stem) <= _LONGEST and _MAY_BE_DATE.search(stem):  # "Sommer 1914", "19. Jh."
        with suppress(ValueError):
            return read_stated(stem.replace("_", " "))
    days: list[Stated] = []
    months_found: list[Stated] = []
    for found in _in_name().finditer(stem):
        text = (
            found["day"]
            or found["month"]
            or f"{found['word'] or found['word_after']} {found['year'] or found['year_before']}"
        )
        if found["month"] or found["dash"] or found["dash_after"]:
            text = text.replace("_", "-")
        read = read_unless_ambiguous(text.replace("_", " "))
        if read is not None and (not found["month"] or read.date.precision == "month"):
            (days if found["day"] else months_found).append(read)
    best = days or months_found
    if not best:
        return _years(stem) or _year_beside_words(stem)
    return Stated(PartialDate(min(one.date.first for one in best), max(one.date.last for one in best)))


def _years(stem: str) -> Stated | None:
    found = _YEARS.search(stem)
    if not found or (found["word"] and _numbers(found["word"])):
        return None
    first, last = found["first"], found["last"]
    last = first[:2] + last if len(last) == 2 else last
    if not int(first) < int(last) <= date.today().year:
        return None
    return Stated(PartialDate(date(int(first), 1, 1), date(int(last), 12, 31)), "estimated")


def _year_beside_words(stem: str) -> Stated | None:
    years: set[str] = set()
    for found in _YEAR_BESIDE.finditer(stem):
        year = found["begin"] or found["year_end"] or found["end"] or found["bracketed"]
        # "2000 Schüler streiken": what begins with a round number rather counts.
        if found["begin"] and not found["about"] and year.endswith("00"):
            continue
        if found["end"] and _numbers(found["word"]):
            continue
        years.add(year)
    if len(years) != 1 or int(year := years.pop()) > date.today().year:
        return None
    read = read_unless_ambiguous(year)
    return read and replace(read, origin="estimated")


def _numbers(word: str) -> bool:
    return (
        len(word) < 2
        or word.casefold() in months()
        or re.fullmatch(_NUMBERED, word, re.IGNORECASE) is not None
    )


def _month_of(name: str) -> str | None:
    """Return the number of a month that a folder is called after: ``08``, ``August``, ``08 August``."""
    found = _MONTH.fullmatch(name)
    if not found or not (found["number"] or found["word"]):
        return None
    number = months().get(found["word"].casefold()) if found["word"] else None
    if found["word"] and number is None:
        return None
    return found["number"] or str(number)


@cache
def _in_name() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    return re.compile(
        r"(?<![^\W_])(?:"
        r"(?P<day>\d{4}(?P<dash>[-_.])\d\d?(?P=dash)\d\d?|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
        r"|\d\d?\.\s?\d\d?\.\s?\d\d(?:\d\d)?(?!\d)|\d\d?(?P<dash_after>[-_])\d\d?(?P=dash_after)\d{4}"
        rf"|(?:1[5-9]|20)\d\d[\s_]+(?i:{month})\.?[\s_]+\d\d?(?!\d)"
        r"|\d\d?(?:\.|er|st|nd|rd|th|[º°])?[\s_]*(?:de[\s_]+)?[^\W\d_]{3,}\.?[\s_]+(?:del?[\s_]+)?\d{4}"
        r"|[^\W\d_]{3,}\.?[\s_]+\d\d?,?[\s_]+\d{4})"
        r"|(?P<month>\d{4}[-_]\d\d)"
        rf"|(?P<word>(?i:{month}))\.?[\s_-]+(?:del?[\s_]+)?(?P<year>(?:1[5-9]|20)\d\d)"
        rf"|(?P<year_before>(?:1[5-9]|20)\d\d)[\s_-]+(?P<word_after>(?i:{month}))(?=[\s_.]|\Z)"
        r")(?=T\d|[\W_]|\Z)"
    )
