"""Articles -> their mentions, in this process or in a worker, with which rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from places.building.homes import stated_home
from places.dataset import mention_table
from places.geoparsing.parser import Document, Home, Parser, parse_each
from places.model import Article, Mention, Place
from places.reading import Problem, printable

if TYPE_CHECKING:
    from places.gazetteer import Gazetteer
    from places.geocoding import OnlineGeocoder


_TOGETHER: Final = 500_000
"""Characters of a text that are parsed together: a longer one is a book, and is parsed part after part."""

MOST_MENTIONS: Final = 100_000
"""Mentions that are looked for in one article: a book of a thousand pages has a tenth of them."""

_ENDS: Final = ("\n\n", "\n", ". ", " ")
"""Where a part may end, the best first."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What came out for some articles: mentions for each, all of them in order, their places.

    Attributes
    ----------
    counts : sequence of int
    mentions : pyarrow.Table
    places : sequence of Place
    lacking : mapping of int to Problem
        What was not found in an article and why, by its number.
    """

    counts: Sequence[int]
    mentions: pa.Table
    places: Sequence[Place]
    lacking: Mapping[int, Problem] = field(default_factory=dict)


def parse_articles(geoparser: Parser | None, articles: Sequence[tuple[Article, Home | None]]) -> Parsed:
    """Parse articles, each with where its paper is at home, here or in a worker.

    Without a geoparser the project's own is opened, once a process.
    """
    parser = geoparser or _geoparser_of_worker()
    lacking: dict[int, Problem] = {}
    found: list[Sequence[Mention]] = []
    stated: dict[str | None, Home | None] = {None: None}
    for article, _ in articles:
        if article.home not in stated:
            stated[article.home] = stated_home(parser, str(article.home), article.language)
    documents = [
        Document(
            article.text, article.language, article.title, article.source or "", home or stated[article.home]
        )
        for article, home in articles
    ]
    short = [at for at, document in enumerate(documents) if len(document.text) <= _TOGETHER]
    of_short = dict(
        zip(
            short, parse_each(parser, [documents[at] for at in short]), strict=True
        )  # together: it is quicker
    )
    for at, (document, (article, _)) in enumerate(zip(documents, articles, strict=True)):
        mentions = of_short.pop(at, None)
        if mentions is None:
            mentions, end = _parse_in_parts(parser, document)
            if end < len(document.text):
                lacking[at] = Problem(
                    article.path,
                    None,
                    f"{article.id}: more than {MOST_MENTIONS:,} mentions; those after {end:,} characters are "
                    "left out",
                    kept=True,
                )
        if isinstance(mentions, Exception):  # one odd article must not end a build of thousands
            reason = printable(f"{type(mentions).__name__}: {mentions}"[:200])
            lacking[at] = Problem(
                article.path, None, f"{article.id}: its places were not found ({reason})", kept=True
            )
            found.append(())
        else:
            found.append(mentions)
    places = {mention.place.id: mention.place for mentions in found for mention in mentions}
    table = mention_table(
        (article.id, mentions) for (article, _), mentions in zip(articles, found, strict=True)
    )
    return Parsed([len(mentions) for mentions in found], table, tuple(places.values()), lacking)


def _parse_in_parts(parser: Parser, document: Document) -> tuple[Sequence[Mention] | Exception, int]:
    """Parse a long text part after part, until it is at its end or has more than enough mentions.

    Returns
    -------
    tuple of (sequence of Mention, or Exception) and int
        What came out, and how many characters were parsed.
    """
    found: list[Mention] = []
    begin, length = 0, len(document.text)
    while begin < length and len(found) <= MOST_MENTIONS:
        end = _end_of_part(document.text, begin)
        (mentions,) = parse_each(parser, [document._replace(text=document.text[begin:end])])
        if isinstance(mentions, Exception):
            return mentions, length
        found += [
            mention._replace(
                start=mention.start + begin,
                end=mention.end + begin,
                excerpt_start=mention.excerpt_start + begin,
                excerpt_end=mention.excerpt_end + begin,
            )
            for mention in mentions
        ]
        begin = end
    if len(found) > MOST_MENTIONS:
        begin = min(begin, found[MOST_MENTIONS].start)
        found = found[:MOST_MENTIONS]
    return found, begin


def _end_of_part(text: str, begin: int) -> int:
    """Return where a part ends that begins there: between two paragraphs if it can be."""
    last = begin + _TOGETHER
    if last >= len(text):
        return len(text)
    for end in _ENDS:
        at = text.rfind(end, begin + _TOGETHER // 2, last)
        if at >= 0:
            return at + len(end)
    return last


def own_geoparser(gazetteer: Gazetteer | None = None) -> Parser:
    """Open the project's own geoparser, over the whole gazetteer if no other is given."""
    from places.gazetteer import open_gazetteer
    from places.geoparsing import Geoparser

    return Geoparser(gazetteer or open_gazetteer())


@cache
def _geoparser_of_worker() -> Parser:
    return own_geoparser()


def versions_of(gazetteer: Gazetteer) -> dict[str, str]:
    """Tell with which rules and which gazetteer the project's own geoparser works."""
    code = {"geoparser": code_of("places.geoparsing"), "languages": code_of("places.languages")}
    return code | gazetteer.versions


@cache
def own_versions() -> Mapping[str, str]:
    """Tell the same of the geoparser of this process, once."""
    from places.gazetteer import open_gazetteer

    return versions_of(open_gazetteer())


def code_of(package: str) -> str:
    """Identify the state of a package by what its files hold, so that changed rules are applied."""
    digest = blake2b(digest_size=8)
    waiting = [files(package)]
    while waiting:
        here = waiting.pop()
        if here.is_dir():
            inside = (entry for entry in here.iterdir() if entry.name != "__pycache__")
            waiting.extend(sorted(inside, key=lambda entry: entry.name))
        else:
            digest.update(here.name.encode() + here.read_bytes())
    return digest.hexdigest()


class WithOnline:
    """A geoparser that asks a server for what its gazetteer lacks."""

    def __init__(self, geoparser: Parser, online: OnlineGeocoder) -> None:
        self._geoparser = geoparser
        self._online = online

    def parse(
        self, text: str, language: str | None = None, title: str = "", *, explain: bool = True
    ) -> Sequence[Mention]:
        """Return the mentions of a text in order."""
        return self.parse_all([Document(text, language, title)], explain=explain)[0]

    def parse_all(
        self, documents: Sequence[Document], *, explain: bool = True
    ) -> Sequence[Sequence[Mention]]:
        """Return the mentions of each document, in order; the first error is raised."""
        from places.geocoding import locate_unknown

        found = []
        for document, mentions in zip(
            documents, parse_each(self._geoparser, documents, explain=explain), strict=True
        ):
            if isinstance(mentions, Exception):
                raise mentions
            found.append(locate_unknown(document.text, mentions, self._online, language=document.language))
        return found
