"""Who names what, where and when, small enough to keep in memory: any selection counted in milliseconds.

A dataset of 300,000 mentions takes a few megabytes here: numbers only, no text. Excerpts,
titles and words are read from the dataset itself when somebody wants to see them.

The tables may have been written by another program or by hand. A place that cannot stand on a map
is left out with its mentions, a date that cannot be is none; a line in the log names each.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from places.dataset.arranged import NO_DAY, ORDER, Arranged
from places.dataset.confidences import summed
from places.dataset.counting import Piece, PlaceCounts, count_places
from places.model import KINDS, PartialDate
from places.query.facets import Facet, facet_of
from places.query.ids import Ids
from places.query.known import Places, numbers, read_places
from places.query.pairs import arranged_pairs, begins_of, read_pairs
from places.query.remember import remembered
from places.selection import FACETS

if TYPE_CHECKING:
    from places.dataset import Dataset

_LOG: Final = logging.getLogger(__name__)
_EPOCH: Final = date(1970, 1, 1)
UNDATED: Final[int] = NO_DAY
_LAST_DAY: Final = "9998-12-31"
"""The year 9999 stands for "not known" or "for good" wherever it is found."""

_PLACES_KEPT: Final = 16
"""A page asks several times for the pairs of its place."""

BLOCK: Final = 1 << 20
"""Pairs that are counted at once, a multiple of eight: numpy needs many bytes for each that it counts."""

Mask = NDArray[np.bool_]
Positions = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Index:
    """Articles, places, and how often which article names which place.

    Attributes
    ----------
    article_ids : Ids
        In the order in which articles are shown: the newest first, the undated last.
    first, last : numpy.ndarray of int32, shape (articles,)
        Days since 1970-01-01; `UNDATED` where an article is undated.
    places : Places
        Ordered by id.
    begins : numpy.ndarray of int64, shape (articles + 1,)
        Where the pairs of each article begin, and behind them where the last ones end.
    place, mentions : numpy.ndarray of int, shape (pairs,)
        The article of a pair names place (its position) so and so that many times; ordered by article,
        then by place. As narrow as the numbers allow: whoever reckons with them widens them before.
    checked : numpy.ndarray of bool, shape (pairs,)
        Whether these mentions are those that somebody found right; an article may name a place in some
        of them and in others.
    confidence : numpy.ndarray of float32 or uint16, shape (pairs,)
        Of these mentions, as `places.dataset.confidences` keeps it; `sure` gives the sums.
    facets : mapping of str to Facet
        By the names of `places.selection.FACETS`.
    told_totals : PlaceCounts, optional
        What `totals` gives, where the dataset tells.
    told_mentions : numpy.ndarray of int, shape (articles,), optional
        What `mentions_each` gives, where the dataset tells.
    told_parts : numpy.ndarray of int, shape (articles,), optional
        In which part of the tables each article stands, where the dataset tells.
    """

    article_ids: Ids
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    places: Places
    begins: NDArray[np.int64]
    place: NDArray[np.integer]
    mentions: NDArray[np.integer]
    checked: Mask
    confidence: NDArray[Any]
    facets: Mapping[str, Facet]
    told_totals: PlaceCounts | None = None
    told_mentions: NDArray[np.integer] | None = None
    told_parts: NDArray[np.integer] | None = None

    @property
    def kinds(self) -> NDArray[np.int8]:
        """Those of the places, as positions in `KINDS`."""
        return self.places.kinds

    @property
    def latitudes(self) -> NDArray[np.float64]:
        """Those of the places, in degrees."""
        return self.places.latitudes

    @property
    def longitudes(self) -> NDArray[np.float64]:
        """Those of the places, in degrees."""
        return self.places.longitudes

    @property
    def place_checked(self) -> Mask:
        """Whether somebody found a place right."""
        return self.places.checked

    @property
    def place_positions(self) -> Mapping[str, int]:
        """Where the id of a place stands in `places`."""
        return self.places.positions

    @cached_property
    def are_countries(self) -> Mask:
        """Whether each place is a country."""
        mask: Mask = self.kinds == KINDS.index("country")
        return mask

    @cached_property
    def pairs_of_place(self) -> Callable[[str], Positions]:
        """Give the pairs of a place, by its id: the last ones that were asked for are kept."""

        @lru_cache(_PLACES_KEPT)
        def pairs_of_place(place_id: str) -> Positions:
            return np.flatnonzero(self.place == self.place_positions.get(place_id, -1))

        return pairs_of_place

    @cached_property
    def some_checked(self) -> bool:
        """Whether any mention was found right: only then an article may have two pairs of one place."""
        return bool(self.checked.any())

    def article_of(self, pairs: Positions) -> Positions:
        """Give the articles of some pairs, both by their positions."""
        return np.searchsorted(self.begins, pairs, side="right") - 1

    def sure(self, pairs: Positions | slice) -> NDArray[np.float64]:
        """Give for each of some pairs the sum of the confidences of its mentions."""
        return summed(self.confidence[pairs], self.mentions[pairs])

    def blocks(self) -> Iterator[slice]:
        """Go through the pairs, so many at a time as numpy has the memory for."""
        return (
            slice(first, min(first + BLOCK, len(self.place))) for first in range(0, len(self.place), BLOCK)
        )

    def among(self, piece: slice) -> tuple[int, NDArray[np.int64]]:
        """Tell of which articles some pairs are: the first, and how many are of it and of each next one."""
        first, last = np.searchsorted(self.begins, [piece.start, piece.stop - 1], side="right").tolist()
        borders = np.clip(self.begins[first - 1 : last + 1], piece.start, piece.stop)
        return first - 1, borders[1:] - borders[:-1]

    def articles_in(self, piece: slice) -> NDArray[np.int64]:
        """Give the article of each of some pairs that follow each other."""
        first, number = self.among(piece)
        return np.repeat(np.arange(first, first + len(number)), number)

    @cached_property
    def totals(self) -> PlaceCounts:
        """What all articles together say of every place."""
        return self.told_totals or count_places(self._pieces(), len(self.places))

    def _pieces(self) -> Iterator[Piece]:
        for piece in self.blocks():
            article = self.articles_in(piece) if self.some_checked else None
            yield article, self.place[piece], self.mentions[piece], self.sure(piece)

    @cached_property
    def mentions_each(self) -> NDArray[np.integer]:
        """How many mentions each article has."""
        return self.sums(self.mentions) if self.told_mentions is None else self.told_mentions

    @cached_property
    def mentions_before(self) -> NDArray[np.integer]:
        """How many mentions all articles before each have, and at the end all; shape (articles + 1,)."""
        ends = np.cumsum(self.mentions_each, dtype=np.int64)
        return np.concatenate([[0], ends]).astype(np.min_scalar_type(int(ends[-1]) if len(ends) else 0))

    @cached_property
    def mentions_of_kinds(self) -> NDArray[np.integer]:
        """How many mentions of places of each kind each article has; shape (kinds, articles)."""
        width = len(KINDS)
        most = int(self.mentions_each.max(initial=0))
        of_kinds = np.zeros((width, len(self.article_ids)), np.min_scalar_type(most))
        for piece in self.blocks():
            first, pairs = self.among(piece)
            number = len(pairs)
            key = np.repeat(np.arange(0, number * width, width), pairs) + self.kinds[self.place[piece]]
            counted = np.bincount(key, self.mentions[piece], minlength=number * width).astype(of_kinds.dtype)
            of_kinds[:, first : first + number] += counted.reshape(number, width).T
        return of_kinds

    def sums(self, of_pairs: NDArray[np.integer] | Mask) -> NDArray[np.int32]:
        """Add numbers of pairs up to those of each article."""
        each = np.zeros(len(self.article_ids), dtype=np.int32)
        naming = np.flatnonzero(np.diff(self.begins))
        if len(naming):
            each[naming] = np.add.reduceat(of_pairs, self.begins[naming], dtype=np.int32)
        return each

    def parts_of(self, articles: NDArray[np.integer]) -> list[int] | None:
        """Tell in which parts of the tables some articles stand; None where that is not known."""
        if self.told_parts is None:
            return None
        parts: list[int] = np.unique(self.told_parts[articles]).tolist()
        return parts

    def in_few_parts(self, articles: Positions, most: int) -> Positions:
        """Keep of some articles, in their order, as many as can be read at once, if there are more.

        They are taken from the parts of the tables in which the newest of them stand, all that a part has
        before another one is opened: what is spread over all parts would have to be read whole.
        """
        if len(articles) <= most:
            return articles
        some = articles  # the newest first
        if self.told_parts is not None:
            _, begins, which, sizes = np.unique(
                self.told_parts[some], return_index=True, return_inverse=True, return_counts=True
            )
            rank = np.argsort(np.argsort(begins))[which]  # of the part of each, that of the newest is 0
            enough = int(np.searchsorted(np.cumsum(sizes[np.argsort(begins)]), most))
            some = some[rank <= enough]
        return some[:most]

    def naming(self, pairs: Mask) -> Mask:
        """Tell which articles have any of some pairs."""
        some = np.flatnonzero(pairs)
        if len(some) > len(self.article_ids):
            return self.sums(pairs) > 0
        articles = np.zeros(len(self.article_ids), dtype=bool)
        articles[self.article_of(some)] = True
        return articles

    def mentions_of(self, pairs: Mask) -> NDArray[np.int32]:
        """Count the mentions of each article in some pairs."""
        some = np.flatnonzero(pairs)
        if len(some) > len(self.article_ids):
            return self.sums(self.mentions * pairs)
        counted = np.bincount(self.article_of(some), self.mentions[some], minlength=len(self.article_ids))
        return counted.astype(np.int32)

    def of_articles(self, articles: Mask) -> Mask:
        """Tell which pairs are of some articles."""
        return np.repeat(articles, np.diff(self.begins))

    def of_places(self, places: Mask) -> Mask:
        """Tell which pairs are of some places."""
        pairs = np.empty(len(self.place), dtype=bool)
        for piece in self.blocks():  # numpy makes wide numbers of all that it looks up at once
            pairs[piece] = places[self.place[piece]]
        return pairs

    def published(self, position: int) -> PartialDate | None:
        """Give the date of an article by its position."""
        first, last = int(self.first[position]), int(self.last[position])
        return None if first == UNDATED else PartialDate(_day(first), _day(last))

    def date_range(self) -> tuple[date, date] | None:
        """Give the first and the last day that a dated article may mean; None where none is dated."""
        dated = self.first != UNDATED
        if not dated.any():
            return None
        return _day(int(self.first[dated].min())), _day(int(self.last[dated].max()))


def index_of(dataset: Dataset) -> Index:
    """Give the index of a dataset; it is read once for as long as the dataset is in use."""
    with _READING:  # of many visitors at once only the first one reads
        return _index(dataset)


def _read(dataset: Dataset) -> Index:
    index = read_index(dataset)
    pa.default_memory_pool().release_unused()  # what was needed to read is much
    return index


def read_index(dataset: Dataset) -> Index:
    """Read the index of a dataset: what is known of articles and places, and how often which names which.

    The last is a table of its own (`places.dataset.pairs`); of a dataset that has none the mentions are
    counted. No texts are read.
    """
    with ThreadPoolExecutor(1) as beside:
        reading = beside.submit(read_places, dataset)
        arranged = dataset.arranged()
        articles = _articles(dataset) if arranged is None else None
        known = reading.result()
    if arranged is not None and np.array_equal(known.of_row, np.arange(len(arranged.places))):
        return _of_arranged(arranged, known)
    return _sorted(dataset, _articles(dataset) if articles is None else articles, known)


def _of_arranged(arranged: Arranged, places: Places) -> Index:
    """Take what was brought into its order when it was written."""
    of_articles, of_places = arranged.articles, arranged.places
    return Index(
        article_ids=Ids(of_articles.column("id")),
        first=numbers(of_articles.column("first")),
        last=numbers(of_articles.column("last")),
        places=places,
        facets={name: facet_of(of_articles.column(_COLUMNS[name])) for name in FACETS},
        begins=begins_of(numbers(of_articles.column("pairs"))),
        **arranged_pairs(arranged),
        told_totals=PlaceCounts(*(numbers(of_places.column(name)) for name in PlaceCounts._fields)),
        told_mentions=_narrow(numbers(of_articles.column("mentions"))),
        told_parts=numbers(of_articles.column("part")),
    )


def _narrow(each: NDArray[np.integer]) -> NDArray[np.integer]:
    return each.astype(np.min_scalar_type(each.max(initial=0)))


def _articles(dataset: Dataset) -> pa.Table:
    return dataset.table(_ARTICLES).combine_chunks()


def _sorted(dataset: Dataset, articles: pa.Table, places: Places) -> Index:
    order = pc.sort_indices(articles.select(["first", "last", "id"]), sort_keys=ORDER)
    columns = {name: pc.take(articles.column(name).combine_chunks(), order) for name in articles.column_names}
    del articles
    ids = columns["id"]
    for position in np.flatnonzero(numbers(columns["impossible"])).tolist():
        _LOG.warning("article %r: its date cannot be, it is shown undated", ids[position].as_py())
    return Index(
        article_ids=Ids(ids),
        first=numbers(columns["first"]),
        last=numbers(columns["last"]),
        places=places,
        facets={name: facet_of(columns[name]) for name in FACETS},
        **read_pairs(dataset, numbers(order).astype(np.int64), places.of_row),
    )


_READING: Final = threading.Lock()
_index: Final = remembered(1)(_read)

_ARTICLES: Final = f"""
    WITH dated AS (
        SELECT *, TRY_CAST(published_first AS DATE) AS earliest, TRY_CAST(published_last AS DATE) AS latest
        FROM articles
    ), known AS (
        SELECT *, coalesce(
            earliest >= DATE '0001-01-01' AND earliest <= latest AND latest <= DATE '{_LAST_DAY}', false
        ) AS possible
        FROM dated
    )
    SELECT id,
        CASE WHEN possible THEN CAST(earliest - DATE '1970-01-01' AS INTEGER) ELSE {UNDATED} END AS first,
        CASE WHEN possible THEN CAST(latest - DATE '1970-01-01' AS INTEGER) ELSE {UNDATED} END AS last,
        NOT possible AND (earliest IS NOT NULL OR latest IS NOT NULL) AS impossible,
        source AS sources, author AS authors, language AS languages, tags
    FROM known
"""
_COLUMNS: Final = {"sources": "source", "authors": "author", "languages": "language", "tags": "tags"}
"""Of the table of articles, by facet."""


def _day(days: int) -> date:
    return _EPOCH + timedelta(days=days)


def days_since_epoch(day: date) -> int:
    """Count the days since 1970-01-01."""
    return (day - _EPOCH).days
