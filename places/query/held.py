"""How often a place is named together with the places in it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from places.dataset import Dataset
from places.query.evaluate import evaluate
from places.query.remember import remembered
from places.ranges import InPlace
from places.selection import Selection


class Held(NamedTuple):
    """How much is said of a place, and of what lies in it.

    Attributes
    ----------
    itself : int
        Mentions of the place.
    inside : int
        Mentions of the places in it.
    places : int
        How many places in it are named.
    """

    itself: int
    inside: int
    places: int


def count_held(dataset: Dataset, selection: Selection, place_id: str) -> Held | None:
    """Count what a selection says of a country or a region and of the places in it, whatever their kinds.

    Returns
    -------
    Held or None
        None where nothing that lies in it is named.
    """
    return _count_held(dataset, replace(selection.of_rows(), kinds=()), place_id)


@remembered(64)
def _count_held(dataset: Dataset, selection: Selection, place_id: str) -> Held | None:
    shown = evaluate(dataset, replace(selection, within=InPlace(place_id)))
    position = shown.index.place_positions.get(place_id)
    if position is None:
        return None
    mentions = shown.by_place.mentions
    itself = int(mentions[position])
    places = len(shown.places) - bool(itself)
    return Held(itself, shown.mentions - itself, places) if places else None
