"""Which places are named together with a place: in the same articles, and in the same sentences."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np

from places.dataset import Dataset
from places.dataset.counting import Piece, PlaceCounts, count_places
from places.dataset.offsets import Offsets
from places.query.between import positions_between
from places.query.evaluate import Shown, evaluate
from places.query.index import Index, Positions
from places.query.mentions import DECIDED, OF_DECIDED, decided
from places.query.offsets import mentions_of, most_articles, offsets_of
from places.query.places import PlaceRow, rows_of
from places.query.remember import remembered
from places.selection import Selection

_TURNS: Final = threading.BoundedSemaphore(2)
"""So many are counted at once: each takes some bytes for every pair of the dataset meanwhile."""


_PIECE: Final = 100_000
"""In so many articles is counted at once."""


class Companion(NamedTuple):
    """A place that is named together with another one.

    Attributes
    ----------
    row : PlaceRow
        The place; its counts are of the articles that name both.
    sentences : int
        In how many sentences (or two, as an excerpt shows them) both stand.
    """

    row: PlaceRow
    sentences: int


def select_company(
    dataset: Dataset,
    selection: Selection,
    place_id: str,
    limit: int | None = None,
    *,
    sentences: bool = True,
) -> list[Companion]:
    """List the places named in the same articles as a place, those of the most articles first.

    They are listed whatever kinds the selection asks for; of as many articles, those of more sentences come
    first. Sentences have to be read from the dataset, for those places alone that are listed, and in
    so many articles at most as `most_articles` tells; without `sentences` they are 0.
    """
    return list(_company(dataset, replace(selection.of_rows(), kinds=()), place_id, limit, sentences))


@remembered(512)
def count_company(dataset: Dataset, selection: Selection, place_id: str) -> int:
    """Count the places named in the same articles as a place, whatever kinds the selection asks for."""
    _, beside = _beside(dataset, replace(selection.of_rows(), kinds=()), place_id)
    return int(np.count_nonzero(beside.mentions))


@remembered(4)
def _beside(dataset: Dataset, selection: Selection, place_id: str) -> tuple[Positions, PlaceCounts]:
    """Give the articles that name a place, by their positions, and count what they name beside it."""
    shown = evaluate(dataset, selection)
    naming = np.unique(shown.index.article_of(shown.pairs_of(place_id)))
    with _TURNS:
        return naming, count_places(_pieces(shown, place_id, naming), len(shown.index.places))


def _pieces(shown: Shown, place_id: str, naming: Positions) -> Iterator[Piece]:
    index = shown.index
    for first in range(0, len(naming), _PIECE):
        pairs = shown.pairs_in(naming[first : first + _PIECE])
        pairs = pairs[index.place[pairs] != index.place_positions[place_id]]
        article = index.article_of(pairs) if index.some_checked else None
        yield article, index.place[pairs], index.mentions[pairs], index.sure(pairs)


@remembered(64)
def _company(
    dataset: Dataset, selection: Selection, place_id: str, limit: int | None, with_sentences: bool
) -> tuple[Companion, ...]:
    shown = evaluate(dataset, selection)
    naming, beside = _beside(dataset, selection, place_id)
    named = np.flatnonzero(beside.mentions)
    listed = named[np.lexsort((-beside.mentions[named], -beside.articles[named]))][:limit]
    sentences: dict[str, int] = {}
    if with_sentences and len(listed):
        sentences = _sentences(dataset, shown, place_id, listed, naming)
    found = [Companion(row, sentences.get(row.place.id, 0)) for row in rows_of(shown.index, beside, listed)]
    return tuple(sorted(found, key=lambda each: (-each.row.articles, -each.sentences)))


def _sentences(
    dataset: Dataset, shown: Shown, place_id: str, others: Positions, naming: Positions
) -> dict[str, int]:
    """Count for each of some other places the excerpts in which it stands beside the place."""
    index, offsets = shown.index, offsets_of(dataset)
    asked = np.zeros(len(index.places), dtype=bool)
    asked[others] = asked[index.place_positions[place_id]] = True
    pairs = shown.pairs_in(index.in_few_parts(naming, most_articles(dataset)))
    pairs = pairs[asked[index.place[pairs]]]
    if offsets is not None:
        with _TURNS:
            return _looked_up(index, offsets, pairs, place_id)
    rows = dataset.rows(
        f'{DECIDED}, named AS (SELECT m.article_id, m.place_id, m.start, m."end", m.excerpt_start, '
        f"m.excerpt_end {OF_DECIDED}), pairs AS (SELECT o.place_id, o.article_id, "
        "CASE WHEN p.start < o.start THEN p.excerpt_start ELSE o.excerpt_start END AS sentence "
        "FROM named p JOIN named o ON p.article_id = o.article_id AND o.place_id <> $place AND "
        '((o.start >= p.excerpt_start AND o."end" <= p.excerpt_end) OR '
        '(p.start >= o.excerpt_start AND p."end" <= o.excerpt_end)) WHERE p.place_id = $place) '
        "SELECT place_id, count(DISTINCT (article_id, sentence)) FROM pairs GROUP BY place_id",
        decided(index, pairs, pairs) | {"place": place_id},
        parts=index.parts_of(index.article_of(pairs)),
    )
    return dict(rows)


def _looked_up(index: Index, offsets: Offsets, pairs: Positions, place_id: str) -> dict[str, int]:
    """Count the same where it is told apart from the tables where each mention stands."""
    rows, articles = mentions_of(index, offsets, pairs)
    place, start, length, before, after = (
        each[rows].astype(np.int64)
        for each in (offsets.place, offsets.start, offsets.length, offsets.before, offsets.after)
    )
    end, begin = start + length, start - before
    finish = end + after
    own = np.flatnonzero(place == index.place_positions[place_id])
    # Only what begins within an excerpt can stand in it: an article may have a hundred thousand mentions.
    line = int(start.max(initial=0)) + 1
    at, first, last = (
        articles * line + np.clip(each, 0, line - 1) for each in (start, begin, np.maximum(start, finish))
    )
    beside, holder = _between(at, first[own], last[own])
    inside, holding = _between(at[own], first, last)
    of_place, other = np.append(own[holder], own[inside]), np.append(beside, holding)
    held = (start[other] >= begin[of_place]) & (end[other] <= finish[of_place])
    holds = (start[of_place] >= begin[other]) & (end[of_place] <= finish[other])
    together = (held | holds) & (place[other] != place[of_place])
    of_place, other = of_place[together], other[together]
    sentence = np.where(start[of_place] < start[other], begin[of_place], begin[other])
    each = np.unique(np.stack([place[other], articles[other], sentence]), axis=1)[0]
    return {index.places.ids[position]: number for position, number in Counter(each.tolist()).items()}


def _between(at: Positions, first: Positions, last: Positions) -> tuple[Positions, Positions]:
    """Give which of some ascending numbers are from each first one to its last one, and of which."""
    return positions_between(np.searchsorted(at, first), np.searchsorted(at, last, side="right"))
