"""The tables of a dataset as views of DuckDB, with the columns that an older form lacks."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from places.dataset.arranged import ENDING
from places.dataset.manifest import (
    PAIRS,
    WITHOUT_EVIDENCE,
    WITHOUT_HANDS,
    files_beside,
    files_of_tables,
)
from places.dataset.schema import ORIGINALS, SCHEMAS, TABLES

if TYPE_CHECKING:
    import duckdb

_BY_HAND: Final = (
    '*, CAST(NULL AS STRUCT(who VARCHAR, "at" TIMESTAMP, note VARCHAR, scope VARCHAR, number INTEGER)) '
    'AS by_hand, CAST(NULL AS STRUCT(who VARCHAR, "at" TIMESTAMP, number INTEGER)) AS checked'
)
_WITHOUT_AREAS: Final = ", CAST(NULL AS VARCHAR) AS area, CAST(NULL AS VARCHAR[]) AS consists_of"
_NOTHING: Final = dict.fromkeys(TABLES, "*")
_LACKING: Final[Mapping[int, Mapping[str, str]]] = {
    WITHOUT_HANDS: {
        "articles": "*, CAST(NULL AS VARCHAR) AS home, CAST([] AS VARCHAR[]) AS tags",
        "places": _BY_HAND,
        "mentions": _BY_HAND,
    },
    WITHOUT_EVIDENCE: {
        "articles": "*, CAST(NULL AS VARCHAR) AS section, CAST(NULL AS VARCHAR) AS home, "
        "CAST([] AS VARCHAR[]) AS tags",
        "places": _BY_HAND,
        "mentions": f"{_BY_HAND}, CAST([] AS STRUCT(reason VARCHAR, weight DOUBLE)[]) AS evidence",
    },
}
"""The columns of the older forms, with those that they lack."""


def connect(
    folder: Path, manifest: Mapping[str, Any], memory_limit: str | None, threads: int
) -> duckdb.DuckDBPyConnection:
    """Open a connection with a view for each table.

    Parameters
    ----------
    folder : Path
    manifest : mapping
        Of the dataset there.
    memory_limit : str or None
        As DuckDB writes it.
    threads : int

    Raises
    ------
    duckdb.Error
        If a file cannot be read, or lacks a column.
    """
    import duckdb

    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": threads,
            "temp_directory": str(Path(tempfile.gettempdir()) / f"places-{os.getpid()}"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            **({"memory_limit": memory_limit} if memory_limit else {}),
        },
    )
    try:
        for table, files in files_of_tables(folder, manifest).items():
            more = ""
            if table == "places" and "area" not in _columns(connection, _paths(files)):
                more = _WITHOUT_AREAS
            # The names come from the constants above, the paths are quoted.
            connection.execute(f"CREATE VIEW {table} AS {selected(table, files, manifest, more)}")
            names = ", ".join(f'"{name}"' for name in SCHEMAS[table].names)
            connection.execute(f"SELECT {names} FROM {table} LIMIT 0")  # noqa: S608
        beside = files_beside(folder, manifest)
        for table in ORIGINALS:
            _view_originals(connection, table, beside.get(table))
        if PAIRS in beside and not is_arranged(beside[PAIRS]):
            path = _literal(os.path.realpath(beside[PAIRS]))
            connection.execute(f"CREATE VIEW {PAIRS} AS SELECT * FROM read_parquet({path})")  # noqa: S608 - quoted
        connection.execute("SET lock_configuration = true")
    except duckdb.Error:
        connection.close()
        raise
    return connection


def selected(table: str, files: Sequence[Path], manifest: Mapping[str, Any], more: str = "") -> str:
    """Return the question for all rows of a table that lie in some files."""
    columns = _LACKING.get(manifest["format"], _NOTHING)[table] + more
    return f"SELECT {columns} FROM read_parquet({_paths(files)})"  # noqa: S608 - our own names, quoted paths


def _paths(files: Sequence[Path]) -> str:
    return f"[{', '.join(_literal(os.path.realpath(file)) for file in files)}]"


def is_arranged(pairs: Path) -> bool:
    """Tell whether a file of pairs is one of `places.dataset.arranged`."""
    return pairs.suffix == f".{ENDING}"


def _columns(connection: duckdb.DuckDBPyConnection, paths: str) -> set[str]:
    return {row[0] for row in connection.execute(f"DESCRIBE FROM read_parquet({paths})").fetchall()}


def _view_originals(connection: duckdb.DuckDBPyConnection, table: str, file: Path | None) -> None:
    """Make a view of what was read and found where somebody changed it; of no rows where nobody did."""
    if file is not None:
        rows = f"SELECT * FROM read_parquet({_literal(os.path.realpath(file))})"  # noqa: S608 - quoted
    else:
        more = ", CAST(NULL AS INTEGER) AS position" if table == "original_articles" else ""
        rows = f"SELECT *{more} FROM {table.removeprefix('original_')} LIMIT 0"  # noqa: S608 - our own names
    connection.execute(f"CREATE VIEW {table} AS {rows}")


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
