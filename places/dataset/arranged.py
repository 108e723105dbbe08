"""Who names whom, and what is known of the articles, arranged as a reader keeps it in memory.

Of a dataset with very many pairs of article and place the file of the pairs is of this form: three streams of
Arrow, one behind the other, which are read in a moment and need no sorting.

1. The articles, the newest first and the undated last: ``id``, ``first`` and ``last`` (days since 1970-01-01,
   `NO_DAY` where there is none), ``pairs`` (how many of the third stream are theirs), ``mentions``, ``part``
   (in which part of the tables each stands), and ``source``, ``author``, ``language`` and ``tags`` as in the
   table of articles.
2. The places, in the order of their table: ``mentions`` and ``articles`` that name each, and the mean
   ``confidence``.
3. The pairs, in the order of the articles and then of the places: ``place`` (its row), ``mentions``, their
   ``confidence`` as `places.dataset.confidences` keeps it (or the sum of it), and ``checked`` where anything
   was found right. Numbers are as narrow as can be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from places.dataset.confidences import narrowed
from places.dataset.counting import Piece, count_places

ENDING: Final = "arrow"
"""Of the names of such files."""

MANY: Final = 500_000
"""Pairs from which on they are arranged; fewer are sorted as quickly as they are read."""

NO_DAY: Final = -(2**31)
"""Instead of the days of an article without a date."""

ORDER: Final = [("first", "descending"), ("last", "descending"), ("id", "ascending")]
"""Of the articles: the newest first, the undated last."""

MADE_OF: Final = b"made of"
"""What the head of a file says of which files it is."""

_ARTICLES: Final = b"articles"
_PAIRS: Final = b"pairs"
_CONFIDENCE: Final = "confidence"
_BLOCK: Final = 1 << 20
_FIRST_DAY: Final = -719_162  # 0001-01-01
_LAST_DAY: Final = 2_932_531  # 9998-12-31
_REPEATED: Final = ("source", "author", "language")
_READ: Final = ["id", "published_first", "published_last", *_REPEATED, "tags"]


class Arranged(NamedTuple):
    """What such a file holds.

    Attributes
    ----------
    articles, places : pyarrow.RecordBatch
    pairs : pyarrow.RecordBatch
        Without their confidences.
    confidence : numpy.ndarray, shape (pairs,)
        As `places.dataset.confidences` keeps it.
    """

    articles: pa.RecordBatch
    places: pa.RecordBatch
    pairs: pa.RecordBatch
    confidence: NDArray[Any]


class Order(NamedTuple):
    """In which order articles are shown, and how much is of each.

    Attributes
    ----------
    row_of_article : numpy.ndarray of int64, shape (articles,)
        Which row of the table of articles is shown there.
    mentions : numpy.ndarray of int32, shape (articles,)
        How many mentions it has.
    """

    row_of_article: NDArray[np.int64]
    mentions: NDArray[np.int32]


def arrange(articles: Sequence[Path], places: Path, pairs: Path, made_of: bytes, file: Path) -> Order | None:
    """Write the pairs of a finished dataset once more, in the order in which they are shown.

    Parameters
    ----------
    articles : sequence of Path
        The parts of the table.
    places : Path
        The table.
    pairs : Path
        Parquet, ordered by article: rows in the tables (`places.dataset.pairs`).
    made_of : bytes
        Of which files it is.
    file : Path
        What to write.

    Returns
    -------
    Order or None
        None where an article has a date that cannot be, and nothing is written.
    """
    heads = _heads(articles)
    if heads is None:
        return None
    order = pc.sort_indices(heads.select(["first", "last", "id"]), sort_keys=ORDER)
    row_of_article = np.from_dlpack(order).astype(np.int64)
    number, columns = _in_order(pairs, row_of_article, pq.read_metadata(places).num_rows)
    heads = heads.take(order)
    heads = heads.append_column("pairs", pa.array(number.astype(np.int32)))
    mentions = _of_articles(columns["mentions"], number)
    heads = heads.append_column("mentions", pa.array(mentions))
    totals = count_places(_pieces(number, columns), pq.read_metadata(places).num_rows)
    columns[_CONFIDENCE] = narrowed(columns[_CONFIDENCE], columns["mentions"])
    sizes = {_ARTICLES: len(number), _PAIRS: len(columns["place"])}
    metadata = {MADE_OF: made_of, **{name: str(size).encode() for name, size in sizes.items()}}
    with file.open("wb") as stream:
        _write(stream, heads.replace_schema_metadata(metadata))
        _write(stream, pa.table({name: pa.array(column) for name, column in totals._asdict().items()}))
        _write(stream, pa.table({name: pa.array(column) for name, column in columns.items()}))
    return Order(row_of_article, mentions)


def sizes_of(file: Path) -> tuple[int, int]:
    """Tell how many articles and pairs such a file holds, by its head."""
    told = _head(file)
    articles, pairs = (int(told.get(name, b"0")) for name in (_ARTICLES, _PAIRS))
    return articles, pairs


def made_of_files(file: Path) -> bytes:
    """Tell of which files such a file is, or one of offsets, by its head."""
    return _head(file).get(MADE_OF, b"")


def _head(file: Path) -> Mapping[bytes, bytes]:
    with pa.OSFile(str(file)) as source, pa.ipc.open_stream(source) as stream:
        return stream.schema.metadata or {}


def read_arranged(file: Path) -> Arranged:
    """Read such a file.

    Raises
    ------
    pyarrow.ArrowException, OSError
        If it is damaged.
    """
    # What is compressed is not copied first; what comes out of it is in memory of its own.
    with pa.memory_map(str(file)) as source:
        articles, places = _read(source), _read(source)
        begin = source.tell()
        pairs = _read(source, lambda name: name != _CONFIDENCE)
        number, place = (
            np.from_dlpack(column) for column in (articles.column("pairs"), pairs.column("place"))
        )
        if int(number.sum()) != len(place) or int(place.max(initial=0)) >= max(len(places), 1):
            raise pa.ArrowInvalid("numbers that do not fit together")
    with pa.memory_map(str(file)) as source:  # once more, as all wide numbers together take much memory
        source.seek(begin)
        kept = np.from_dlpack(_read(source, lambda name: name == _CONFIDENCE).column(_CONFIDENCE))
    if kept.dtype != np.uint16:
        kept = narrowed(kept, np.from_dlpack(pairs.column("mentions")))
    return Arranged(articles, places, pairs, kept)


def _read(source: pa.NativeFile, wanted: Callable[[str], bool] = bool) -> pa.RecordBatch:
    """Read the one batch of the stream that begins here, of the columns with a name that is wanted."""
    begin = source.tell()
    with pa.ipc.open_stream(source) as stream:
        fields = [number for number, name in enumerate(stream.schema.names) if wanted(name)]
    source.seek(begin)
    options = pa.ipc.IpcReadOptions(included_fields=fields)
    # Arrow's own pool would keep what becomes free again, hundreds of megabytes.
    with pa.ipc.open_stream(source, options=options, memory_pool=pa.system_memory_pool()) as stream:
        batch = stream.read_next_batch()
        for _ in stream:
            raise pa.ArrowInvalid("more than was written")
    return batch


def _heads(parts: Sequence[Path]) -> pa.Table | None:
    """Read what is known of the articles; None where a date cannot be."""
    tables = [pq.read_table(part, columns=_READ) for part in parts]
    table = pa.concat_tables(tables).combine_chunks()
    days = [table.column(name).cast(pa.int32()) for name in ("published_first", "published_last")]
    undated = [pc.is_null(each) for each in days]
    if not pc.all(pc.equal(*undated)).as_py():
        return None
    first, last = (np.asarray(pc.fill_null(each, NO_DAY)) for each in days)
    dated = first != NO_DAY
    if np.any(dated & ((first < _FIRST_DAY) | (first > last) | (last > _LAST_DAY))):
        return None
    sizes = [len(each) for each in tables]
    part = np.repeat(np.arange(len(parts), dtype=np.min_scalar_type(len(parts))), sizes)
    columns = {
        "id": table.column("id"),
        "part": pa.array(part),
        "first": pa.array(first),
        "last": pa.array(last),
    }
    for name in _REPEATED:  # what there is none of is a value of its own
        columns[name] = pc.dictionary_encode(table.column(name), null_encoding="encode")
    return pa.table(columns | {"tags": table.column("tags")})


def _in_order(
    pairs: Path, row_of_article: NDArray[np.int64], places: int
) -> tuple[NDArray[np.int64], dict[str, NDArray[Any]]]:
    """Read pairs into the order of the articles: how many each has, and the columns."""
    with pq.ParquetFile(pairs) as parquet:
        of_row = np.zeros(len(row_of_article), dtype=np.int64)
        most = 0
        for batch in parquet.iter_batches(_BLOCK, columns=["article", "mentions"]):
            of_row += np.bincount(np.asarray(batch.column("article")), minlength=len(of_row))
            most = max(most, int(np.asarray(batch.column("mentions")).max(initial=0)))
        number = of_row[row_of_article]
        shift = shifts(number, row_of_article)
        size = int(number.sum())
        columns: dict[str, NDArray[Any]] = {
            "place": np.empty(size, np.min_scalar_type(places)),
            "mentions": np.empty(size, np.min_scalar_type(most)),
            "confidence": np.empty(size, np.float32),
            "checked": np.zeros(size, np.uint8),
        }
        read = 0
        for batch in parquet.iter_batches(_BLOCK):
            to = shift[np.asarray(batch.column("article"))] + np.arange(read, read + len(batch))
            read += len(batch)
            for name, column in columns.items():
                column[to] = np.asarray(
                    batch.column(name).cast(pa.uint8()) if name == "checked" else batch.column(name)
                )
    if not columns["checked"].any():
        del columns["checked"]
    return number, columns


def shifts(number: NDArray[np.integer], row_of_article: NDArray[np.integer]) -> NDArray[np.int64]:
    """Tell by how much the rows of each article of a table move to where a reader keeps them.

    Parameters
    ----------
    number : numpy.ndarray of int, shape (articles,)
        How many rows each article has, in the order in which they are shown.
    row_of_article : numpy.ndarray of int, shape (articles,)
        Which row of the table of articles is shown there.
    """
    of_row = np.empty(len(number), dtype=np.int64)
    of_row[row_of_article] = number
    shift = np.empty(len(number), dtype=np.int64)
    ends = np.cumsum(number, dtype=np.int64)
    shift[row_of_article] = (ends - number) - (np.cumsum(of_row) - of_row)[row_of_article]
    return shift


def _of_articles(mentions: NDArray[Any], number: NDArray[np.int64]) -> NDArray[np.int32]:
    counted = np.zeros(len(number), dtype=np.int32)
    naming = np.flatnonzero(number)
    begins = np.cumsum(number) - number
    counted[naming] = np.add.reduceat(mentions, begins[naming], dtype=np.int32)
    return counted


def _pieces(number: NDArray[np.int64], columns: Mapping[str, NDArray[Any]]) -> Iterator[Piece]:
    article = np.repeat(np.arange(len(number), dtype=np.int32), number) if "checked" in columns else None
    place, mentions, sums = (columns[name] for name in ("place", "mentions", "confidence"))
    for first in range(0, len(place), _BLOCK):
        piece = slice(first, first + _BLOCK)
        yield None if article is None else article[piece], place[piece], mentions[piece], sums[piece]


def _write(stream: Any, table: pa.Table) -> None:
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(stream, table.schema, options=options) as writer:
        for batch in table.combine_chunks().to_batches():
            writer.write_batch(batch)
