"""Who names what, where and when, small enough to keep in memory: any selection counted in milliseconds.

A dataset of 300,000 mentions takes a few megabytes here: numbers only, no text. Excerpts,
titles and words are read from the dataset itself when somebody wants to see them.

The tables may have been written by another program or by hand. A place that cannot stand on a map
is left out with its mentions, a date that cannot be is none; a line in the log names each.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from places.model import KINDS, PartialDate, Place
from places.query.facets import Facet, facet_of
from places.query.ids import Ids
from places.query.remember import remembered
from places.selection import FACETS

if TYPE_CHECKING:
    from places.dataset import Dataset

_LOG: Final = logging.getLogger(__name__)
_EPOCH: Final = date(1970, 1, 1)
UNDATED: Final = -(2**31)
_LAST_DAY: Final = "9998-12-31"
"""The year 9999 stands for "not known" or "for good" wherever it is found."""

_REMEMBERED: Final = 8_000_000
"""Bytes of a table of places up to which they are kept, in case that another dataset has the same."""

Mask = NDArray[np.bool_]
Positions = NDArray[np.int64]

CONFIDENCE: Final = "CASE WHEN isfinite(m.confidence) THEN CAST(m.confidence AS DOUBLE) ELSE 0 END"
"""The confidence of a mention (`m`) in SQL; none where the table has none."""


@dataclass(frozen=True, eq=False)
class Index:
    """Articles, places, and how often which article names which place.

    Attributes
    ----------
    article_ids : Ids
        In the order in which articles are shown: the newest first, the undated last.
    first, last : numpy.ndarray of int32, shape (articles,)
        Days since 1970-01-01; `UNDATED` where an article is undated.
    places : list of Place
        Ordered by id.
    kinds : numpy.ndarray of int8, shape (places,)
        Positions in `KINDS`.
    article, place, mentions : numpy.ndarray of int32, shape (pairs,)
        Article (its position) so and so names place (its position) so and so that many times;
        ordered by article, then by place. The last is as narrow as its numbers allow.
    checked : numpy.ndarray of bool, shape (pairs,)
        Whether these mentions are those that somebody found right; an article may name a place in some
        of them and in others.
    place_checked : numpy.ndarray of bool, shape (places,)
        Whether somebody found a place right.
    confidence : numpy.ndarray of float32, shape (pairs,)
        The sum of the confidences of these mentions.
    facets : mapping of str to Facet
        By the names of `places.selection.FACETS`.
    place_positions : mapping of str to int
        Where an id stands in `places`.
    """

    article_ids: Ids
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    places: list[Place]
    kinds: NDArray[np.int8]
    article: NDArray[np.int32]
    place: NDArray[np.int32]
    mentions: NDArray[np.integer]
    checked: Mask
    place_checked: Mask
    confidence: NDArray[np.float32]
    facets: Mapping[str, Facet]
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


def index_of(dataset: Dataset) -> Index:
    """Give the index of a dataset; it is read once for as long as the dataset is in use."""
    with _READING:  # of many visitors at once only the first one reads
        return _index(dataset)


def read_index(dataset: Dataset) -> Index:
    """Read the index of a dataset: what is known of articles and places, and how often which names which.

    The last is a table of its own (`places.dataset.pairs`); of a dataset that has none the mentions are
    counted. No texts are read.
    """
    articles = dataset.table(_ARTICLES)
    ids = articles.column("id").combine_chunks()
    for position in np.flatnonzero(_numbers(articles, "impossible")).tolist():
        _LOG.warning("article %r: its date cannot be, it is shown undated", ids[position].as_py())
    known = _known(dataset.table(_PLACES))
    return Index(
        article_ids=Ids(ids),
        first=_numbers(articles, "first"),
        last=_numbers(articles, "last"),
        places=known.places,
        kinds=known.kinds,
        place_checked=known.checked,
        facets={name: facet_of(articles.column(name)) for name in FACETS},
        place_positions=known.positions,
        **_read_pairs(dataset, _numbers(articles, "row"), known.of_row),
    )


def _read_pairs(
    dataset: Dataset, row_of_article: NDArray[np.int32], place_of_row: NDArray[np.int32]
) -> dict[str, Any]:
    """Read the pairs, column by column, and bring them into the order of the articles."""
    pairs = "pairs" if dataset.has_pairs else f"({_COUNTED})"

    def column(name: str) -> NDArray[Any]:
        # The names are those below; a table of pairs is read in its order.
        return _numbers(dataset.table(f"SELECT {name} FROM {pairs}"), name)

    of_row = np.bincount(column("article"), minlength=len(row_of_article))  # pairs of each article
    number, begins = of_row[row_of_article], (np.cumsum(of_row) - of_row)[row_of_article]
    rows = np.repeat((begins - (np.cumsum(number) - number)).astype(np.int32), number)
    rows += np.arange(len(rows), dtype=np.int32)
    article = np.repeat(np.arange(len(number), dtype=np.int32), number)
    place = place_of_row[column("place")[rows]]
    kept = place >= 0
    if not kept.all():
        article, place, rows = article[kept], place[kept], rows[kept]
    mentions, checked = column("mentions"), column("checked").astype(bool)
    return {
        "article": article,
        "place": place,
        "mentions": mentions.astype(np.min_scalar_type(mentions.max(initial=0)))[rows],
        "checked": checked[rows] if checked.any() else np.broadcast_to(np.False_, len(rows)),
        "confidence": column("confidence")[rows],
    }


_READING: Final = threading.Lock()
_index: Final = remembered(1)(read_index)

_ARTICLES: Final = f"""
    WITH dated AS (
        SELECT *, TRY_CAST(published_first AS DATE) AS earliest, TRY_CAST(published_last AS DATE) AS latest,
            row_number() OVER () - 1 AS position
        FROM articles
    ), known AS (
        SELECT *, coalesce(
            earliest >= DATE '0001-01-01' AND earliest <= latest AND latest <= DATE '{_LAST_DAY}', false
        ) AS possible
        FROM dated
    )
    SELECT id, CAST(position AS INTEGER) AS row,
        CASE WHEN possible THEN CAST(earliest - DATE '1970-01-01' AS INTEGER) ELSE {UNDATED} END AS first,
        CASE WHEN possible THEN CAST(latest - DATE '1970-01-01' AS INTEGER) ELSE {UNDATED} END AS last,
        NOT possible AND (earliest IS NOT NULL OR latest IS NOT NULL) AS impossible,
        source AS sources, author AS authors, language AS languages, tags
    FROM known ORDER BY first DESC, last DESC, id
