"""Where in a text the words of a query stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Final, NamedTuple

from places.fulltext.asking import Prepared, Stems
from places.fulltext.stems import OTHER, WORD, form, language_of, stem
from places.fulltext.syntax import Item, Near, Words

_MOST_WAYS: Final = 5_000
"""Ways in which words near each other may go together in one text that are looked at."""


class Mark(NamedTuple):
    """A word of a text that a query found.

    Attributes
    ----------
    start, end : int
        Offsets in characters.
    item : int
        Of the query's words, phrases and pairs the number of the one that it belongs to.
    """

    start: int
    end: int
    item: int


def marks(prepared: Prepared, text: str, language: str | None) -> list[Mark]:
    """Find the words of a query in a text, in order; what it does not want is not marked.

    Parameters
    ----------
    prepared : Prepared
    text : str
    language : str or None
        ISO 639-1, that of the article.
    """
    column = language_of(language)
    of_query = prepared.stems.get(column) or prepared.stems.get(OTHER) or {}
    if not of_query:
        return []
    spans = [word.span() for word in WORD.finditer(text)]
    words = [text[start:end] for start, end in spans]
    bases = [stem(word, column) for word in words]
    items = [item for group in prepared.query.wanted for item in group]
    found = {
        position: number
        for number, item in reversed(list(enumerate(items)))
        for first, last in _places(item, of_query, words, bases)
        for position in range(first, last)
    }
    return [Mark(*spans[position], found[position]) for position in sorted(found)]


def _places(
    item: Item, of_query: Mapping[Words, Stems], words: Sequence[str], bases: Sequence[str]
) -> list[tuple[int, int]]:
    """Tell which words of a text an item is, as positions: the first, and the one after the last."""
    if isinstance(item, Words):
        return _phrases(of_query[item], words, bases)
    return _near(item, [_phrases(of_query[part], words, bases) for part in item.parts])


def _phrases(of: Stems, words: Sequence[str], bases: Sequence[str]) -> list[tuple[int, int]]:
    length = len(of.stems) + bool(of.beginnings)
    return [
        (first, first + length)
        for first in range(len(bases) - length + 1)
        if all(bases[first + at] == base for at, base in enumerate(of.stems))
        and (not of.beginnings or _begins(of, words[first + length - 1], bases[first + length - 1]))
    ]


def _begins(of: Stems, word: str, base: str) -> bool:
    return base.startswith(of.beginnings) or base in of.others or form(word).startswith(of.beginnings)


def _near(item: Near, parts: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Keep what is near enough to all the others: so many words at most from the first to the last.

    One word may be two of them, such as ``Brücke`` of ``Brück* ~ Brücke``: the index counts it so.
    """
    found: set[tuple[int, int]] = set()
    looked_at = 0
    for first in parts[0]:
        reach = item.distance + sum(len(words.words) for words in item.parts)
        others = [[each for each in part if abs(each[0] - first[0]) <= reach] for part in parts[1:]]
        for way in product([first], *others):
            looked_at += 1
            if looked_at > _MOST_WAYS:
                return sorted(found)
            ordered = sorted(way)
            if ordered[-1][0] - ordered[0][1] <= item.distance:
                found.update(way)
    return sorted(found)
