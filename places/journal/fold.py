"""The changes in their order -> what holds now.

A later change goes before an earlier one of the same scope, and a narrower scope before a wider one:
one mention, a name in an article, in the articles of a source, everywhere. A change that is undone
is as if it had never been; an undo is a change too, so that it can be undone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from places.journal.change import (
    ArticleAdded,
    ArticleEdited,
    ArticleRemoved,
    ArticleRestored,
    Change,
    FeedFollowed,
    MentionChecked,
    OwnPlaceDeleted,
    OwnPlaceMerged,
    OwnPlaceSaved,
    PlaceChecked,
    PlaceDecided,
    Said,
    Undone,
)
from places.journal.checking import OWN
from places.journal.scope import Everywhere, InArticle, InSource, OneMention
from places.reading.problem import quoted

Key = TypeVar("Key")
Value = TypeVar("Value")

Span = tuple[int, int]
"""Where a mention begins and ends in the text of its article."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a name stands for, with where that stands in the journal.

    Attributes
    ----------
    scope : Scope
    place_id : str or None
        As it is called now, where places were merged; None where the name is no place.
    number, when, who, note
        Of the change that says so.
    """

    scope: OneMention | InArticle | InSource | Everywhere
    place_id: str | None
    number: int
    when: datetime
    who: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Somebody found right what stands there; of a mention, for as long as it stands for `place_id`."""

    place_id: str
    number: int
    when: datetime
    who: str


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place of one's own, with the change that says what it is."""

    said: OwnPlaceSaved
    number: int
    when: datetime
    who: str


@dataclass(frozen=True, slots=True)
class AddedArticle:
    """An article that came in through the page, with the change that brought it."""

    said: ArticleAdded
    number: int
    when: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is looked at again, with the change that says so."""

    said: FeedFollowed
    number: int
    when: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds after some changes.

    Attributes
    ----------
    last : int
        The number of the last change; 0 where there is none.
    of_mention : mapping of str to (mapping of (int, int) to Decision)
        By the id of the article and the offsets in it.
    of_article, of_source : mapping of str to (mapping of str to Decision)
        By the id of the article or the name of the source, and by name.
    of_all : mapping of str to Decision
        By name.
    checked_mentions : mapping of str to (mapping of (int, int) to Check)
        By the id of the article and the offsets in it.
    checked_places : mapping of str to Check
    own_places : mapping of str to OwnPlace
    edited : mapping of str to ArticleEdited
        All that was said of an article, in one.
    removed : mapping of str to Change
    added : mapping of str to AddedArticle
        In the order in which they came; those that were removed since are among them.
    feeds : mapping of str to Feed
        By web address, in the order in which they came.
    undone : frozenset of int
        The numbers of the changes that do not count.
    """

    last: int = 0
    of_mention: Mapping[str, Mapping[Span, Decision]] = field(default_factory=dict)
    of_article: Mapping[str, Mapping[str, Decision]] = field(default_factory=dict)
    of_source: Mapping[str, Mapping[str, Decision]] = field(default_factory=dict)
    of_all: Mapping[str, Decision] = field(default_factory=dict)
    checked_mentions: Mapping[str, Mapping[Span, Check]] = field(default_factory=dict)
    checked_places: Mapping[str, Check] = field(default_factory=dict)
    own_places: Mapping[str, OwnPlace] = field(default_factory=dict)
    edited: Mapping[str, ArticleEdited] = field(default_factory=dict)
    removed: Mapping[str, Change] = field(default_factory=dict)
    added: Mapping[str, AddedArticle] = field(default_factory=dict)
    feeds: Mapping[str, Feed] = field(default_factory=dict)
    undone: frozenset[int] = frozenset()


def fold(changes: Sequence[Change]) -> Standing:
    """Tell what holds after some changes.

    Parameters
    ----------
    changes : sequence of Change
        All from the first one on, in order.
    """
    undone = _undone(changes)
    standing = _Building()
    for change in changes:
        if change.number not in undone:
            standing.take(change)
    return standing.standing(changes[-1].number if changes else 0, undone)


