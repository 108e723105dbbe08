"""The words of the project as data: articles, places, mentions and partial dates."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple, get_args

Kind = Literal["country", "region", "city", "water", "terrain", "site"]
"""What a place is, after the GeoNames feature classes A, L, P, H, T and S."""

KINDS: tuple[Kind, ...] = get_args(Kind)

Precision = Literal["day", "month", "year", "interval"]
DateOrigin = Literal["stated", "estimated"]

_EDTF_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as it is known: a span of whole days, both ends included.

    Parameters
    ----------
    first, last : date
        The first and the last day that the date may mean.

    Raises
    ------
    ValueError
        If `last` comes before `first`.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a date cannot end ({self.last}) before it begins ({self.first})")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read a date of EDTF level 0: ``2024``, ``2024-06``, ``2024-06-19`` or ``2024-06/2024-08``.

        Parameters
        ----------
        text : str
            The date; white space around it does not count.

        Raises
        ------
        ValueError
            If `text` is no such date, or a day that the calendar does not have.

        References
        ----------
        Extended Date/Time Format, https://www.loc.gov/standards/datetime/
        """
        begin, slash, end = text.strip().partition("/")
        opening = _span(begin, text)
        closing = _span(end, text) if slash else opening
        return cls(opening[0], closing[1])

    @property
    def precision(self) -> Precision:
        """How much is known: a day, a month, a year, or an interval of another length."""
        if self.first == self.last:
            return "day"
        last_of_month = calendar.monthrange(self.last.year, self.last.month)[1]
        if self.first.day == 1 and self.last.day == last_of_month:
            if (self.first.year, self.first.month) == (self.last.year, self.last.month):
                return "month"
            if self.first.year == self.last.year and (self.first.month, self.last.month) == (1, 12):
                return "year"
        return "interval"

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """Tell whether the date may lie in a range of days; an end that is None is open."""
        return (last is None or self.first <= last) and (first is None or first <= self.last)

    def __str__(self) -> str:
        """Write the date as EDTF, no more precisely than it is known."""
        match self.precision:
            case "day":
                return self.first.isoformat()
            case "month":
                return self.first.isoformat()[:7]
            case "year":
                return self.first.isoformat()[:4]
            case _:
                return f"{self.first.isoformat()}/{self.last.isoformat()}"


