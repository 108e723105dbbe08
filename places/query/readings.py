"""What is read of a place: its mentions with sentences and articles, and what stands beside it there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import repeat
from operator import attrgetter
from typing import Any, Final, NamedTuple

import numpy as np

from places.dataset import Dataset
from places.dataset.offsets import Offsets
from places.query.among import among
from places.query.articles import COLUMNS_OF_ARTICLE, NO_COLUMNS, ArticleRow, article_row
from places.query.evaluate import evaluate
from places.query.index import Index, Positions
from places.query.mentions import (
    BEGIN,
    COLUMNS_OF_MENTION,
    DECIDED,
    FINISH,
    IN_TEXT,
    OF_DECIDED,
    SAID,
    WIDEST,
    MentionRow,
    decided,
    first_pairs,
)
from places.query.offsets import mentions_of, offsets_of
from places.query.remember import remembered
from places.selection import Selection

_FEW: Final = 200
"""What a visitor reads on a page is no more mentions than this, as a rule; it is kept for the next one."""

_REMEMBERED: Final = 512
"""What visitors read of so many places is kept: some 20 kB each."""

_start: Final = attrgetter("start")


class _Found(NamedTuple):
    """A mention without its excerpt, where that would end, and the position of its article."""

    mention: MentionRow
    finish: int
    article: int


class Reading(NamedTuple):
    """A mention as it is read.

    Attributes
    ----------
    mention : MentionRow
        With its excerpt.
    inside : tuple of MentionRow
        The others that stand in the excerpt, in their order; they have no excerpts of their own.
    article : ArticleRow
        In which it stands.
    """

    mention: MentionRow
    inside: tuple[MentionRow, ...]
    article: ArticleRow


def read_mentions(dataset: Dataset, selection: Selection, place_id: str, limit: int) -> list[Reading]:
    """List what is read of a place.

    The mentions are those of `select_mentions`, whatever kinds the selection asks for; of the others those
    that it shows.
    """
    ask = _read_few if limit <= _FEW else _read
    return list(ask(dataset, selection.of_rows(), place_id, limit))


@remembered(_REMEMBERED)
def _read_few(dataset: Dataset, selection: Selection, place_id: str, limit: int) -> tuple[Reading, ...]:
    """Keep what a visitor reads of a place: many read of the same ones."""
    return _read(dataset, selection, place_id, limit)


def _read(dataset: Dataset, selection: Selection, place_id: str, limit: int) -> tuple[Reading, ...]:
    own = first_pairs(dataset, selection, place_id, limit)
    if not len(own):
        return ()
    shown = evaluate(dataset, selection)
    index = shown.index
    shown_pairs = shown.pairs_in(np.unique(index.article_of(own)))
    found = _without_excerpts(dataset, index, np.union1d(own, shown_pairs))
    with_own = bool(np.isin(own, shown_pairs).all())
    mentions = [each for each in found if each.mention.place_id == place_id][:limit]
    others: dict[int, list[MentionRow]] = {}
    for row, _, article in found:
        if with_own or row.place_id != place_id:
            others.setdefault(article, []).append(row)
    return tuple(
        Reading(
            replace(each.mention, excerpt=excerpt),
            _between(others.get(each.article, []), each.mention, each.finish),
            article_row(shown, each.article, *columns),
        )
        for each, (excerpt, columns) in zip(mentions, _texts(dataset, index, mentions), strict=True)
    )


def _between(others: Sequence[MentionRow], row: MentionRow, finish: int) -> tuple[MentionRow, ...]:
    """Keep of the mentions of an article, in their order, those in the excerpt of one of them."""
    first = bisect_left(others, row.offset, key=_start)
    last = bisect_left(others, finish, key=_start)
    return tuple(other for other in others[first:last] if other.end <= finish and other.start != row.start)


def _without_excerpts(dataset: Dataset, index: Index, pairs: Positions) -> list[_Found]:
    offsets = offsets_of(dataset)
    if offsets is not None:
        rows, articles = mentions_of(index, offsets, pairs)
        if offsets.said is None or not offsets.said[rows].any():
            return _looked_up(index, offsets, rows, articles)
    return _asked(dataset, index, pairs)  # who said what of a mention, and when, stands in the tables alone


def _looked_up(index: Index, offsets: Offsets, rows: Positions, articles: Positions) -> list[_Found]:
    start, length = offsets.start[rows].astype(np.int64), offsets.length[rows].astype(np.int64)
    finish = start + length + np.minimum(offsets.after[rows].astype(np.int64), WIDEST)
    columns = zip(
        index.article_ids.at(articles),
        start.tolist(),
        (start + length).tolist(),
        [offsets.surfaces[code].as_py() for code in offsets.surface[rows].tolist()],
        [index.places.ids[place] for place in offsets.place[rows].tolist()],
        offsets.sure(rows).tolist(),
        repeat(""),
        (start - np.minimum(offsets.before[rows].astype(np.int64), WIDEST)).tolist(),
    )
    return [
        _Found(MentionRow(*row), end, article)
        for row, end, article in zip(columns, finish.tolist(), articles.tolist(), strict=True)
    ]


def _asked(dataset: Dataset, index: Index, pairs: Positions) -> list[_Found]:
    articles = index.article_of(pairs)
    asked, parameters = among("m.article_id", index.article_ids.at(np.unique(articles)))
    rows = dataset.rows(
        f"{DECIDED} SELECT {COLUMNS_OF_MENTION}, '', {BEGIN}, {SAID}, {FINISH}, d.position {OF_DECIDED} "
        f"WHERE {asked} ORDER BY d.position, {IN_TEXT}",
        decided(index, pairs, articles) | parameters,
        parts=index.parts_of(articles),
    )
    return [_Found(MentionRow(*row), finish, article) for *row, finish, article in rows]


def _texts(dataset: Dataset, index: Index, mentions: Sequence[_Found]) -> list[tuple[str, Sequence[Any]]]:
    """Read the excerpts of mentions, and the columns of their articles."""
    within = [each.mention.article_id for each in mentions]
    asked, parameters = among("a.id", within)
    windows = {
        "numbers": list(range(len(mentions))),
        "within": within,
        "begins": [each.mention.offset for each in mentions],
        "lengths": [each.finish - each.mention.offset for each in mentions],
    }
    rows = dataset.rows(
        "WITH windows AS (SELECT unnest($numbers) AS number, unnest($within) AS article_id, "
        "unnest($begins) AS begin, unnest($lengths) AS length) "
        f"SELECT w.number, substr(a.text, w.begin + 1, w.length), {COLUMNS_OF_ARTICLE} FROM windows w "
        f"JOIN articles a ON a.id = w.article_id WHERE {asked}",
        windows | parameters,
        parts=index.parts_of(np.array([each.article for each in mentions], dtype=np.int64)),
    )
    found = {number: (excerpt, columns) for number, excerpt, *columns in rows}
    # A damaged table may name an article and not hold it.
    return [found.get(number, ("", NO_COLUMNS)) for number in range(len(mentions))]
