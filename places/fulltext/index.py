"""The index of a dataset: one file of SQLite, in which FTS5 keeps where each stem stands.

It holds no text. Every language has a column of its own, so that what is a form of a word in one is none
in another. The same articles give the same file; a copy of it takes in what was changed since.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from places.dataset import DatasetError
from places.fulltext.entries import Entry, Indexed, Row, entries_of, entry_of, row_of
from places.fulltext.stems import OTHER, VERSION, language_of

COLUMNS: Final = ("id", "title", "text", "language")
"""What is read of the articles."""

FORM: Final = f"1 {VERSION}"
"""How an index is made; another one for other tables or other stems."""

_BATCH: Final = 500
_PIECE: Final = 600_000  # characters of articles that are handed on together
_WORTH_ANEW: Final = 0.2
"""The share of rows that are of no more use from which on an index is made anew."""

LACKING: Final = "the SQLite of this Python was built without FTS5, and the search needs it"


Articles: TypeAlias = "Sequence[Path] | pa.Table"
"""The table of a dataset, or the files of its parts."""


Finding: TypeAlias = "Callable[[Sequence[Indexed]], list[Entry]]"
Each: TypeAlias = "Callable[[Finding, Iterable[Sequence[Indexed]]], Iterable[list[Entry]]]"
"""As Python's `map`: has a function called with one piece after another; what comes out is in that order."""


@cache
def has_engine() -> bool:
    """Tell whether the SQLite of this Python has FTS5."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        except sqlite3.OperationalError:
            return False
    return True


def write_index(articles: Articles, file: Path, each: Each = map) -> None:
    """Write the index of some articles.

    Parameters
    ----------
    articles : Articles
    file : Path
        Which is not there yet.
    each : Each
        What finds the stems piece by piece: here, or in other processes.

    Raises
    ------
    DatasetError
        If there is no FTS5.
    OSError
        If it cannot be written.
    """
    if not has_engine():
        raise DatasetError(LACKING)
    languages = _languages(articles)
    with _opened(file) as connection:
        connection.executescript(
            "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
            "CREATE TABLE articles (number INTEGER PRIMARY KEY, id TEXT NOT NULL, made_of BLOB NOT NULL);"
            "CREATE TABLE forms (language TEXT, form TEXT, stem TEXT, PRIMARY KEY (language, form, stem)) "
            "WITHOUT ROWID;"
            # The names of the columns are two letters each, or `OTHER`.
            f"CREATE VIRTUAL TABLE words USING fts5({', '.join(languages)}, content='', tokenize='ascii');"
        )
        connection.execute("INSERT INTO about VALUES ('form', ?)", [FORM])
        entries = chain.from_iterable(each(entries_of, _pieces(articles)))
        _add(connection, languages, enumerate(entries))
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        connection.commit()
        connection.execute("VACUUM")


def is_index_of(file: Path, articles: Articles) -> bool:
    """Tell whether an index is of just these articles, in this order."""
    try:
        with reading(file) as connection:
            if _form_of(connection) != FORM:
                return False
            indexed = connection.execute("SELECT number, id, made_of FROM articles ORDER BY number")
            rows = _rows(articles)
            for number, known in enumerate(indexed):
                row = next(rows, None)
                if row is None or known != (number, row.id, row.made_of):
                    return False
            return next(rows, None) is None
    except (sqlite3.Error, OSError, pa.ArrowException):
        return False


def index_like(earlier: Path | None, articles: Articles, file: Path, each: Each = map) -> None:
    """Write the index of some articles; where another one is of the same ones, it is taken over as it is.

    Parameters
    ----------
    earlier : Path or None
    articles : Articles
    file : Path
        Which is not there yet.
    each : Each
        See `write_index`.
    """
    if earlier is not None and is_index_of(earlier, articles):
        with suppress(OSError):  # whoever replaced the dataset meanwhile has deleted it
            shutil.copyfile(earlier, file)
            return
        file.unlink(missing_ok=True)
    write_index(articles, file, each)


def renewed_index(earlier: Path, articles: Articles, file: Path) -> None:
    """Write the index of articles of which most stand in another index, which is taken over.

    Parameters
    ----------
    earlier : Path
        The other index; where it is of no use, everything is made anew.
    articles : Articles
    file : Path
        Which is not there yet.
    """
    try:
        shutil.copyfile(earlier, file)
        with _opened(file) as connection:
            if _form_of(connection) == FORM and _renew(connection, articles):
                return
    except (sqlite3.Error, OSError):
        pass
    file.unlink(missing_ok=True)
    write_index(articles, file)


def _renew(connection: sqlite3.Connection, articles: Articles) -> bool:
    """Take in what is new and forget what is gone; False where that is not worth it."""
    known = {
        (article_id, made_of): number
        for number, article_id, made_of in connection.execute("SELECT number, id, made_of FROM articles")
    }
    (last,) = connection.execute("SELECT max(rowid) FROM words_docsize").fetchone()
    languages = columns_of(connection)
    new: list[Row] = []
    for row in _rows(articles):
        if known.pop((row.id, row.made_of), None) is None:
            if row.language not in languages:
                return False
            new.append(row)
    kept = connection.execute("SELECT count(*) FROM articles").fetchone()[0] - len(known)
    if (last or 0) + 1 + len(new) - kept > _WORTH_ANEW * (kept + 1) + _BATCH:
        return False
    connection.executemany("DELETE FROM articles WHERE number = ?", [[number] for number in known.values()])
    _add(connection, languages, enumerate(map(entry_of, new), (last or 0) + 1))
    connection.commit()
    return True


def columns_of(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Tell which languages an index has."""
    return tuple(name for _, name, *_ in connection.execute("PRAGMA table_info(words)"))


