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
from places.dataset.arranged import made_of_files
from places.dataset.manifest import OFFSETS, PAIRS, names_of
from places.dataset.numbered import go_through
from places.dataset.offsets import write_offsets
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


def with_pairs(
    parts: Mapping[str, Sequence[Path]], names: Mapping[str, Any], folder: Path
) -> dict[str, Path]:
    """Count the pairs of a dataset; where they are many, arrange them and tell where the mentions stand.

    Parameters
    ----------
    parts, names
        See `write_pairs`.
    folder : Path
        Where the files are to be.

    Returns
    -------
    dict of str to Path
        The files of `PAIRS` and `OFFSETS`, as far as there are any: none where the mentions are not in the
        order of the articles.
    """
    pairs = folder / f"{PAIRS}.parquet"
    if not write_pairs(parts, names, pairs):
        return {}
    if pq.read_metadata(pairs).num_rows < arranged.MANY:
        return {PAIRS: pairs}
    file, made_of = folder / f"{PAIRS}.{arranged.ENDING}", _made_of(parts, names)
    order = arranged.arrange(parts["articles"], parts["places"][0], pairs, made_of, file)
    if order is None:
        return {PAIRS: pairs}
    pairs.unlink()
    offsets = folder / f"{OFFSETS}.{arranged.ENDING}"
    return {PAIRS: file} | ({OFFSETS: offsets} if write_offsets(parts, order, made_of, offsets) else {})


def is_made_of(file: Path, names: Mapping[str, Any]) -> bool:
    """Tell whether a file of pairs or offsets is of the tables that stand beside it.

    Parameters
    ----------
    file : Path
    names : mapping
        The names of the files of the dataset, by table.
    """
    if file.suffix == f".{arranged.ENDING}":
        made_of = made_of_files(file)
    else:
        metadata: dict[bytes, bytes] = pq.read_schema(file).metadata or {}
        made_of = metadata.get(_MADE_OF, b"")
    return made_of == _made_of(
        {table: [file.parent / name for name in names_of(names, table)] for table in TABLES}, names
    )


def _counted(parts: Mapping[str, Sequence[Path]]) -> Iterator[pa.Table]:
    """Count piece by piece; an article stands in one piece, if its mentions stand together."""
    rest = None
    for piece in go_through(parts, ["confidence", "checked"]):
        rows = piece if rest is None else pa.concat_tables([rest, piece])
        if not rows.num_rows:
            continue
        last = pc.equal(rows.column("article"), rows.column("article")[-1])
        rest = rows.filter(last)
        yield _count(rows.filter(pc.invert(last)))
    if rest is not None:
        yield _count(rest)


def _count(rows: pa.Table) -> pa.Table:
    keys = ["article", "place", "checked"]
    counted = rows.group_by(keys).aggregate([("confidence", "sum"), ("article", "count")])
    counted = counted.sort_by([(key, "ascending") for key in keys])
    table: pa.Table = counted.select([*keys, "article_count", "confidence_sum"]).rename_columns(SCHEMA.names)
    return table.cast(SCHEMA)
