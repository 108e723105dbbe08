"""What a change would change, told before it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from places.building.base import Base
from places.building.current import Current
from places.building.holding import Holding
from places.building.revising import Known, open_base
from places.building.said import Said
from places.building.settling import Read
from places.building.touched import touched
from places.corrections import Corrections, Places
from places.corrections.setting import set_right
from places.excerpts import excerpts
from places.journal import Change, Journal, Standing, fold
from places.journal import Said as Saying
from places.languages import rules_for
from places.model import Article, Place

_Spots = dict[tuple[int, int], Place | str]
"""What stands where in an article: a place that somebody chose, or the id of one that was found."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in which a change would hold.

    Attributes
    ----------
    article_id, title : str
    excerpt : str
        The sentence (or two).
    start, end : int
        Where the words stand in it.
    before, after : str or None
        The ids of the places for which they stand now and then; None where they stand for none.
    """

    article_id: str
    title: str
    excerpt: str
    start: int
    end: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change would change.

    Attributes
    ----------
    mentions, articles : int
        Where something would stand for another place than now, for none, or for one where there is
        none now.
    held : int
        Where what is said would hold, whether it changes anything there or not.
    examples : tuple of Example
    """

    mentions: int
    articles: int
    held: int
    examples: tuple[Example, ...]


def impact(
    source: Path,
    journal: Journal,
    said: Sequence[Saying],
    *,
    places: Places | None = None,
    examples: int = 5,
) -> Impact:
    """Tell what would change if something was said; nothing is. See `impacts`."""
    return impacts(source, journal, [said], places=places, examples=examples)[0]


def impacts(
    source: Path,
    journal: Journal,
    choices: Sequence[Sequence[Saying]],
    *,
    places: Places | None = None,
    examples: int = 5,
) -> list[Impact]:
    """Tell what each of some choices would change; the dataset is gone through once for all of them.

    Parameters
    ----------
    source : Path
        The dataset; see `places.building.revise`.
    journal : Journal
    choices : sequence of sequence of Said
        What would be said in each.
    places : Places, optional
        The gazetteer, for places that the dataset does not have; the whole one if not given.
    examples : int
        At most so many for each, each from another article as far as there are enough.

    Raises
    ------
    DatasetError
        If the dataset cannot be read.
    JournalError
        If the journal cannot be read.
    KeyError
        If the gazetteer lacks a place that is named.
    """
    changes = list(journal.changes())
    first = len(changes) + 1
    with open_base(source) as base:
        known = Known(base, places)
        old = base.said(fold(changes), known)
        counts = [
            _Count(base.said(fold([*changes, *_coming(said, first)]), known), first, examples)
            for said in choices
        ]
        added = set(old.standing.added).union(*(count.new.standing.added for count in counts))
        for current in base.stretches(added):
            for count in counts:
                count.take(current, old)
    return [count.impact() for count in counts]


def _coming(said: Sequence[Saying], first: int) -> list[Change]:
    return [Change(number, first, datetime.now(UTC), "", each) for number, each in enumerate(said, first)]


class _Count:
    """Counts what a choice would change, stretch after stretch of the dataset.

    Parameters
    ----------
    new : Said
        What would hold.
    first : int
        Number of the first change of the choice.
    examples : int
        At most so many.
    """

    def __init__(self, new: Said, first: int, examples: int) -> None:
        self.new = new
        self._first = first
        self._examples = examples
        self._mentions = self._articles = self._held = 0
        self._told: list[Example] = []

    def take(self, current: Current, old: Said) -> None:
        """Count a stretch."""
        touching = touched(current, old, self.new)
        if not touching:
            return
        ids = [article_id for article_id in current.order() if article_id in touching]
        articles = current.as_read(ids)
        for article_id in ids:
            article = articles[article_id]
            before, _ = _spots(current, old, article)
            after, numbers = _spots(current, self.new, article)
            self._held += sum(number >= self._first for number in numbers)
            differing = sorted(
                span for span in before.keys() | after.keys() if _differ(before.get(span), after.get(span))
            )
            self._mentions += len(differing)
            self._articles += bool(differing)
            if differing and len(self._told) < self._examples:
                span = differing[0]
                self._told.append(_example(article, span, before.get(span), after.get(span)))

    def impact(self) -> Impact:
        """Give what was counted."""
        return Impact(self._mentions, self._articles, self._held, tuple(self._told))


def where_it_holds(base: Base, standing: Standing, table: Corrections) -> Holding:
    """Tell where the rows of a table would hold in a dataset."""
    holding = Holding(table)
    said = Said(table, standing)
    for current in base.stretches(standing.added):
        for article in current.as_read(list(current.rows)).values():
            edited = said.edited(article)
            spans = [(start, end) for start, end, _ in current.found_spans(article.id)]
            right = set_right(edited, spans, table.of(edited))
            read = Read(article, edited, removed=False, position=0, text_hash=None, mentions=len(spans))
            holding.note([read], [(each.correction, article.id) for each in right.held])
    return holding


def _spots(current: Current, said: Said, article: Article) -> tuple[_Spots, list[int]]:
    """Return what stands where in an article, and the numbers of the changes that hold in it."""
    edited = said.edited(article)
    if said.is_removed(edited):
        return {}, []
    found = current.found_spans(article.id)
    right = set_right(edited, [(start, end) for start, end, _ in found], said.corrections.of(edited))
    aside = set(right.set_aside)
    spots: _Spots = {
        (start, end): place_id for at, (start, end, place_id) in enumerate(found) if at not in aside
    }
    for start, end, correction in right.held:
        if correction.place is not None:
            spots[start, end] = correction.place
    return spots, [each.correction.by.number or 0 for each in right.held]


def _example(
    article: Article, span: tuple[int, int], before: Place | str | None, after: Place | str | None
) -> Example:
    ((begin, end),) = excerpts(article.text, [span], rules_for(article.language))
    return Example(
        article.id,
        article.title,
        article.text[begin:end],
        span[0] - begin,
        span[1] - begin,
        _id(before),
        _id(after),
    )


def _differ(one: Place | str | None, other: Place | str | None) -> bool:
    both = isinstance(one, Place) and isinstance(other, Place)
    return one != other if both else _id(one) != _id(other)


def _id(place: Place | str | None) -> str | None:
    return place.id if isinstance(place, Place) else place
