"""Articles that somebody brings, before anything is kept: what each is, and what it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from places.adding.known import Known
from places.adding.likeness import NEARLY, SLOTS, likeness, same_key, signature_of
from places.geoparsing.parser import Document, Parser, parse_each
from places.journal.change import digest_of
from places.model import Article, Mention
from places.reading import Problem

_AT_ONCE: Final = 64


@dataclass(frozen=True, slots=True)
class Twin:
    """Another article with the same text, or nearly.

    Attributes
    ----------
    id, title : str
    is_there : bool
        Whether it is in the dataset; otherwise it was brought together with this one.
    is_same : bool
        Whether the text is the same; otherwise it is nearly.
    """

    id: str
    title: str
    is_there: bool
    is_same: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """An article to look at.

    Attributes
    ----------
    article : Article
        With the id that it is to have.
    mentions : tuple of Mention
        As they are found in it before anybody corrects anything.
    twin : Twin or None
        What is there already.
    """

    article: Article
    mentions: tuple[Mention, ...] = ()
    twin: Twin | None = None

    @property
    def is_new(self) -> bool:
        """Whether there is nothing like it."""
        return self.twin is None


class Drafting:
    """Makes drafts, one after another, and knows each again that it has made.

    Parameters
    ----------
    parser : Parser or None
        None where nobody looks at the places before they are in the dataset.
    known : Known
        What is there already.
    """

    def __init__(self, parser: Parser | None, known: Known) -> None:
        self._parser = parser
        self._known = known
        self._seen: list[Draft] = []
        self._keys: dict[bytes, int] = {}
        self._signatures = np.empty((_AT_ONCE, SLOTS), dtype=np.uint32)
        self._signed: list[int] = []

    def draft(self, item: Article | Problem) -> Draft | Problem:
        """Look at what was read; a problem remains one.

        An article whose places cannot be found is a problem.
        """
        if isinstance(item, Problem):
            return item
        article = replace(item, id=f"{item.id}-{digest_of(item.text)[:6]}")
        twin = self._twin(article)
        mentions: Sequence[Mention] = ()
        if self._parser is not None and (twin is None or not twin.is_same):
            (found,) = parse_each(
                self._parser, [Document(article.text, article.language, article.title, article.source or "")]
            )
            if isinstance(found, Exception):
                return Problem(article.path, None, "its places were not found")
            mentions = found
        draft = Draft(article, tuple(mentions), twin)
        self._remember(draft)
        return draft

    def _twin(self, article: Article) -> Twin | None:
        known, key = self._known, same_key(article.text)
        row = known.keys.get(key)
        if row is None and article.url:
            row = known.urls.get(article.url)
        if row is not None:
            return Twin(known.ids[row], known.titles[row], is_there=True, is_same=True)
        if key in self._keys:
            return self._brought(self._keys[key], is_same=True)
        signature = signature_of(article.text)
        if signature is None:
            return None
        if len(known.signed):
            alike = likeness(signature, known.signatures)
            best = int(alike.argmax())
            if alike[best] >= NEARLY:
                row = int(known.signed[best])
                return Twin(known.ids[row], known.titles[row], is_there=True, is_same=False)
        if self._signed:
            alike = likeness(signature, self._signatures[: len(self._signed)])
            best = int(alike.argmax())
            if alike[best] >= NEARLY:
                return self._brought(self._signed[best], is_same=False)
        return None

    def _brought(self, number: int, *, is_same: bool) -> Twin:
        other = self._seen[number].article
        return Twin(other.id, other.title, is_there=False, is_same=is_same)

    def _remember(self, draft: Draft) -> None:
        self._keys.setdefault(same_key(draft.article.text), len(self._seen))
        # Of several that are alike, all are compared with the first one, under which they are folded.
        if draft.is_new and (signature := signature_of(draft.article.text)) is not None:
            if len(self._signed) == len(self._signatures):
                self._signatures = np.concatenate((self._signatures, np.empty_like(self._signatures)))
            self._signatures[len(self._signed)] = signature
            self._signed.append(len(self._seen))
        self._seen.append(draft)


def drafts_of(
    items: Iterable[Article | Problem], parser: Parser | None, known: Known
) -> Iterator[Draft | Problem]:
    """Look at one article after another; see `Drafting`."""
    drafting = Drafting(parser, known)
    for item in items:
        yield drafting.draft(item)


def folded(drafts: Sequence[Draft]) -> list[tuple[Draft, list[Draft]]]:
    """Put under each draft those that came with it and are the same or nearly.

    Parameters
    ----------
    drafts : sequence of Draft
        In the order in which they were made.
    """
    under: dict[str, tuple[Draft, list[Draft]]] = {}
    for draft in drafts:
        twin = draft.twin
        if twin is not None and not twin.is_there and twin.id in under:
            under[twin.id][1].append(draft)
        else:
            under[draft.article.id] = draft, []
    return list(under.values())
