"""What an export holds: the rows of a selection, in one order that every format can stream."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Final, Protocol

from places.language import Language, language
from places.model import PartialDate, Place
from places.query import (
    ArticleRow,
    Companion,
    MentionRow,
    PlaceRow,
    count,
    credits_of,
    described,
    go_through_mentions,
    points_on_courses,
    select_articles,
    select_company,
    select_places,
    shades_of,
)
from places.query.courses import Point
from places.selection import Selection

if TYPE_CHECKING:
    from places.dataset import Dataset
    from places.maps import Shades

GEONAMES_CREDIT: Final = "GeoNames, https://www.geonames.org, CC BY 4.0"

MOST_LINES: Final = 60
"""More lines than this from one place are a bush."""

_UNFIT: Final = re.compile("[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids or discourages: control characters and halves of surrogate pairs."""

_WEB: Final = re.compile(r"(?:https?://|mailto:)[^\s<>\"{}|\\^`]+", re.IGNORECASE)


class Mentions(Protocol):
    """Mentions that can be counted, and gone through more than once."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[MentionRow]: ...


@dataclass(frozen=True, slots=True)
class Extract:
    """What is shown, ready to be written.

    Attributes
    ----------
    title : str
        What the map is called.
    articles : sequence of ArticleRow
        Every article that is shown, with or without a place in it.
    places : sequence of PlaceRow
        Every place that is shown, each one once.
    mentions : Mentions
        Every mention that is shown, grouped by place in the order of `places`; within a
        place in the order in which a reader should meet them.
    language : Language
        The language of names and labels.
    description : str
        In words, what the selection asks for; empty where it asks for everything.
    url : str
        The address that shows the same; empty where there is none.
    created : datetime
        When the extract was made, with its time zone.
    credits : tuple of str
        Whose data is in it, under which licence.
    company : tuple of Companion
        What is named together with the chosen place, where lines to it are asked for.
    shades : Shades or None
        The countries and regions that a map of it shades.
    points : mapping of str to (float, float)
        Where on a map rivers stand, by their ids: latitude and longitude (WGS 84, degrees).
    """

    title: str
    articles: Sequence[ArticleRow]
    places: Sequence[PlaceRow]
    mentions: Mentions
    language: Language = field(default_factory=lambda: language("en"))
    description: str = ""
    url: str = ""
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    credits: tuple[str, ...] = (GEONAMES_CREDIT,)
    company: tuple[Companion, ...] = ()
    shades: Shades | None = None
    points: Mapping[str, Point] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """One place with all that is said about it; no text in it holds an unfit character.

    Attributes
    ----------
    place : Place
    mentions : list of tuple of MentionRow and ArticleRow
        Each mention beside its article.
    articles : int
        How many different articles name the place.
    first, last : PartialDate or None
        The earliest and the latest date among the articles; None where all are undated.
    confidence : float
        The mean over the mentions, 0 to 1.
    """

    place: Place
    mentions: list[tuple[MentionRow, ArticleRow]]
    articles: int
    first: PartialDate | None
    last: PartialDate | None
    confidence: float


@dataclass(frozen=True, slots=True)
class _StoredMentions:
    """The mentions of a selection, read from the dataset each time they are gone through."""

    dataset: Dataset
    selection: Selection
    number: int

    def __len__(self) -> int:
        return self.number

    def __iter__(self) -> Iterator[MentionRow]:
        return go_through_mentions(self.dataset, self.selection)


def from_dataset(
    dataset: Dataset, selection: Selection, say: Language, *, title: str = "", url: str = ""
) -> Extract:
    """Take from a dataset what a selection shows.

    Parameters
    ----------
    dataset : Dataset
        It stays open as long as the extract is in use: the mentions are read from it one
        by one while they are written.
    selection : Selection
    say : Language
        The language of names and labels.
    title : str
        What the map is called; where it is empty, a plain title stands in.
    url : str
        The address that shows the same.
    """
    return Extract(
        title=title or say("Places in the news"),
        articles=select_articles(dataset, selection),
        places=select_places(dataset, selection),
        mentions=_StoredMentions(dataset, selection, count(dataset, selection).mentions),
        language=say,
        description=described(dataset, selection, say),
        url=url,
        credits=credits_with_geonames(dataset),
        company=_company(dataset, selection),
        shades=shades_of(dataset, selection, say),
        points=points_on_courses(dataset),
    )


def _company(dataset: Dataset, selection: Selection) -> tuple[Companion, ...]:
    if not (selection.place and selection.lines):
        return ()
    return tuple(select_company(dataset, selection, selection.place, MOST_LINES))


def credits_with_geonames(dataset: Dataset) -> tuple[str, ...]:
    """List the credits that the build wrote down; GeoNames is credited in any case."""
    lines = credits_of(dataset)
    return lines if any("GeoNames" in line for line in lines) else (GEONAMES_CREDIT, *lines)


def clean(text: str) -> str:
    """Replace what neither XML 1.0 nor UTF-8 can hold by U+FFFD, one for one, so that offsets still hold."""
    return _UNFIT.sub("\ufffd", text)


def web_address(url: str | None) -> str | None:
    """Give an address back if it is one to follow: of the web or of a mail, not a script or a file."""
    return url if url and _WEB.fullmatch(url) else None


def groups(extract: Extract) -> Iterator[Group]:
    """Go through the places of an extract, each with its mentions; one place is in memory at a time.

    Yields
    ------
    Group
        One for each place, in their order.

    Raises
    ------
    ValueError
        If a mention is of a place or in an article that the extract does not list, or
        the mentions do not come in the order of the places.
    """
    articles = {article.id: clean_article(article) for article in extract.articles}
    runs = groupby(extract.mentions, key=lambda mention: mention.place_id)
    run = next(runs, None)
    for row in extract.places:
        place = row.place
        mentions: Iterable[MentionRow] = ()
        if run is not None and run[0] == place.id:
            mentions = run[1]
        yield _group(_clean_place(place), mentions, articles)
        if run is not None and run[0] == place.id:
            run = next(runs, None)
    if run is not None:
        raise ValueError(f"a mention of {run[0]!r} comes where the order of the places has none")


def _group(place: Place, mentions: Iterable[MentionRow], articles: dict[str, ArticleRow]) -> Group:
    try:
        said = [(_clean_mention(mention), articles[mention.article_id]) for mention in mentions]
    except KeyError as error:
        raise ValueError(f"a mention of {place.id!r} is in an unknown article {error}") from None
    naming = {article.id: article for _, article in said}
    dates = [article.published for article in naming.values() if article.published]
    return Group(
        place=place,
        mentions=said,
        articles=len(naming),
        first=min(dates, default=None),
        last=max(dates, key=lambda published: (published.last, published.first), default=None),
        confidence=round(sum(mention.confidence for mention, _ in said) / len(said), 3) if said else 0.0,
    )


def _clean_place(place: Place) -> Place:
    return replace(
        place,
        id=clean(place.id),
        name=clean(place.name),
        names={code: clean(name) for code, name in place.names.items()},
        country_codes=tuple(clean(code) for code in place.country_codes),
        source=clean(place.source),
        # seven digits say centimetres that nobody measured; adding 0.0 turns -0.0 into 0.0
        latitude=round(place.latitude, 6) + 0.0,
        longitude=round(place.longitude, 6) + 0.0,
    )


def clean_article(article: ArticleRow) -> ArticleRow:
    """Give an article without an unfit character, and without an address that is none to follow."""
    return replace(
        article,
        id=clean(article.id),
        title=clean(article.title),
        source=clean(article.source or "") or None,
        section=clean(article.section or "") or None,
        author=clean(article.author or "") or None,
        url=web_address(clean(article.url or "")),
        language=clean(article.language or "") or None,
        path=clean(article.path),
    )


def _clean_mention(mention: MentionRow) -> MentionRow:
    if not _UNFIT.search(mention.excerpt) and not _UNFIT.search(mention.surface):
        return mention  # a large extract has hundreds of thousands, nearly all of them clean
    return replace(mention, surface=clean(mention.surface), excerpt=clean(mention.excerpt))
