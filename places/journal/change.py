"""What a person can say of a dataset: where a name lies, which places there are, what an article is.

Each class here is one thing that can be said. It checks itself when it is made, so that nothing
senseless reaches the journal, whoever sent it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from hashlib import blake2b
from typing import Final, get_args

from places.journal.checking import (
    LONGEST_LINE,
    LONGEST_NAME,
    OWN,
    check_date,
    check_degrees,
    check_id,
    check_language,
    check_line,
    check_note,
    check_own,
    check_tags,
    require,
)
from places.journal.scope import OneMention, Scope, subject_of_scope
from places.model import KINDS, Article, DateOrigin, Kind, PartialDate, Place
from places.reading.problem import quoted


@dataclass(frozen=True, slots=True)
class PlaceDecided:
    """What a name stands for.

    Attributes
    ----------
    scope : Scope
        For which mentions. Words that the geoparser missed can be named as well.
    place_id : str or None
        A place of the gazetteer or of one's own; None where it is no place.
    note : str
        Why, if one likes.
    """

    scope: Scope
    place_id: str | None
    note: str = ""

    def __post_init__(self) -> None:
        if self.place_id is not None:
            check_id("id of the place", self.place_id)
        check_note(self.note)


@dataclass(frozen=True, slots=True)
class MentionChecked:
    """A mention is right as it is; it counts as checked for as long as it stands for that place."""

    mention: OneMention
    place_id: str
    checked: bool = True

    def __post_init__(self) -> None:
        check_id("id of the place", self.place_id)


@dataclass(frozen=True, slots=True)
class PlaceChecked:
    """A place is right as it is: its point, its kind, its names."""

    place_id: str
    checked: bool = True

    def __post_init__(self) -> None:
        check_id("id of the place", self.place_id)


@dataclass(frozen=True, slots=True)
class OwnPlaceSaved:
    """A place of one's own is made, or is from now on what is said here.

    Attributes
    ----------
    place_id : str
        Of `new_place_id`.
    name : str
        The name to use where there is none in a reader's language.
    kind : Kind
    latitude, longitude : float
        WGS 84, degrees.
    country_codes : tuple of str
        ISO 3166-1 alpha-2.
    names : mapping of str to str
        ISO 639-1 code to the name in that language.
    note : str
    """

    place_id: str
    name: str
    kind: Kind
    latitude: float
    longitude: float
    country_codes: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    def __post_init__(self) -> None:
        check_own(self.place_id)
        check_line("the name", self.name, LONGEST_NAME)
        if self.kind not in KINDS:
            raise ValueError(f"no kind of place: {quoted(self.kind)} (write {', '.join(KINDS)})")
        check_degrees("latitude", self.latitude, 90)
        check_degrees("longitude", self.longitude, 180)
        for code in self.country_codes:
            if not re.fullmatch("[A-Z]{2}", code):
                raise ValueError(f"no country code: {quoted(code)} (write two letters, as in ISO 3166-1)")
        for language, name in self.names.items():
            check_language(language)
            check_line("the name", name, LONGEST_NAME)
        check_note(self.note)

    def place(self) -> Place:
        """Return the place."""
        return Place(
            self.place_id,
            self.name,
            self.kind,
            self.latitude,
            self.longitude,
            self.country_codes,
            source="Set by hand",
            names=dict(self.names),
        )


@dataclass(frozen=True, slots=True)
class OwnPlaceMerged:
    """A place of one's own is the same as another place: what stood for it stands for that."""

    place_id: str
    into: str

    def __post_init__(self) -> None:
        check_own(self.place_id)
        check_id("id of the place", self.into)
        require(self.place_id != self.into, "a place cannot be merged into itself")


@dataclass(frozen=True, slots=True)
class OwnPlaceDeleted:
    """A place of one's own is no more; what was decided for it holds no more either."""

    place_id: str

    def __post_init__(self) -> None:
        check_own(self.place_id)


@dataclass(frozen=True, slots=True)
class ArticleAdded:
    """An article that came in through the page; its text lies beside the changes, under its digest.

    Attributes
    ----------
    article_id, title : str
    text_digest : str
        Of `digest_of` the text.
    language, published, date_origin, source, author, url, path, section, home, tags
        As in `Article`; the date as EDTF, empty where there is none.
    """

    article_id: str
    title: str
    text_digest: str
    language: str | None = None
    published: str = ""
    date_origin: DateOrigin | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    path: str = ""
    section: str | None = None
    home: str | None = None
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_id("id of the article", self.article_id)
        check_line("the title", self.title, LONGEST_LINE)
        check_date(self.published)
        check_tags(self.tags)

    @classmethod
    def of(cls, article: Article) -> ArticleAdded:
        """Say that an article is added. Its text is handed to `Journal.append` besides."""
        return cls(
            article.id,
            article.title[:LONGEST_LINE],
            digest_of(article.text),
            article.language,
            str(article.published or ""),
            article.date_origin,
            article.source,
            article.author,
            article.url,
            article.path,
            article.section,
            article.home,
            article.tags,
        )

    def article(self, text: str) -> Article:
        """Return the article, with its text."""
        return Article(
            self.article_id,
            self.title,
            text,
            self.language,
            PartialDate.parse(self.published) if self.published else None,
            self.date_origin,
            self.source,
            self.author,
            self.url,
            self.path,
            self.section,
            self.home,
            self.tags,
        )


