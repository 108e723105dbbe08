"""What was found in articles, and what people said of it -> what the dataset tells.

What is set aside and what is changed is kept as it was, so that it can be brought back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa

from places.building.said import Said
from places.corrections import Correction
from places.corrections.setting import Held, set_mentions, set_right
from places.dataset import SCHEMAS, SCHEMAS_OF_ORIGINALS, article_table, mention_table
from places.dataset.tables import candidates_of, said_row
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
    places : dict of str to Place
        That these mentions name.
    original_articles, original_mentions : pyarrow.Table
        See `places.dataset.SCHEMAS_OF_ORIGINALS`.
    original_places : dict of str to Place
    held : list of (Correction, str)
        What held, once for each stretch of text, with the id of the article.
    """

    articles: Sequence[Article]
    text_hashes: Sequence[bytes | None]
    mention_counts: Sequence[int]
    mentions: pa.Table
    places: dict[str, Place]
    original_articles: pa.Table
    original_mentions: pa.Table
    original_places: dict[str, Place]
    held: list[tuple[Correction, str]]


def settle(reads: Sequence[Read], found: pa.Table, said: Said, place_of: Callable[[str], Place]) -> Settled:
    """Apply what people said to what was found.

    Parameters
    ----------
    reads : sequence of Read
    found : pyarrow.Table
        The mentions that were found in them, in order.
    said : Said
    place_of : callable
        Returns a place that `found` names, by its id.
    """
    work = _Work(found)
    for read in reads:
        work.take(read, said)
    mentions, counts = work.mentions(said)
    aside = found.take(pa.array(work.set_aside, pa.int64()))
    set_by_hand = {mention.place.id: mention.place for mention in work.added}
    kept = [read for read in reads if not read.removed]
    return Settled(
        [read.edited for read in kept],
        [read.text_hash for read in kept],
        counts,
        mentions,
        {
            place_id: set_by_hand.get(place_id) or place_of(place_id)
            for place_id in mentions.column("place_id").unique().to_pylist()
        },
        _original_articles(reads),
        aside,
        {place_id: place_of(place_id) for place_id in aside.column("place_id").unique().to_pylist()},
        work.held,
    )


class _Work:
    """Goes through articles, and notes which rows of their mentions stay."""

    def __init__(self, found: pa.Table) -> None:
        self._found = found
        self._starts: list[int] = found.column("start").to_pylist()
        self._ends: list[int] = found.column("end").to_pylist()
        self._row = 0
        self._articles: list[tuple[Article, list[int], list[Mention]]] = []
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
        added: list[Mention] = []
        corrections = said.corrections.of(read.edited)
        if corrections:
            spans = [(self._starts[row], self._ends[row]) for row in rows]
            right = set_right(read.edited, spans, corrections)
            aside = [rows[at] for at in right.set_aside]
            added = set_mentions(read.edited, right.held, self._at(right.held, aside))
            self.set_aside.extend(aside)
            gone = set(aside)
            rows = [row for row in rows if row not in gone]
            self.held.extend((each.correction, read.edited.id) for each in right.held)
            self._changed |= bool(right.held)
        self.added.extend(added)
        self._articles.append((read.edited, rows, added))

    def mentions(self, said: Said) -> tuple[pa.Table, list[int]]:
        """Return the mentions of the articles that are not removed, and how many each has."""
        counts = [len(rows) + len(added) for _, rows, added in self._articles]
        table = self._found
        if self._changed:
            own = mention_table((article.id, added) for article, _, added in self._articles)
            first = self._found.num_rows
            order: list[int] = []
            for _, rows, added in self._articles:
                spots = [(self._starts[row], row) for row in rows]
                spots += [(mention.start, first + at) for at, mention in enumerate(added)]
                first += len(added)
                order.extend(row for _, row in sorted(spots))
            table = pa.concat_tables([self._found, own]).take(pa.array(order, pa.int64()))
        return self._checked(table, counts, said), counts

    def _at(self, held: Sequence[Held], rows: Sequence[int]) -> list[Mention | None]:
        """Return what was found at the very stretch of what holds now."""
        by_span = {(self._starts[row], self._ends[row]): row for row in rows}
        at = [by_span.get((each.start, each.end)) if each.correction.place else None for each in held]
        wanted = [row for row in at if row is not None]
        columns = ["candidates", "excerpt_start", "excerpt_end"]
        rows_of = iter(self._found.select(columns).take(pa.array(wanted, pa.int64())).to_pylist())
        found: list[Mention | None] = []
        for row, each in zip(at, held, strict=True):
            if row is None or each.correction.place is None:
                found.append(None)
                continue
            told = next(rows_of)
            found.append(
                Mention(
                    each.start,
                    each.end,
                    each.correction.name,
                    each.correction.place,
                    0.0,
                    candidates_of(told["candidates"]),
                    told["excerpt_start"],
                    told["excerpt_end"],
                )
            )
        return found

    def _checked(self, mentions: pa.Table, counts: Sequence[int], said: Said) -> pa.Table:
        """Say of mentions who found them right."""
        checks = said.standing.checked_mentions
        column: list[dict[str, object] | None] | None = None
        first = 0
        for (article, _, _), count in zip(self._articles, counts, strict=True):
            if article.id in checks:
                rows = mentions.select(["start", "end", "place_id"]).slice(first, count).to_pylist()
                for at, row in enumerate(rows, first):
                    check = said.check_of(article.id, row["start"], row["end"], row["place_id"])
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
