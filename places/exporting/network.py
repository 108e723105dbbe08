"""Which places are named together: the edges between the places of an extract."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from places.exporting.extract import Extract

Numbers = NDArray[np.int64]

LONGEST_REGISTER: Final = 400
"""An article that names more places than this is a register: it does not join them."""

LONGEST_SENTENCE: Final = 100
"""So many mentions on from another one may be in a sentence with it."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Two places that are named together.

    Attributes
    ----------
    first, second : int
        Positions in the places of the extract, the smaller one first.
    articles : int
        How many articles name both.
    sentences : int
        In how many sentences (or two, as an excerpt shows them) both stand.
    """

    first: int
    second: int
    articles: int
    sentences: int


def edges_of(extract: Extract, most: int | None = None) -> list[Edge]:
    """List the edges of the network of an extract, those of the most articles first.

    Parameters
    ----------
    extract : Extract
    most : int, optional
        At most so many.
    """
    number = len(extract.places)
    mentions = _mentions(extract)
    articles, times = _counted(_in_articles(mentions, number))
    together, sentences = _counted(_in_sentences(mentions, number))
    beside = np.zeros(len(articles), dtype=np.int64)
    at = np.searchsorted(articles, together)
    known = at < len(articles)
    known[known] = articles[at[known]] == together[known]
    beside[at[known]] = sentences[known]
    alone = ~known  # in the same sentence of a register
    pairs = np.concatenate((articles, together[alone]))
    times = np.concatenate((times, np.ones(int(alone.sum()), dtype=np.int64)))
    beside = np.concatenate((beside, sentences[alone]))
    order = np.lexsort((pairs, -beside, -times))[:most]
    return [
        Edge(pair // number, pair % number, count, close)
        for pair, count, close in zip(
            pairs[order].tolist(), times[order].tolist(), beside[order].tolist(), strict=True
        )
    ]


def _mentions(extract: Extract) -> Numbers:
    """Give article, place, begin, end, and begin and end of the excerpt of each mention, in their order."""
    articles = {article.id: at for at, article in enumerate(extract.articles)}
    places = {row.place.id: at for at, row in enumerate(extract.places)}
    found = np.array(
        [
            (
                articles[mention.article_id],
                places[mention.place_id],
                mention.start,
                mention.end,
                mention.offset,
                mention.offset + len(mention.excerpt),
            )
            for mention in extract.mentions
        ],
        dtype=np.int64,
    ).reshape(-1, 6)
    return found[np.lexsort((found[:, 2], found[:, 0]))]


def _in_articles(mentions: Numbers, number: int) -> Iterable[Numbers]:
    """Give the pairs of places of each article, as one number a pair."""
    named = np.unique(mentions[:, :2], axis=0)
    for places in np.split(named[:, 1], np.flatnonzero(np.diff(named[:, 0])) + 1):
        if 1 < len(places) <= LONGEST_REGISTER:
            first, second = np.triu_indices(len(places), 1)
            yield places[first] * number + places[second]


def _in_sentences(mentions: Numbers, number: int) -> Iterable[Numbers]:
    """Give the pairs of places of each sentence, as one number a pair; each once a sentence."""
    article, place, start, end, begin, finish = mentions.T
    found = []
    for distance in range(1, min(LONGEST_SENTENCE, len(mentions) - 1) + 1):
        same = article[:-distance] == article[distance:]
        close = same & ((end[distance:] <= finish[:-distance]) | (start[:-distance] >= begin[distance:]))
        if not close.any():
            break
        two = np.sort(np.column_stack((place[:-distance], place[distance:]))[close], axis=1)
        pairs = np.column_stack((two, article[:-distance][close], begin[:-distance][close]))
        found.append(pairs[two[:, 0] != two[:, 1]])
    if found:
        once = np.unique(np.concatenate(found), axis=0)
        yield once[:, 0] * number + once[:, 1]


def _counted(pairs: Iterable[Numbers]) -> tuple[Numbers, Numbers]:
    """Count how often each pair comes: the pairs in order, and how often."""
    every = list(pairs)
    if not every:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    found, times = np.unique(np.concatenate(every), return_counts=True)
    return found, times.astype(np.int64)
