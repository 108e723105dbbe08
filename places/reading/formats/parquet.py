"""A Parquet file is a table with one article a row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from places.reading.formats.format import Format
from places.reading.problem import Problem
from places.reading.record import Field, Record, columns, no_text_column

_ROWS: Final = 256
"""Rows that are held at a time."""


def records(file: Path, name: str) -> Iterator[Record | Problem]:
    """Read a Parquet file, a few hundred rows at a time and only the columns that are known.

    The dataset's own ``articles.parquet`` can be read as well: the numbers that say how it was
    built are passed over.
    """
    row = 0
    try:
        with pq.ParquetFile(file, memory_map=True) as table:
            names = table.schema_arrow.names
            place_of = columns(names)
            if "text" not in place_of:
                yield Problem(name, None, no_text_column(names))
                return
            if table.metadata.num_rows == 0:
                yield Problem(name, None, "empty")
            wanted: dict[Field, str] = {field: names[at] for field, at in place_of.items()}
            for batch in table.iter_batches(_ROWS, columns=list(wanted.values())):
                cells = {field: batch.column(column).to_pylist() for field, column in wanted.items()}
                for at in range(batch.num_rows):
                    row += 1
                    fields: dict[Field, object] = {
                        field: values[at] for field, values in cells.items() if values[at] not in (None, "")
                    }
                    yield Record(fields, row)
    except (pa.ArrowException, OSError) as error:
        reason = " ".join(str(error).split())[:200]
        yield Problem(name, row + 1 if row else None, f"no Parquet that can be read ({reason})")


FORMAT: Final = Format("Parquet", (".parquet",), 90, records)
