"""Which articles hold the words of a selection: asked of the index of the dataset."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import Final, NamedTuple

import numpy as np

from places.dataset import DamagedDatasetError, Dataset
from places.dataset.manifest import what_is_damaged
from places.fulltext import Prepared, Query, index_file, parse, prepare, search
from places.query.index import Positions, index_of
from places.query.remember import remembered

_ATTEMPTS: Final = 2


class Found(NamedTuple):
    """What a search found.

    Attributes
    ----------
    articles : numpy.ndarray of int64
        Their positions in the index of the dataset, the best first.
    prepared : Prepared
        Finds the same words in a text.
    """

    articles: Positions
    prepared: Prepared


def find_words(dataset: Dataset, words: str) -> Found | None:
    """Search the articles of a dataset.

    Parameters
    ----------
    dataset : Dataset
    words : str
        In the syntax of `places.fulltext.syntax`; whatever it is, it means something.

    Returns
    -------
    Found or None
        None where nothing was typed; no articles where there is no word in what was typed.

    Raises
    ------
    DatasetError
        If there is no full-text search on this machine, or the index is damaged.
    """
    if not words.strip():
        return None
    query = parse(words)
    return _find(dataset, query) if query else Found(np.zeros(0, dtype=np.int64), Prepared(query, {}))


@remembered(32)
def _find(dataset: Dataset, query: Query) -> Found:
    for attempt in range(_ATTEMPTS):
        file = index_file(dataset)
        try:
            prepared = prepare(file, query)
            return Found(index_of(dataset).article_ids.positions(search(file, prepared)), prepared)
        except (sqlite3.Error, OSError) as error:
            if file.parent == dataset.folder or attempt:  # not in the cache, or twice
                what = what_is_damaged(dataset.folder, dataset.manifest["files"])
                raise DamagedDatasetError(dataset.folder, what) from error
            with suppress(OSError):  # what is damaged in the cache is made anew
                file.unlink()
    raise AssertionError  # the last attempt returns or raises
