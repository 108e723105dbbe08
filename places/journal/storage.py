"""The journal in a database: changes are added, in one order, and nothing is ever taken away.

A file of SQLite for one server, or PostgreSQL. A change that `Journal.append` returns is on the disk;
one that it raises for is not there, and the error says in one line why.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, update

from places.journal.change import ArticleAdded, Change, Said, Undone, digest_of, subject_of
from places.journal.database import Database, JournalError
from places.journal.fold import Standing, first_refusal, fold
from places.journal.tables import ABOUT, CHANGES, TEXTS, identity_of, prepare
from places.journal.wording import decode, encode, when_of
from places.reading.problem import printable

_LONGEST_WHO: Final = 200


class RefusedError(JournalError):
    """What was to be said makes no sense as things stand now, or somebody else was quicker.

    Parameters
    ----------
    reason : str
    quicker : Change, optional
        What somebody else said of the same meanwhile.
    """

    def __init__(self, reason: str, quicker: Change | None = None) -> None:
        super().__init__(reason)
        self.quicker = quicker


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
        self.database = Database(where)
        self._reading = threading.Lock()
        self._known: tuple[Change, ...] = ()
        self._identity = ""
        self._standing = Standing()

    @property
    def name(self) -> str:
        """The journal for a message: its file, or its address without the password."""
        return self.database.name

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
            with self.database.writing() as connection:
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

    def restore(self, identity: str, items: Iterable[Change | str]) -> int:
        """Fill it with all that another journal holds, as long as it is empty; see `places.journal.whole`.

        Parameters
        ----------
        identity : str
            Of the other one: it is the same journal then, for the datasets that were made with it.
        items : iterable of Change or str
            The changes in order, and the texts of the articles that they add.

        Returns
        -------
        int
            How many changes there are.

        Raises
        ------
        JournalError
            If something is there already, or something is missing; nothing is added then.
        """
        changes: list[Change] = []
        lacking: set[str] = set()
        with self.database.writing() as connection:
            prepare(connection)
            if connection.execute(select(func.max(CHANGES.c.number))).scalar_one() is not None:
                raise JournalError(f"{self.name}: has changes already; name an empty one")
            for item in items:
                if isinstance(item, str):
                    digest = digest_of(item)
                    if digest not in lacking:
                        raise JournalError("a text is of no article that was added, or stands twice")
                    lacking.discard(digest)
                    content = item.encode("utf-8", "surrogatepass")
                    connection.execute(insert(TEXTS).values(digest=digest, content=content))
                    continue
                steps = {item.number, *(change.step for change in changes[-1:])}
                if item.number != len(changes) + 1 or item.step not in steps:
                    raise JournalError(f"change {item.number}: does not follow change {len(changes)}")
                connection.execute(insert(CHANGES), [_row(item, changes)])
                changes.append(item)
                if isinstance(item.said, ArticleAdded):
                    lacking.add(item.said.text_digest)
            if lacking:
                raise JournalError(f"texts of {len(lacking):,} articles are missing")
            if identity:
                connection.execute(update(ABOUT).values(identity=identity))
        return len(changes)

    def last(self) -> int:
        """Return the number of the last change, 0 if there is none; quick, to be asked at every step."""
        with self.database.asking() as connection:
            if connection is None:
                return 0
            return connection.execute(select(func.max(CHANGES.c.number))).scalar_one() or 0

    def changes(self) -> Sequence[Change]:
        """Return all changes in order. Only those that are new since are read."""
        with self.database.asking() as connection:
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
        with self.database.asking() as connection:
            return "" if connection is None else identity_of(connection)

    def texts(self, digests: Collection[str]) -> dict[str, str]:
        """Return texts of articles that were added, by their digests."""
        found: dict[str, str] = {}
        asked = sorted(set(digests))
        with self.database.asking() as connection:
            for begin in range(0, len(asked) if connection is not None else 0, 500):
                assert connection is not None
                query = select(TEXTS).where(TEXTS.c.digest.in_(asked[begin : begin + 500]))
                for digest, content in connection.execute(query):
                    found[digest] = content.decode("utf-8", "surrogatepass")
        return found

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def _has(self, token: str) -> bool:
        """Tell whether a step was accepted, as far as the journal can be asked."""
        try:
            with self.database.asking() as connection:
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
                    "look at it and decide again",
                    quicker=other,
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


def _read(connection: Connection, first: int) -> tuple[Change, ...]:
    columns = [CHANGES.c[name] for name in ("number", "step", "at", "who", "said")]
    query = select(*columns).where(CHANGES.c.number >= first).order_by(CHANGES.c.number)
    return tuple(map(_change, connection.execute(query).mappings()))
