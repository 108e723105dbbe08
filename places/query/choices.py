"""What can be chosen of a dataset, with what that would show, and what was asked for and is not there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from places.dataset import Dataset
from places.gazetteer.area_codes import codes_of_areas
from places.query.evaluate import evaluate
from places.query.index import Index, index_of
from places.query.remember import remembered
from places.ranges import Around, InPlace
from places.selection import FACETS, NO_ARTICLE, Selection

Unknown = tuple[str, str]
"""A field of a selection, and a value of it that the dataset does not have."""


def count_values(dataset: Dataset, selection: Selection, facet: str) -> list[tuple[str, int]]:
    """Count the articles of each value of a facet, whatever values of it the selection asks for.

    Returns
    -------
    list of (str, int)
        Those that all articles together have most often first, so that they stay where they are; none where
        no choice would leave an article out.
    """
    index, asked = index_of(dataset), selection.asked(facet)
    known = index.facets[facet]
    if not (asked or known.narrows(len(index.article_ids))):
        return []
    numbers = _count_values(dataset, selection.of_rows().asking(facet, ()), facet).tolist()
    counts = zip(known.values, numbers, strict=True)
    return [(value, number) for value, number in counts if number or value in asked]


@remembered(64)
def _count_values(dataset: Dataset, selection: Selection, facet: str) -> NDArray[np.int64]:
    shown = evaluate(dataset, selection)
    return shown.index.facets[facet].count(shown.articles)


def count_checked(dataset: Dataset, selection: Selection) -> tuple[int, int] | None:
    """Count the mentions that somebody found right and those that nobody did, whichever are asked for.

    Returns
    -------
    tuple of (int, int) or None
        None where nothing of the dataset was checked and nobody asks for it.
    """
    index = index_of(dataset)
    if selection.checked is None and not (index.some_checked or index.place_checked.any()):
        return None
    shown = evaluate(dataset, replace(selection, checked=None))
    checked = evaluate(dataset, replace(selection, checked=True)).mentions
    return checked, shown.mentions - checked


def set_aside_unknown(dataset: Dataset, selection: Selection) -> tuple[Selection, list[Unknown]]:
    """Take out of a selection the articles, values of facets and places that a dataset does not have."""
    index = index_of(dataset)
    facets = {facet: index.facets[facet].positions for facet in FACETS}
    unknown: list[Unknown] = []
    for field, values in {"articles": index.article_ids, **facets}.items():
        lacking = [value for value in selection.asked(field) if value not in values and value != NO_ARTICLE]
        if lacking:
            selection = selection.asking(
                field, (value for value in selection.asked(field) if value not in lacking)
            )
            unknown += [(field, value) for value in lacking]
    within = selection.within
    if isinstance(within, (InPlace, Around)) and not _is_known(index, within):
        selection = replace(selection, within=None)
        unknown.append(("within", str(within)))
    if selection.beside is not None:
        kept, of_kept = set_aside_unknown(dataset, selection.beside)
        if of_kept:
            selection = replace(selection, beside=kept)
            unknown += of_kept
    return selection, unknown


def _is_known(index: Index, within: InPlace | Around) -> bool:
    """Tell whether a range is about a place of the dataset, or is a country or a first-level area."""
    if within.place_id in index.place_positions:
        return True
    return isinstance(within, InPlace) and within.place_id in codes_of_areas()
