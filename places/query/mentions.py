"""The mentions of a selection, with their excerpts where these are wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from places.dataset import Dataset
from places.legible import legible
from places.query.among import MOST, among
from places.query.evaluate import evaluate
from places.query.index import Index, Positions
from places.query.pairs import CONFIDENCE
from places.selection import Selection

_PIECE: Final = 20_000
"""So many mentions are read at a time where a whole selection is gone through: ten megabytes or so."""


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention with its excerpt.

    Attributes
    ----------
    offset : int
        Where in the article's text the excerpt begins.
    by_hand : str or None
        Who set it, if anybody did.
    set_on : date or None
        When; None where that is not known.
    note : str or None
        Why, if that is told.
    checked : str or None
        Who found it right, if anybody did.
    """

    article_id: str
    start: int
    end: int
    surface: str
    place_id: str
    confidence: float
    excerpt: str
    offset: int
    by_hand: str | None = None
    set_on: date | None = None
    note: str | None = None
    checked: str | None = None


def typed(mention: MentionRow) -> tuple[str, str, str]:
    """Return the excerpt of a mention as a person would have typed it: before the toponym, it, after it.

    In parts, because a browser counts characters in another way than Python.
    """
    before, toponym, after = typed_together([mention])
    return before, toponym, after


def typed_together(mentions: Sequence[MentionRow]) -> tuple[str, ...]:
    """Return an excerpt with all of some mentions in it, in their order, as a person would have typed it.

    What stands before the first toponym, it, what stands between it and the next, and so on; what stands
    behind the last.
    """
    view, offset = legible(mentions[0].excerpt), mentions[0].offset
    borders = [0]
    for mention in mentions:
        borders += view.shown(mention.start - offset, mention.end - offset)
    return tuple(
        view.text[begin:end].replace("\n", " ") for begin, end in pairwise([*borders, len(view.text)])
    )


def of_sentence(mention: MentionRow) -> tuple[str, int, str]:
    """Tell of which stretch of which article a mention has its excerpt: some have the same."""
    return mention.article_id, mention.offset, mention.excerpt


COLUMNS_OF_MENTION: Final = f"m.article_id, m.start, m.end, m.surface, m.place_id, {CONFIDENCE}"
SAID: Final = "m.by_hand.who, CAST(m.by_hand.at AS DATE), m.by_hand.note, m.checked.who"
_WITHOUT_EXCERPT: Final = f"{COLUMNS_OF_MENTION}, '', m.excerpt_start, {SAID}"
WIDEST: Final = 5_000
"""Characters of an excerpt before its toponym, and after it: a text without a full stop is one sentence."""

BEGIN: Final = f"greatest(CAST(m.excerpt_start AS BIGINT), CAST(m.start AS BIGINT) - {WIDEST})"
FINISH: Final = f'least(CAST(m.excerpt_end AS BIGINT), CAST(m."end" AS BIGINT) + {WIDEST})'
_WITH_EXCERPT: Final = (
    f"{COLUMNS_OF_MENTION}, substr(a.text, {BEGIN} + 1, {FINISH} - {BEGIN}), {BEGIN}, {SAID}"
)
DECIDED: Final = (
    "WITH decided AS (SELECT unnest($articles) AS article_id, unnest($places) AS place_id, "
    "unnest($positions) AS position, unnest($checked) AS checked)"
)
OF_DECIDED: Final = (
    "FROM decided d JOIN mentions m ON m.article_id = d.article_id AND m.place_id = d.place_id "
    "AND (m.checked IS NOT NULL) = d.checked "
)
IN_TEXT: Final = 'm.start, m."end", m.place_id'
"""The order of the mentions of an article; tables of another program may have several that begin as one."""

_OF_ARTICLE: Final = "JOIN articles a ON a.id = d.article_id "


