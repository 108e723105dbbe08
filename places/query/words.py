"""Which articles hold the words of a selection: asked of the index of the dataset."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa

from places.dataset import DamagedDatasetError, Dataset
from places.dataset.manifest import what_is_damaged
from places.fulltext import Prepared, Query, has_index, index_file, numbered, parse, prepare, search
from places.query.ids import strings
from places.query.index import Positions, index_of
from places.query.remember import remembered

_ATTEMPTS: Final = 2


class Found(NamedTuple):
    """What a search found.

    Attributes
    ----------
    articles : numpy.ndarray of int64
        Their positions in the index of the dataset, the best first; of very many the newest.
    prepared : Prepared
        Finds the same words in a text.
    is_ranked : bool
        Whether the best come first.
    """

    articles: Positions
    prepared: Prepared
    is_ranked: bool = True


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


@remembered(1)
def _positions(dataset: Dataset, file: Path) -> Positions:
    """Tell where each article of an index of words, by its number there, stands in that of the dataset."""
    numbers, ids = [np.zeros(0, dtype=np.int64)], [strings([])]
    for rows in numbered(file):
        numbers.append(np.fromiter((number for number, _ in rows), dtype=np.int64, count=len(rows)))
        ids.append(strings([article_id for _, article_id in rows]))
    number = np.concatenate(numbers)
    positions = np.full(number.max(initial=-1) + 1, -1, dtype=np.int64)
    positions[number] = index_of(dataset).article_ids.where(pa.concat_arrays(ids))
    return positions


def make_search_ready(dataset: Dataset) -> None:
    """Do what the first search would wait for, if a dataset has an index of its words.

    Raises
    ------
    DatasetError
        If that is damaged.
    """
    if has_index(dataset):
        try:
            _positions(dataset, index_file(dataset))
        except (sqlite3.Error, OSError):
            return  # who searches is told


@remembered(32)
def _find(dataset: Dataset, query: Query) -> Found:
    for attempt in range(_ATTEMPTS):
        file = index_file(dataset)
        try:
            prepared = prepare(file, query)
            found = search(file, prepared)
            positions = _positions(dataset, file)
            articles = positions[found.numbers[found.numbers < len(positions)]]
            articles = articles[articles >= 0]
            if not found.is_ranked:
                articles.sort()
            return Found(articles, prepared, found.is_ranked)
        except (sqlite3.Error, OSError) as error:
            if file.parent == dataset.folder or attempt:  # not in the cache, or twice
                what = what_is_damaged(dataset.folder, dataset.manifest["files"])
                raise DamagedDatasetError(dataset.folder, what) from error
            with suppress(OSError):  # what is damaged in the cache is made anew
                file.unlink()
    raise AssertionError  # the last attempt returns or raises
