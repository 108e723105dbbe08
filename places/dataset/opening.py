"""Open a dataset read-only; what is built over it meanwhile does not change it."""

from __future__ import annotations

import logging
import os
import re
import threading
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from places.dataset.arranged import Arranged, read_arranged, sizes_of
from places.dataset.holding import hold
from places.dataset.manifest import (
    MANIFEST,
    OFFSETS,
    PAIRS,
    UNREADABLE,
    DamagedDatasetError,
    DatasetError,
    files_beside,
    files_of_tables,
    fingerprint,
    fingerprint_of,
    is_without_manifest,
    read_manifest,
    what_is_damaged,
)
from places.dataset.offsets import Offsets, read_offsets
from places.dataset.pairs import is_made_of
from places.dataset.schema import IN_PARTS
from places.dataset.sql_views import connect, is_arranged, selected

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from places.dataset.awaited import Awaited

Answer = TypeVar("Answer")
Parameters = Sequence[object] | Mapping[str, object]

_LOG: Final = logging.getLogger(__name__)
_AT_ONCE: Final = 2
"""So many questions are answered at once; who asks meanwhile waits. More would share the same memory."""

_ALONE: Final = threading.Lock()
"""Held by the one question of this process that may take more memory than was set."""

_NAMED: Final = re.compile(rf"(?<![$\w.])(?:{'|'.join(IN_PARTS)})\b")
"""Tables in parts that a question names."""

_PIECE: Final = 1_000_000  # rows
_ATTEMPTS: Final = 10
_PAUSE: Final = 0.02  # seconds


