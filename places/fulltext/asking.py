"""A query -> the articles that it finds in an index, the best first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from places.fulltext.index import columns_of, reading
from places.fulltext.stems import beginnings, stem
from places.fulltext.syntax import Item, Near, Query, Words

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


def search(file: Path, prepared: Prepared) -> list[str]:
    """Return the ids of the articles that a query finds, the best first.

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
        if wanted:
            asked = f"({wanted}) NOT ({unwanted})" if unwanted else wanted
            rows = connection.execute(
                "SELECT a.id FROM words JOIN articles a ON a.number = words.rowid "
                "WHERE words MATCH ? ORDER BY bm25(words), a.number",
                [asked],
            )
        else:
            rows = connection.execute(
                "SELECT id FROM articles WHERE number NOT IN (SELECT rowid FROM words WHERE words MATCH ?) "
                "ORDER BY number",
                [unwanted],
            )
        return [article_id for (article_id,) in rows]


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
