"""Places that the browser fetches once and keeps, instead of getting them with every changed filter."""

from __future__ import annotations

import atexit
import hashlib
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from streamlit.components.v1 import declare_component

from places.dataset import Dataset
from places.language import Language, language
from places.maps import UNSURE_BELOW, FetchedPlaces, Look, MapPlace, place_columns
from places.query import count_by_place, known_places, remembered
from places.selection import Selection
from places.views.panel import named_text

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
    declare_component("fetched", path=_folder())  # every server has to hear of it
    looks, look = _looks(dataset, selection.of_rows(), say.code)
    return FetchedPlaces(f"../{__name__}.fetched/{_file(dataset, say.code)}", looks, look)


@cache
def _folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="places-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


@remembered(16)
def _file(dataset: Dataset, language_code: str) -> str:
    """Write the places of a dataset to a file named by its contents, and return the name."""
    places = [
        MapPlace(
            place.id,
            place.name_in(language_code),
            place.kind,
            place.latitude,
            place.longitude,
            mentions=0,
        )
        for place in known_places(dataset)
    ]
    text = json.dumps(place_columns(places), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    name = f"{hashlib.sha256(text.encode()).hexdigest()}.json"
    (_folder() / name).write_text(text, encoding="utf-8")
    return name


@remembered(16)
def _looks(dataset: Dataset, selection: Selection, language_code: str) -> tuple[list[Look], list[int]]:
    say = language(language_code)
    mentions, articles, confidence = count_by_place(dataset, selection)
    named = np.flatnonzero(mentions)
    said = np.column_stack((mentions[named], articles[named], confidence[named] < UNSURE_BELOW))
    different, which = np.unique(said, axis=0, return_inverse=True)
    looks = [
        Look(named_times, named_text(named_times, named_in, say), bool(unsure))
        for named_times, named_in, unsure in different.tolist()
    ]
    look = np.zeros(len(mentions), dtype=np.int64)
    look[named] = which.reshape(-1) + 1
    return looks, look.tolist()