def _span(text: str, whole: str) -> tuple[date, date]:
    found = _EDTF_DATE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"no date: {whole!r} (write 2024, 2024-06 or 2024-06-19)")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise ValueError(f"no date: {whole!r} ({error})") from None
    if day is not None:
        return first, first
    last_month = month or 12
    return first, date(year, last_month, calendar.monthrange(year, last_month)[1])


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what is known of it.

    Attributes
    ----------
    id : str
        Unique within a dataset and the same in every build from the same source.
    title : str
        Never empty: where none is stated, the beginning of the text.
    text : str
        The article exactly as read; every offset counts characters of it.
    language : str or None
        ISO 639-1 code; None where it is neither stated nor detected.
    published : PartialDate or None
        None where the article is undated.
    date_origin : {"stated", "estimated"} or None
        Whether the date stands in the source or was put there by judgement.
    source, author, url : str or None
        Where the article came from, as stated.
    path : str
        The file it was read from, relative to the folder that was read.
    section : str or None
        The part of the paper that it stood in, as stated.
    home : str or None
        Where the paper is at home, as stated: a place, or latitude and longitude in degrees.
    tags : tuple of str
        What somebody filed it under.
    """

    id: str
    title: str
    text: str
    language: str | None = None
    published: PartialDate | None = None
    date_origin: DateOrigin | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    path: str = ""
    section: str | None = None
    home: str | None = None
    tags: tuple[str, ...] = ()


Scope = Literal["mention", "article", "source", "all", "place"]
"""What somebody speaks of: one mention, a name in an article, in those of a source, in all; a place."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """Somebody said so, not the geoparser.

    Attributes
    ----------
    who : str
        A person, or the table in which it stands.
    at : datetime or None
        UTC; None where it stands in a table.
    note : str
        Why, if that is told.
    scope : Scope
        For which mentions it was said.
    number : int or None
        Of the change in the journal; None where it stands in a table.
    """

    who: str
    at: datetime | None
    note: str
    scope: Scope
    number: int | None


@dataclass(frozen=True, slots=True)
class Checked:
    """Somebody found it right; with the number of the change in the journal that says so."""

    who: str
    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What people said of a place: who made it, who found it right; None where nobody did."""

    by_hand: ByHand | None = None
    checked: Checked | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One spot on earth.

    Attributes
    ----------
    id : str
        The source and its key: ``geonames:1871859``, ``own:vostochny-cosmodrome``.
    name : str
        The name to use where no better one is known for a language.
    kind : Kind
        What it is.
    latitude, longitude : float
        WGS 84, degrees.
    country_codes : tuple of str
        ISO 3166-1 alpha-2; a sea or a border river has several or none.
    population : int
        Inhabitants; 0 where unknown.
    source : str
        Where name and coordinates come from, for a reader.
    names : mapping of str to str
        ISO 639-1 code to the name in that language, for display.
    area : str
        ISO 3166-2 code of the first-level area in which it lies, or which it is; empty where unknown.
    consists_of : tuple of str
        Of a region what it consists of, where that is known: ISO 3166-2 codes of first-level areas, or
        ISO 3166-1 alpha-2 codes of countries. A country consists of what has its country code.
    """

    id: str
    name: str
    kind: Kind
    latitude: float
    longitude: float
    country_codes: tuple[str, ...] = ()
    population: int = 0
    source: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    area: str = ""
    consists_of: tuple[str, ...] = ()

    def name_in(self, language: str) -> str:
        """Name the place in a language (ISO 639-1), or as it is known best."""
        return self.names.get(language) or self.name


@dataclass(frozen=True, slots=True)
class MapView:
    """Where a map looks: its centre (WGS 84 degrees) and Leaflet's zoom level, which may be a fraction."""

    latitude: float
    longitude: float
    zoom: float

    def __str__(self) -> str:
        """Write the view as short as it stays the same to the eye: two decimals are about a kilometre."""
        return f"{self.latitude:.2f},{self.longitude:.2f},{self.zoom:g}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that spoke for (positive weight) or against (negative) a mention or a candidate."""

    reason: str
    weight: float


# An article has dozens of the two below. A named tuple cannot be changed either, and is made in a
# quarter of the time.


class Candidate(NamedTuple):
    """A place that a toponym may stand for, with its share of the belief.

    It repeats what a reader needs of the place, so that a dataset explains its
    choices without the gazetteer.
    """

    place_id: str
    score: float
    name: str
    kind: Kind
    latitude: float
    longitude: float
    country_codes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Mention(NamedTuple):
    """A toponym in an article, resolved to a place.

    Attributes
    ----------
    start, end : int
        Character offsets into the text of the article; ``text[start:end] == surface``.
    surface : str
        The toponym in the form in which it stands there.
    place : Place
        What it was resolved to.
    confidence : float
        How sure that is, 0 to 1.
    candidates : tuple of Candidate
        What it may stand for, best first, the chosen place included.
    excerpt_start, excerpt_end : int
        Character offsets of the sentence (or two) around the toponym.
    evidence : tuple of Evidence
        What spoke for and against the toponym being a place at all.
    by_hand : ByHand or None
        Who said that it is this place, if a person did.
    checked : Checked or None
        Who found it right, if anybody did.
    """

    start: int
    end: int
    surface: str
    place: Place
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    excerpt_start: int = 0
    excerpt_end: int = 0
    evidence: tuple[Evidence, ...] = ()
    by_hand: ByHand | None = None
    checked: Checked | None = None
