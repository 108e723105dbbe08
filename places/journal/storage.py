"""The journal in a database: changes are added, in one order, and nothing is ever taken away.

A file of SQLite for one server, or PostgreSQL. A change that `Journal.append` returns is on the disk;
one that it raises for is not there, and the error says in one line why.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    func,
    insert,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from places.journal.change import ArticleAdded, Change, Said, Undone, digest_of, subject_of
from places.journal.fold import Standing, first_refusal, fold
from places.journal.tables import (
    CHANGES,
    TEXTS,
    VERSION,
    NewerFormError,
    identity_of,
    is_there,
    prepare,
    version_of,
)
from places.journal.wording import decode, encode, when_of
from places.reading.problem import printable

_PATIENCE: Final = 10.0
"""Seconds to wait for another one who is writing, or for a server."""

_LOCK: Final = 0x706C6163
"""What PostgreSQL calls the lock of whoever adds to a journal: any number that others do not use."""

_LONGEST_WHO: Final = 200
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


class RefusedError(JournalError):
    """What was to be said makes no sense as things stand now, or somebody else was quicker."""


class Journal:
    """What was changed, by whom and when. Any thread may use it.

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
        self._reading = threading.Lock()
        self._known: tuple[Change, ...] = ()
        self._identity = ""
        self._standing = Standing()

    @property
    def name(self) -> str:
        """The journal for a message: its file, or its address without the password."""
        database = self._url.database if self._url.get_backend_name() == "sqlite" else None
        return printable(database or self._url.render_as_string(hide_password=True))

    def append(
        self, who: str, said: Sequence[Said], *, texts: Iterable[str] = (), seen: int | None = None
    ) -> tuple[Change, ...]:
        """Add changes, all or none.

        Parameters
        ----------
        who : str
            Whoever says so.
        said : sequence of Said
            What was said in one step.
        texts : iterable of str
            Those of the articles that are added.
        seen : int, optional
            The number of the last change that whoever says so has seen. If one of the same
            subject came after that, these are refused.

        Returns
        -------
        tuple of Change
            As they stand in the journal now.

        Raises
        ------
        RefusedError
            If they make no sense as things stand, or somebody else was quicker.
        JournalError
            If the journal cannot be written.
        """
        by_digest = {digest_of(of_article): of_article for of_article in texts}
        who = printable(who.strip())
        if not 1 <= len(who) <= _LONGEST_WHO:
            raise RefusedError(f"whoever changes something has a name of up to {_LONGEST_WHO} characters")
        if not said:
            return ()
        token = secrets.token_hex(16)
        changes: tuple[Change, ...] = ()
        try:
            with self._writing() as connection:
                identity = prepare(connection)
                known = self._changes(connection, identity)
                changes = _numbered(who, said, known)
                _check(known, changes, seen)
                _save_texts(connection, changes, by_digest)
                rows = [_row(change, known) | {"token": token} for change in changes]
                connection.execute(insert(CHANGES), rows)
        except JournalError as error:
            # The connection may have been lost between the acceptance and the answer.
            if isinstance(error, RefusedError) or not self._has(token):
                raise
        return changes

    def undo(self, who: str, numbers: Collection[int], *, seen: int | None = None) -> tuple[Change, ...]:
        """Undo changes, or undo their undoing; see `append`, `places.journal.undoable` and `redoable`."""
        return self.append(who, [Undone(number) for number in numbers], seen=seen)

    def last(self) -> int:
        """Return the number of the last change, 0 if there is none; quick, to be asked at every step."""
        with self._asking() as connection:
            if connection is None:
                return 0
            return connection.execute(select(func.max(CHANGES.c.number))).scalar_one() or 0

    def changes(self) -> Sequence[Change]:
        """Return all changes in order. Only those that are new since are read."""
        with self._asking() as connection:
            return () if connection is None else self._changes(connection, identity_of(connection))

    def standing(self) -> Standing:
        """Tell what holds now."""
        changes = self.changes()
        with self._reading:
            if self._standing.last == len(changes):
                return self._standing
        standing = fold(changes)
        with self._reading:
            self._standing = standing
        return standing

    def identity(self) -> str:
        """Return what tells this journal from every other one; empty as long as nothing was said."""
        with self._asking() as connection:
            return "" if connection is None else identity_of(connection)

    def texts(self, digests: Collection[str]) -> dict[str, str]:
        """Return texts of articles that were added, by their digests."""
        found: dict[str, str] = {}
        asked = sorted(set(digests))
        with self._asking() as connection:
            for begin in range(0, len(asked) if connection is not None else 0, 500):
                assert connection is not None
                query = select(TEXTS).where(TEXTS.c.digest.in_(asked[begin : begin + 500]))
                for digest, content in connection.execute(query):
                    found[digest] = content.decode("utf-8", "surrogatepass")
        return found

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _has(self, token: str) -> bool:
        """Tell whether a step was accepted, as far as the journal can be asked."""
        try:
            with self._asking() as connection:
                query = select(CHANGES.c.number).where(CHANGES.c.token == token).limit(1)
                return connection is not None and connection.execute(query).first() is not None
        except JournalError:
            return False

    def _changes(self, connection: Connection, identity: str) -> tuple[Change, ...]:
        """Return all changes, of which those known already are not read again: no row ever changes."""
        with self._reading:
            known = self._known if identity == self._identity else ()
        # The last one that is known is read again: where it is not there, an older copy of the journal is.
        new = _read(connection, max(len(known), 1))
        if known and (not new or new[0] != known[-1]):
            known, new = (), _read(connection, 1)
        whole = known[:-1] + new
        with self._reading:
            if whole != self._known:
                self._identity, self._known, self._standing = identity, whole, Standing()
        return whole

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Begin a transaction in which nobody else adds anything; it is on the disk after the block."""
        with self._errors("the change was not made"):
            if self._file:
                self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._engine.execution_options(**{_WRITES: True}).begin() as connection:
                if not self._file:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                yield connection

    @contextmanager
    def _asking(self) -> Iterator[Connection | None]:
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
    for setting in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the turn to write at once: what is read before the first row is added has to hold until then."""
    if connection.get_execution_options().get(_WRITES):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _numbered(who: str, said: Sequence[Said], known: Sequence[Change]) -> tuple[Change, ...]:
    first, now = len(known) + 1, datetime.now(UTC)
    return tuple(Change(number, first, now, who, each) for number, each in enumerate(said, first))


