"""The mentions of a few of very many articles, where a dataset tells apart from its tables where each stands.

Looked up as numbers, without a question to the tables: these lie in dozens of files.
"""

from __future__ import annotations

import logging
from typing import Final

import numpy as np

from places.dataset import Dataset
from places.dataset.offsets import CHECKED, Offsets
from places.query.between import positions_between
from places.query.index import Index, Mask, Positions, index_of
from places.query.remember import remembered

_LOG: Final = logging.getLogger(__name__)


READ_OF: Final = 3_000
"""What has to be read in the tables is read in so many of the articles that name a place, at most."""

LOOKED_UP: Final = 50_000
"""In so many where it is told apart from the tables where each mention stands."""


def most_articles(dataset: Dataset) -> int:
    """Tell in how many of the articles that name a place mentions are looked at one by one, at most."""
    return READ_OF if offsets_of(dataset) is None else LOOKED_UP


@remembered(1)
def offsets_of(dataset: Dataset) -> Offsets | None:
    """Give where the mentions of a dataset stand; None where it does not tell that apart from its tables."""
    index = index_of(dataset)
    if index.told_mentions is None:  # it was not read as it was arranged
        return None
    offsets = dataset.offsets()
    if offsets is not None and len(offsets.start) != int(index.mentions_before[-1]):
        _LOG.warning("%s: what tells where mentions stand is left aside, it lacks some", dataset.folder)
        return None
    return offsets


def mentions_in(index: Index, offsets: Offsets, articles: Positions) -> tuple[Positions, Positions]:
    """Give the rows of the mentions in some articles, and the article of each.

    Parameters
    ----------
    index : Index
    offsets : Offsets
    articles : numpy.ndarray of int
        Positions; they may come in any order, and the mentions come in the same.
    """
    rows, which = positions_between(index.mentions_before[articles], index.mentions_before[articles + 1])
    # A damaged file may tell of places and names that are none.
    known = (offsets.place[rows] < len(index.places)) & (offsets.surface[rows] < len(offsets.surfaces))
    return rows[known], articles[which[known]]


def mentions_of(index: Index, offsets: Offsets, pairs: Positions) -> tuple[Positions, Positions]:
    """Give the rows of the mentions of some pairs, and the article of each.

    They come in the order of the articles, and in each in that of its text.
    """
    of_pair = index.article_of(pairs)
    rows, articles = mentions_in(index, offsets, np.unique(of_pair))
    checked = np.zeros(len(rows), np.bool_) if offsets.said is None else offsets.said[rows] & CHECKED > 0
    key = _key(index, articles, offsets.place[rows].astype(np.int64), checked)
    wanted = _key(index, of_pair, index.place[pairs].astype(np.int64), index.checked[pairs])
    kept = np.isin(key, wanted)
    rows, articles = rows[kept], articles[kept]
    # As in `places.query.mentions.IN_TEXT`: places are ordered by their ids.
    order = np.lexsort((offsets.place[rows], offsets.length[rows], offsets.start[rows], articles))
    return rows[order], articles[order]


def _key(index: Index, articles: Positions, places: Positions, checked: Mask) -> Positions:
    """Make one number of what tells one pair from another."""
    key: Positions = (articles * len(index.places) + places) * 2 + checked
    return key
