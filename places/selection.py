"""A selection is what is being looked at: it turns into a URL and back, and into rows of a dataset."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple, cast
from urllib.parse import urlencode

import numpy as np

from places.dataset import Dataset, fold
from places.model import KINDS, Candidate, DateOrigin, Evidence, Kind, MapView, PartialDate
from places.overview import KnownPlace, Mask, Overview, PlaceCounts, overview

PARAMETERS: Final = ("from", "to", "undated", "kinds", "articles", "q", "place", "view", "tiles", "lang")
"""The URL parameters that make up a selection, in the order in which they are written."""

LANGUAGES: Final = ("de", "en")
MAX_WORDS_LENGTH: Final = 200
_VIEW = re.compile(r"(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?),(\d{1,2}(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Selection:
    """What a visitor looks at. The URL holds it whole.

    Attributes
    ----------
    first, last : date or None
        The range of days; an end that is None is open. An article is in it if its
        span of possible days overlaps the range.
    undated : bool
        Whether articles without a date are shown.
    kinds : tuple of Kind
        The kinds of places that are shown; all of them where it is empty.
    articles : tuple of str
        The ids of the articles that are shown; all of them where it is empty.
    words : str
        Words that an article must contain, accents and case aside.
    place : str or None
        The chosen place. It marks, it does not narrow.
    view : MapView or None
        Where the map looks; None lets it fit what it shows.
    tiles : bool
        Whether base-map tiles are fetched from their provider.
    language : str or None
        The language of the page; None follows the browser.
    """

    first: date | None = None
    last: date | None = None
    undated: bool = True
    kinds: tuple[Kind, ...] = ()
    articles: tuple[str, ...] = ()
    words: str = ""
    place: str | None = None
    view: MapView | None = None
    tiles: bool = True
    language: str | None = None

    def to_query(self) -> dict[str, str]:
        """Write the selection as URL parameters: what stands at its default is left out."""
        query = {
            "from": str(PartialDate(self.first, self.first)) if self.first else "",
            "to": str(PartialDate(self.last, self.last)) if self.last else "",
            "undated": "" if self.undated else "0",
            "kinds": ",".join(self.kinds),
            "articles": ",".join(self.articles),
            "q": self.words,
            "place": self.place or "",
            "view": str(self.view) if self.view else "",
            "tiles": "" if self.tiles else "0",
            "lang": self.language or "",
        }
        return {name: value for name, value in query.items() if value}

    def to_query_string(self) -> str:
        """Write the selection as the part of a URL that follows the question mark."""
        return urlencode(self.to_query(), safe=",:")

    def of_rows(self) -> Selection:
        """Keep only what decides which rows are shown."""
        return replace(self, place=None, view=None, tiles=True, language=None)

    def narrows(self) -> bool:
        """Tell whether the selection leaves anything out."""
        return self.of_rows() != Selection()


def from_query(query: Mapping[str, str]) -> tuple[Selection, list[str]]:
    """Read a selection from URL parameters.

    Parameters
    ----------
    query : mapping of str to str
        The parameters of the URL. Others than `PARAMETERS` are none of its business.

    Returns
    -------
    Selection
        What could be read.
    list of str
        The names of the parameters whose values make no sense; they are set aside.
    """
    spoiled: list[str] = []
    selection = Selection()
    for name in PARAMETERS:
        value = query.get(name, "").strip()
        if not value:
            continue
        try:
            selection = _with(selection, name, value)
        except ValueError:
            spoiled.append(name)
    if selection.first and selection.last and selection.last < selection.first:
        selection = replace(selection, first=None, last=None)
        spoiled += ["from", "to"]
    return selection, spoiled


def _with(selection: Selection, name: str, value: str) -> Selection:
    match name:
        case "from":
            return replace(selection, first=PartialDate.parse(value).first)
        case "to":
            return replace(selection, last=PartialDate.parse(value).last)
        case "undated":
            return replace(selection, undated=_flag(value))
        case "tiles":
            return replace(selection, tiles=_flag(value))
        case "kinds":
            return replace(selection, kinds=_kinds(value))
        case "articles":
            return replace(selection, articles=tuple(dict.fromkeys(filter(None, value.split(",")))))
        case "q":
            if len(value) > MAX_WORDS_LENGTH:
                raise ValueError(value)
            return replace(selection, words=value)
        case "place":
            return replace(selection, place=value)
        case "view":
            return replace(selection, view=_view(value))
        case _:
            if value not in LANGUAGES:
                raise ValueError(value)
            return replace(selection, language=value)


def _flag(value: str) -> bool:
    if value not in {"0", "1"}:
        raise ValueError(value)
    return value == "1"


def _kinds(value: str) -> tuple[Kind, ...]:
    asked = set(value.split(","))
    if not asked <= set(KINDS):
        raise ValueError(value)
    return tuple(kind for kind in KINDS if kind in asked)


def _view(value: str) -> MapView:
    found = _VIEW.fullmatch(value)
    if not found:
        raise ValueError(value)
    latitude, longitude, zoom = (float(part) for part in found.groups())
    if not (abs(latitude) <= 90 and abs(longitude) <= 180 and zoom <= 20):
        raise ValueError(value)
    return MapView(latitude, longitude, zoom)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a selection shows."""

    articles: int
    places: int
    mentions: int