@dataclass(frozen=True, eq=False)
class Dataset:
    """A dataset, opened read-only; what is built over it meanwhile does not change it.

    Attributes
    ----------
    folder : Path
    manifest : mapping
        What ``dataset.json`` says, and what is told of the build that wrote it (`built`, `software`,
        `versions`) where that is there.
    fingerprint : str
        Another one after every build; see `fingerprint`.
    connection : duckdb.DuckDBPyConnection
        With the views ``articles``, ``places`` and ``mentions``, and with what was read and found where
        somebody changed it, `ORIGINALS`. One thread at a time may use it;
        `cursor` gives each its own.
    """

    folder: Path
    manifest: Mapping[str, Any]
    fingerprint: str
    connection: duckdb.DuckDBPyConnection
    _close: Callable[[], object] = field(repr=False, compare=False)
    _awaited: Awaited | None = field(default=None, repr=False, compare=False)
    _turns: threading.BoundedSemaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(_AT_ONCE), repr=False, compare=False
    )

    def rows(
        self, query: str, parameters: Parameters = (), *, parts: Sequence[int] | None = None
    ) -> list[tuple[Any, ...]]:
        """Ask the dataset in SQL, and take the answer as tuples; see `table`.

        Who knows that the answer stands in some `parts` of the tables of articles and mentions says so, and
        no others are read.
        """
        return self._ask(query, parameters, lambda answer: answer.fetchall(), parts)

    def table(self, query: str, parameters: Parameters = ()) -> pa.Table:
        """Ask the dataset in SQL, and take the answer as an Arrow table; any thread may.

        Parameters
        ----------
        query : str
            Over the views ``articles``, ``places`` and ``mentions``.
        parameters : sequence or mapping
            The values of ``?`` or ``$name`` in it.

        Raises
        ------
        DatasetError
            If the tables cannot be read, because they are damaged now, or if the machine does not
            have the memory; one clear line.
        """
        answered: pa.Table = self._ask(query, parameters, lambda answer: answer.to_arrow_table())
        return answered

    def read(self, query: str, take: Callable[[pa.RecordBatchReader], Answer]) -> Answer:
        """Ask the dataset in SQL, and take the answer piece by piece, of which no more than one is in memory.

        Parameters
        ----------
        query : str
            See `table`.
        take : callable
            Goes through the pieces; if memory runs out, it is called once more.

        Raises
        ------
        DatasetError
            See `table`.
        """
        return self._ask(query, (), lambda answer: take(answer.to_arrow_reader(_PIECE)))

    def _ask(
        self,
        query: str,
        parameters: Parameters,
        take: Callable[[duckdb.DuckDBPyRelation], Answer],
        parts: Sequence[int] | None = None,
    ) -> Answer:
        import duckdb
        import pyarrow as pa

        self._fetch(query, parts)
        try:
            try:
                with self._turns, self.cursor() as cursor:
                    self._keep_to(cursor, query, parts)
                    return take(cursor.sql(query, params=parameters))
            except duckdb.OutOfMemoryException:
                with _ALONE, connect(self.folder, self.manifest, None, 1) as roomy:
                    self._keep_to(roomy, query, parts)
                    return take(roomy.sql(query, params=parameters))
        except duckdb.OutOfMemoryException:
            raise DatasetError(f"{self.folder}: needs more memory than this machine has free") from None
        except duckdb.ConnectionException:  # it was closed
            raise
        except (duckdb.Error, pa.ArrowException, OSError, UnicodeDecodeError) as error:
            _LOG.debug("%s", error)
            what = what_is_damaged(self.folder, self.manifest["files"])
            raise DamagedDatasetError(self.folder, what) from None

    def _fetch(self, query: str, parts: Sequence[int] | None) -> None:
        """Fetch what a question asks for of a dataset in a bucket."""
        if self._awaited is not None:
            for files in self._asked(query, parts).values():
                self._awaited.fetch(files)

    def _keep_to(
        self, connection: duckdb.DuckDBPyConnection, query: str, parts: Sequence[int] | None
    ) -> None:
        """Let a connection see some parts alone of the tables that a question names."""
        if parts is not None:
            for table, files in self._asked(query, parts).items():
                connection.execute(f"CREATE TEMP VIEW {table} AS {selected(table, files, self.manifest)}")

    def _asked(self, query: str, parts: Sequence[int] | None) -> dict[str, Sequence[Path]]:
        """Tell which files a question asks of each table in parts; of one without rows the first."""
        files = files_of_tables(self.folder, self.manifest)
        named = set(_NAMED.findall(query))
        if parts is None:
            return {table: files[table] for table in named}
        return {table: [files[table][part] for part in parts] or files[table][:1] for table in named}

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a connection of one's own to the same views; cheap, one a thread or a request.

        It works as long as the dataset is open: keep the dataset while a cursor is in use.
        """
        return self.connection.cursor()

    @property
    def has_pairs(self) -> bool:
        """Whether there is a view ``pairs`` of how often which article names which place.

        It is left aside where it is not of the tables beside it.
        """
        file = self._pairs()
        return file is not None and not is_arranged(file)

    def arranged(self) -> Arranged | None:
        """Read the pairs as a reader keeps them, where there are so many that they were arranged.

        Raises
        ------
        DamagedDatasetError
            If they cannot be read.
        """
        file = self._pairs()
        return self._read(read_arranged, file) if file is not None and is_arranged(file) else None

    def offsets(self) -> Offsets | None:
        """Map where each mention stands, where there are so many that this was written.

        Raises
        ------
        DatasetError
            If it cannot be read, or not be fetched of a dataset in a bucket.
        """
        file = files_beside(self.folder, self.manifest).get(OFFSETS)
        if file is None:
            return None
        if self._awaited is not None:
            self._awaited.fetch([file])
        return self._read(read_offsets, file) if self._is_of_these(file) else None

    def _read(self, read: Callable[[Path], Answer], file: Path) -> Answer:
        import pyarrow as pa

        try:
            return read(file)
        except (pa.ArrowException, OSError, StopIteration) as error:
            _LOG.debug("%s", error)
            raise DamagedDatasetError(
                self.folder, what_is_damaged(self.folder, self.manifest["files"])
            ) from None

    @property
    def sizes(self) -> tuple[int, int] | None:
        """How many articles, and pairs of article and place, there are; None where pairs were not counted."""
        file = self._pairs()
        if file is None:
            return None
        if is_arranged(file):
            return sizes_of(file)
        counted = [self.rows(f"SELECT count(*) FROM {table}")[0][0] for table in ("articles", "pairs")]  # noqa: S608
        return int(counted[0]), int(counted[1])

    def _pairs(self) -> Path | None:
        file = files_beside(self.folder, self.manifest).get(PAIRS)
        return file if file is not None and self._is_of_these(file) else None

    def _is_of_these(self, file: Path) -> bool:
        """Tell whether what was made of tables was made of those that stand beside it."""
        return self._read(lambda file: is_made_of(file, self.manifest["files"]), file)

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


def open_dataset(dataset: Path | str, *, memory_limit: str = "256MB", threads: int = 2) -> Dataset:
    """Open a dataset for reading.

    Parameters
    ----------
    dataset : Path or str
        Its folder, or ``s3://bucket/prefix``: it is fetched first, see `places.dataset.mirror`.
    memory_limit : str
        What DuckDB may use, such as ``"128MB"``; it spills to a temporary folder beyond that. A
        question that cannot be answered with it is asked again, alone and without the limit.
    threads : int
        How many DuckDB may use for one query.

    Raises
    ------
    DatasetError
        If there is no dataset, or it is damaged or of another format; one clear line.
    """
    if isinstance(dataset, Path):
        return _open_folder(dataset, memory_limit, threads)
    from places.dataset.mirror import fetched, local  # who has files waits for nothing of it

    try:
        return _open_folder(local(dataset), memory_limit, threads)
    except DamagedDatasetError:  # the copy is: what is in the bucket was whole when it arrived
        return _open_folder(fetched(dataset, checked=True), memory_limit, threads)


def _open_folder(folder: Path, memory_limit: str, threads: int) -> Dataset:
    try:
        return _open(folder, memory_limit, threads)
    except NotADirectoryError:
        raise DatasetError(f"{folder}: is a file; a dataset is a folder") from None
    except FileNotFoundError as error:
        if not folder.exists():
            advice = f"make a dataset with: places build ARTICLES -o {folder}"
            raise DatasetError(f"{folder}: is not there; {advice}") from None
        lacking = Path(str(error.filename or MANIFEST)).name
        if lacking != MANIFEST or is_without_manifest(folder):
            raise DamagedDatasetError(folder, f"{lacking} is missing") from None
        advice = "make one with: places build ARTICLES -o DATASET"
        raise DatasetError(f"{folder}: is no dataset ({lacking} missing); {advice}") from None
    except OSError as error:
        raise DatasetError(f"{folder}: cannot be read ({error.strerror})") from None


def _open(folder: Path, memory_limit: str, threads: int) -> Dataset:
    import duckdb  # a build does without it

    with ExitStack() as held:
        manifest, about = hold_tables(folder, held)
        try:
            connection = connect(folder, manifest, memory_limit, threads)
        except (duckdb.Error, UnicodeDecodeError) as error:
            _LOG.debug("%s", error)
            what = what_is_damaged(folder, manifest["files"])
            if isinstance(error, duckdb.BinderException) and what == UNREADABLE:
                advice = "its tables are those of another version of places; build it again"
                raise DatasetError(f"{folder}: {advice}") from None
            raise DamagedDatasetError(folder, what) from None
        held.callback(connection.close)
        stack = held.pop_all()
    dataset = Dataset(
        folder, manifest, fingerprint_of(about), connection, stack.close, _awaited(folder, manifest, stack)
    )
    weakref.finalize(dataset, stack.close)
    return dataset


def _awaited(folder: Path, manifest: Mapping[str, Any], held: ExitStack) -> Awaited | None:
    """Tell of what a copy of a dataset in a bucket lacks."""
    files = files_of_tables(folder, manifest)
    parts = [file for table in IN_PARTS for file in files[table][1:]]
    if OFFSETS in (beside := files_beside(folder, manifest)):
        parts.append(beside[OFFSETS])
    if not parts:
        return None
    from places.dataset.awaited import Awaited
    from places.dataset.mirror import address_of

    address = address_of(folder)
    return Awaited(address, parts, held) if address else None


def hold_tables(folder: Path, held: ExitStack) -> tuple[dict[str, Any], os.stat_result]:
    """Read the manifest of a dataset and hold the files that it names.

    Parameters
    ----------
    folder : Path
    held : contextlib.ExitStack
        As long as it is open, the files are there, whatever is built over the dataset.

    Returns
    -------
    dict, os.stat_result
        Of `places.dataset.manifest.read_manifest`.

    Raises
    ------
    DatasetError
        If the manifest is damaged, or of another form.
    OSError
        If a file is missing or cannot be read.
    """
    for attempt in range(_ATTEMPTS):
        with ExitStack() as these:
            try:
                manifest, about = read_manifest(folder)
                tables = files_of_tables(folder, manifest).values()
                for file in (*chain(*tables), *files_beside(folder, manifest).values()):
                    these.enter_context(hold(file))
            except (FileNotFoundError, PermissionError):
                # Another dataset is taking the place of this one: look again.
                if attempt == _ATTEMPTS - 1 or not folder.is_dir():
                    raise
            else:
                held.enter_context(these.pop_all())
                return manifest, about
        time.sleep(_PAUSE)
    raise AssertionError  # the last attempt returns or raises
