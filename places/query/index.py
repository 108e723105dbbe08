"""Who names what, where and when, small enough to keep in memory: any selection counted in milliseconds.

A dataset of 300,000 mentions takes a few megabytes here: numbers only, no text. Excerpts,
titles and words are read from the dataset itself when somebody wants to see them.

The tables may have been written by another program or by hand. A place that cannot stand on a map
is left out with its mentions, a date that cannot be is none; a line in the log names each.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from places.model import KINDS, PartialDate, Place
from places.query.facets import Facet, facet_of
from places.selection import FACETS

if TYPE_CHECKING:
    from places.dataset import Dataset

_LOG: Final = logging.getLogger(__name__)
_EPOCH: Final = date(1970, 1, 1)
UNDATED: Final = np.iinfo(np.int32).min
_FIRST_DAY: Final = (date(1, 1, 1) - _EPOCH).days
_LAST_DAY: Final = (date(9998, 12, 31) - _EPOCH).days
"""The year 9999 stands for "not known" or "for good" wherever it is found."""

Mask = NDArray[np.bool_]
Positions = NDArray[np.int64]

CONFIDENCE: Final = "CASE WHEN isfinite(m.confidence) THEN CAST(m.confidence AS DOUBLE) ELSE 0 END"
"""The confidence of a mention (`m`) in SQL; none where the table has none."""


@dataclass(frozen=True, eq=False)
class Index:
    """Articles, places, and how often which article names which place.

    Attributes
    ----------
    article_ids : list of str
        In the order in which articles are shown: the newest first, the undated last.
    first, last : numpy.ndarray of int32, shape (articles,)
        Days since 1970-01-01; `UNDATED` where an article is undated.
    places : list of Place
        Ordered by id.
    kinds : numpy.ndarray of int8, shape (places,)
        Positions in `KINDS`.
    article, place, mentions : numpy.ndarray of int32, shape (pairs,)
        Article (its position) so and so names place (its position) so and so that many times;
        ordered by article, then by place.
    checked : numpy.ndarray of bool, shape (pairs,)
        Whether these mentions are those that somebody found right; an article may name a place in some
        of them and in others.
    place_checked : numpy.ndarray of bool, shape (places,)
        Whether somebody found a place right.
    confidence : numpy.ndarray of float64, shape (pairs,)
        The sum of the confidences of these mentions.
    facets : mapping of str to Facet
        By the names of `places.selection.FACETS`.
    article_positions, place_positions : mapping of str to int
        Where an id stands in `article_ids` and in `places`.
    """

    article_ids: list[str]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    places: list[Place]
    kinds: NDArray[np.int8]
    article: NDArray[np.int32]
    place: NDArray[np.int32]
    mentions: NDArray[np.int32]
    checked: Mask
    place_checked: Mask
    confidence: NDArray[np.float64]
    facets: Mapping[str, Facet]
    article_positions: Mapping[str, int]
    place_positions: Mapping[str, int]

    @cached_property
    def latitudes(self) -> NDArray[np.float64]:
        """Those of the places, in degrees."""
        return np.array([place.latitude for place in self.places])

    @cached_property
    def longitudes(self) -> NDArray[np.float64]:
        """Those of the places, in degrees."""
        return np.array([place.longitude for place in self.places])

    @cached_property
    def are_countries(self) -> Mask:
        """Whether each place is a country."""
        mask: Mask = self.kinds == KINDS.index("country")
        return mask

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


def read_index(dataset: Dataset) -> Index:
    """Read the index of a dataset: three passes over its tables, none over texts."""
    articles = dataset.table(
        "SELECT id, TRY_CAST(published_first AS DATE) AS published_first, "
        "TRY_CAST(published_last AS DATE) AS published_last, source AS sources, author AS authors, "
        "language AS languages, tags FROM articles ORDER BY id"
    )
    places = dataset.table(
        "SELECT id, name, names, kind, latitude, longitude, country_codes, population, source, "
        "area, consists_of, checked IS NOT NULL AS checked FROM places ORDER BY id"
    )
    pairs = dataset.table(
        "WITH a AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS position FROM articles), "
        "p AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS position FROM places) "
        "SELECT CAST(a.position AS INTEGER) AS article, CAST(p.position AS INTEGER) AS place, "
        "CAST(m.checked IS NOT NULL AS UTINYINT) AS checked, "
        f"CAST(count(*) AS INTEGER) AS mentions, sum({CONFIDENCE}) AS confidence "
        "FROM mentions m JOIN a ON a.id = m.article_id JOIN p ON p.id = m.place_id "
        "GROUP BY ALL"
    )
    return _arrange(articles, places, pairs)


def _arrange(articles: pa.Table, places: pa.Table, pairs: pa.Table) -> Index:
    ids: list[str] = articles.column("id").to_pylist()
    first, last = _dates(articles, ids)
    order = np.lexsort((np.arange(len(ids)), -last.astype(np.int64), -first.astype(np.int64)))
    ids = [ids[position] for position in order.tolist()]
    first, last = first[order], last[order]
    place_rows = places.to_pylist()
    known, place_of_row = _places(place_rows)
    article_of_row = np.empty(len(order), dtype=np.int32)
    article_of_row[order] = np.arange(len(order), dtype=np.int32)
    article, place = article_of_row[_numbers(pairs, "article")], place_of_row[_numbers(pairs, "place")]
    kept = np.flatnonzero(place >= 0)
    checked = _numbers(pairs, "checked").astype(bool)
    kept = kept[np.lexsort((checked[kept], place[kept], article[kept]))]
    return Index(
        article_ids=ids,
        first=first,
        last=last,
        places=known,
        kinds=np.array([KINDS.index(each.kind) for each in known], dtype=np.int8),
        article=article[kept],
        place=place[kept],
        mentions=_numbers(pairs, "mentions")[kept],
        checked=checked[kept],
        place_checked=np.array(
            [row["checked"] for row, at in zip(place_rows, place_of_row, strict=True) if at >= 0], dtype=bool
        ),
        confidence=_numbers(pairs, "confidence")[kept],
        facets={name: _facet(articles.column(name).to_pylist(), order) for name in FACETS},
        article_positions={article_id: position for position, article_id in enumerate(ids)},
        place_positions={each.id: position for position, each in enumerate(known)},
    )


def _facet(of_rows: Sequence[Any], order: NDArray[np.int64]) -> Facet:
    return facet_of([of_rows[row] for row in order.tolist()])


def _numbers(table: pa.Table, column: str) -> NDArray[Any]:
    """Give a column without nulls; pyarrow's own `to_numpy` imports pandas first, which takes long."""
    return np.from_dlpack(table.column(column).combine_chunks())


