"""The places of a selection as a list to look through: ordered, by a name in any language, by country."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import numpy as np

from places.dataset import Dataset, fold
from places.language import language
from places.query.index import index_of
from places.query.places import PlaceRow, select_places
from places.query.remember import remembered
from places.selection import Selection

By = Literal["mentions", "name", "country", "articles", "confidence"]


class Group(NamedTuple):
    """The places of one country in a list: its code, empty for what lies in none; their counts."""

    code: str
    places: int
    mentions: int


class _Wanted(NamedTuple):
    """What a list is asked for, the name folded."""

    by: By
    code: str
    named: str
    grouped: bool


class PlaceList(NamedTuple):
    """Places in their order, and the groups in which they stand if they are grouped.

    Attributes
    ----------
    rows : tuple of PlaceRow
    groups : mapping of str to Group
        By country code; empty where the places are not grouped.
    checked : frozenset of str
        The ids of those that somebody found right.
    """

    rows: tuple[PlaceRow, ...]
    groups: dict[str, Group]
    checked: frozenset[str]


def list_places(
    dataset: Dataset,
    selection: Selection,
    by: By = "mentions",
    *,
    code: str = "en",
    named: str = "",
    grouped: bool = False,
) -> PlaceList:
    """List the places of a selection.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
    by : {"mentions", "name", "country", "articles", "confidence"}
        Numbers begin with the largest, but confidence, which begins with what is least sure.
    code : str
        The language of names (ISO 639-1).
    named : str
        Only those of which a name in any language holds this, case and accents aside.
    grouped : bool
        Whether those of a country stand together, the most named country first.
    """
    return _list(dataset, selection.of_rows(), _Wanted(by, code, fold(named.strip()), grouped))


@remembered(16)
def _list(dataset: Dataset, selection: Selection, wanted: _Wanted) -> PlaceList:
    index = index_of(dataset)
    rows = select_places(dataset, selection)
    if wanted.named:
        names, positions = folded_names(dataset), index.place_positions
        rows = [row for row in rows if wanted.named in names[positions[row.place.id]]]
    rows.sort(key=order_key(wanted.by, wanted.code))
    groups: dict[str, Group] = {}
    if wanted.grouped:
        of_country: dict[str, list[PlaceRow]] = {}
        for row in rows:
            of_country.setdefault(country_of(row), []).append(row)
        groups = {
            code: Group(code, len(held), sum([row.mentions for row in held]))
            for code, held in of_country.items()
        }
        ranked = sorted(groups.values(), key=lambda group: (not group.code, -group.mentions, group.code))
        rows = [row for group in ranked for row in of_country[group.code]]
    return PlaceList(tuple(rows), groups, checked_places(dataset))


def checked_places(dataset: Dataset) -> frozenset[str]:
    """Give the ids of the places that somebody found right."""
    index = index_of(dataset)
    return frozenset(index.places.ids[position] for position in np.flatnonzero(index.place_checked).tolist())


def country_of(row: PlaceRow) -> str:
    """Give the first country of a place (ISO 3166-1 alpha-2); empty where it lies in none."""
    return row.place.country_codes[0] if row.place.country_codes else ""


def order_key(by: By, code: str) -> Callable[[PlaceRow], Any]:
    """Give what rows are sorted by, with names in a language."""
    say = language(code)
    match by:
        case "mentions":
            return lambda row: -row.mentions
        case "articles":
            return lambda row: (-row.articles, -row.mentions)
        case "confidence":
            return lambda row: (row.confidence, -row.mentions)
        case "name":
            return lambda row: fold(row.place.name_in(code))
        case "country":
            return lambda row: (not country_of(row), fold(say.country(country_of(row))), -row.mentions)


@remembered(1)
def folded_names(dataset: Dataset) -> list[str]:
    """Give all names of every place, folded, in the order of the index."""
    places = index_of(dataset).places
    return [fold("\n".join({place.name, *place.names.values()})) for place in places]
