"""Who names whom in short: how often each article names each place, as numbers.

It is made of the finished tables and says nothing that they do not say. Whoever counts reads it instead of
all mentions: of a million articles it is a few bytes a pair of article and place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from places.dataset import arranged
from places.dataset.manifest import PAIRS, names_of
from places.dataset.schema import TABLES

SCHEMA: Final = pa.schema(
    [
        # Rows in the tables of articles and of places.
        pa.field("article", pa.int32(), nullable=False),
        pa.field("place", pa.int32(), nullable=False),
        pa.field("checked", pa.bool_(), nullable=False),
        pa.field("mentions", pa.int32(), nullable=False),
        # The sum over these mentions.
        pa.field("confidence", pa.float32(), nullable=False),
    ]
)
_MADE_OF: Final = b"made of"
_PIECE: Final = 500_000  # mentions
_READ: Final = ["article_id", "place_id", "confidence", "checked"]
_ROW_GROUP: Final = 1_000_000


def write_pairs(parts: Mapping[str, Sequence[Path]], names: Mapping[str, Any], file: Path) -> bool:
    """Count how often each article names each place.

    Parameters
    ----------
    parts : mapping of str to sequence of Path
        The finished tables of articles, places and mentions, part after part.
    names : mapping
        What they are called in the dataset; the file says so, that nobody takes it for that of others.
    file : Path
        What to write: with the columns of `SCHEMA`, ordered by article, place and checked.

    Returns
    -------
    bool
        False where the mentions are not in the order of the articles, and nothing is written.
    """
    schema = SCHEMA.with_metadata({_MADE_OF: _made_of(parts, names)})
    written = -1
    with pq.ParquetWriter(
        file,
        schema,
        compression="zstd",
        use_dictionary=["mentions"],
        column_encoding={"article": "DELTA_BINARY_PACKED", "place": "DELTA_BINARY_PACKED"},
    ) as writer:
        waiting: list[pa.Table] = []
        for counted in _counted(parts):
            if counted.num_rows and counted.column("article")[0].as_py() <= written:
                break
            written = counted.column("article")[-1].as_py() if counted.num_rows else written
            waiting.append(counted)
            if sum(each.num_rows for each in waiting) >= _ROW_GROUP:
                writer.write_table(pa.concat_tables(waiting).cast(schema), row_group_size=_ROW_GROUP)
                waiting = []
        else:
            if waiting:
                writer.write_table(pa.concat_tables(waiting).cast(schema), row_group_size=_ROW_GROUP)
            return True
    file.unlink()
    return False


def _made_of(parts: Mapping[str, Sequence[Path]], names: Mapping[str, Any]) -> bytes:
    """Say of which files a table of pairs is; a file that a hand changed has another size."""
    return "\n".join(
        f"{name} {part.stat().st_size}"
        for table in TABLES
        for name, part in zip(names_of(names, table), parts[table], strict=True)
    ).encode()


def with_pairs(parts: Mapping[str, Sequence[Path]], names: Mapping[str, Any], folder: Path) -> Path | None:
    """Count the pairs of a dataset, and arrange them where they are many.

    Parameters
    ----------
    parts, names
        See `write_pairs`.
    folder : Path
        Where the file is to be.

    Returns
    -------
    Path or None
        The file; None where the mentions are not in the order of the articles.
    """
    pairs = folder / f"{PAIRS}.parquet"
    if not write_pairs(parts, names, pairs):
        return None
    if pq.read_metadata(pairs).num_rows < arranged.MANY:
        return pairs
    file = folder / f"{PAIRS}.{arranged.ENDING}"
    if not arranged.arrange(parts["articles"], parts["places"][0], pairs, _made_of(parts, names), file):
        return pairs
    pairs.unlink()
    return file


def is_made_of(file: Path, names: Mapping[str, Any]) -> bool:
    """Tell whether a table of pairs is of the tables that stand beside it.

    Parameters
    ----------
    file : Path
    names : mapping
        The names of the files of the dataset, by table.
    """
    if file.suffix == f".{arranged.ENDING}":
        made_of = arranged.about(file)[0]
    else:
        metadata: dict[bytes, bytes] = pq.read_schema(file).metadata or {}
        made_of = metadata.get(_MADE_OF, b"")
    return made_of == _made_of(
        {table: [file.parent / name for name in names_of(names, table)] for table in TABLES}, names
    )


def _counted(parts: Mapping[str, Sequence[Path]]) -> Iterator[pa.Table]:
    """Count piece by piece; an article stands in one piece, if its mentions stand together."""
    articles, places = (_ids(parts[name]) for name in ("articles", "places"))
    rest = None
    for piece in _pieces(parts["mentions"]):
        rows = _numbered(piece, articles, places)
        rows = rows if rest is None else pa.concat_tables([rest, rows])
        if not rows.num_rows:
            continue
        last = pc.equal(rows.column("article"), rows.column("article")[-1])
        rest = rows.filter(last)
        yield _count(rows.filter(pc.invert(last)))
    if rest is not None:
        yield _count(rest)


def _pieces(parts: Sequence[Path]) -> Iterator[pa.Table]:
    """Read many mentions at a time: for each piece their ids are looked for among all."""
    waiting: list[pa.RecordBatch] = []
    for part in parts:
        with pq.ParquetFile(part, read_dictionary=["article_id", "place_id"]) as mentions:
            for batch in mentions.iter_batches(_PIECE, columns=_READ):
                waiting.append(batch)
                if sum(each.num_rows for each in waiting) >= _PIECE:
                    yield pa.Table.from_batches(waiting).unify_dictionaries()
                    waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting).unify_dictionaries()


def _ids(parts: Sequence[Path]) -> pa.Array:
    tables = [pq.read_table(part, columns=["id"]) for part in parts]
    return pa.concat_tables(tables).column("id").combine_chunks()


def _numbered(rows: pa.Table, articles: pa.Array, places: pa.Array) -> pa.Table:
    """Say article and place as the rows in their tables; what names none of them is left out."""
    confidence = rows.column("confidence")
    known = pc.fill_null(pc.is_finite(confidence), fill_value=False)
    table = pa.table(
        {
            "article": _positions(rows.column("article_id"), articles),
            "place": _positions(rows.column("place_id"), places),
            "checked": pc.is_valid(rows.column("checked")),
            "confidence": pc.if_else(known, confidence, 0.0),
        }
    )
    return table.drop_null()


def _positions(column: pa.ChunkedArray, ids: pa.Array) -> pa.ChunkedArray:
    if not column.num_chunks:
        return pa.chunked_array([], pa.int32())
    found = pc.index_in(column.chunk(0).dictionary, value_set=ids)  # every chunk has the same
    return pa.chunked_array([found.take(chunk.indices) for chunk in column.chunks], pa.int32())


def _count(rows: pa.Table) -> pa.Table:
    keys = ["article", "place", "checked"]
    counted = rows.group_by(keys).aggregate([("confidence", "sum"), ("article", "count")])
    counted = counted.sort_by([(key, "ascending") for key in keys])
    table: pa.Table = counted.select([*keys, "article_count", "confidence_sum"]).rename_columns(SCHEMA.names)
    return table.cast(SCHEMA)
