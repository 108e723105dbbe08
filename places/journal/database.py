"""The database of a journal, a file of SQLite or PostgreSQL, and what is said where it fails."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from places.journal.tables import VERSION, NewerFormError, is_there, prepare, version_of
from places.reading.problem import printable

_PAUSE: Final = 0.01  # seconds
_PRIMARY: Final = 0xFF  # of SQLite's result codes: what an extended one is a case of
_PATIENCE: Final = 10.0
"""Seconds to wait for another one who is writing, or for a server."""

_LOCK: Final = 0x706C6163
"""What PostgreSQL calls the lock of whoever adds to a journal: any number that others do not use."""

_WRITES: Final = "places_writes"
"""The option of a connection that is to add something."""

_REASONS: Final = (
    (("disk is full", "no space left", "could not extend file"), "the disk is full"),
    (("disk i/o error",), "the disk cannot be written; it may be full"),
    (("database is locked",), f"somebody else has been writing for {_PATIENCE:.0f} s; try again"),
    (("readonly database", "read-only"), "it is read-only"),
    (("unable to open database file",), "the file cannot be opened"),
    (("not a database", "malformed", "no such column"), "the file is no journal, or damaged"),
    (
        (
            "connection refused",
            "connection to server",
            "connection is bad",
            "could not receive data",
            "terminating connection",
            "server closed",
            "connection failed",
            "connection is lost",
            "connection timeout",
            "the connection is closed",
        ),
        "the database does not answer",
    ),
)
"""What databases say, and what is said of it here."""


class JournalError(Exception):
    """The journal cannot be read or written, and nothing was added to it; the message is one clear line."""


class Database:
    """Where a journal lies. Any thread may use it.

    Parameters
    ----------
    where : Path or str
        A file of SQLite, which need not be there yet; or an address such as
        ``postgresql://user:password@host/database``.

    Raises
    ------
    JournalError
        If the address is none.
    """

    def __init__(self, where: Path | str) -> None:
        self._url = _url(where)
        self._engine = _engine(self._url)

    @property
    def name(self) -> str:
        """The database for a message: its file, or its address without the password."""
        database = self._url.database if self._url.get_backend_name() == "sqlite" else None
        return printable(database or self._url.render_as_string(hide_password=True))

    def close(self) -> None:
        """Let go of it."""
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction in which nobody else adds anything; it is on the disk after the block."""
        with self._errors("the change was not made"):
            if self._file:
                self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._engine.execution_options(**{_WRITES: True}).begin() as connection:
                if not self._file:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                yield connection

    @contextmanager
    def asking(self) -> Iterator[Connection | None]:
        """Connect to read; None where there is no journal yet."""
        if self._file and not self._file.exists():
            yield None
            return
        with self._errors("nothing was read"), self._engine.connect() as connection:
            there = is_there(connection)
            if there and version_of(connection) != VERSION:
                with self._engine.execution_options(**{_WRITES: True}).begin() as other:
                    prepare(other)
            yield connection if there else None

    @property
    def _file(self) -> Path | None:
        return Path(self._url.database or "") if self._url.get_backend_name() == "sqlite" else None

    @contextmanager
    def _errors(self, outcome: str) -> Iterator[None]:
        try:
            yield
        except NewerFormError:
            raise JournalError(
                f"{self.name}: a newer version of places has written it; update places; {outcome}"
            ) from None
        except SQLAlchemyError as error:
            raise JournalError(f"{self.name}: {_reason(error)}; {outcome}") from error
        except OSError as error:
            raise JournalError(f"{self.name}: {(error.strerror or str(error)).lower()}; {outcome}") from error


def _url(where: Path | str) -> URL:
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(Path(where).absolute()))
    try:
        url = make_url(where)
    except ArgumentError:
        raise JournalError(
            "the address of the journal is none; write postgresql://USER@HOST/DATABASE"
        ) from None
    if url.drivername in {"postgres", "postgresql"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in {"postgresql", "sqlite"}:
        raise JournalError(f"a journal lies in SQLite or PostgreSQL, not in {printable(url.drivername)}")
    return url


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        # A connection for each use: one that is kept would go on writing into a file that was moved away.
        engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": _PATIENCE})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        return create_engine(
            url, pool_pre_ping=True, pool_recycle=1800, connect_args={"connect_timeout": int(_PATIENCE)}
        )
    except (ImportError, NoSuchModuleError):
        raise JournalError("PostgreSQL needs a driver: pip install 'places-dashboard[postgres]'") from None


def _set_up_sqlite(connection: Any, _: object) -> None:
    """Let SQLAlchemy begin transactions, readers read while one writes, and what is accepted last."""
    connection.isolation_level = None
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous = FULL")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch a file to write-ahead logging, for which SQLite does not wait by itself while others begin.

    Raises
    ------
    sqlite3.OperationalError
        If it cannot be done, or not within the time that anything waits.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """Take the turn to write at once: what is read before the first row is added has to hold until then."""
    if connection.get_execution_options().get(_WRITES):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _reason(error: SQLAlchemyError) -> str:
    """Say in a line what a database says in several."""
    original = getattr(error, "orig", None) or error
    lines = str(original).strip().splitlines() or [type(original).__name__]
    said = str(original).casefold()
    for signs, reason in _REASONS:
        if any(sign in said for sign in signs):
            return reason
    return printable(lines[0].strip())[:300]
