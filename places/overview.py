"""Who names what, where and when, small enough to keep in memory: any selection counted in milliseconds.

A dataset of 300,000 mentions takes a few megabytes here: numbers only, no text. Excerpts,
titles and words are read from the dataset itself when somebody wants to see them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from places.model import KINDS, Kind

if TYPE_CHECKING:
    from places.dataset import Dataset
    from places.selection import Selection

_EPOCH: Final = date(1970, 1, 1)
_UNDATED: Final = np.iinfo(np.int32).min

Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]


class KnownPlace(NamedTuple):
    """A place as the dataset knows it, without anything that a selection says about it."""

    id: str
    name: str
    names: Mapping[str, str]
    kind: Kind
    latitude: float
    longitude: float
    country_codes: tuple[str, ...]
    population: int
    source: str


class PlaceCounts(NamedTuple):
    """What a selection says of every place, in the order of `Overview.places`; 0 where it shows none.

    Attributes
    ----------
    mentions, articles : numpy.ndarray of int64, shape (places,)
    confidence : numpy.ndarray of float64, shape (places,)
        The mean over the mentions.
    """

    mentions: Whole
    articles: Whole
    confidence: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Overview:
    """Articles, places, and how often which article names which place.

    Attributes
    ----------
    article_ids : list of str
        In the order in which articles are shown: the newest first, the undated last.
    first, last : numpy.ndarray of int32, shape (articles,)
        Days since 1970-01-01; the least integer where an article is undated.
    places : list of KnownPlace
        Ordered by id.
    spans : list of (date, date)
        The dates of the articles in order, each once; days stand for their month.
    span : numpy.ndarray of int32, shape (articles,)
        Positions in `spans`; -1 where an article is undated.
    kinds : numpy.ndarray of int8, shape (places,)
        Positions in `KINDS`.
    article, place, mentions : numpy.ndarray of int32, shape (pairs,)
        Article (its position) so and so names place (its position) so and so that many times.
    confidence : numpy.ndarray of float64, shape (pairs,)
        The sum of the confidences of these mentions.
    """

    article_ids: list[str]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    spans: list[tuple[date, date]]
    span: NDArray[np.int32]
    places: list[KnownPlace]
    kinds: NDArray[np.int8]
    article: NDArray[np.int32]
    place: NDArray[np.int32]
    mentions: NDArray[np.int32]
    confidence: NDArray[np.float64]
    article_positions: Mapping[str, int]
    place_positions: Mapping[str, int]

    def shown_articles(self, selection: Selection, with_words: Mask | None = None) -> Mask:
        """Tell which articles a selection shows.

        Parameters
        ----------
        selection : Selection
        with_words : numpy.ndarray of bool, shape (articles,), optional
            Which articles hold the words of the selection; None where it has none.
        """
        dated = self.first != _UNDATED
        shown: Mask = dated.copy()
        if selection.last:
            shown &= self.first <= _days(selection.last)
        if selection.first:
            shown &= self.last >= _days(selection.first)
        if selection.undated:
            shown |= ~dated
        if selection.articles:
            asked = np.zeros(len(self.article_ids), dtype=bool)
            positions = [self.article_positions.get(article_id) for article_id in selection.articles]
            asked[[position for position in positions if position is not None]] = True
            shown &= asked
        if with_words is not None:
            shown &= with_words
        return shown

    def shown_pairs(self, selection: Selection, shown_articles: Mask) -> Mask:
        """Tell which pairs of article and place a selection shows, its kinds included."""
        shown: Mask = shown_articles[self.article]
        if selection.kinds:
            asked = np.isin(self.kinds, [KINDS.index(kind) for kind in selection.kinds])
            shown = shown & asked[self.place]
        return shown

    def by_place(self, pairs: Mask) -> PlaceCounts:
        """Count mentions and articles of every place, and take the mean of its confidences."""
        number = len(self.places)
        places = self.place[pairs]
        mentions = np.bincount(places, self.mentions[pairs], minlength=number).astype(np.int64)
        articles = np.bincount(places, minlength=number).astype(np.int64)
        confidence = np.bincount(places, self.confidence[pairs], minlength=number)
        return PlaceCounts(mentions, articles, confidence / np.maximum(mentions, 1))

    def by_article(self, pairs: Mask) -> Whole:
        """Count the mentions of every article."""
        number = len(self.article_ids)
        return np.bincount(self.article[pairs], self.mentions[pairs], minlength=number).astype(np.int64)

    def by_span(self, pairs: Mask) -> tuple[dict[tuple[date, date], int], int]:
        """Count mentions by the dates of their articles, days by their month; and the undated ones."""
        spans = self.span[self.article[pairs]] + 1
        undated, *numbers = np.bincount(spans, self.mentions[pairs], minlength=len(self.spans) + 1).tolist()
        counted = zip(self.spans, numbers, strict=True)
        return {span: int(number) for span, number in counted if number}, int(undated)


_OVERVIEWS: WeakKeyDictionary[Dataset, Overview] = WeakKeyDictionary()


def overview(dataset: Dataset) -> Overview:
    """Give the overview of a dataset; it is made once for as long as the dataset is open."""
    found = _OVERVIEWS.get(dataset)
    if found is None:
        found = _OVERVIEWS[dataset] = _read(dataset)
    return found


def _read(dataset: Dataset) -> Overview:
    with dataset.cursor() as cursor:
        articles = cursor.execute(
            "SELECT id, published_first, published_last FROM articles "
            "ORDER BY published_first DESC NULLS LAST, published_last DESC NULLS LAST, id"
        ).fetchall()
        places = [
            _place(row)
            for row in cursor.execute(
                "SELECT id, name, names, kind, latitude, longitude, country_codes, population, source "
                "FROM places ORDER BY id"
            ).fetchall()
        ]
        pairs = cursor.execute(
            "WITH a AS (SELECT id, row_number() OVER (ORDER BY published_first DESC NULLS LAST, "
            "published_last DESC NULLS LAST, id) - 1 AS position FROM articles), "
            "p AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS position FROM places) "
            "SELECT CAST(a.position AS INTEGER) AS article, CAST(p.position AS INTEGER) AS place, "
            "CAST(count(*) AS INTEGER) AS mentions, sum(CAST(m.confidence AS DOUBLE)) AS confidence "
            "FROM mentions m JOIN a ON a.id = m.article_id JOIN p ON p.id = m.place_id "
            "GROUP BY ALL ORDER BY ALL"
        ).fetchnumpy()
    spans_of = [_month_or_span(first, last) if first else None for _, first, last in articles]
    spans = sorted({span for span in spans_of if span})
    numbered: dict[tuple[date, date] | None, int] = {span: number for number, span in enumerate(spans)}
    return Overview(
        article_ids=[row[0] for row in articles],
        first=np.array([_days(row[1]) for row in articles], dtype=np.int32),
        last=np.array([_days(row[2]) for row in articles], dtype=np.int32),
        spans=spans,
        span=np.array([numbered.get(span, -1) for span in spans_of], dtype=np.int32),
        places=places,
        kinds=np.array([KINDS.index(place.kind) for place in places], dtype=np.int8),
        article=_plain(pairs["article"], np.int32),
        place=_plain(pairs["place"], np.int32),
        mentions=_plain(pairs["mentions"], np.int32),
        confidence=_plain(pairs["confidence"], np.float64),
        article_positions={row[0]: position for position, row in enumerate(articles)},
        place_positions={place.id: position for position, place in enumerate(places)},
    )


def _plain(column: Any, kind: Any) -> Any:
    """Take the mask off a column: there are no nulls in it."""
    return np.asarray(np.ma.getdata(column), dtype=kind)


def _place(row: tuple[Any, ...]) -> KnownPlace:
    place_id, name, names, kind, latitude, longitude, codes, population, source = row
    return KnownPlace(
        place_id,
        name,
        names or {},
        cast("Kind", kind),
        latitude,
        longitude,
        tuple(codes or ()),
        population or 0,
        source or "",
    )


def _days(day: date | None) -> int:
    return int(_UNDATED) if day is None else (day - _EPOCH).days


def _month_or_span(first: date, last: date) -> tuple[date, date]:
    """Give the month in which a span lies, or the span itself where it lies in several."""
    if (first.year, first.month) != (last.year, last.month):
        return first, last
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=1), after - timedelta(days=1)