class PlaceRow(NamedTuple):
    """A place with what the selection says about it; `confidence` is the mean of its mentions.

    A named tuple, because ten thousand of them are made for every changed filter.
    """

    id: str
    name: str
    names: Mapping[str, str]
    kind: Kind
    latitude: float
    longitude: float
    country_codes: tuple[str, ...]
    population: int
    source: str
    mentions: int
    articles: int
    confidence: float

    def name_in(self, language: str) -> str:
        """Name the place in a language, or as it is known best."""
        return self.names.get(language) or self.name


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


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention with its excerpt; `offset` is where in the article's text the excerpt begins."""

    article_id: str
    start: int
    end: int
    surface: str
    place_id: str
    confidence: float
    excerpt: str
    offset: int


@dataclass(frozen=True, slots=True)
class Month:
    """The mentions of one month (its first day), or of the articles that say the year at most."""

    first: date
    last: date
    mentions: int


def _condition(selection: Selection) -> tuple[str, list[object]]:
    """Write which articles (as `a`) a selection shows: SQL with its parameters, never values in the text."""
    conditions: list[str] = []
    values: list[object] = []
    dated: list[str] = []
    if selection.last:
        dated.append("a.published_first <= ?")
        values.append(selection.last)
    if selection.first:
        dated.append("a.published_last >= ?")
        values.append(selection.first)
    if dated:
        conditions.append(f"(a.published_first IS NULL OR ({' AND '.join(dated)}))")
    if not selection.undated:
        conditions.append("a.published_first IS NOT NULL")
    if selection.articles:
        conditions.append("list_contains(?, a.id)")
        values.append(list(selection.articles))
    for word in selection.words.split():
        conditions.append("contains(a.folded, ?)")
        values.append(fold(word))
    return " AND ".join(conditions) or "true", values


def shown(selection: Selection) -> tuple[str, list[object]]:
    """Write the common table expressions `shown_articles` and `shown` (the mentions of a selection)."""
    condition, values = _condition(selection)
    kinds = ""
    if selection.kinds:
        kinds = "WHERE m.place_id IN (SELECT id FROM places WHERE list_contains(?, kind))"
        values.append(list(selection.kinds))
    return (
        f"WITH shown_articles AS (SELECT a.id FROM articles a WHERE {condition}), "
        f"shown AS (SELECT m.* FROM mentions m JOIN shown_articles s ON m.article_id = s.id {kinds}) ",
        values,
    )


