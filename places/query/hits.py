"""The articles that hold the words of a selection, with the sentences in which they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from places.dataset import Dataset
from places.fulltext import Mark, Prepared, marks
from places.legible import Legible, legible
from places.query.among import among
from places.query.articles import ArticleRow, article_rows
from places.query.evaluate import evaluate
from places.query.index import Positions
from places.query.remember import remembered
from places.query.words import find_words
from places.selection import Selection

SENTENCES: Final = 3
"""Sentences of an article that are shown, where it has more."""

_FEW: Final = 200
_PIECE: Final = 200
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that holds some of the words.

    Attributes
    ----------
    text : str
        As it stands in the article.
    offset : int
        Where in the article it begins, in characters.
    words : tuple of (int, int)
        Where the words stand in the article.
    typed : str
        As a person would have typed it: wrapped lines and divided words are whole.
    typed_words : tuple of (int, int)
        Where the words stand in `typed`.
    """

    text: str
    offset: int
    words: tuple[Span, ...]
    typed: str
    typed_words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found.

    Attributes
    ----------
    article : ArticleRow
    rank : int
        1 for the best.
    title : tuple of (int, int)
        Where words stand in its title.
    sentences : tuple of Sentence
        The best ones, in their order in the text; none where the words stand in the title alone.
    more : int
        How many sentences more there are.
    """

    article: ArticleRow
    rank: int
    title: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    more: int = 0


def select_hits(dataset: Dataset, selection: Selection, limit: int) -> list[Hit]:
    """List the articles that a search finds among those of a selection, the best first; at most `limit`."""
    if limit <= _FEW:
        return list(_few(dataset, selection.of_rows(), limit))
    return list(_hits(dataset, selection, ranked(dataset, selection)[:limit], SENTENCES))


def go_through_hits(dataset: Dataset, selection: Selection) -> Iterator[Hit]:
    """Go through all hits of a selection with all of their sentences, the best first; piece by piece."""
    positions = ranked(dataset, selection)
    for first in range(0, len(positions), _PIECE):
        yield from _hits(dataset, selection, positions[first : first + _PIECE], None, first)


def ranked(dataset: Dataset, selection: Selection) -> Positions:
    """Order the articles of a selection by how well they answer its words: their positions in the index."""
    shown = evaluate(dataset, selection)
    found = find_words(dataset, selection.words)
    if found is None:
        return np.flatnonzero(shown.articles)
    kept: Positions = found.articles[shown.articles[found.articles]]
    return kept


def marks_in(dataset: Dataset, selection: Selection, text: str, language: str | None) -> list[Span]:
    """Find the words of a selection in a text, in order: offsets in characters."""
    found = find_words(dataset, selection.words)
    return [] if found is None else [(mark.start, mark.end) for mark in marks(found.prepared, text, language)]


@remembered(32)
def _few(dataset: Dataset, selection: Selection, limit: int) -> tuple[Hit, ...]:
    """Select what a visitor reads: many read the same."""
    return tuple(_hits(dataset, selection, ranked(dataset, selection)[:limit], SENTENCES))


def _hits(
    dataset: Dataset, selection: Selection, positions: Positions, most: int | None, before: int = 0
) -> Iterator[Hit]:
    shown = evaluate(dataset, selection)
    found = find_words(dataset, selection.words)
    rows = article_rows(dataset, shown, positions)
    texts = _texts(dataset, [row.id for row in rows], shown.index.parts_of(positions))
    for rank, row in enumerate(rows, before + 1):
        if found is None:
            yield Hit(row, rank, (), ())
            continue
        title = tuple((mark.start, mark.end) for mark in marks(found.prepared, row.title, row.language))
        sentences = _sentences(found.prepared, texts.get(row.id, ""), row.language)
        best = sorted(_best(sentences)[:most], key=lambda each: each[0].offset)
        yield Hit(row, rank, title, tuple(each for each, _ in best), len(sentences) - len(best))


def _best(sentences: Sequence[tuple[Sentence, int]]) -> list[tuple[Sentence, int]]:
    """Put sentences with many different words first."""
    return sorted(sentences, key=lambda each: -each[1])


def _texts(dataset: Dataset, ids: Sequence[str], parts: Sequence[int] | None) -> dict[str, str]:
    if not ids:
        return {}
    asked, parameters = among("id", ids)
    rows = dataset.rows(f"SELECT id, text FROM articles WHERE {asked}", parameters, parts=parts)
    return {article_id: text or "" for article_id, text in rows}


def _sentences(prepared: Prepared, text: str, language: str | None) -> list[tuple[Sentence, int]]:
    """Cut out the sentences in which words stand, each with how many different ones it has."""
    from places.excerpts import excerpts  # who searches for nothing does without the languages
    from places.languages import rules_for

    view = legible(text)  # a line of print ends no sentence, as it does in the text itself
    found = marks(prepared, view.text, language)
    spans = excerpts(view.text, [(mark.start, mark.end) for mark in found], rules_for(language))
    together: dict[Span, list[Mark]] = {}
    for span, mark in zip(spans, found, strict=True):
        last = next(reversed(together), None)
        # Of a long sentence the stretches around two words may overlap.
        together.setdefault(last if last and mark.end <= last[1] else span, []).append(mark)
    return [
        (_sentence(view, text, span, inside), len({mark.item for mark in inside}))
        for span, inside in together.items()
    ]


def _sentence(view: Legible, text: str, span: Span, found: Sequence[Mark]) -> Sentence:
    begin, end = view.original(*span)
    return Sentence(
        text[begin:end],
        begin,
        tuple(view.original(mark.start, mark.end) for mark in found),
        view.text[slice(*span)].replace("\n", " "),
        tuple((mark.start - span[0], mark.end - span[0]) for mark in found),
    )