def select_mentions(
    dataset: Dataset,
    selection: Selection,
    *,
    place_id: str | None = None,
    article_ids: Collection[str] | None = None,
    limit: int | None = None,
    excerpts: bool = True,
) -> list[MentionRow]:
    """List the mentions of a selection, the newest article first, in their order in its text.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
    place_id : str, optional
        Only those of this place, whatever kinds the selection asks for.
    article_ids : collection of str, optional
        Only those in these articles.
    limit : int, optional
        At most so many.
    excerpts : bool
        Whether the excerpts are read; where not, they are empty.
    """
    shown = evaluate(dataset, replace(selection, kinds=()) if place_id else selection)
    if place_id is not None:
        shown = shown.of_place(place_id)
    if article_ids is not None:
        shown = shown.in_articles(article_ids)
    pairs = _first(shown.index, np.flatnonzero(shown.pairs), limit)
    # Pairs come in the order of the articles; in one article a place comes before and after others.
    order = shown.index.article_of(pairs)
    return _fetch(dataset, shown.index, pairs, order, excerpts=excerpts, place_id=place_id)[:limit]


def go_through_mentions(dataset: Dataset, selection: Selection) -> Iterator[MentionRow]:
    """Go through the mentions of a selection, those of its most named place first; piece by piece.

    The places come in the order of `select_places`, the mentions of one in that of `select_mentions`.
    """
    shown = evaluate(dataset, selection)
    index = shown.index
    rank = np.empty(len(index.places), dtype=np.int64)
    rank[shown.places] = np.arange(len(shown.places))
    pairs = np.flatnonzero(shown.pairs)
    pairs = pairs[np.lexsort((index.article_of(pairs), rank[index.place[pairs]]))]
    ends = np.cumsum(index.mentions[pairs])
    borders = np.searchsorted(ends, np.arange(_PIECE, shown.mentions, _PIECE), side="right")
    for piece in np.split(pairs, borders):
        yield from _fetch(dataset, index, piece, np.arange(len(piece)))


def first_pairs(dataset: Dataset, selection: Selection, place_id: str, limit: int) -> Positions:
    """Give the pairs that hold the first mentions of a place, whatever kinds the selection asks for."""
    shown = evaluate(dataset, replace(selection, kinds=()))
    return _first(shown.index, shown.pairs_of(place_id), limit)


def _first(index: Index, pairs: Positions, limit: int | None) -> Positions:
    """Keep as many pairs, in the order of the articles, as hold the first mentions."""
    if limit is None or not len(pairs):
        return pairs
    enough = int(np.searchsorted(np.cumsum(index.mentions[pairs]), limit))
    if enough >= len(pairs):
        return pairs
    # Which of its mentions come first only the text of the last article tells: all of it is needed.
    until = index.begins[index.article_of(pairs[enough]) + 1]
    kept: Positions = pairs[pairs < until]
    return kept


def _fetch(
    dataset: Dataset,
    index: Index,
    pairs: Positions,
    order: NDArray[Any],
    *,
    excerpts: bool = True,
    place_id: str | None = None,
) -> list[MentionRow]:
    if not len(pairs):
        return []
    columns = f"{_WITH_EXCERPT} {OF_DECIDED}{_OF_ARTICLE}" if excerpts else f"{_WITHOUT_EXCERPT} {OF_DECIDED}"
    asked = decided(index, pairs, order)
    # What was decided is said once more, so that a scan of the tables passes over all others.
    only = []
    if place_id is not None:
        only, asked["place"] = ["m.place_id = $place"], place_id
    articles = dict.fromkeys(asked["articles"])
    if len(articles) <= MOST:
        for number, column in enumerate(("m.article_id", *(("a.id",) if excerpts else ()))):
            condition, parameters = among(column, [*articles], f"among{number}_")
            only.append(condition)
            asked |= parameters
    where = f"WHERE {' AND '.join(only)}" if only else ""
    rows = dataset.rows(
        f"{DECIDED} SELECT {columns} {where} ORDER BY d.position, {IN_TEXT}",
        asked,
        parts=index.parts_of(index.article_of(pairs)),
    )
    return [MentionRow(*row) for row in rows]


def decided(index: Index, pairs: Positions, order: NDArray[Any]) -> dict[str, Any]:
    """Write pairs as the parameters of `DECIDED`."""
    articles, places = index.article_ids, index.places
    return {
        "articles": articles.at(index.article_of(pairs)),
        "places": [places[each].id for each in index.place[pairs].tolist()],
        "positions": order.tolist(),
        "checked": index.checked[pairs].tolist(),
    }