def refusal(standing: Standing, said: Said) -> str | None:
    """Say in one line why something cannot be said as things stand; None where it can."""
    match said:
        case PlaceDecided(_, str(place_id)) | MentionChecked(_, place_id) | PlaceChecked(place_id):
            return _lacks_place(standing, place_id)
        case OwnPlaceDeleted(place_id):
            return _lacks_place(standing, place_id)
        case OwnPlaceMerged(place_id, into):
            return _lacks_place(standing, place_id) or _lacks_place(standing, into)
        case ArticleAdded(article_id) if article_id in standing.added:
            return f"the article {quoted(article_id)} was added already"
        case ArticleRemoved(article_id) if article_id in standing.removed:
            return f"the article {quoted(article_id)} was removed already"
        case ArticleRestored(article_id) if article_id not in standing.removed:
            return f"the article {quoted(article_id)} is not removed"
        case Undone(number) if not 1 <= number <= standing.last:
            return f"there is no change {number}"
        case Undone(number) if number in standing.undone:
            return f"change {number} is undone already"
        case _:
            return None


def first_refusal(known: Sequence[Change], changes: Sequence[Change]) -> str | None:
    """Say why the first of some changes that makes no sense makes none, each seen after those before it."""
    earlier = list(known)
    standing = fold(earlier)
    for change in changes:
        reason = refusal(standing, change.said)
        if reason is not None:
            return reason
        earlier.append(change)
        standing = _after(standing, earlier)
    return None


def _after(standing: Standing, changes: Sequence[Change]) -> Standing:
    """Tell what can be said after the last one of some changes.

    Thousands of articles may be added in one step, and undone: to fold all for each would take minutes.
    """
    last = changes[-1]
    match last.said:
        case ArticleAdded(article_id) as said:
            added = AddedArticle(said, last.number, last.when, last.who)
            return replace(standing, last=last.number, added={**standing.added, article_id: added})
        case Undone(number) if isinstance(undone := changes[number - 1].said, ArticleAdded):
            added_before = {each: of for each, of in standing.added.items() if each != undone.article_id}
            return replace(standing, last=last.number, added=added_before, undone=standing.undone | {number})
        case (
            OwnPlaceSaved()
            | OwnPlaceMerged()
            | OwnPlaceDeleted()
            | ArticleRemoved()
            | ArticleRestored()
            | Undone()
        ):
            return fold(changes)
        case _:
            return replace(standing, last=last.number)


def undoable(changes: Sequence[Change], who: str | None = None) -> tuple[int, ...]:
    """Return the numbers of what was said last and still counts, of one person or of all.

    To undo it, say `Undone` of each. Empty where there is nothing to undo.
    """
    undone = _undone(changes)
    steps: dict[int, list[int]] = {}
    for change in changes:
        ordinary = not isinstance(change.said, Undone) and change.number not in undone
        if ordinary and who in (None, change.who):
            steps.setdefault(change.step, []).append(change.number)
    return tuple(reversed(steps[max(steps)])) if steps else ()


def redoable(changes: Sequence[Change], who: str | None = None) -> tuple[int, ...]:
    """Return the numbers of the undoing that came last, if nothing else was said since.

    To redo what it undid, say `Undone` of each. Empty where there is nothing to redo.
    """
    undone = _undone(changes)
    ordinary = {change.number for change in changes if not isinstance(change.said, Undone)}
    last = max((at.number for at in changes if at.number in ordinary and who in (None, at.who)), default=0)
    steps: dict[int, list[int]] = {}
    for change in changes:
        if not isinstance(change.said, Undone) or change.number in undone or change.number < last:
            continue
        if change.said.number in ordinary and who in (None, change.who):
            steps.setdefault(change.step, []).append(change.number)
    return tuple(reversed(steps[max(steps)])) if steps else ()


def _undone(changes: Sequence[Change]) -> frozenset[int]:
    """Tell which changes do not count: whether one does hangs on later ones alone."""
    undone: set[int] = set()
    for change in reversed(changes):
        if isinstance(change.said, Undone) and change.number not in undone:
            undone.add(change.said.number)
    return frozenset(undone)


