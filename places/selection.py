"""A selection is what is being looked at; it turns into a URL and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal
from urllib.parse import parse_qsl, urlencode

from places.language import PAGE_LANGUAGES
from places.model import KINDS, Kind, MapView, PartialDate
from places.ranges import Within, range_of

FACETS: Final = ("sources", "authors", "languages", "tags")
"""The fields, and URL parameters, by which articles are chosen for a value that they have."""

PARAMETERS: Final = (
    *("from", "to", "undated", "kinds", "articles", *FACETS, "checked", "within", "q"),
    *("with", "place", "lines", "view", "tiles", "shades", "clusters", "lang"),
)
"""The URL parameters that make up a selection, in the order in which they are written."""

OF_PAGES: Final = ("article", "at", "list", "sort", "by", "group", "named")
"""The URL parameters by which single pages say what they show; no part of a selection."""

TileChoice = Literal["", "0", "satellite"]
Shading = Literal["", "countries", "regions"]

NO_ARTICLE: Final = "-"
"""Stands for a list of articles from which every one was taken out; no article has this id."""

_EVERYTHING: Final = "all"
"""Stands in a URL for a selection of everything that is compared with."""
_LONGEST_BESIDE: Final = 4000
MAX_WORDS_LENGTH: Final = 200
_PARTS = re.compile(r"(?:[^,\\]|\\.)+", re.DOTALL)
"""The parts of a list with commas; a backslash before a comma or a backslash makes it one of the part."""
_VIEW = re.compile(r"(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?),(\d{1,2}(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Selection:
    """What a visitor looks at. The URL holds it whole.

    Attributes
    ----------
    first, last : date or None
        The range of days; an end that is None is open. An article is in it if its
        span of possible days overlaps the range.
    undated : bool
        Whether articles without a date are shown.
    kinds : tuple of Kind
        The kinds of places that are shown; all of them where it is empty.
    articles : tuple of str
        The ids of the articles that are shown; all of them where it is empty.
    sources, authors, languages, tags : tuple of str
        What articles are of, by and in (ISO 639-1), and what they are filed under: those with one of the
        values are shown; all of them where it is empty.
    checked : bool or None
        Only mentions that a person found right, or whose place (True), only those that nobody did (False), or
        all (None).
    within : Within or None
        Where a place must lie; articles that name none there are not shown.
    words : str
        What is searched for in the articles; `places.fulltext.syntax` tells how it is read.
    beside : Selection or None
        What is shown is compared with this one. It says which rows, and nothing else.
    place : str or None
        The chosen place. It marks, it does not narrow.
    lines : bool
        Whether lines lead from the chosen place to those that are named together with it.
    view : MapView or None
        Where the map looks; None lets it fit what it shows.
    tiles : {"", "0", "satellite"}
        What lies under the places: the tiles of the settings where there are any, the land that comes
        along, or photographs.
    shades : {"", "countries", "regions"}
        Whether countries, or areas of the first level, are shaded by how often they are named.
    clusters : bool or None
        Whether places near each other come together in circles on the map; None where they are many.
    language : str or None
        The language of the page; None follows the browser.
    """

    first: date | None = None
    last: date | None = None
    undated: bool = True
    kinds: tuple[Kind, ...] = ()
    articles: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    checked: bool | None = None
    within: Within | None = None
    words: str = ""
    beside: Selection | None = None
    place: str | None = None
    lines: bool = False
    view: MapView | None = None
    tiles: TileChoice = ""
    shades: Shading = ""
    clusters: bool | None = None
    language: str | None = None

    def to_query(self) -> dict[str, str]:
        """Write the selection as URL parameters: what stands at its default is left out."""
        query = {
            "from": str(PartialDate(self.first, self.first)) if self.first else "",
            "to": str(PartialDate(self.last, self.last)) if self.last else "",
            "undated": "" if self.undated else "0",
            "kinds": ",".join(self.kinds),
            "articles": _joined(self.articles),
            **{name: _joined(self.asked(name)) for name in FACETS},
            "checked": "" if self.checked is None else str(int(self.checked)),
            "within": str(self.within or ""),
            "q": self.words,
            "with": "" if self.beside is None else self.beside.to_query_string() or _EVERYTHING,
            "place": self.place or "",
            "lines": "1" if self.lines else "",
            "view": str(self.view) if self.view else "",
            "tiles": self.tiles,
            "shades": self.shades,
            "clusters": "" if self.clusters is None else str(int(self.clusters)),
            "lang": self.language or "",
        }
        return {name: value for name, value in query.items() if value}

    def to_query_string(self) -> str:
        """Write the selection as the part of a URL that follows the question mark."""
        return urlencode(self.to_query(), safe=",:")

    def of_rows(self) -> Selection:
        """Keep only what decides which rows are shown."""
        return replace(
            self,
            beside=None,
            place=None,
            lines=False,
            view=None,
            tiles="",
            shades="",
            clusters=None,
            language=None,
        )

    def asked(self, field: str) -> tuple[str, ...]:
        """Give the values of a field that holds several: kinds, articles, or one of `FACETS`."""
        values: tuple[str, ...] = getattr(self, field)
        return values

    def asking(self, field: str, values: Iterable[str]) -> Selection:
        """Ask for other values of a field that holds several; those of kinds come in the order of `KINDS`."""
        asked = tuple(dict.fromkeys(values))
        changes: dict[str, Any] = {
            field: tuple(kind for kind in KINDS if kind in asked) if field == "kinds" else asked
        }
        return replace(self, **changes)

    def of_everything(self) -> Selection:
        """Leave nothing out: keep what does not decide which rows are shown."""
        return Selection(
            beside=self.beside,
            place=self.place,
            lines=self.lines,
            view=self.view,
            tiles=self.tiles,
            shades=self.shades,
            clusters=self.clusters,
            language=self.language,
        )

    def narrows(self) -> bool:
        """Tell whether the selection leaves anything out."""
        return self.of_rows() != Selection()


def from_query(query: Mapping[str, str]) -> tuple[Selection, list[str]]:
    """Read a selection from URL parameters.

    Parameters
    ----------
    query : mapping of str to str
        The parameters of the URL. Others than `PARAMETERS` are none of its business.

    Returns
    -------
    Selection
        What could be read.
    list of str
        The names of the parameters whose values make no sense; they are set aside.
    """
    spoiled: list[str] = []
    selection = Selection()
    for name in PARAMETERS:
        value = query.get(name, "").strip()
        if not value:
            continue
        try:
            selection = _with(selection, name, value)
        except ValueError:
            spoiled.append(name)
    if selection.first and selection.last and selection.last < selection.first:
        selection = replace(selection, first=None, last=None)
        spoiled += ["from", "to"]
    return selection, spoiled


def unknown_parameters(query: Mapping[str, str]) -> list[str]:
    """List the parameters that no page has, also within what is compared with, each once.

    Other programs add some to the address of a page, which are none of its business; in what somebody
    typed one is a slip.
    """
    beside = query.get("with", "").strip()
    named = [*query, *dict(parse_qsl(beside))]
    return [name for name in dict.fromkeys(named) if name not in PARAMETERS and name not in OF_PAGES]


def _with(selection: Selection, name: str, value: str) -> Selection:
    match name:
        case "from" | "to":
            told = PartialDate.parse(value)
            return (
                replace(selection, first=told.first) if name == "from" else replace(selection, last=told.last)
            )
        case "tiles" | "shades":
            ground: dict[str, Any] = {name: tile_choice(value) if name == "tiles" else shading(value)}
            return replace(selection, **ground)
        case "undated" | "checked" | "lines" | "clusters":
            flag: dict[str, Any] = {name: _flag(value)}
            return replace(selection, **flag)
        case "kinds" | "articles" | "sources" | "authors" | "languages" | "tags":
            return selection.asking(name, _kinds(value) if name == "kinds" else _parted(value))
        case "q":
            if len(value) > MAX_WORDS_LENGTH:
                raise ValueError(value)
            return replace(selection, words=value)
        case "within":
            return replace(selection, within=range_of(value))
        case "with":
            return replace(selection, beside=_beside(value))
        case "place":
            return replace(selection, place=value)
        case "view":
            return replace(selection, view=_view(value))
        case _:
            if value not in PAGE_LANGUAGES:
                raise ValueError(value)
            return replace(selection, language=value)


def _beside(value: str) -> Selection:
    if value == _EVERYTHING:
        return Selection()
    if len(value) > _LONGEST_BESIDE:
        raise ValueError(value)
    query = dict(parse_qsl(value))
    selection, spoiled = from_query({name: query[name] for name in query if name != "with"})
    if spoiled or not selection.narrows():
        raise ValueError(value)
    return selection.of_rows()


def _joined(values: tuple[str, ...]) -> str:
    return ",".join(re.sub(r"[\\,]", r"\\\g<0>", value) for value in values)


def _parted(value: str) -> list[str]:
    parts = (re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL).strip() for part in _PARTS.findall(value))
    kept = [part for part in parts if part]
    if not kept:
        raise ValueError(value)
    return kept


def tile_choice(value: str) -> TileChoice:
    """Read what shall lie under the places.

    Raises
    ------
    ValueError
        If it is none of the choices.
    """
    match value:
        case "" | "1":
            return ""
        case "0" | "satellite":
            return value
    raise ValueError(value)


def shading(value: str) -> Shading:
    """Read what is shaded by how often it is named.

    Raises
    ------
    ValueError
        If it is none of the choices.
    """
    match value:
        case "" | "countries" | "regions":
            return value
    raise ValueError(value)


def _flag(value: str) -> bool:
    if value not in {"0", "1"}:
        raise ValueError(value)
    return value == "1"


def _kinds(value: str) -> list[str]:
    asked = value.split(",")
    if not set(asked) <= set(KINDS):
        raise ValueError(value)
    return asked


def _view(value: str) -> MapView:
    found = _VIEW.fullmatch(value)
    if not found:
        raise ValueError(value)
    latitude, longitude, zoom = (float(part) for part in found.groups())
    if not (abs(latitude) <= 90 and abs(longitude) <= 180 and zoom <= 20):
        raise ValueError(value)
    return MapView(latitude, longitude, zoom)