def is_of_this_form(file: Path) -> bool:
    """Tell whether an index was made as this version makes them: with other stems it finds other words.

    Raises
    ------
    sqlite3.Error
        If it is damaged.
    OSError
        If it is not there.
    """
    with reading(file) as connection:
        return _form_of(connection) == FORM


def holds_articles(file: Path, ids: Collection[str]) -> bool:
    """Tell whether an index has just these articles, and words of each; not whether their texts are the same.

    Raises
    ------
    sqlite3.Error
        If it is damaged.
    OSError
        If it is not there.
    """
    with reading(file) as connection:
        known = {article_id for (article_id,) in connection.execute("SELECT id FROM articles")}
        (lacking,) = connection.execute(
            "SELECT count(*) FROM articles WHERE number NOT IN (SELECT id FROM words_docsize)"
        ).fetchone()
        return not lacking and known == set(ids)


def _form_of(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT value FROM about WHERE name = 'form'").fetchone()
    return None if row is None else str(row[0])


def _languages(articles: Articles) -> tuple[str, ...]:
    if isinstance(articles, pa.Table):
        tables = [articles]
    else:
        tables = [pq.read_table(part, columns=["language"]) for part in articles]
    used = {code for table in tables for code in table.column("language").unique().to_pylist()}
    return tuple(sorted({OTHER, *map(language_of, used)}))


def _add(
    connection: sqlite3.Connection, languages: Sequence[str], entries: Iterable[tuple[int, Entry]]
) -> None:
    forms: set[tuple[str, str, str]] = set()
    for number, entry in entries:
        forms.update((entry.language, written, base) for written, base in entry.forms)
        connection.execute("INSERT INTO articles VALUES (?, ?, ?)", [number, entry.id, entry.made_of])
        # The column is one of those that the index was made with.
        connection.execute(
            f"INSERT INTO words (rowid, {entry.language}) VALUES (?, ?)",  # noqa: S608
            [number, entry.stems],
        )
    assert all(language in languages for language, *_ in forms)
    connection.executemany("INSERT OR IGNORE INTO forms VALUES (?, ?, ?)", sorted(forms))


def _rows(articles: Articles) -> Iterator[Row]:
    return map(row_of, _read(articles))


def _pieces(articles: Articles) -> Iterator[list[Indexed]]:
    piece: list[Indexed] = []
    characters = 0
    for article in _read(articles):
        piece.append(article)
        characters += len(article[2] or "")
        if len(piece) >= _BATCH or characters >= _PIECE:
            yield piece
            piece, characters = [], 0
    if piece:
        yield piece


def _read(articles: Articles) -> Iterator[Indexed]:
    """Read articles, a few at a time."""
    for batch in _batches(articles):
        yield from zip(*(batch.column(name).to_pylist() for name in COLUMNS), strict=True)


def _batches(articles: Articles) -> Iterator[pa.RecordBatch]:
    if isinstance(articles, pa.Table):
        yield from articles.select(list(COLUMNS)).to_batches(_BATCH)
        return
    for part in articles:
        with pq.ParquetFile(part) as file:
            yield from file.iter_batches(_BATCH, columns=list(COLUMNS))


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """Open an index that nobody else has yet; if its making breaks off, nobody will.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    try:
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            yield connection
    except sqlite3.OperationalError as error:
        raise OSError(errno.ENOSPC, f"{error}, for the index of the search") from error


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """Open an index that nobody changes, for one thread; the folder may be read-only."""
    if not file.is_file():
        raise FileNotFoundError(2, "is not there", str(file))
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        yield connection
