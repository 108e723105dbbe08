"""Read how often which article names which place, piece by piece: each number goes where it is kept.

Of millions of pairs nothing but what is kept has to fit into memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from places.dataset import Dataset
from places.dataset.arranged import Arranged, shifts
from places.query.known import numbers

Answer = TypeVar("Answer")

CONFIDENCE: Final = "CASE WHEN isfinite(m.confidence) THEN CAST(m.confidence AS DOUBLE) ELSE 0 END"
"""The confidence of a mention (`m`) in SQL; none where the table has none."""

_COUNTED: Final = (
    "WITH a AS (SELECT id, row_number() OVER () - 1 AS position FROM articles), "
    "p AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS position FROM places) "
    "SELECT CAST(a.position AS INTEGER) AS article, CAST(p.position AS INTEGER) AS place, "
    "m.checked IS NOT NULL AS checked, CAST(count(*) AS INTEGER) AS mentions, "
    f"CAST(sum({CONFIDENCE}) AS FLOAT) AS confidence "
    "FROM mentions m JOIN a ON a.id = m.article_id JOIN p ON p.id = m.place_id "
    "GROUP BY ALL ORDER BY article, place, checked"
)


def read_pairs(
    dataset: Dataset, row_of_article: NDArray[np.integer], place_of_row: NDArray[np.int32]
) -> dict[str, Any]:
    """Read the pairs of a dataset, in the order of its index.

    The table of them is read where there is one (`places.dataset.pairs`), and the mentions are counted
    where not. Both are ordered by article.

    Parameters
    ----------
    dataset : Dataset
    row_of_article : numpy.ndarray of int, shape (articles,)
        Where each article of the index stands in the table of articles.
    place_of_row : numpy.ndarray of int32, shape (rows,)
        Where each place of the table of places stands in the index; -1 where it was left out.

    Returns
    -------
    dict of str to numpy.ndarray
        `begins`, `place`, `mentions`, `checked` and `confidence` of `places.query.index.Index`.
    """
    counted = None if dataset.has_pairs else dataset.table(_COUNTED)

    def read(columns: tuple[str, ...], take: Callable[[Iterable[pa.RecordBatch]], Answer]) -> Answer:
        if counted is not None:
            return take(counted.select(list(columns)).to_batches())
        # The names are those of the pairs.
        return dataset.read(f"SELECT {', '.join(columns)} FROM pairs", take)

    of_row = read(("article",), lambda batches: _count(batches, len(row_of_article)))
    number = of_row[row_of_article]
    shift = shifts(number, row_of_article)
    kept = read(
        ("article", "place", "mentions", "checked", "confidence"),
        lambda batches: _kept(batches, shift, place_of_row, int(number.sum())),
    )
    known = kept["place"] >= 0
    if not known.all():
        article = np.repeat(np.arange(len(number)), number)[known]
        number = np.bincount(article, minlength=len(number))
        kept = {name: column[known] for name, column in kept.items()}
    return kept | {"begins": begins_of(number)}


def arranged_pairs(arranged: Arranged) -> dict[str, Any]:
    """Give pairs as they were arranged, in the form of `read_pairs`."""
    pairs = arranged.pairs
    columns = {name: numbers(pairs.column(name)) for name in pairs.schema.names}
    columns["checked"] = (
        columns["checked"].astype(bool)
        if "checked" in columns
        else np.broadcast_to(np.False_, pairs.num_rows)
    )
    return columns | {"confidence": arranged.confidence}


def begins_of(pairs_each: NDArray[np.integer]) -> NDArray[np.int64]:
    """Tell where the pairs of each article begin, and behind them where the last ones end."""
    begins = np.zeros(len(pairs_each) + 1, dtype=np.int64)
    np.cumsum(pairs_each, out=begins[1:])
    return begins


def _count(batches: Iterable[pa.RecordBatch], articles: int) -> NDArray[np.int64]:
    """Count the pairs of each article."""
    counted = np.zeros(articles, dtype=np.int64)
    for batch in batches:
        article = numbers(batch.column("article"))
        first = int(article.min(initial=articles))
        here = np.bincount(article - first)
        counted[first : first + len(here)] += here
    return counted


def _kept(
    batches: Iterable[pa.RecordBatch], shift: NDArray[np.int64], place_of_row: NDArray[np.int32], pairs: int
) -> dict[str, NDArray[Any]]:
    place = np.empty(pairs, dtype=np.int32)
    mentions: NDArray[Any] = np.empty(pairs, dtype=np.uint8)
    confidence = np.empty(pairs, dtype=np.float32)
    checked: NDArray[np.bool_] = np.broadcast_to(np.False_, pairs)
    read = 0
    for batch in batches:
        to = shift[numbers(batch.column("article"))]
        to += np.arange(read, read + len(to))
        read += len(to)
        place[to] = place_of_row[numbers(batch.column("place"))]
        confidence[to] = numbers(batch.column("confidence"))
        said = numbers(batch.column("mentions"))
        mentions = mentions.astype(
            np.promote_types(mentions.dtype, np.min_scalar_type(said.max(initial=0))), copy=False
        )
        mentions[to] = said
        found = numbers(batch.column("checked")).astype(bool)
        if found.any():
            checked = checked if checked.flags.writeable else np.zeros(pairs, dtype=bool)
            checked[to] = found
    return {"place": place, "mentions": mentions, "checked": checked, "confidence": confidence}