def _dates(articles: pa.Table, ids: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Read dates as days since 1970-01-01; what is no date of the calendar becomes `UNDATED`."""
    first, last = (
        np.array(
            [
                UNDATED if days is None else days
                for days in articles.column(name).cast(pa.int32()).to_pylist()
            ],
            dtype=np.int32,
        )
        for name in ("published_first", "published_last")
    )
    possible = (first >= _FIRST_DAY) & (first <= last) & (last <= _LAST_DAY)
    for position in np.flatnonzero(~possible & ((first != UNDATED) | (last != UNDATED))).tolist():
        _LOG.warning("article %r: its date cannot be, it is shown undated", ids[position])
    first[~possible] = last[~possible] = UNDATED
    return first, last


def _places(rows: Sequence[Mapping[str, Any]]) -> tuple[list[Place], NDArray[np.int32]]:
    """Make the places, and tell for each row where its place stands; -1 where it was left out."""
    known: list[Place] = []
    position = np.full(len(rows), -1, dtype=np.int32)
    for number, row in enumerate(rows):
        place = _place(row)
        if place is not None:
            position[number] = len(known)
            known.append(place)
    return known, position


def _place(row: Mapping[str, Any]) -> Place | None:
    kind, latitude, longitude = row["kind"], row["latitude"], row["longitude"]
    if kind not in KINDS:
        _LOG.warning("place %r: there is no kind %r, it is left out", row["id"], kind)
        return None
    if not (_within(latitude, 90) and _within(longitude, 180)):
        _LOG.warning("place %r: %r, %r is no point on earth, it is left out", row["id"], latitude, longitude)
        return None
    return Place(
        id=row["id"],
        name=row["name"] or row["id"],
        kind=kind,
        latitude=latitude,
        longitude=longitude,
        country_codes=tuple(code for code in row["country_codes"] or () if code),
        population=row["population"] or 0,
        source=row["source"] or "",
        names={code: name for code, name in row["names"] or () if name},
        area=row["area"] or "",
        consists_of=tuple(code for code in row["consists_of"] or () if code),
    )


def _within(degrees: float | None, limit: int) -> bool:
    return degrees is not None and isfinite(degrees) and abs(degrees) <= limit


def _day(days: int) -> date:
    return _EPOCH + timedelta(days=days)


def days_since_epoch(day: date) -> int:
    """Count the days since 1970-01-01."""
    return (day - _EPOCH).days
