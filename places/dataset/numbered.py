"""Read the mentions of a finished dataset piece by piece, article and place as the rows in their tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

_PIECE: Final = 500_000  # mentions
_IDS: Final[Mapping[str, str]] = {"article": "article_id", "place": "place_id"}


def go_through(parts: Mapping[str, Sequence[Path]], columns: Sequence[str]) -> Iterator[pa.Table]:
    """Go through the mentions; what names no article or no place of the tables is left out.

    Parameters
    ----------
    parts : mapping of str to sequence of Path
        The finished tables of articles, places and mentions, part after part.
    columns : sequence of str
        What is wanted of each mention. Of a structure stands whether there is one, of what is no number 0.

    Yields
    ------
    pyarrow.Table
        ``article`` and ``place``, int32, and the columns.
    """
    ids = {name: _ids(parts[f"{name}s"]) for name in _IDS}
    for piece in _pieces(parts["mentions"], [*_IDS.values(), *columns]):
        rows = {name: _positions(piece.column(_IDS[name]), ids[name]) for name in _IDS}
        yield _known(pa.table(rows | {name: _plain(piece.column(name)) for name in columns}))


def _pieces(parts: Sequence[Path], columns: list[str]) -> Iterator[pa.Table]:
    """Read many mentions at a time: for each piece their ids are looked for among all."""
    waiting: list[pa.RecordBatch] = []
    for part in parts:
        with pq.ParquetFile(part, read_dictionary=[*_IDS.values(), "surface"]) as mentions:
            for batch in mentions.iter_batches(_PIECE, columns=columns):
                waiting.append(batch)
                if sum(each.num_rows for each in waiting) >= _PIECE:
                    yield pa.Table.from_batches(waiting).unify_dictionaries()
                    waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting).unify_dictionaries()


def _ids(parts: Sequence[Path]) -> pa.Array:
    tables = [pq.read_table(part, columns=["id"]) for part in parts]
    return pa.concat_tables(tables).column("id").combine_chunks()


def _positions(column: pa.ChunkedArray, ids: pa.Array) -> pa.ChunkedArray:
    if not column.num_chunks:
        return pa.chunked_array([], pa.int32())
    found = pc.index_in(column.chunk(0).dictionary, value_set=ids)  # every chunk has the same
    return pa.chunked_array([found.take(chunk.indices) for chunk in column.chunks], pa.int32())


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_struct(column.type):
        return pc.is_valid(column)
    if pa.types.is_floating(column.type):
        return pc.if_else(pc.fill_null(pc.is_finite(column), fill_value=False), column, 0.0)
    return column


def _known(rows: pa.Table) -> pa.Table:
    known = pc.and_(*(pc.is_valid(rows.column(name)) for name in _IDS))
    return rows.filter(known)
