"""Articles as a list shows them: how they begin, and which places they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from places.dataset import Dataset
from places.dataset.counting import first_of_each
from places.legible import legible
from places.query.among import among
from places.query.articles import ArticleRow, article_rows
from places.query.evaluate import Shown, evaluate
from places.query.index import Positions
from places.query.places import PlaceRow
from places.query.remember import remembered
from places.selection import Selection

Order = Literal["newest", "places"]

_READ: Final = 1_000
"""Characters of a text of which the beginning is taken."""

_LONGEST: Final = 280
"""Characters of a beginning."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list.

    Attributes
    ----------
    article : ArticleRow
    beginning : str
        The first words of its text, as a person would have typed them.
    places : tuple of PlaceRow
        Those that it names, the most named first; their counts are of this article.
    """

    article: ArticleRow
    beginning: str
    places: tuple[PlaceRow, ...]


def select_listed(dataset: Dataset, selection: Selection, order: Order, limit: int) -> tuple[Listed, ...]:
    """List the articles of a selection.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
    order : {"newest", "places"}
        The newest first and the undated last, or those that name most places first.
    limit : int
        At most so many.
    """
    return _listed(dataset, selection.of_rows(), order, limit)


@remembered(16)
def _listed(dataset: Dataset, selection: Selection, order: Order, limit: int) -> tuple[Listed, ...]:
    shown = evaluate(dataset, selection)
    positions = _ordered(shown, order)[:limit]
    ids = shown.index.article_ids.at(positions)
    articles = {article.id: article for article in article_rows(dataset, shown, positions)}
    asked, parameters = among("id", ids)
    texts = dataset.rows(
        f"SELECT id, substr(text, 1, {_READ}) FROM articles WHERE {asked}",
        parameters,
        parts=shown.index.parts_of(positions),
    )
    beginnings = dict(texts)
    named = _named(shown, positions)
    return tuple(
        Listed(
            articles[article_id],
            beginning(beginnings.get(article_id) or "", articles[article_id].title),
            named.get(position, ()),
        )
        for article_id, position in zip(ids, positions.tolist(), strict=True)
        if article_id in articles
    )


def _ordered(shown: Shown, order: Order) -> Positions:
    positions: Positions = np.flatnonzero(shown.articles)
    if order == "newest":
        return positions
    index = shown.index
    pairs = shown.pairs
    if index.some_checked:  # an article may have two of one place, one after the other
        which = np.flatnonzero(pairs)
        pairs[which] = first_of_each(index.article_of(which), index.place[which])
    number = index.sums(pairs)
    ordered: Positions = positions[np.argsort(-number[positions], kind="stable")]
    return ordered


def _named(shown: Shown, articles: Positions) -> dict[int, tuple[PlaceRow, ...]]:
    """Give the places that each of some articles names, the most named first."""
    index = shown.index
    counted: dict[int, dict[int, tuple[int, float]]] = {}
    pairs = shown.pairs_in(articles)
    for article, place, mentions, confidence in zip(
        index.article_of(pairs).tolist(),
        index.place[pairs].tolist(),
        index.mentions[pairs].tolist(),
        index.sure(pairs).tolist(),
        strict=True,
    ):
        before = counted.setdefault(article, {}).get(place, (0, 0.0))
        counted[article][place] = (before[0] + mentions, before[1] + confidence)
    return {
        article: tuple(
            PlaceRow(index.places[place], mentions, 1, confidence / mentions)
            for place, (mentions, confidence) in sorted(places.items(), key=lambda each: -each[1][0])
        )
        for article, places in counted.items()
    }


def beginning(text: str, title: str) -> str:
    """Take the first words, without a title that the text repeats, up to the end of a word."""
    shown = legible(text).text.strip()
    words = " ".join(shown.split())
    rest = words.removeprefix(title)
    in_a_line = " ".join(shown.partition("\n")[0].split()) == title
    if words.startswith(title) and (in_a_line or rest[:1] in set(".:–—")):
        words = rest.lstrip(" .:–—-")
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"