"""
_PLACES: Final = (
    "SELECT id, name, names, kind, latitude, longitude, country_codes, population, source, "
    "area, consists_of, checked IS NOT NULL AS checked FROM places ORDER BY id"
)
_COUNTED: Final = (
    "WITH a AS (SELECT id, row_number() OVER () - 1 AS position FROM articles), "
    "p AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS position FROM places) "
    "SELECT CAST(a.position AS INTEGER) AS article, CAST(p.position AS INTEGER) AS place, "
    "m.checked IS NOT NULL AS checked, CAST(count(*) AS INTEGER) AS mentions, "
    f"CAST(sum({CONFIDENCE}) AS FLOAT) AS confidence "
    "FROM mentions m JOIN a ON a.id = m.article_id JOIN p ON p.id = m.place_id "
    "GROUP BY ALL ORDER BY article, place, checked"
)


def _numbers(table: pa.Table, column: str) -> NDArray[Any]:
    """Give a column without nulls; pyarrow's own `to_numpy` imports pandas first, which takes long."""
    values = table.column(column).combine_chunks()
    return np.from_dlpack(values.cast(pa.uint8()) if pa.types.is_boolean(values.type) else values)


class _Known(NamedTuple):
    """The places, and where that of each row of the table stands among them; -1 where it was left out."""

    places: list[Place]
    kinds: NDArray[np.int8]
    checked: Mask
    of_row: NDArray[np.int32]
    positions: Mapping[str, int]


def _known(table: pa.Table) -> _Known:
    """Make the places of a table, or take those of one that was the same: a decision seldom changes it."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table.combine_chunks())
    written = sink.getvalue()
    make = _places if len(written) <= _REMEMBERED else _places.__wrapped__
    return make(written.to_pybytes())


@lru_cache(maxsize=2)
def _places(written: bytes) -> _Known:
    rows = pa.ipc.open_stream(written).read_all().to_pylist()
    made = [_place(row) for row in rows]
    known = [place for place in made if place is not None]
    are_known = np.array([place is not None for place in made], dtype=bool)
    return _Known(
        known,
        np.array([KINDS.index(place.kind) for place in known], dtype=np.int8),
        np.array([row["checked"] for row in rows], dtype=bool)[are_known],
        np.where(are_known, np.cumsum(are_known) - 1, -1).astype(np.int32),
        {place.id: position for position, place in enumerate(known)},
    )


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
