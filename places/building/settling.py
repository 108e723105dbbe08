"""What was found in articles, and what people said of it -> what the dataset tells.

What is set aside and what is changed is kept as it was, so that it can be brought back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa

from places.building.said import Said
from places.corrections import Correction
from places.corrections.setting import Before, Held, set_mentions, set_right
from places.dataset import SCHEMAS, SCHEMAS_OF_ORIGINALS, article_table, mention_table
from places.dataset.tables import said_row, with_others
from places.model import Article, Mention, Place


class Read(NamedTuple):
    """An article on its way.

    Attributes
    ----------
    article : Article
        As it was read.
    edited : Article
        As it is said to be.
    removed : bool
    position : int
        Among all that were read.
    text_hash : bytes or None
        What the next build recognises it by.
    mentions : int
        How many were found in it.
    """

    article: Article
    edited: Article
    removed: bool
    position: int
    text_hash: bytes | None
    mentions: int


@dataclass(frozen=True)
class Settled:
    """What the dataset tells of some articles.

    Attributes
    ----------
    articles : sequence of Article
        Those that are not removed.
    text_hashes, mention_counts : sequence
        Of each.
    mentions : pyarrow.Table
        In the order of the articles.
    set_by_hand : dict of str to Place
        The places that a person chose, by their ids; the others are those of `found`.
    original_articles, original_mentions : pyarrow.Table
        See `places.dataset.SCHEMAS_OF_ORIGINALS`.
    held : list of (Correction, str)
        What held, once for each stretch of text, with the id of the article.
    """

    articles: Sequence[Article]
    text_hashes: Sequence[bytes | None]
    mention_counts: Sequence[int]
    mentions: pa.Table
    set_by_hand: dict[str, Place]
    original_articles: pa.Table
    original_mentions: pa.Table
    held: list[tuple[Correction, str]]


def settle(reads: Sequence[Read], found: pa.Table, said: Said) -> Settled:
    """Apply what people said to what was found.

    Parameters
    ----------
    reads : sequence of Read
    found : pyarrow.Table
        The mentions that were found in them, in order.
    said : Said
    """
    found = found.combine_chunks()  # rows of one piece are taken at once, of many pieces one after the other
    work = _Work(found)
    for read in reads:
        work.take(read, said)
    mentions, counts = work.mentions(said)
    aside = found.take(pa.array(work.set_aside, pa.int64()))
    kept = [read for read in reads if not read.removed]
    return Settled(
        [read.edited for read in kept],
        [read.text_hash for read in kept],
        counts,
        mentions,
        {mention.place.id: mention.place for mention in work.added},
        _original_articles(reads),
        aside,
        work.held,
    )


class _Article(NamedTuple):
    """An article with the rows that stay, what holds in it, and which row each of that is instead of."""

    article: Article
    rows: list[int]
    held: list[Held]
    instead_of: list[int | None]


class _Work:
    """Goes through articles, and notes which rows of their mentions stay."""

    def __init__(self, found: pa.Table) -> None:
        self._found = found
        self._starts: list[int] = found.column("start").to_pylist()
        self._ends: list[int] = found.column("end").to_pylist()
        self._row = 0
        self._articles: list[_Article] = []
        self._changed = False
        self.set_aside: list[int] = []
        self.added: list[Mention] = []
        self.held: list[tuple[Correction, str]] = []

    def take(self, read: Read, said: Said) -> None:
        """Settle one more article."""
        rows = list(range(self._row, self._row + read.mentions))
        self._row += read.mentions
        if read.removed:
            self.set_aside.extend(rows)
            self._changed = True
            return
        held: list[Held] = []
        aside: list[int] = []
        corrections = said.corrections.of(read.edited)
        if corrections:
            spans = [(self._starts[row], self._ends[row]) for row in rows]
            right = set_right(read.edited, spans, corrections)
            aside = [rows[at] for at in right.set_aside]
            self.set_aside.extend(aside)
            gone = set(aside)
            rows = [row for row in rows if row not in gone]
            self.held.extend((each.correction, read.edited.id) for each in right.held)
            self._changed |= bool(right.held)
            held = right.held
        self._articles.append(_Article(read.edited, rows, held, self._at(held, aside)))

    def mentions(self, said: Said) -> tuple[pa.Table, list[int]]:
        """Return the mentions of the articles that are not removed, and how many each has."""
        table, counts = self._found, [len(each.rows) for each in self._articles]
        if self._changed:
            made = self._made()
            self.added = [mention for of_article in made for mention in of_article]
            counts = [count + len(of_it) for count, of_it in zip(counts, made, strict=True)]
            own = mention_table(
                (each.article.id, of_it) for each, of_it in zip(self._articles, made, strict=True)
            )
            own = with_others(own, self._found.column("candidates"), self._instead_of())
            first = self._found.num_rows
            order: list[int] = []
            for each, of_it in zip(self._articles, made, strict=True):
                spots = [(self._starts[row], row) for row in each.rows]
                spots += [(mention.start, first + at) for at, mention in enumerate(of_it)]
                first += len(of_it)
                order.extend(row for _, row in sorted(spots))
            table = pa.concat_tables([self._found, own]).combine_chunks().take(pa.array(order, pa.int64()))
        return self._checked(table, counts, said), counts

    def _at(self, held: Sequence[Held], rows: Sequence[int]) -> list[int | None]:
        """Return which row was found at the very stretch of what holds now."""
        by_span = {(self._starts[row], self._ends[row]): row for row in rows}
        return [by_span.get((each.start, each.end)) if each.correction.place else None for each in held]

    def _made(self) -> list[list[Mention]]:
        """Make the mentions that people said, article by article, as yet without other candidates."""
        wanted = [row for each in self._articles for row in each.instead_of if row is not None]
        told = self._found.select(["excerpt_start", "excerpt_end"]).take(pa.array(wanted, pa.int64()))
        spans = zip(*(column.to_pylist() for column in told.columns), strict=True)
        before = {row: Before((), *span) for row, span in zip(wanted, spans, strict=True)}
        return [
            set_mentions(
                each.article, each.held, [None if row is None else before[row] for row in each.instead_of]
            )
            for each in self._articles
        ]

    def _instead_of(self) -> list[int | None]:
        """Return which row was found at the very stretch of each mention that is made."""
        return [
            row
            for each in self._articles
            for held, row in zip(each.held, each.instead_of, strict=True)
            if held.correction.place is not None
        ]

    def _checked(self, mentions: pa.Table, counts: Sequence[int], said: Said) -> pa.Table:
        """Say of mentions who found them right."""
        checks = said.standing.checked_mentions
        column: list[dict[str, object] | None] | None = None
        first = 0
        for each, count in zip(self._articles, counts, strict=True):
            if each.article.id in checks:
                rows = mentions.select(["start", "end", "place_id"]).slice(first, count).to_pylist()
                for at, row in enumerate(rows, first):
                    check = said.check_of(each.article.id, row["start"], row["end"], row["place_id"])
                    if check is not None:
                        column = column or [None] * mentions.num_rows
                        column[at] = said_row(check)
            first += count
        if column is None:
            return mentions
        field = SCHEMAS["mentions"].field("checked")
        at = mentions.schema.get_field_index("checked")
        return mentions.set_column(at, field, pa.array(column, field.type))


def _original_articles(reads: Sequence[Read]) -> pa.Table:
    """Lay out as they were read those that are removed or edited."""
    changed = [read for read in reads if read.removed or read.edited != read.article]
    table = article_table(
        [read.article for read in changed],
        [read.text_hash if read.removed else None for read in changed],
        [read.mentions if read.removed else 0 for read in changed],
    )
    schema = SCHEMAS_OF_ORIGINALS["original_articles"]
    positions = pa.array([read.position if read.removed else None for read in changed], pa.int32())
    return table.append_column(schema.field("position"), positions)
