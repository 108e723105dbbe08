"""The places of a selection, with what it says of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from places.dataset import Dataset
from places.dataset.counting import PlaceCounts
from places.geo import on_web_mercator
from places.model import KINDS, Kind, Place
from places.query.evaluate import Shown, evaluate
from places.query.index import Index, Positions, index_of
from places.query.known import Places
from places.query.remember import remembered
from places.selection import Selection


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a selection shows."""

    articles: int
    places: int
    mentions: int


class PlaceRow(NamedTuple):
    """A place with what the selection says about it; `confidence` is the mean of its mentions.

    A named tuple, because ten thousand of them are made for every changed filter.
    """

    place: Place
    mentions: int
    articles: int
    confidence: float


def count(dataset: Dataset, selection: Selection) -> Counts:
    """Count what a selection shows: its articles, and the places and mentions in them."""
    shown = evaluate(dataset, selection)
    return Counts(int(np.count_nonzero(shown.articles)), len(shown.places), shown.mentions)


def count_kinds(dataset: Dataset, selection: Selection) -> dict[Kind, int]:
    """Count the places of each kind that the selection would show if it asked for every kind."""
    shown = evaluate(dataset, replace(selection, kinds=()))
    numbers = np.bincount(shown.index.kinds[shown.places], minlength=len(KINDS)).tolist()
    return {kind: number for kind, number in zip(KINDS, numbers, strict=True) if number}


def count_by_place(dataset: Dataset, selection: Selection) -> PlaceCounts:
    """Count what a selection says of every place of the dataset, in their order in `known_places`."""
    return evaluate(dataset, selection).by_place


def known_places(dataset: Dataset) -> Places:
    """List every place of a dataset, ordered by id."""
    return index_of(dataset).places


@remembered(1)
def points_on_map(dataset: Dataset) -> NDArray[np.float64]:
    """Give where every place lies on a map, in the order of `known_places`; see `geo.on_web_mercator`."""
    known = known_places(dataset)
    return on_web_mercator(known.latitudes, known.longitudes)


def select_places(dataset: Dataset, selection: Selection, limit: int | None = None) -> list[PlaceRow]:
    """List the places of a selection, the most named first; at most `limit` of them."""
    shown = evaluate(dataset, selection)
    return place_rows(shown, shown.places[:limit])


def find_place(dataset: Dataset, selection: Selection, place_id: str) -> PlaceRow | None:
    """Find one place, whatever kinds the selection asks for; 0 mentions where it shows none."""
    shown = evaluate(dataset, replace(selection, kinds=()))
    position = shown.index.place_positions.get(place_id)
    return None if position is None else place_rows(shown, np.array([position]))[0]


def named_countries(dataset: Dataset, selection: Selection) -> list[str]:
    """List the countries that a selection names themselves (ISO 3166-1 alpha-2)."""
    shown = evaluate(dataset, selection)
    countries = shown.places[shown.index.kinds[shown.places] == KINDS.index("country")].tolist()
    return sorted({code for position in countries for code in shown.index.places[position].country_codes})


def place_rows(shown: Shown, order: Positions | Sequence[int]) -> list[PlaceRow]:
    """Make the rows of places by their positions in the index, in this order of theirs."""
    return rows_of(shown.index, shown.by_place, np.asarray(order, dtype=np.int64))


def rows_of(index: Index, counts: PlaceCounts, order: Positions) -> list[PlaceRow]:
    """Make rows of what was counted of places."""
    columns = (column[order].tolist() for column in counts)
    return [
        PlaceRow(index.places[position], *counted)
        for position, *counted in zip(order.tolist(), *columns, strict=True)
    ]
