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

    A part of the mentions is, as a rule, of the articles in the part that belongs to it.

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
    ids, before = {"place": _ids(parts["places"])}, 0
    for articles, mentions in zip(parts["articles"], parts["mentions"], strict=True):
        of_part = _ids([articles])
        with pq.ParquetFile(mentions, read_dictionary=[*_IDS.values(), "surface"]) as table:
            for piece in _pieces(table, [*_IDS.values(), *columns]):
                article = _positions(piece.column("article_id"), of_part, before)
                if article.null_count:  # they stand in another part than their article
                    if "article" not in ids:
                        ids["article"] = _ids(parts["articles"])
                    article = _positions(piece.column("article_id"), ids["article"])
                place = _positions(piece.column("place_id"), ids["place"])
                rest = {name: _plain(piece.column(name)) for name in columns}
                yield _known(pa.table({"article": article, "place": place, **rest}))
        before += len(of_part)


def _pieces(table: pq.ParquetFile, columns: list[str]) -> Iterator[pa.RecordBatch]:
    """Read many mentions at a time: their ids are looked for among others."""
    waiting: list[pa.RecordBatch] = []
    rows = 0
    for batch in table.iter_batches(_PIECE, columns=columns):
        waiting.append(batch)
        rows += batch.num_rows
        if rows >= _PIECE:
            yield _joined(waiting)
            waiting, rows = [], 0
    if waiting:
        yield _joined(waiting)


def _joined(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    return pa.Table.from_batches(batches).unify_dictionaries().combine_chunks().to_batches()[0]


def _ids(parts: Sequence[Path]) -> pa.Array:
    tables = [pq.read_table(part, columns=["id"]) for part in parts]
    return pa.concat_tables(tables).column("id").combine_chunks()


def _positions(column: pa.DictionaryArray, ids: pa.Array, before: int = 0) -> pa.Array:
    """Tell where the ids of a column stand among some, before which so many others stand."""
    found = pc.index_in(column.dictionary, value_set=ids)
    return pc.add(found, pa.scalar(before, pa.int32())).take(column.indices)


def _plain(column: pa.Array) -> pa.Array:
    if pa.types.is_struct(column.type):
        return pc.is_valid(column)
    if pa.types.is_floating(column.type):
        return pc.if_else(pc.fill_null(pc.is_finite(column), fill_value=False), column, 0.0)
    return column


def _known(rows: pa.Table) -> pa.Table:
    known = pc.and_(*(pc.is_valid(rows.column(name)) for name in _IDS))
    return rows.filter(known)