def _rows(dataset: Dataset, query: str, values: Sequence[object]) -> list[tuple[object, ...]]:
    with dataset.cursor() as cursor:
        return cast("list[tuple[object, ...]]", cursor.execute(query, values).fetchall())


def _articles_shown(dataset: Dataset, selection: Selection) -> Mask:
    return overview(dataset).shown_articles(selection, _articles_with_words(dataset, selection.words))


@lru_cache(maxsize=64)
def _articles_with_words(dataset: Dataset, words: str) -> Mask | None:
    """Tell which articles hold all the words, in their order in the overview; None for no words."""
    if not words.split():
        return None
    condition, values = _condition(Selection(words=words))
    seen = overview(dataset)
    found = np.zeros(len(seen.article_ids), dtype=bool)
    for (article_id,) in _rows(dataset, f"SELECT a.id FROM articles a WHERE {condition}", values):
        found[seen.article_positions[cast("str", article_id)]] = True
    return found


def count(dataset: Dataset, selection: Selection) -> Counts:
    """Count what a selection shows: its articles, and the places and mentions in them."""
    seen = overview(dataset)
    articles = _articles_shown(dataset, selection)
    pairs = seen.shown_pairs(selection, articles)
    places = np.count_nonzero(np.bincount(seen.place[pairs], minlength=1))
    return Counts(int(articles.sum()), int(places), int(seen.mentions[pairs].sum()))


def count_kinds(dataset: Dataset, selection: Selection) -> dict[Kind, int]:
    """Count the places of each kind that the selection would show if it asked for every kind."""
    seen = overview(dataset)
    pairs = seen.shown_pairs(replace(selection, kinds=()), _articles_shown(dataset, selection))
    named = np.bincount(seen.place[pairs], minlength=len(seen.places)) > 0
    numbers = np.bincount(seen.kinds[named], minlength=len(KINDS)).tolist()
    return {kind: number for kind, number in zip(KINDS, numbers, strict=True) if number}


@lru_cache(maxsize=32)
def _counted(dataset: Dataset, selection: Selection) -> PlaceCounts:
    seen = overview(dataset)
    return seen.by_place(seen.shown_pairs(selection, _articles_shown(dataset, selection)))


def count_by_place(dataset: Dataset, selection: Selection) -> PlaceCounts:
    """Count what a selection says of every place of the dataset, in their order in its overview."""
    return _counted(dataset, selection.of_rows())


def select_places(dataset: Dataset, selection: Selection, limit: int | None = None) -> Sequence[PlaceRow]:
    """List the places of a selection, the most named first; at most `limit` of them."""
    return _selected_places(dataset, selection.of_rows(), limit)


@lru_cache(maxsize=16)
def _selected_places(dataset: Dataset, selection: Selection, limit: int | None) -> tuple[PlaceRow, ...]:
    return tuple(_place_rows(overview(dataset), _counted(dataset, selection), limit))


def named_countries(dataset: Dataset, selection: Selection) -> list[str]:
    """List the countries that a selection names themselves (ISO 3166-1 alpha-2)."""
    seen = overview(dataset)
    named = count_by_place(dataset, selection).mentions > 0
    countries = np.flatnonzero(named & (seen.kinds == KINDS.index("country"))).tolist()
    return sorted({code for position in countries for code in seen.places[position].country_codes})


def find_place(dataset: Dataset, selection: Selection, place_id: str) -> PlaceRow | None:
    """Find one place, with the counts of a selection (0 where the selection does not show it)."""
    seen = overview(dataset)
    position = seen.place_positions.get(place_id)
    if position is None:
        return None
    pairs = _articles_shown(dataset, selection)[seen.article] & (seen.place == position)
    mentions = int(seen.mentions[pairs].sum())
    confidence = float(seen.confidence[pairs].sum()) / mentions if mentions else 0.0
    return _place_row(seen.places[position], mentions, int(pairs.sum()), confidence)