def _lacks_place(standing: Standing, place_id: str) -> str | None:
    if place_id.startswith(OWN) and place_id not in standing.own_places:
        return f"there is no place {quoted(place_id)} any more"
    return None


class _Building:
    """What holds so far."""

    def __init__(self) -> None:
        self._decisions: list[Decision] = []
        self._checked_mentions: dict[tuple[str, Span], Check] = {}
        self._checked_places: dict[str, Check] = {}
        self._own: dict[str, OwnPlace] = {}
        self._merged: dict[str, str] = {}
        self._edited: dict[str, ArticleEdited] = {}
        self._removed: dict[str, Change] = {}
        self._added: dict[str, AddedArticle] = {}
        self._feeds: dict[str, Feed] = {}

    def take(self, change: Change) -> None:
        """Let one more change hold."""
        about = (change.number, change.when, change.who)
        match change.said:
            case PlaceDecided(scope, place_id, note):
                self._decisions.append(Decision(scope, place_id, *about, note))
            case MentionChecked(mention, place_id, checked):
                spot = mention.article_id, (mention.start, mention.end)
                _set(self._checked_mentions, spot, Check(place_id, *about) if checked else None)
            case PlaceChecked(place_id, checked):
                _set(self._checked_places, place_id, Check(place_id, *about) if checked else None)
            case OwnPlaceSaved() as said:
                self._own[said.place_id] = OwnPlace(said, *about)
                self._merged.pop(said.place_id, None)
            case OwnPlaceMerged(place_id, into):
                self._own.pop(place_id, None)
                self._merged[place_id] = into
            case OwnPlaceDeleted(place_id):
                self._own.pop(place_id, None)
            case ArticleAdded() as said:
                self._added[said.article_id] = AddedArticle(said, *about)
            case ArticleEdited() as said:
                earlier = self._edited.get(said.article_id)
                self._edited[said.article_id] = said.over(earlier) if earlier else said
            case ArticleRemoved(article_id):
                self._removed[article_id] = change
            case ArticleRestored(article_id):
                self._removed.pop(article_id, None)
            case FeedFollowed() as said:
                _set(self._feeds, said.url, Feed(said, *about) if said.followed else None)
            case Undone():
                pass  # it has done what it does

    def standing(self, last: int, undone: frozenset[int]) -> Standing:
        """Return all of it."""
        of_mention: dict[str, dict[Span, Decision]] = {}
        of_article: dict[str, dict[str, Decision]] = {}
        of_source: dict[str, dict[str, Decision]] = {}
        of_all: dict[str, Decision] = {}
        for decision in self._decisions:
            place_id = decision.place_id and self._now(decision.place_id)
            if place_id and place_id.startswith(OWN) and place_id not in self._own:
                continue  # that place is no more
            decision = replace(decision, place_id=place_id)  # noqa: PLW2901 - it is the same one
            match decision.scope:
                case OneMention(article_id, start, end):
                    of_mention.setdefault(article_id, {})[start, end] = decision
                case InArticle(name, article_id):
                    of_article.setdefault(article_id, {})[name] = decision
                case InSource(name, source):
                    of_source.setdefault(source, {})[name] = decision
                case Everywhere(name):
                    of_all[name] = decision
        checked: dict[str, dict[Span, Check]] = {}
        for (article_id, span), check in self._checked_mentions.items():
            checked.setdefault(article_id, {})[span] = replace(check, place_id=self._now(check.place_id))
        return Standing(
            last,
            of_mention,
            of_article,
            of_source,
            of_all,
            checked,
            self._checked_places,
            self._own,
            self._edited,
            self._removed,
            self._added,
            self._feeds,
            undone,
        )

    def _now(self, place_id: str) -> str:
        """Follow a place to the one that it was merged into."""
        passed = {place_id}
        while place_id in self._merged and place_id not in self._own:
            place_id = self._merged[place_id]
            if place_id in passed:  # a circle is left where undoing closed one
                break
            passed.add(place_id)
        return place_id


def _set(mapping: dict[Key, Value], key: Key, value: Value | None) -> None:
    if value is None:
        mapping.pop(key, None)
    else:
        mapping[key] = value
