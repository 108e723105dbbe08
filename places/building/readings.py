"""What documents gave when they were read, kept by their bytes: the next build reads what is new alone.

To read a PDF or a saved page takes longer than to find its places, and a build meets most documents again:
in the next one, in its second round, or because the one before was ended. What they gave is kept in the
user's cache, a file for each dataset, and goes as soon as a build has come to its end without the document.
What could not be read is tried again. It is a help and no more: where it is damaged or in use, documents are
read once more, and what is damaged is begun anew.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import platform
import secrets
import sqlite3
import time
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import asdict
from datetime import date
from importlib.metadata import packages_distributions, version
from pathlib import Path
from typing import Any, Final

import platformdirs

from places.building.parsing import code_of
from places.dataset.holding import GRACE
from places.model import Article, PartialDate
from places.reading import Document, Draft, Item, PassedOver, Problem, Reading, ReadingEach, formats

_PATIENCE: Final = 5.0  # seconds that another build may be writing
_LINES: Final[dict[str, type[Problem | PassedOver]]] = {line.__name__: line for line in (Problem, PassedOver)}
_ALWAYS: Final = ("babel", "charset_normalizer", "edtf", "htmldate", "markdown_it", "py3langid", "yaml")
"""What is used whatever the format: for letters, languages and dates."""
_FAILURES: Final = (sqlite3.Error, UnicodeError)
"""What SQLite raises; the latter where what it says repeats damaged bytes."""
_LOG: Final = logging.getLogger(__name__)

Key = bytes


class Readings:
    """Looks up what documents gave before, and keeps what others give now.

    Parameters
    ----------
    target : Path
        The folder of the dataset that is built.
    """

    def __init__(self, target: Path) -> None:
        self._version = _version()
        self._file = _file_of(target)
        self._database: sqlite3.Connection | None = None
        self._round = secrets.randbits(62)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            _forget_lost(self._file.parent)
            self._database = _opened(self._file, target)
        except (OSError, *_FAILURES) as error:
            self._give_up(error)

    def each(
        self, ahead: ReadingEach, read: Reading, pieces: Iterable[Sequence[Document]]
    ) -> Iterator[list[list[Item]]]:
        """Have those documents read that are new; a `ReadingEach` as soon as it is told who reads."""
        asked: deque[tuple[list[Key], dict[Key, list[Item]]]] = deque()

        def new() -> Iterator[list[Document]]:
            for piece in pieces:
                keys = [self._key(document) for document in piece]
                known = self._known(keys)
                asked.append((keys, known))
                yield [document for key, document in zip(keys, piece, strict=True) if key not in known]

        for given in ahead(read, new()):
            keys, known = asked.popleft()
            read_now = dict(zip((key for key in keys if key not in known), given, strict=True))
            self._keep(read_now)
            yield [known[key] if key in known else read_now[key] for key in keys]

    def forget_others(self) -> None:
        """Forget the documents that were not met; to be called when all have been."""
        if self._database is None:
            return
        try:
            with self._database as database:
                database.execute("DELETE FROM documents WHERE round <> ?", (self._round,))
        except _FAILURES as error:
            self._give_up(error)

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _key(self, document: Document) -> Key:
        """Identify all that the reading of a document hangs on."""
        content = document.content
        told = (self._version, document.source.name, sorted(document.given.items()), document.depth)
        digest = hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16)
        digest.update(
            content if isinstance(content, bytes) else repr(content).encode("utf-8", "surrogatepass")
        )
        return digest.digest()

    def _known(self, keys: Sequence[Key]) -> dict[Key, list[Item]]:
        if self._database is None:
            return {}
        known = {}
        try:
            with self._database as database:
                for key in keys:
                    with suppress(ValueError, KeyError, TypeError, zlib.error):
                        row = database.execute(
                            "SELECT CAST(items AS BLOB) FROM documents WHERE key = ?", (key,)
                        ).fetchone()
                        known[key] = _items(key, row[0])
                database.executemany(
                    "UPDATE documents SET round = ? WHERE key = ?", [(self._round, key) for key in known]
                )
        except _FAILURES as error:
            self._give_up(error)
        return known

    def _keep(self, read: dict[Key, list[Item]]) -> None:
        if self._database is None or not read:
            return
        try:
            with self._database as database:
                database.executemany(
                    "INSERT OR REPLACE INTO documents VALUES (?, ?, ?)",
                    [
                        (key, _written(key, items), self._round)
                        for key, items in read.items()
                        if not any(isinstance(item, Problem) and not item.kept for item in items)
                    ],
                )
        except _FAILURES as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        _LOG.info("what documents gave is not kept: %s", error)
        self.close()
        if _tells_of_damage(error):
            _forget(self._file)


def forget(target: Path) -> None:
    """Forget all documents of a dataset, as nothing needs to be kept for it any more."""
    _forget(_file_of(target))


def _file_of(target: Path) -> Path:
    name = hashlib.sha256(os.fsencode(target)).hexdigest()[:16]
    return platformdirs.user_cache_path("places") / "documents" / f"{name}.sqlite"


def _opened(file: Path, target: Path) -> sqlite3.Connection:
    """Open what is kept for a dataset; what is no database any more is begun anew."""
    try:
        return _begun(file, target)
    except _FAILURES as error:
        if not _tells_of_damage(error):
            raise
        _forget(file)
        return _begun(file, target)


def _tells_of_damage(error: Exception) -> bool:
    """Tell damage from circumstances: a file that is in use or must not be written, a full disk."""
    if isinstance(error, sqlite3.OperationalError):
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR  # other tables than ours
    return isinstance(error, _FAILURES)


def _begun(file: Path, target: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=_PATIENCE)
    try:
        file.chmod(0o600)  # texts are nobody else's
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute("PRAGMA secure_delete = ON")
        with database:
            database.execute("CREATE TABLE IF NOT EXISTS target (path BLOB PRIMARY KEY)")
            database.execute("INSERT OR IGNORE INTO target VALUES (?)", (os.fsencode(target),))
            database.execute(
                "CREATE TABLE IF NOT EXISTS documents"
                " (key BLOB PRIMARY KEY, items BLOB NOT NULL, round INTEGER NOT NULL)"
            )
    except BaseException:
        database.close()
        raise
    return database


def _forget_lost(folder: Path) -> None:
    """Delete what is kept for datasets that are not there, and that nobody has begun to build of late."""
    for file in folder.glob("*.sqlite"):
        with (
            suppress(OSError, TypeError, *_FAILURES),
            closing(sqlite3.connect(file, timeout=0)) as database,
        ):
            row = database.execute("SELECT CAST(path AS BLOB) FROM target").fetchone()
            is_old = time.time() - file.stat().st_mtime > GRACE
            if row and is_old and not Path(os.fsdecode(row[0])).exists():
                _forget(file)


def _forget(file: Path) -> None:
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        with suppress(OSError):
            file.with_name(name).unlink()


def _version() -> str:
    """Tell with what documents are read: rules of ours, and the packages that they need."""
    distributions = packages_distributions()
    used = {*_ALWAYS, *(package for form in formats() for package in form.packages)}
    needed = {name for package in used for name in distributions.get(package, ())}
    packages = " ".join(f"{name} {version(name)}" for name in sorted(needed))
    code = f"{code_of('places.reading')} {code_of('places.languages')}"
    return f"{code} Python {platform.python_version()} {packages}"


def _written(key: Key, items: Iterable[Item]) -> bytes:
    """Write the key along: a damaged index leads to another document's row."""
    return zlib.compress(json.dumps([key.hex(), *(_told(item) for item in items)]).encode("ascii"))


def _told(item: Item) -> tuple[str, dict[str, Any]]:
    if not isinstance(item, Draft):
        return type(item).__name__, asdict(item)
    published = item.article.published
    days = published and [published.first.isoformat(), published.last.isoformat()]
    article = asdict(item.article) | {"published": days}
    return Draft.__name__, {"article": article, "more": [item.where, item.row, item.states_id]}


def _items(key: Key, written: bytes) -> list[Item]:
    whose, *items = json.loads(zlib.decompress(written))
    if whose != key.hex():
        raise ValueError(f"of another document: {whose}")
    return [_item(kind, told) for kind, told in items]


def _item(kind: str, told: dict[str, Any]) -> Item:
    if kind in _LINES:
        return _LINES[kind](**told)
    article = told["article"]
    days = article["published"] and PartialDate(*map(date.fromisoformat, article["published"]))
    return Draft(Article(**article | {"published": days, "tags": tuple(article["tags"])}), *told["more"])