def _place_rows(seen: Overview, counts: PlaceCounts, limit: int | None = None) -> list[PlaceRow]:
    mentions, articles, confidence = counts
    named = np.flatnonzero(mentions)
    order = named[np.argsort(-mentions[named], kind="stable")][:limit]
    return [
        _place_row(seen.places[position], *counted)
        for position, *counted in zip(
            order.tolist(),
            mentions[order].tolist(),
            articles[order].tolist(),
            confidence[order].tolist(),
            strict=True,
        )
    ]


def _place_row(place: KnownPlace, mentions: int, articles: int, confidence: float) -> PlaceRow:
    return PlaceRow(*place, mentions, articles, confidence)


def select_articles(
    dataset: Dataset,
    selection: Selection,
    article_ids: Collection[str] | None = None,
    limit: int | None = None,
) -> list[ArticleRow]:
    """List the articles of a selection, the newest first, the undated last.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
    article_ids : collection of str, optional
        Only these of them.
    limit : int, optional
        At most so many.
    """
    seen = overview(dataset)
    articles = _articles_shown(dataset, selection)
    mentions = seen.by_article(seen.shown_pairs(selection, articles))
    positions = np.flatnonzero(articles).tolist()
    if article_ids is not None:
        positions = [position for position in positions if seen.article_ids[position] in article_ids]
    positions = positions[:limit]
    rows = _rows(
        dataset,
        f"SELECT {_ARTICLE_COLUMNS} FROM articles a WHERE list_contains(?, a.id)",
        [[seen.article_ids[position] for position in positions]],
    )
    by_id = {row[0]: row for row in rows}
    return [
        _article_row(by_id[seen.article_ids[position]], int(mentions[position])) for position in positions
    ]


_ARTICLE_COLUMNS: Final = (
    "a.id, a.title, a.published_first, a.published_last, a.date_origin, a.source, a.author, a.url, "
    "a.language, a.path"
)


def _article_row(row: Sequence[object], mentions: int) -> ArticleRow:
    article_id, title, first, last, origin, source, author, url, language, path = row
    published = PartialDate(cast("date", first), cast("date", last)) if first else None
    return ArticleRow(
        cast("str", article_id),
        cast("str", title),
        published,
        cast("DateOrigin | None", origin),
        cast("str | None", source),
        cast("str | None", author),
        cast("str | None", url),
        cast("str | None", language),
        cast("str", path),
        mentions,
    )


def select_mentions(
    dataset: Dataset,
    selection: Selection,
    *,
    place_id: str | None = None,
    article_ids: Sequence[str] | None = None,
    limit: int | None = None,
) -> list[MentionRow]:
    """List the mentions of a selection with their excerpts, the newest article first.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
    place_id : str, optional
        Only those of this place, whatever kinds the selection asks for.
    article_ids : sequence of str, optional
        Only those of these articles.
    limit : int, optional
        At most so many.
    """
    with_shown, values = shown(replace(selection, kinds=()) if place_id else selection)
    conditions = []
    if place_id is not None:
        conditions.append("m.place_id = ?")
        values.append(place_id)
    if article_ids is not None:
        conditions.append("list_contains(?, m.article_id)")
        values.append(list(article_ids))
    rows = _rows(
        dataset,
        with_shown + "SELECT m.article_id, m.start, m.end, m.surface, m.place_id, m.confidence, "
        "substr(a.text, CAST(m.excerpt_start AS BIGINT) + 1, "
        "CAST(m.excerpt_end AS BIGINT) - CAST(m.excerpt_start AS BIGINT)), m.excerpt_start "
        "FROM shown m JOIN articles a ON a.id = m.article_id "
        + (f"WHERE {' AND '.join(conditions)} " if conditions else "")
        + "ORDER BY a.published_first DESC NULLS LAST, a.published_last DESC NULLS LAST, a.id, m.start"
        + (f" LIMIT {int(limit)}" if limit is not None else ""),
        values,
    )
    return [MentionRow(*row) for row in rows]  # type: ignore[arg-type]


