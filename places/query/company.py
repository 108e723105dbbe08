"""Which places are named together with a place: in the same articles, and in the same sentences."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np

from places.dataset import Dataset
from places.query.evaluate import Shown, evaluate
from places.query.index import READ_OF, Mask
from places.query.mentions import DECIDED, OF_DECIDED, decided
from places.query.places import PlaceRow, place_rows
from places.query.remember import remembered
from places.selection import Selection

_TURNS: Final = threading.BoundedSemaphore(2)
"""So many are counted at once: each takes some bytes for every pair of the dataset meanwhile."""


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
    `READ_OF` articles at most (`Index.in_few_parts`); without `sentences` they are 0.
    """
    return list(_company(dataset, replace(selection.of_rows(), kinds=()), place_id, limit, sentences))


@remembered(512)
def count_company(dataset: Dataset, selection: Selection, place_id: str) -> int:
    """Count the places named in the same articles as a place, whatever kinds the selection asks for."""
    with _TURNS:
        return len(_beside(evaluate(dataset, replace(selection.of_rows(), kinds=())), place_id)[0].places)


def _beside(shown: Shown, place_id: str) -> tuple[Shown, Mask, Mask]:
    """Give what is named beside a place, its own pairs, and the articles that name it."""
    index = shown.index
    of_place = index.place == index.place_positions.get(place_id, -1)
    pairs = shown.pairs
    own = pairs & of_place
    naming = index.naming(own)
    return Shown.of(index, shown.articles, pairs & index.of_articles(naming) & ~of_place), own, naming


@remembered(64)
def _company(
    dataset: Dataset, selection: Selection, place_id: str, limit: int | None, with_sentences: bool
) -> tuple[Companion, ...]:
    shown = evaluate(dataset, selection)
    with _TURNS:
        index = shown.index
        beside, own, naming = _beside(shown, place_id)
        order = np.argsort(-beside.by_place.articles[beside.places], kind="stable")
        listed = beside.places[order][:limit]
        sentences: dict[str, int] = {}
        if with_sentences and len(listed):
            asked = np.zeros(len(index.places), dtype=bool)
            asked[listed] = True
            told = (beside.pairs & index.of_places(asked)) | own
            told &= index.of_articles(index.in_few_parts(naming, READ_OF))
            sentences = _sentences(dataset, Shown.of(index, shown.articles, told), place_id)
        found = [Companion(row, sentences.get(row.place.id, 0)) for row in place_rows(beside, listed)]
        return tuple(sorted(found, key=lambda each: (-each.row.articles, -each.sentences)))


def _sentences(dataset: Dataset, both: Shown, place_id: str) -> dict[str, int]:
    """Count for each other place the excerpts in which it stands beside the place."""
    pairs = np.flatnonzero(both.pairs)
    if not len(pairs):
        return {}
    rows = dataset.rows(
        f'{DECIDED}, named AS (SELECT m.article_id, m.place_id, m.start, m."end", m.excerpt_start, '
        f"m.excerpt_end {OF_DECIDED}), pairs AS (SELECT o.place_id, o.article_id, "
        "CASE WHEN p.start < o.start THEN p.excerpt_start ELSE o.excerpt_start END AS sentence "
        "FROM named p JOIN named o ON p.article_id = o.article_id AND o.place_id <> $place AND "
        '((o.start >= p.excerpt_start AND o."end" <= p.excerpt_end) OR '
        '(p.start >= o.excerpt_start AND p."end" <= o.excerpt_end)) WHERE p.place_id = $place) '
        "SELECT place_id, count(DISTINCT (article_id, sentence)) FROM pairs GROUP BY place_id",
        decided(both.index, pairs, pairs) | {"place": place_id},
        parts=both.index.parts_of(both.index.article_of(pairs)),
    )
    return dict(rows)
