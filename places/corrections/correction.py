"""What somebody says of names, and what of it holds in an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import daachorse

from places.model import Article, ByHand, Place

REASON: Final = "corrected"
"""The evidence on what was set by hand."""

_FEW: Final = 30
"""Up to so many names are looked for one after another."""

Span = tuple[int, int]
"""Where something begins and ends in the text of an article."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody says of a name.

    Attributes
    ----------
    name : str
        As it stands in the texts; it is found with the endings of their language too. Of one
        mention, all of its words.
    place : Place or None
        None where the name is no place.
    by : ByHand
        Who says so, and for which mentions.
    article : str
        Id or path of the article, where it is said of one.
    source : str
        The source of the articles, where it is said of those of one.
    start : int or None
        Where the mention begins, where it is said of one.
    row : int or None
        The row of the table in which it stands.
    """

    name: str
    place: Place | None
    by: ByHand
    article: str = ""
    source: str = ""
    start: int | None = None
    row: int | None = None

    @property
    def key(self) -> tuple[str, str, str, int | None]:
        """What tells for which mentions it is said: of two with the same, one counts."""
        return self.name if self.start is None else "", self.article, self.source, self.start


@dataclass(frozen=True)
class Corrections:
    """Corrections by what they are said of; the narrower go before the wider.

    Attributes
    ----------
    of_all : mapping of str to Correction
        By name.
    of_source, of_article : mapping of str to (mapping of str to Correction)
        By the source, or the id or the path of the article, and by name.
    of_mention : mapping of str to (mapping of int to Correction)
        By the id or the path of the article, and by where the mention begins.
    """

    of_all: Mapping[str, Correction] = field(default_factory=dict)
    of_source: Mapping[str, Mapping[str, Correction]] = field(default_factory=dict)
    of_article: Mapping[str, Mapping[str, Correction]] = field(default_factory=dict)
    of_mention: Mapping[str, Mapping[int, Correction]] = field(default_factory=dict)

    @classmethod
    def of_rows(cls, rows: Iterator[Correction]) -> Corrections:
        """Put corrections in order; of two that are said of the same mentions, the later one counts."""
        of_all: dict[str, Correction] = {}
        of_source: dict[str, dict[str, Correction]] = {}
        of_article: dict[str, dict[str, Correction]] = {}
        of_mention: dict[str, dict[int, Correction]] = {}
        for row in rows:
            if row.start is not None:
                of_mention.setdefault(row.article, {})[row.start] = row
            elif row.article:
                of_article.setdefault(row.article, {})[row.name] = row
            elif row.source:
                of_source.setdefault(row.source, {})[row.name] = row
            else:
                of_all[row.name] = row
        return cls(of_all, of_source, of_article, of_mention)

    def rows(self) -> Iterator[Correction]:
        """Go through all of them."""
        yield from self.of_all.values()
        for by_key in (self.of_source, self.of_article, self.of_mention):
            for rows in by_key.values():
                yield from rows.values()

    def under(self, others: Corrections) -> Corrections:
        """Return these and others, of which the others count where both say something of the same."""
        return Corrections.of_rows(iter([*self.rows(), *others.rows()]))

    def of(self, article: Article) -> tuple[Correction, ...]:
        """Return those that may hold in an article: its words are there, or its name is."""
        text = article.text
        of_mention: dict[int, Correction] = {}
        rows: dict[str, Correction] = {}
        if self.of_source and article.source:
            rows.update(self.of_source.get(article.source, {}))
        for key in (article.path, article.id):
            rows.update(self.of_article.get(key, {}))
            of_mention.update(self.of_mention.get(key, {}))
        rows = {name: row for name, row in rows.items() if name in text}
        for name in self.names_in(text):
            rows.setdefault(name, self.of_all[name])
        at_spots = [row for start, row in sorted(of_mention.items()) if text.startswith(row.name, start)]
        return (*at_spots, *(rows[name] for name in sorted(rows)))

    def names_in(self, text: str) -> set[str]:
        """Return the names of `of_all` that stand in a text, within words too."""
        if self._automaton is None:
            return {name for name in self.of_all if name in text}
        return {self._names[number] for _, _, number in self._automaton.find_overlapping(text)}

    @cached_property
    def _names(self) -> list[str]:
        return list(self.of_all)

    @cached_property
    def _automaton(self) -> daachorse.CharwiseDoubleArrayAhoCorasick | None:
        return daachorse.CharwiseDoubleArrayAhoCorasick(self._names) if len(self._names) > _FEW else None
