"""Open a dataset read-only; what is built over it meanwhile does not change it."""

from __future__ import annotations

import json
import os
import tempfile
import time
import weakref
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from places.dataset.manifest import FILES, FORMAT, MANIFEST, DatasetError, fingerprint, fingerprint_of
from places.dataset.schema import SCHEMAS, TABLES
from places.dataset.swap import repair

if TYPE_CHECKING:
    import duckdb

_ATTEMPTS: Final = 5


@dataclass(frozen=True, eq=False)
class Dataset:
    """A dataset, opened read-only; what is built over it meanwhile does not change it.

    Attributes
    ----------
    folder : Path
    manifest : mapping
        What ``dataset.json`` says.
    fingerprint : str
        Another one after every build; see `fingerprint`.
    connection : duckdb.DuckDBPyConnection
        With the views ``articles``, ``places`` and ``mentions``. One thread at a time may use it;
        `cursor` gives each its own.
    """

    folder: Path
    manifest: Mapping[str, Any]
    fingerprint: str
    connection: duckdb.DuckDBPyConnection
    _close: Callable[[], object] = field(repr=False, compare=False)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a connection of one's own to the same views; cheap, one a thread or a request.

        It works as long as the dataset is open: keep the dataset while a cursor is in use.
        """
        return self.connection.cursor()

    @property
    def is_current(self) -> bool:
        """False once another dataset stands in the folder."""
        return fingerprint(self.folder) == self.fingerprint

    def close(self) -> None:
        """Let go of the files; it also happens when the dataset is no longer used."""
        self._close()

    def __enter__(self) -> Self:
        """Return the dataset itself."""
        return self

    def __exit__(self, *of_error: object) -> None:
        """Close it."""
        self.close()


def open_dataset(folder: Path, *, memory_limit: str = "256MB", threads: int = 2) -> Dataset:
    """Open a dataset for reading.

    Parameters
    ----------
    folder : Path
    memory_limit : str
        What DuckDB may use, such as ``"128MB"``; it spills to a temporary folder beyond that.
    threads : int
        How many DuckDB may use for one query.

    Raises
    ------
    DatasetError
        If there is no dataset, or it is damaged or of another format; one clear line.
    """
    repair(Path(os.path.realpath(folder)))
    for _ in range(_ATTEMPTS):
        try:
            return _open(folder, memory_limit, threads)
        except FileNotFoundError:
            # Between two of its files another dataset took the place of this one: look again.
            if not folder.is_dir():
                time.sleep(0.02)
    if not folder.exists():
        raise DatasetError(f"{folder}: is not there; make a dataset with: places build ARTICLES -o {folder}")
    lacking = ", ".join(sorted(name for name in FILES if not (folder / name).is_file()))
    advice = "make one with: places build ARTICLES -o DATASET"
    raise DatasetError(f"{folder}: is no dataset ({lacking or 'files'} missing); {advice}")


def _open(folder: Path, memory_limit: str, threads: int) -> Dataset:
    import duckdb  # a build does without it

    with ExitStack() as held:
        try:
            paths, about = _hold(folder, held)
            manifest = json.loads(Path(paths[MANIFEST]).read_bytes())
        except NotADirectoryError:
            raise DatasetError(f"{folder}: is a file; a dataset is a folder") from None
        except ValueError as error:
            raise DatasetError(f"{folder}: {MANIFEST} is damaged ({error}); build again") from None
        except PermissionError as error:
            raise DatasetError(f"{folder}: cannot be read ({error.strerror})") from None
        version = manifest.get("format") if isinstance(manifest, dict) else None
        if version != FORMAT:
            advice = "update places" if isinstance(version, int) and version > FORMAT else "build again"
            raise DatasetError(f"{folder}: format {version}, and this places reads format {FORMAT}; {advice}")
        try:
            connection = _connect(paths, memory_limit, threads)
        except duckdb.Error as error:
            line = str(error).splitlines()[0]
            raise DatasetError(f"{folder}: cannot be read ({line}); build again") from error
        held.callback(connection.close)
        stack = held.pop_all()
    dataset = Dataset(folder, manifest, fingerprint_of(about), connection, stack.close)
    weakref.finalize(dataset, stack.close)
    return dataset


def _hold(folder: Path, held: ExitStack) -> tuple[dict[str, str], os.stat_result]:
    """Open the files of one dataset; return paths that lead to these, whatever replaces them."""
    if not Path("/proc/self/fd").is_dir():
        return {name: str(folder / name) for name in FILES}, (folder / MANIFEST).stat()
    directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    held.callback(os.close, directory)
    paths = {}
    for name in sorted(FILES):
        handle = os.open(name, os.O_RDONLY, dir_fd=directory)
        held.callback(os.close, handle)
        paths[name] = f"/proc/self/fd/{handle}"
    return paths, Path(paths[MANIFEST]).stat()


def _connect(paths: Mapping[str, str], memory_limit: str, threads: int) -> duckdb.DuckDBPyConnection:
    import duckdb

    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": memory_limit,
            "threads": threads,
            "temp_directory": str(Path(tempfile.gettempdir()) / f"places-{os.getpid()}"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    try:
        for table in TABLES:
            path = _literal(paths[f"{table}.parquet"])
            # The names come from the constants above, the path is quoted.
            connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet({path})")  # noqa: S608
            names = ", ".join(f'"{name}"' for name in SCHEMAS[table].names)
            connection.execute(f"SELECT {names} FROM {table} LIMIT 0")  # noqa: S608
        connection.execute("SET lock_configuration = true")
    except duckdb.Error:
        connection.close()
        raise
    return connection


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
