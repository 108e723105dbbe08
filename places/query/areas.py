"""How often the countries and the first-level areas are named, with all that lies in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

import numpy as np

from places.dataset import Dataset
from places.gazetteer.crossing import areas_crossed
from places.model import Place
from places.query.evaluate import evaluate
from places.query.index import Index, Positions, index_of
from places.query.remember import remembered
from places.query.within import LARGE, areas_of
from places.selection import Selection

Level = Literal["countries", "regions"]


class _Held(NamedTuple):
    """Which places lie in which areas: pairs of their positions.

    Attributes
    ----------
    codes : list of str
    place, area : numpy.ndarray of int64, shape (pairs,)
        Positions in the index and in `codes`.
    """

    codes: list[str]
    place: Positions
    area: Positions


def count_by_area(dataset: Dataset, selection: Selection, level: Level) -> dict[str, int]:
    """Count the mentions of each area and of the places in it, as `places_within` tells what lies where.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
    level : {"countries", "regions"}
        Countries, or areas of the first level.

    Returns
    -------
    dict of str to int
        By code (ISO 3166-1 alpha-2, ISO 3166-2), the most named first; those without a mention are left out.
    """
    shown = evaluate(dataset, selection)
    held = _held(dataset, level)
    mentions = np.bincount(held.area, shown.by_place.mentions[held.place], minlength=len(held.codes))
    order = np.argsort(-mentions, kind="stable")
    return {held.codes[at]: int(mentions[at]) for at in order.tolist() if mentions[at]}


@remembered(2)
def _held(dataset: Dataset, level: Level) -> _Held:
    return _pairs(index_of(dataset), level)


def _pairs(index: Index, level: Level) -> _Held:
    of_place = _country_of if level == "countries" else _area_of
    numbers: dict[str, int] = {}
    pairs = [
        (position, numbers.setdefault(code, len(numbers)))
        for position, place in enumerate(index.places)
        for code in sorted(set(of_place(place)))
    ]
    place, area = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return _Held(list(numbers), place, area)


def _country_of(place: Place) -> Iterable[str]:
    """Give the countries in which a place lies or which it crosses; of a region its own if that is one."""
    crossed = {code for code in areas_crossed(place.id) if "-" not in code}
    if place.kind not in LARGE:
        return crossed.union(place.country_codes)
    own = {code.partition("-")[0] for code in areas_of(place) or place.country_codes}
    return crossed | own if len(own) == 1 else crossed


def _area_of(place: Place) -> Iterable[str]:
    """Give the first-level areas in which a place lies, which it crosses, or which it is."""
    own = place.consists_of if place.kind in LARGE and len(place.consists_of) == 1 else ()
    return {code for code in (place.area, *own, *areas_crossed(place.id)) if "-" in code}
