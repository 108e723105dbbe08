"""A Parquet file is a table with one article a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from places.reading.formats.format import Format
from places.reading.problem import Problem
from places.reading.record import Field, Record, columns, no_text_column

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS: Final = 256
"""Rows that are held at a time, if they are short."""

_HELD: Final = 64_000_000
"""Bytes that the texts of a group of rows may have, by what the file says of them, to be held together."""

_LONG: Final = 100_000
"""Bytes of a text on an average that count as long: writers keep few of these apart from one another."""

_LARGEST: Final = 200_000_000
"""Bytes that long texts of one group of rows may have: they may have to be unpacked at one time."""


def records(file: Path, name: str) -> Iterator[Record | Problem]:
    """Read a Parquet file, a few hundred rows at a time and only the columns that are known.

    The dataset's own articles can be read as well: the numbers that say how it was built are passed over.
    """
    import duckdb
    import pyarrow as pa
    import pyarrow.parquet as pq

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
            kind = table.schema_arrow.field(place_of["text"]).type
            text = names[place_of["text"]]
        groups = _texts(file, text)
        for group in groups:
            if group.size > _LARGEST and group.size > _LONG * group.rows:
                reason = (
                    f"a group of rows with {group.size / 1e6:,.0f} MB of long texts, and one may have "
                    f"{_LARGEST / 1e6:,.0f}; write it with fewer rows a group"
                )
                yield Problem(name, None, reason)
                return
        rows = _rows_at_a_time(groups)
        once = rows is not None and (pa.types.is_string(kind) or pa.types.is_large_string(kind))
        with pq.ParquetFile(
            file, memory_map=True, read_dictionary=[wanted["text"]] if once else None
        ) as table:
            for batch in table.iter_batches(rows if once else 1, columns=sorted(set(wanted.values()))):
                # A name may stand there twice; the first one counts.
                cells = {
                    field: batch.column(batch.schema.get_all_field_indices(column)[0])
                    for field, column in wanted.items()
                }
                for at in range(batch.num_rows):
                    row += 1
                    yield from _row(cells, at, row, name)
    except (pa.ArrowException, duckdb.Error, OSError) as error:
        said = " ".join(str(error).split())[:200]
        yield Problem(name, row + 1 if row else None, f"no Parquet that can be read ({said})")


class _Texts(NamedTuple):
    """What a group of rows holds: bytes of texts, unpacked, and rows."""

    size: int
    rows: int


def _texts(file: Path, column: str) -> list[_Texts]:
    """Tell of each group of rows what the file says that its texts take.

    DuckDB reads that: where a footer is damaged, pyarrow ends the process as it looks at a column of a group.
    """
    import duckdb

    with duckdb.connect() as connection:
        groups = connection.execute(
            "SELECT sum(total_uncompressed_size) FILTER (path_in_schema = ?), any_value(row_group_num_rows) "
            "FROM parquet_metadata(?) GROUP BY row_group_id ORDER BY row_group_id",
            [column, str(file)],
        ).fetchall()
    return [_Texts(int(size or 0), rows) for size, rows in groups]


def _rows_at_a_time(groups: Sequence[_Texts]) -> int | None:
    """Tell how many rows may be held where all of a group is, a text that comes back in many of them once.

    None where the groups are too large for that. Then rows are read one at a time: how long the
    longest text is, nothing tells.
    """
    if any(group.size > _HELD for group in groups):
        return None
    longest = max((group.size / max(group.rows, 1) for group in groups), default=0)
    return max(1, min(_ROWS, int(_HELD / max(longest, 1))))


def _row(cells: dict[Field, pa.Array], at: int, row: int, name: str) -> Iterator[Record | Problem]:
    """Take the values of one row; one that Python cannot hold is left out, with a line."""
    import pyarrow as pa

    fields: dict[Field, object] = {}
    for field, column in cells.items():
        try:
            value = column[at].as_py()
        except UnicodeDecodeError:
            value = _plain(column[at]).as_buffer().to_pybytes().decode("utf-8", errors="replace")
            yield Problem(
                name, row, f"the {field} is no UTF-8; damaged characters are shown as \ufffd", kept=True
            )
        except (ValueError, OverflowError, pa.ArrowException, ModuleNotFoundError, LookupError) as error:
            reason = " ".join(str(error).split())[:100]
            yield Problem(name, row, f"the {field} cannot be read ({reason}); read without it", kept=True)
            continue
        if value is not None and value != "":
            fields[field] = value
    yield Record(fields, row)


def _plain(scalar: pa.Scalar) -> pa.Scalar:
    import pyarrow as pa

    return scalar.value if isinstance(scalar, pa.DictionaryScalar) else scalar


FORMAT: Final = Format("Parquet", (".parquet",), 90, records)
