"""Which articles, places and mentions a selection shows: decided here, and nowhere else.

Articles and pairs of article and place are decided by masks over the index. A mention is shown if
its pair is. Whoever wants texts asks the dataset for those of what was decided.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from places.dataset import Dataset
from places.model import KINDS
from places.query.index import UNDATED, Index, Mask, Positions, days_since_epoch, read_index
from places.query.reach import Reach, read_reach
from places.query.remember import remembered
from places.query.within import places_within
from places.query.words import find_words
from places.ranges import InPlace, Within
from places.selection import FACETS, Selection


class PlaceCounts(NamedTuple):
    """What a selection says of every place, in the order of `Index.places`; 0 where it shows none.

    Attributes
    ----------
    mentions, articles : numpy.ndarray of int64, shape (places,)
    confidence : numpy.ndarray of float64, shape (places,)
        The mean over the mentions.
    """

    mentions: Positions
    articles: Positions
    confidence: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Shown:
    """What a selection shows.

    Attributes
    ----------
    index : Index
    articles : numpy.ndarray of bool, shape (articles,)
    pairs : numpy.ndarray of bool, shape (pairs,)
        Of article and place, and of whether they are checked; every mention of a pair is shown, or none.
    """

    index: Index
    articles: Mask
    pairs: Mask

    @property
    def mentions(self) -> int:
        """The number of mentions."""
        return int(self.index.mentions[self.pairs].sum())

    @cached_property
    def by_place(self) -> PlaceCounts:
        """Mentions, articles and mean confidence of every place."""
        index, number = self.index, len(self.index.places)
        places = index.place[self.pairs]
        mentions = np.bincount(places, index.mentions[self.pairs], minlength=number).astype(np.int64)
        articles = np.bincount(self._named_once, minlength=number).astype(np.int64)
        confidence = np.bincount(places, index.confidence[self.pairs], minlength=number)
        return PlaceCounts(mentions, articles, confidence / np.maximum(mentions, 1))

    @property
    def _named_once(self) -> NDArray[np.int32]:
        """The places that are shown, each as often as articles name it."""
        article, place = self.index.article[self.pairs], self.index.place[self.pairs]
        other = np.ones(len(place), dtype=bool)
        other[1:] = (article[1:] != article[:-1]) | (place[1:] != place[:-1])
        return place[other]

    @cached_property
    def places(self) -> Positions:
        """The positions of the places that are shown, the most named first."""
        mentions = self.by_place.mentions
        named = np.flatnonzero(mentions)
        return named[np.argsort(-mentions[named], kind="stable")]

    @cached_property
    def by_article(self) -> Positions:
        """Mentions of every article."""
        index = self.index
        return np.bincount(
            index.article[self.pairs], index.mentions[self.pairs], minlength=len(index.article_ids)
        ).astype(np.int64)

    def of_place(self, place_id: str) -> Shown:
        """Keep the mentions of one place."""
        position = self.index.place_positions.get(place_id, -1)
        return replace(self, pairs=self.pairs & (self.index.place == position))

    def in_articles(self, article_ids: Collection[str]) -> Shown:
        """Keep some articles, and what is in them."""
        articles = self.articles & _asked(self.index, article_ids)
        return replace(self, articles=articles, pairs=self.pairs & articles[self.index.article])


def evaluate(dataset: Dataset, selection: Selection) -> Shown:
    """Decide what a selection shows of a dataset."""
    return _evaluate(dataset, selection.of_rows())


def index_of(dataset: Dataset) -> Index:
    """Give the index of a dataset; it is read once for as long as the dataset is in use."""
    with _READING:  # of many visitors at once only the first one reads
        return _index(dataset)


_READING: Final = threading.Lock()
_index: Final = remembered(1)(read_index)


@remembered(32)
def _evaluate(dataset: Dataset, selection: Selection) -> Shown:
    index = index_of(dataset)
    articles = _in_dates(index, selection)
    if selection.articles:
        articles &= _asked(index, selection.articles)
    for name in FACETS:
        if selection.asked(name):
            articles &= index.facets[name].holding(selection.asked(name), len(articles))
    found = find_words(dataset, selection.words)
    if found is not None:
        articles &= _asked(index, found.article_ids)
    pairs: Mask = articles[index.article]
    if selection.within is not None:
        pairs &= _within(dataset, selection.within)[index.place]
        articles = np.zeros(len(articles), dtype=bool)
        articles[index.article[pairs]] = True
    if selection.kinds:
        asked = np.isin(index.kinds, [KINDS.index(kind) for kind in selection.kinds])
        pairs &= asked[index.place]
    if selection.checked is not None:
        pairs &= (index.checked | index.place_checked[index.place]) == selection.checked
    return Shown(index, articles, pairs)


@remembered(16)
def _within(dataset: Dataset, within: Within) -> Mask:
    return places_within(index_of(dataset), within, None if isinstance(within, InPlace) else _reach(dataset))


@remembered(1)
def _reach(dataset: Dataset) -> Reach:
    return read_reach(index_of(dataset))


def _in_dates(index: Index, selection: Selection) -> Mask:
    """Tell which articles may lie in the range of days, or have no date and may be shown without."""
    dated = index.first != UNDATED
    shown: Mask = dated.copy()
    if selection.last:
        shown &= index.first <= days_since_epoch(selection.last)
    if selection.first:
        shown &= index.last >= days_since_epoch(selection.first)
    if selection.undated:
        shown |= ~dated
    return shown


def _asked(index: Index, article_ids: Collection[str]) -> Mask:
    asked = np.zeros(len(index.article_ids), dtype=bool)
    positions = (index.article_positions.get(article_id) for article_id in article_ids)
    asked[[position for position in positions if position is not None]] = True
    return asked
