"""Which source writes about where: the places of a selection, source by source."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from places.dataset import Dataset, fold
from places.query.evaluate import evaluate
from places.query.index import index_of
from places.query.place_list import By, folded_names, order_key
from places.query.places import PlaceRow
from places.query.remember import remembered
from places.selection import Selection


class SourcePlaces(NamedTuple):
    """What the articles of one source say.

    Attributes
    ----------
    source : str
        Empty for the articles that state none.
    articles, mentions : int
        Those of the selection, whatever name is looked for.
    rows : tuple of PlaceRow
        Its places; their counts are of its articles alone.
    """

    source: str
    articles: int
    mentions: int
    rows: tuple[PlaceRow, ...]


def list_by_source(
    dataset: Dataset, selection: Selection, by: By = "mentions", *, code: str = "en", named: str = ""
) -> tuple[SourcePlaces, ...]:
    """List the places that each source names, the source with the most mentions first, without any last.

    The parameters are those of `list_places`. Sources without a place that is wanted are left out.
    """
    return _list(dataset, selection.of_rows(), by, code, fold(named.strip()))


def has_sources(dataset: Dataset) -> bool:
    """Tell whether any article of a dataset states its source."""
    return bool(index_of(dataset).facets["sources"].values)


@remembered(8)
def _list(dataset: Dataset, selection: Selection, by: By, code: str, named: str) -> tuple[SourcePlaces, ...]:
    shown = evaluate(dataset, selection)
    index, facet = shown.index, shown.index.facets["sources"]
    none, width = len(facet.values), max(len(index.places), 1)
    source_of = np.full(len(index.article_ids), none, dtype=np.int64)
    source_of[facet.article] = facet.value
    articles = np.bincount(source_of[shown.articles], minlength=none + 1)
    pairs = np.flatnonzero(shown.pairs)
    article, place = index.article[pairs], index.place[pairs].astype(np.int64)
    keys, of_key = np.unique(source_of[article] * width + place, return_inverse=True)
    size = len(keys)
    mentions = np.bincount(of_key, index.mentions[pairs], minlength=size).astype(np.int64)
    confidence = np.bincount(of_key, index.confidence[pairs], minlength=size) / np.maximum(mentions, 1)
    other = np.ones(len(pairs), dtype=bool)
    other[1:] = (article[1:] != article[:-1]) | (place[1:] != place[:-1])
    naming = np.bincount(of_key[other], minlength=size)
    of_source: dict[int, list[PlaceRow]] = {}
    names = folded_names(dataset) if named else []
    columns = (keys // width, keys % width, mentions, naming, confidence)
    totals = np.bincount(keys // width, mentions, minlength=none + 1).astype(np.int64)
    for source, position, *counted in zip(*(column.tolist() for column in columns), strict=True):
        if not named or named in names[position]:
            of_source.setdefault(source, []).append(PlaceRow(index.places[position], *counted))
    order = sorted(of_source, key=lambda source: (source == none, -int(totals[source]), source))
    return tuple(
        SourcePlaces(
            "" if source == none else facet.values[source],
            int(articles[source]),
            int(totals[source]),
            tuple(sorted(of_source[source], key=order_key(by, code))),
        )
        for source in order
    )
