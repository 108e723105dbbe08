"""The articles of a selection, and one article with its text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np

from places.dataset import Dataset
from places.model import DateOrigin, PartialDate
from places.query.among import among
from places.query.evaluate import Shown, evaluate
from places.query.index import Positions, index_of
from places.query.remember import remembered
from places.selection import Selection


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article without its text; `mentions` counts those that the selection shows."""

    id: str
    title: str
    published: PartialDate | None
    date_origin: DateOrigin | None
    source: str | None
    author: str | None
    url: str | None
    language: str | None
    path: str
    mentions: int
    section: str | None = None
    tags: tuple[str, ...] = ()


_FEW: Final = 200
"""As many articles as a page shows at once are kept for the next visitor."""

COLUMNS_OF_ARTICLE: Final = (
    "a.title, a.date_origin, a.source, a.author, a.url, a.language, a.path, a.section, a.tags"
)
"""What `article_row` makes a row of, in SQL."""

NO_COLUMNS: Final[Sequence[None]] = (None,) * 9
"""Where an article is named and not held."""


def select_articles(dataset: Dataset, selection: Selection, limit: int | None = None) -> list[ArticleRow]:
    """List the articles of a selection, the newest first, the undated last; at most `limit` of them."""
    shown = evaluate(dataset, selection)
    return article_rows(dataset, shown, np.flatnonzero(shown.articles)[:limit])


@remembered(1)
def all_articles(dataset: Dataset) -> tuple[ArticleRow, ...]:
    """List all articles of a small dataset, the newest first, once for all who visit it."""
    return tuple(select_articles(dataset, Selection()))


def find_articles(dataset: Dataset, selection: Selection, article_ids: Collection[str]) -> list[ArticleRow]:
    """Give those of some articles that a selection shows, in the same order as `select_articles`."""
    if len(article_ids) > _FEW:
        return list(_find(dataset, selection, frozenset(article_ids)))
    return list(_find_few(dataset, selection.of_rows(), frozenset(article_ids)))


@remembered(512)
def _find_few(dataset: Dataset, selection: Selection, article_ids: frozenset[str]) -> tuple[ArticleRow, ...]:
    """Keep the articles that somebody reads of a place: many read of the same ones."""
    return _find(dataset, selection, article_ids)


def _find(dataset: Dataset, selection: Selection, article_ids: frozenset[str]) -> tuple[ArticleRow, ...]:
    shown = evaluate(dataset, selection)
    return tuple(article_rows(dataset, shown, np.flatnonzero(shown.in_articles(article_ids).articles)))


def read_article(dataset: Dataset, article_id: str) -> tuple[ArticleRow, str] | None:
    """Read one article with its text, whether or not a selection shows it."""
    everything = evaluate(dataset, Selection())
    position = everything.index.article_ids.position(article_id)
    if position is None:
        return None
    parts = everything.index.parts_of(np.array([position]))
    found = dataset.rows(
        f"SELECT {COLUMNS_OF_ARTICLE}, a.text FROM articles a WHERE a.id = ?", [article_id], parts=parts
    )
    if not found:  # the index knows it, but the table has changed since
        return None
    *row, text = found[0]
    return article_row(everything, position, *row), text or ""


def date_range(dataset: Dataset) -> tuple[date, date] | None:
    """Give the first and the last day that a dated article of the dataset may mean."""
    return index_of(dataset).date_range()


def article_rows(dataset: Dataset, shown: Shown, positions: Positions) -> list[ArticleRow]:
    """Read the rows of articles by their positions in the index, in this order of theirs."""
    if not len(positions):
        return []
    ids = shown.index.article_ids.at(positions)
    asked, parameters = among("a.id", ids)
    rows = dataset.rows(
        "WITH decided AS (SELECT unnest($ids) AS id, unnest($positions) AS position, "
        "unnest($places) AS place) "
        f"SELECT d.position, {COLUMNS_OF_ARTICLE} FROM decided d JOIN articles a ON a.id = d.id "
        f"WHERE {asked} ORDER BY d.place",
        {"ids": ids, "positions": positions.tolist(), "places": list(range(len(ids))), **parameters},
        parts=shown.index.parts_of(positions),
    )
    return [article_row(shown, *row) for row in rows]


def article_row(shown: Shown, position: int, title: str | None, origin: Any, *rest: Any) -> ArticleRow:
    """Make the row of an article, by its position in the index and its columns in the table."""
    source, author, url, language, path, section, tags = rest
    index = shown.index
    article_id, published = index.article_ids[position], index.published(position)
    return ArticleRow(
        id=article_id,
        title=title or article_id,
        published=published,
        date_origin=origin if published else None,
        source=source,
        author=author,
        url=url,
        language=language,
        path=path or "",
        mentions=shown.mentions_in(position),
        section=section,
        tags=tuple(tags or ()),
    )
