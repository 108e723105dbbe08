"""Fill a file of a dataset with rows, in bounded memory.

The borders of its row groups hang on nothing but the rows, so that the same rows make the same file,
however many are handed over at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from places.dataset.tables import repeated

_ROW_GROUP: Final = {"articles": 1_000, "mentions": 20_000}
_PAGES: Final[Mapping[str, Any]] = {
    "articles": {"write_page_index": True, "max_rows_per_page": 50, "write_batch_size": 50},
    "mentions": {},
}
"""Who reads the text of one article unpacks fifty, not all of its group."""

_TEXT_IN_GROUP: Final = 8_000_000
"""Characters of text after which a row group ends early, so that one article can be read alone."""


class Filling:
    """A file that is being filled.

    Parameters
    ----------
    file : Path
    schema : pyarrow.Schema
    table : {"articles", "mentions"}
        What kind of rows there are.
    """

    def __init__(self, file: Path, schema: pa.Schema, table: str) -> None:
        self._table = table
        self._waiting: list[pa.Table] = []
        self._rows = self._text = 0
        self._writer = pq.ParquetWriter(
            file, schema, compression="zstd", use_dictionary=repeated(table), **_PAGES[table]
        )

    def add(self, rows: pa.Table) -> None:
        """Take rows; those of whole groups are written."""
        begin = 0
        for length in self._borders(rows):
            self._waiting.append(rows.slice(begin, length))
            self._write()
            begin += length
        if begin < rows.num_rows:
            self._waiting.append(rows.slice(begin))

    def close(self) -> None:
        """Write what is left."""
        if self._waiting:
            self._write()
        self._writer.close()

    def give_up(self) -> None:
        """Let go of the file, whatever is in it."""
        with suppress(pa.ArrowException, OSError):
            self._writer.close()

    def _borders(self, rows: pa.Table) -> list[int]:
        """Tell how many rows each group that ends within some rows takes of them."""
        lengths = (
            pc.utf8_length(rows.column("text")).to_pylist()
            if self._table == "articles"
            else [0] * rows.num_rows
        )
        found, taken = [], 0
        for length in lengths:
            taken += 1
            self._rows += 1
            self._text += length
            if self._rows >= _ROW_GROUP[self._table] or self._text >= _TEXT_IN_GROUP:
                found.append(taken)
                taken = self._rows = self._text = 0
        return found

    def _write(self) -> None:
        self._writer.write_table(pa.concat_tables(self._waiting).combine_chunks())
        self._waiting = []
