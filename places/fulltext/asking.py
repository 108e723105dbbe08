"""A query -> the articles that it finds in an index, the best first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from places.fulltext.index import columns_of, reading
from places.fulltext.stems import beginnings, stem
from places.fulltext.syntax import Item, Near, Query, Words

RANKED: Final = 100_000
"""So many hits are ranked at most: of more, all of them hold about the same."""

_PIECE: Final = 50_000
_MOST_OTHERS: Final = 40
"""Stems that a word may have that begins in some way and whose stem does not."""


@dataclass(frozen=True, slots=True)
class Stems:
    """Words as they stand in the index of a language.

    Attributes
    ----------
    stems : tuple of str
        All but the last of them where that is a beginning.
    beginnings : tuple of str
        With one of which the last stem begins.
    others : tuple of str
        What the last stem may be as well: its word begins so in another of its forms.
    """

    stems: tuple[str, ...]
    beginnings: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prepared:
    """A query with the stems of its words, by the language of the index.

    Attributes
    ----------
    query : Query
    stems : mapping of str to (mapping of Words to Stems)
    """

    query: Query
    stems: Mapping[str, Mapping[Words, Stems]]


def prepare(file: Path, query: Query) -> Prepared:
    """Tell by which stems the words of a query stand in an index.

    Raises
    ------
    sqlite3.Error
        If the index is damaged.
    OSError
        If it is not there.
    """
    every = {words for group in query.wanted for item in group for words in _parts(item)}
    every.update(query.unwanted)
    with reading(file) as connection:
        return Prepared(
            query,
            {
                language: {words: _stems(connection, words, language) for words in every}
                for language in columns_of(connection)
            },
        )


class Answer(NamedTuple):
    """What a query finds in an index.

    Attributes
    ----------
    numbers : numpy.ndarray of int64
        Of the articles, as `numbered` tells them; one that it does not tell is gone since.
    is_ranked : bool
        Whether the best come first; of more than `RANKED` they come in the order of their numbers.
    """

    numbers: NDArray[np.int64]
    is_ranked: bool


def search(file: Path, prepared: Prepared) -> Answer:
    """Return the articles that a query finds, the best first.

    Parameters
    ----------
    file : Path
        The index.
    prepared : Prepared

    Raises
    ------
    sqlite3.Error
        If the index is damaged.
    OSError
        If it is not there.
    """
    query = prepared.query
    wanted = " AND ".join(_any(prepared, group) for group in query.wanted)
    unwanted = _any(prepared, query.unwanted) if query.unwanted else ""
    with reading(file) as connection:
        if not wanted:
            return Answer(
                _all_numbers(
                    connection,
                    "number FROM articles WHERE number NOT IN (SELECT rowid FROM words WHERE words MATCH ?)",
                    unwanted,
                ),
                is_ranked=False,
            )
        asked = f"({wanted}) NOT ({unwanted})" if unwanted else wanted
        (last,) = connection.execute("SELECT max(number) FROM articles").fetchone()
        if (last or 0) >= RANKED:
            found = _all_numbers(connection, "rowid AS number FROM words WHERE words MATCH ?", asked)
            if len(found) > RANKED:
                return Answer(found, is_ranked=False)
        rows = connection.execute(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words), rowid", [asked]
        )
        return Answer(np.fromiter(chain.from_iterable(rows), dtype=np.int64), is_ranked=True)


def _all_numbers(connection: sqlite3.Connection, what: str, asked: str) -> NDArray[np.int64]:
    """Take very many numbers as one text: while it is made, other threads go on."""
    # What is selected is one of the texts above.
    (joined,) = connection.execute(f"SELECT group_concat(number) FROM (SELECT {what})", [asked]).fetchone()  # noqa: S608
    return np.sort(np.fromstring(joined or "", dtype=np.int64, sep=","))


def numbered(file: Path) -> Iterator[list[tuple[int, str]]]:
    """Go through the articles of an index, many at a time: their numbers in it, and their ids.

    Raises
    ------
    sqlite3.Error
        If the index is damaged.
    OSError
        If it is not there.
    """
    with reading(file) as connection:
        cursor = connection.execute("SELECT number, id FROM articles ORDER BY number")
        while rows := cursor.fetchmany(_PIECE):
            yield rows


def _parts(item: Item) -> tuple[Words, ...]:
    return item.parts if isinstance(item, Near) else (item,)


def _stems(connection: sqlite3.Connection, words: Words, language: str) -> Stems:
    if not words.begins:
        return Stems(tuple(stem(word, language) for word in words.words))
    *whole, last = words.words
    begin = beginnings(last, language)
    others = {
        base
        for each in begin
        for (base,) in connection.execute(
            "SELECT DISTINCT stem FROM forms WHERE language = ? AND form >= ? AND form < ? "
            "AND substr(stem, 1, ?) <> ? ORDER BY length(stem), stem LIMIT ?",
            [language, each, f"{each}\U0010ffff", len(each), each, _MOST_OTHERS],
        )
    }
    return Stems(tuple(stem(word, language) for word in whole), begin, tuple(sorted(others)))


def _any(prepared: Prepared, items: tuple[Item, ...] | tuple[Words, ...]) -> str:
    """Write in the language of FTS5 that one of some items is there, in one language or another."""
    return (
        "("
        + " OR ".join(
            f"{language} : {written}"
            for item in items
            for language, stems in prepared.stems.items()
            for written in _item(item, stems)
        )
        + ")"
    )


def _item(item: Item, stems: Mapping[Words, Stems]) -> Iterator[str]:
    if isinstance(item, Words):
        yield from _phrases(stems[item])
        return
    ways = [""]
    for part in item.parts:
        ways = [f"{way} {phrase}" for way in ways for phrase in _phrases(stems[part])][:_MOST_OTHERS]
    yield from (f"NEAR({way}, {item.distance})" for way in ways)


def _phrases(of: Stems) -> Iterator[str]:
    """Write stems as phrases; they hold letters and digits only, and no sign of FTS5's own."""
    if not of.beginnings:
        yield f'"{" ".join(of.stems)}"'
    for begin in of.beginnings:
        yield f'"{" ".join((*of.stems, begin))}" *'
    for other in of.others:
        yield f'"{" ".join((*of.stems, other))}"'