def select_months(
    dataset: Dataset, selection: Selection, place_id: str | None = None
) -> tuple[list[Month], int]:
    """Count mentions by the date of their articles, as precise as the dates are.

    The range of days is left aside, so that a timeline shows what lies outside it too.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
    place_id : str, optional
        Only the mentions of this place.

    Returns
    -------
    list of Month
        One for each month; articles that state a day count in their month, those that
        state less in a span of their own.
    int
        The mentions in undated articles.
    """
    seen = overview(dataset)
    wider = replace(selection, first=None, last=None, undated=True)
    articles = _articles_shown(dataset, wider)
    pairs = seen.shown_pairs(replace(wider, kinds=()) if place_id else wider, articles)
    if place_id:
        pairs = pairs & (seen.place == seen.place_positions.get(place_id, -1))
    spans, undated = seen.by_span(pairs)
    return [Month(first, last, mentions) for (first, last), mentions in spans.items()], undated


def select_together(
    dataset: Dataset, selection: Selection, place_id: str, limit: int = 12
) -> list[tuple[PlaceRow, int]]:
    """List the places named in the same articles as a place, with the number of those articles."""
    seen = overview(dataset)
    position = seen.place_positions.get(place_id, -1)
    of_place = seen.place == position
    beside = np.zeros(len(seen.article_ids), dtype=bool)
    beside[seen.article[of_place]] = True
    beside &= _articles_shown(dataset, selection)
    rows = _place_rows(seen, seen.by_place(beside[seen.article] & ~of_place))
    rows.sort(key=lambda place: -place.articles)
    return [(place, place.articles) for place in rows[:limit]]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one form of a toponym was resolved: the candidates of the surest mention in that form."""

    surface: str
    mentions: int
    confidence: float
    candidates: tuple[Candidate, ...]


def explain(dataset: Dataset, place_id: str, limit: int = 6) -> list[Explanation]:
    """Tell, form by form, what else a place's toponyms may stand for and what spoke for each."""
    rows = _rows(
        dataset,
        "SELECT surface, count(*), max(confidence), arg_max(candidates, confidence) FROM mentions "
        f"WHERE place_id = ? GROUP BY surface ORDER BY count(*) DESC, surface LIMIT {int(limit)}",
        [place_id],
    )
    return [
        Explanation(
            cast("str", surface),
            cast("int", mentions),
            cast("float", confidence),
            tuple(_candidate(found) for found in cast("list[dict[str, Any]]", candidates or ())),
        )
        for surface, mentions, confidence, candidates in rows
    ]


def _candidate(found: Mapping[str, Any]) -> Candidate:
    return Candidate(
        found["place_id"],
        found["score"],
        found["name"],
        found["kind"],
        found["latitude"],
        found["longitude"],
        tuple(found["country_codes"] or ()),
        tuple(Evidence(each["reason"], each["weight"]) for each in found["evidence"] or ()),
    )


def read_article(dataset: Dataset, article_id: str) -> tuple[ArticleRow, str] | None:
    """Read one article with its text, whether or not a selection shows it."""
    rows = _rows(
        dataset,
        f"SELECT {_ARTICLE_COLUMNS}, (SELECT count(*) FROM mentions WHERE article_id = a.id), a.text "
        "FROM articles a WHERE id = ?",
        [article_id],
    )
    if not rows:
        return None
    *row, mentions, text = rows[0]
    return _article_row(row, cast("int", mentions)), cast("str", text)


def date_range(dataset: Dataset) -> tuple[date, date] | None:
    """Give the first and the last day that a dated article of the dataset may mean."""
    ((first, last),) = _rows(dataset, "SELECT min(published_first), max(published_last) FROM articles", [])
    return (cast("date", first), cast("date", last)) if first else None