def _check(known: Sequence[Change], changes: Sequence[Change], seen: int | None) -> None:
    """Refuse what makes no sense, each on what holds after the one before it."""
    if seen is not None:
        since = {_subject(change.said, known): change for change in known[seen:]}
        for change in changes:
            other = since.get(_subject(change.said, known))
            if other is not None:
                raise RefusedError(
                    f"{printable(other.who)} changed this meanwhile (change {other.number}); "
                    "look at it and decide again"
                )
    reason = first_refusal(known, changes)
    if reason is not None:
        raise RefusedError(reason)


def _subject(said: Said, known: Sequence[Change]) -> tuple[str, ...]:
    """Tell what something is said of, of an undoing what is undone by it."""
    while isinstance(said, Undone) and 1 <= said.number <= len(known):
        said = known[said.number - 1].said
    return subject_of(said)


def _save_texts(connection: Connection, changes: Sequence[Change], by_digest: Mapping[str, str]) -> None:
    for change in changes:
        if not isinstance(change.said, ArticleAdded):
            continue
        digest = change.said.text_digest
        if connection.execute(select(TEXTS.c.digest).where(TEXTS.c.digest == digest)).first():
            continue
        if digest not in by_digest:
            raise RefusedError("an article is added without its text")
        content = by_digest[digest].encode("utf-8", "surrogatepass")
        connection.execute(insert(TEXTS).values(digest=digest, content=content))


def _row(change: Change, known: Sequence[Change]) -> dict[str, object]:
    subject = json.dumps(_subject(change.said, known))
    return {
        "number": change.number,
        "step": change.step,
        "at": change.when.isoformat(),
        "who": change.who,
        "subject": blake2b(subject.encode(), digest_size=32).hexdigest(),
        "said": json.dumps(encode(change.said)),
    }


def _change(row: Mapping[Any, Any]) -> Change:
    return Change(row["number"], row["step"], when_of(row["at"]), row["who"], decode(json.loads(row["said"])))


def _reason(error: SQLAlchemyError) -> str:
    """Say in a line what a database says in several."""
    original = getattr(error, "orig", None) or error
    lines = str(original).strip().splitlines() or [type(original).__name__]
    said = str(original).casefold()
    for signs, reason in _REASONS:
        if any(sign in said for sign in signs):
            return reason
    return printable(lines[0].strip())[:300]


def _read(connection: Connection, first: int) -> tuple[Change, ...]:
    columns = [CHANGES.c[name] for name in ("number", "step", "at", "who", "said")]
    query = select(*columns).where(CHANGES.c.number >= first).order_by(CHANGES.c.number)
    return tuple(map(_change, connection.execute(query).mappings()))
