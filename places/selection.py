"""A selection is what is being looked at; it turns into a URL and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from places.language import PAGE_LANGUAGES
from places.model import KINDS, Kind, MapView, PartialDate

PARAMETERS: Final = ("from", "to", "undated", "kinds", "articles", "q", "place", "view", "tiles", "lang")
"""The URL parameters that make up a selection, in the order in which they are written."""

MAX_WORDS_LENGTH: Final = 200
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
    words : str
        Words that an article must contain, accents and case aside.
    place : str or None
        The chosen place. It marks, it does not narrow.
    view : MapView or None
        Where the map looks; None lets it fit what it shows.
    tiles : bool
        Whether base-map tiles are fetched from their provider.
    language : str or None
        The language of the page; None follows the browser.
    """

    first: date | None = None
    last: date | None = None
    undated: bool = True
    kinds: tuple[Kind, ...] = ()
    articles: tuple[str, ...] = ()
    words: str = ""
    place: str | None = None
    view: MapView | None = None
    tiles: bool = True
    language: str | None = None

    def to_query(self) -> dict[str, str]:
        """Write the selection as URL parameters: what stands at its default is left out."""
        query = {
            "from": str(PartialDate(self.first, self.first)) if self.first else "",
            "to": str(PartialDate(self.last, self.last)) if self.last else "",
            "undated": "" if self.undated else "0",
            "kinds": ",".join(self.kinds),
            "articles": ",".join(self.articles),
            "q": self.words,
            "place": self.place or "",
            "view": str(self.view) if self.view else "",
            "tiles": "" if self.tiles else "0",
            "lang": self.language or "",
        }
        return {name: value for name, value in query.items() if value}

    def to_query_string(self) -> str:
        """Write the selection as the part of a URL that follows the question mark."""
        return urlencode(self.to_query(), safe=",:")

    def of_rows(self) -> Selection:
        """Keep only what decides which rows are shown."""
        return replace(self, place=None, view=None, tiles=True, language=None)

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


def _with(selection: Selection, name: str, value: str) -> Selection:
    match name:
        case "from":
            return replace(selection, first=PartialDate.parse(value).first)
        case "to":
            return replace(selection, last=PartialDate.parse(value).last)
        case "undated":
            return replace(selection, undated=_flag(value))
        case "tiles":
            return replace(selection, tiles=_flag(value))
        case "kinds":
            return replace(selection, kinds=_kinds(value))
        case "articles":
            return replace(selection, articles=tuple(dict.fromkeys(filter(None, value.split(",")))))
        case "q":
            if len(value) > MAX_WORDS_LENGTH:
                raise ValueError(value)
            return replace(selection, words=value)
        case "place":
            return replace(selection, place=value)
        case "view":
            return replace(selection, view=_view(value))
        case _:
            if value not in PAGE_LANGUAGES:
                raise ValueError(value)
            return replace(selection, language=value)


def _flag(value: str) -> bool:
    if value not in {"0", "1"}:
        raise ValueError(value)
    return value == "1"


def _kinds(value: str) -> tuple[Kind, ...]:
    asked = set(value.split(","))
    if not asked <= set(KINDS):
        raise ValueError(value)
    return tuple(kind for kind in KINDS if kind in asked)


def _view(value: str) -> MapView:
    found = _VIEW.fullmatch(value)
    if not found:
        raise ValueError(value)
    latitude, longitude, zoom = (float(part) for part in found.groups())
    if not (abs(latitude) <= 90 and abs(longitude) <= 180 and zoom <= 20):
        raise ValueError(value)
    return MapView(latitude, longitude, zoom)
