"""Which articles, places and mentions a selection shows: decided here, and nowhere else.

Articles and pairs of article and place are decided by masks over the index. A mention is shown if
its pair is. Whoever wants texts asks the dataset for those of what was decided.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from places.dataset import Dataset
from places.dataset.counting import Piece, PlaceCounts, count_places
from places.model import KINDS
from places.query.between import positions_between
from places.query.index import UNDATED, Index, Mask, Positions, days_since_epoch, index_of
from places.query.reach import Reach, read_reach
from places.query.remember import remembered
from places.query.within import places_within
from places.query.words import Found, find_words
from places.ranges import InPlace, Within
from places.selection import FACETS, Selection

TURNS: Final = threading.BoundedSemaphore(2)
"""So many selections are decided or counted at once: of many pairs each takes many bytes for a moment.

Who has a turn does not ask for what needs another one.
"""


@dataclass(frozen=True, eq=False)
class Shown:
    """What a selection shows.

    Attributes
    ----------
    index : Index
    asked_articles : numpy.ndarray of uint8
        What `articles` gives, eight of them in a byte: what many visitors ask for is remembered.
    kinds : tuple of int, optional
        Of which kinds (positions in `KINDS`) the places of the pairs are; None for all.
    asked_pairs : numpy.ndarray of uint8, or None
        What `pairs` gives where articles and places alone do not decide it, eight of them in a byte.
    """

    index: Index
    asked_articles: NDArray[np.uint8]
    kinds: tuple[int, ...] | None = None
    asked_pairs: NDArray[np.uint8] | None = None

    @classmethod
    def of(cls, index: Index, articles: Mask, pairs: Mask) -> Shown:
        """Show some articles and some pairs."""
        return cls(index, np.packbits(articles), asked_pairs=np.packbits(pairs))

    @classmethod
    def whole(cls, index: Index, articles: Mask, kinds: tuple[int, ...] | None) -> Shown:
        """Show some articles with all their places of some kinds."""
        return cls(index, np.packbits(articles), kinds)

    @property
    def articles(self) -> Mask:
        """Which articles are shown."""
        return _unpacked(self.asked_articles, 0, len(self.index.article_ids))

    @cached_property
    def of_all_articles(self) -> bool:
        """Whether every pair of the places that are asked for is shown."""
        return self.asked_pairs is None and bool(self.articles.all())

    @cached_property
    def asked_places(self) -> Mask | None:
        """The places of which the pairs are; None for those of all."""
        if self.kinds is None:
            return None
        asked: Mask = np.isin(self.index.kinds, self.kinds)
        return asked

    @property
    def pairs(self) -> Mask:
        """Which pairs of article and place are shown, and with them each of their mentions."""
        pairs = np.empty(len(self.index.place), dtype=bool)
        for piece in self.index.blocks():
            pairs[piece] = self._among(piece)
        return pairs

    def pieces(self) -> Iterator[tuple[Callable[[], Positions], slice | Positions]]:
        """Go through the pairs that are shown: where some stand, and what gives their articles if asked."""
        for piece in self.index.blocks():
            shown = self._among(piece)
            if shown.all():
                yield partial(self.index.articles_in, piece), piece
            elif shown.any():
                some = piece.start + np.flatnonzero(shown)
                yield partial(self.index.article_of, some), some

    def _among(self, piece: slice) -> Mask:
        """Tell which of some pairs that follow each other are shown."""
        if self.asked_pairs is not None:
            return _unpacked(self.asked_pairs, piece.start, piece.stop)
        first, number = self.index.among(piece)
        of_articles = np.repeat(_unpacked(self.asked_articles, first, first + len(number)), number)
        asked = self.asked_places
        return of_articles if asked is None else of_articles & asked[self.index.place[piece]]

    @cached_property
    def mentions(self) -> int:
        """The number of mentions."""
        if self.of_all_articles or self.kinds is not None:
            return int(self.by_place.mentions.sum())
        if self.asked_pairs is None:
            return int(self.index.mentions_each[self.articles].sum(dtype=np.int64))
        said = self.index.mentions
        return sum(int(said[some].sum(dtype=np.int64)) for _, some in self.pieces())

    @cached_property
    def by_place(self) -> PlaceCounts:
        """Mentions, articles and mean confidence of every place."""
        with TURNS:
            if not self.of_all_articles:
                return count_places(self._shown(), len(self.index.places))
            of_all = self.index.totals
            asked = self.asked_places
            if asked is None:
                return of_all
            return PlaceCounts(*(np.where(asked, column, 0) for column in of_all))

    def _shown(self) -> Iterator[Piece]:
        index = self.index
        for articles_of, some in self.pieces():
            article = articles_of() if index.some_checked else None
            yield article, index.place[some], index.mentions[some], index.sure(some)

    @cached_property
    def places(self) -> Positions:
        """The positions of the places that are shown, the most named first."""
        mentions = self.by_place.mentions
        named = np.flatnonzero(mentions)
        return named[np.argsort(-mentions[named], kind="stable")]

    def pairs_in(self, articles: Positions) -> Positions:
        """Give the positions of the pairs that are shown of some articles, one article after the other."""
        begins = self.index.begins
        pairs, which = positions_between(begins[articles], begins[articles + 1])
        return pairs[self._are_shown(pairs, articles[which])]

    def pairs_of(self, place_id: str) -> Positions:
        """Give the positions of the pairs that are shown of a place."""
        pairs = self.index.pairs_of_place(place_id)
        return pairs[self._are_shown(pairs, self.index.article_of(pairs))]

    def _are_shown(self, pairs: Positions, articles: Positions) -> Mask:
        """Tell which of some pairs, of which the articles are told, are shown."""
        if self.asked_pairs is not None:
            return _bits(self.asked_pairs, pairs)
        of_articles, asked = _bits(self.asked_articles, articles), self.asked_places
        return of_articles if asked is None else of_articles & asked[self.index.place[pairs]]

    def _shown_between(self, begin: int, end: int) -> Positions:
        return begin + np.flatnonzero(self._among(slice(begin, end)))

    def mentions_in(self, article: int) -> int:
        """Count the mentions in one article, by its position."""
        pairs = self._shown_between(*self.index.begins[article : article + 2].tolist())
        return int(self.index.mentions[pairs].sum(dtype=np.int64))

    @property
    def by_article(self) -> NDArray[np.int32]:
        """Mentions of every article."""
        index = self.index
        if self.asked_pairs is not None:
            return index.mentions_of(self.pairs)
        each = index.mentions_each
        if self.kinds is not None:
            each = index.mentions_of_kinds[list(self.kinds)].sum(axis=0, dtype=np.int32)
        return np.where(self.articles, each, 0)

    def of_place(self, place_id: str) -> Shown:
        """Keep the mentions of one place."""
        pairs = np.zeros(len(self.index.place), dtype=bool)
        pairs[self.pairs_of(place_id)] = True
        return self.of(self.index, self.articles, pairs)

    def in_articles(self, article_ids: Collection[str]) -> Shown:
        """Keep some articles, and what is in them."""
        articles = self.articles & _asked(self.index, article_ids)
        if self.asked_pairs is None:
            return self.whole(self.index, articles, self.kinds)
        return self.of(self.index, articles, self.pairs & self.index.of_articles(articles))


def _unpacked(bits: NDArray[np.uint8], begin: int, end: int) -> Mask:
    """Give some of what was packed, eight in a byte."""
    first = begin // 8
    whole = np.unpackbits(bits[first : (end + 7) // 8]).view(np.bool_)
    return whole[begin - 8 * first : end - 8 * first]


def _bits(packed: NDArray[np.uint8], positions: Positions) -> Mask:
    """Give those of what was packed that stand at some positions."""
    told: Mask = (packed[positions >> 3] << (positions & 7).astype(np.uint8)) & 128 > 0
    return told


def evaluate(dataset: Dataset, selection: Selection) -> Shown:
    """Decide what a selection shows of a dataset."""
    return _evaluate(dataset, selection.of_rows())


@remembered(32)
def _evaluate(dataset: Dataset, selection: Selection) -> Shown:
    index, found = index_of(dataset), find_words(dataset, selection.words)
    with TURNS:
        return _shown(dataset, index, selection, found)


def _shown(dataset: Dataset, index: Index, selection: Selection, found: Found | None) -> Shown:
    articles = _in_dates(index, selection)
    if selection.articles:
        articles &= _asked(index, selection.articles)
    for name in FACETS:
        if selection.asked(name):
            articles &= index.facets[name].holding(selection.asked(name), len(articles))
    if found is not None:
        holding = np.zeros(len(articles), dtype=bool)
        holding[found.articles] = True
        articles &= holding
    kinds = tuple(KINDS.index(kind) for kind in selection.kinds) or None
    if selection.within is None and selection.checked is None:
        return Shown.whole(index, articles, kinds)
    pairs = index.of_articles(articles)
    if selection.within is not None:
        pairs &= index.of_places(_within(dataset, selection.within))
        articles = index.naming(pairs)
    if kinds is not None:
        pairs &= index.of_places(np.isin(index.kinds, kinds))
    if selection.checked is not None:
        pairs &= (index.checked | index.of_places(index.place_checked)) == selection.checked
    return Shown.of(index, articles, pairs)


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
    asked[index.article_ids.positions(article_ids)] = True
    return asked
