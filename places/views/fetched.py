"""Places that the browser fetches once and keeps, instead of getting them with every changed filter."""

from __future__ import annotations

import json
from typing import Final

import numpy as np

from places.dataset import Dataset
from places.language import Language, language
from places.maps import UNSURE_BELOW, FetchedPlaces, Look, MapPlace, place_columns
from places.query import count_by_place, known_places, points_on_courses, remembered
from places.selection import Selection
from places.views.panel import named_pattern
from places.views.served import served

FEW: Final = 1000
"""So many places travel with every change as they are: that is quicker than to ask for a file."""


def worth_fetching(dataset: Dataset) -> bool:
    """Tell whether a dataset has so many places that the browser should fetch them."""
    return len(known_places(dataset)) > FEW


def fetched_places(dataset: Dataset, selection: Selection, say: Language) -> FetchedPlaces:
    """Give the places of a dataset for the map, with what a selection says of each.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
    say : Language
        Of the names and the tooltips.
    """
    looks, look = _looks(dataset, selection.of_rows(), say.code)
    return FetchedPlaces(address(dataset, say), looks, look)


def address(dataset: Dataset, say: Language) -> str:
    """Give the address at which the browser finds the places of a dataset."""
    return served(_columns(dataset, say.code), "places.json")


@remembered(16)
def _columns(dataset: Dataset, language_code: str) -> str:
    """Write the places of a dataset as the map fetches them."""
    meant = points_on_courses(dataset)
    known = known_places(dataset)
    columns = (known.ids, known.names_in(language_code), known.kind_names)
    degrees = (known.latitudes.tolist(), known.longitudes.tolist())
    places = [
        MapPlace(place_id, name, kind, latitude, longitude, mentions=0, at=meant.get(place_id))
        for place_id, name, kind, latitude, longitude in zip(*columns, *degrees, strict=True)
    ]
    return json.dumps(place_columns(places), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


@remembered(16)
def _looks(dataset: Dataset, selection: Selection, language_code: str) -> tuple[list[Look], list[int]]:
    say = language(language_code)
    mentions, articles, confidence = count_by_place(dataset, selection)
    named = np.flatnonzero(mentions)
    said = np.column_stack((mentions[named], articles[named], confidence[named] < UNSURE_BELOW))
    different, which, often = np.unique(said, axis=0, return_inverse=True, return_counts=True)
    order = np.argsort(-often, kind="stable")  # what is common gets a short number
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    looks = [
        Look(named_times, named_pattern(named_times, named_in, say), bool(unsure), articles=named_in)
        for named_times, named_in, unsure in different[order].tolist()
    ]
    look = np.zeros(len(mentions), dtype=np.int64)
    look[named] = rank[which.reshape(-1)] + 1
    return looks, look.tolist()