@dataclass(frozen=True, slots=True)
class ArticleEdited:
    """What an article is said to be. None leaves a field as it is, an empty text empties it.

    Attributes
    ----------
    article_id : str
    title : str or None
        It cannot be emptied.
    published : str or None
        As EDTF: ``2024``, ``2024-06``, ``2024-06-19`` or ``2024-06/2024-08``.
    source, author : str or None
    language : str or None
        ISO 639-1.
    tags : tuple of str or None
        All of them.
    """

    article_id: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    author: str | None = None
    language: str | None = None
    tags: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        check_id("id of the article", self.article_id)
        if self.title is not None:
            check_line("the title", self.title, LONGEST_LINE)
        for what, text in (("the source", self.source), ("the author", self.author)):
            if text:
                check_line(what, text, LONGEST_LINE)
        check_date(self.published or "")
        if self.language:
            check_language(self.language)
        check_tags(self.tags or ())

    def over(self, earlier: ArticleEdited) -> ArticleEdited:
        """Return what holds if this is said after something else of the same article."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        return replace(earlier, **{name: value for name, value in said.items() if value is not None})

    def apply(self, article: Article) -> Article:
        """Return the article as it is said to be."""
        said: dict[str, object] = {}
        if self.title is not None:
            said["title"] = self.title
        for name in ("source", "author", "language"):
            text = getattr(self, name)
            if text is not None:
                said[name] = text or None
        if self.published is not None:
            said["published"] = PartialDate.parse(self.published) if self.published else None
            said["date_origin"] = "stated" if self.published else None
        if self.tags is not None:
            said["tags"] = self.tags
        return replace(article, **said)  # type: ignore[arg-type] # the fields have the types of their names


@dataclass(frozen=True, slots=True)
class ArticleRemoved:
    """An article is left out, until it is brought back."""

    article_id: str
    note: str = ""

    def __post_init__(self) -> None:
        check_id("id of the article", self.article_id)
        check_note(self.note)


@dataclass(frozen=True, slots=True)
class ArticleRestored:
    """An article that was left out is brought back."""

    article_id: str

    def __post_init__(self) -> None:
        check_id("id of the article", self.article_id)


@dataclass(frozen=True, slots=True)
class FeedFollowed:
    """A feed is looked at again and again for new articles, or is no more.

    Attributes
    ----------
    url : str
    title : str
        What it calls itself.
    followed : bool
    """

    url: str
    title: str = ""
    followed: bool = True

    def __post_init__(self) -> None:
        check_line("the address", self.url, 2 * LONGEST_LINE)
        require(self.url.startswith(("http://", "https://")), "a feed has a web address")
        require(len(self.title) <= LONGEST_LINE, f"the title is longer than {LONGEST_LINE} characters")


@dataclass(frozen=True, slots=True)
class Undone:
    """A change is as if it had never been; undoing that brings it back."""

    number: int


Said = (
    PlaceDecided
    | MentionChecked
    | PlaceChecked
    | OwnPlaceSaved
    | OwnPlaceMerged
    | OwnPlaceDeleted
    | ArticleAdded
    | ArticleEdited
    | ArticleRemoved
    | ArticleRestored
    | FeedFollowed
    | Undone
)
"""What can be said."""

SAYINGS: Final[tuple[type[Said], ...]] = get_args(Said)


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the journal.

    Attributes
    ----------
    number : int
        From 1 up, without gaps, in the order in which the changes were accepted.
    step : int
        The number of the first change that was accepted together with this one: they are undone
        together.
    when : datetime
        UTC.
    who : str
    said : Said
    """

    number: int
    step: int
    when: datetime
    who: str
    said: Said


def subject_of(said: Said) -> tuple[str, ...]:
    """Tell what something is said of: of two changes with one subject, the later one counts.

    An `Undone` has the subject of what it undoes, which only the journal knows: it gives its number.
    """
    match said:
        case PlaceDecided():
            return subject_of_scope(said.scope)
        case MentionChecked():
            return subject_of_scope(said.mention)
        case PlaceChecked() | OwnPlaceSaved() | OwnPlaceMerged() | OwnPlaceDeleted():
            return "place", said.place_id
        case ArticleAdded() | ArticleEdited() | ArticleRemoved() | ArticleRestored():
            return "article", said.article_id
        case FeedFollowed():
            return "feed", said.url
        case Undone():
            return "change", str(said.number)


def new_place_id() -> str:
    """Make an id for a place of one's own."""
    return OWN + secrets.token_hex(6)


def digest_of(text: str) -> str:
    """Identify a text by what it says."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
