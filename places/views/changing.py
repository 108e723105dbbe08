"""The way of every change: it has to be allowed, and what it names has to be there; then it is kept.

What a page sends is not believed. What was changed, or why it was not, the next run of the page tells.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import streamlit as st

from places.dataset import Dataset
from places.journal import (
    ArticleEdited,
    ArticleRemoved,
    Change,
    InArticle,
    InSource,
    JournalError,
    MentionChecked,
    OneMention,
    OwnPlaceMerged,
    OwnPlaceSaved,
    PlaceChecked,
    PlaceDecided,
    RefusedError,
    Said,
    Undone,
    redoable,
    undoable,
)
from places.language import Language
from places.query import read_article
from places.views import access
from places.views.opening import journal_of
from places.views.plain import plain
from places.views.settings import Settings

_TOLD = "_changes_told"
_CHANGED = "_changes_saved"


@dataclass(frozen=True, slots=True)
class Step:
    """A step that can be undone, or redone.

    Attributes
    ----------
    numbers : tuple of int
        Of the changes of which an `Undone` each does that; empty where there is nothing to do.
    said : Said or None
        What a reader would call it by.
    who : str
        Whose it was.
    """

    numbers: tuple[int, ...] = ()
    said: Said | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """What comes next in either direction, whoever did it."""

    undo: Step = Step()
    redo: Step = Step()


def save(
    told: Settings,
    dataset: Dataset,
    said: Sequence[Said],
    say: Language,
    *,
    done: str,
    seen: int | None = None,
) -> bool:
    """Keep a change, if whoever asks for it may make it and if it makes sense.

    Parameters
    ----------
    told : Settings
    dataset : Dataset
        In which articles and offsets have to be.
    said : sequence of Said
        One step.
    say : Language
    done : str
        What to tell when it is done; nothing if it is empty.
    seen : int, optional
        The number of the last change that the visitor has seen: what somebody else changed since is
        not changed over their head.

    Returns
    -------
    bool
        Whether it was kept. If not, the visitor is told why.
    """
    who = access.admit(told)
    if who is None:
        tell(say("Not saved: that is not open to you, or too much in one minute."), wrong=True)
        return False
    made = {each.place_id for each in said if isinstance(each, OwnPlaceSaved)}
    if not all(_makes_sense(each, told, dataset, made) for each in said):
        tell(say("What was to be changed is not there any more."), wrong=True)
        return False
    try:
        journal_of(told.source).append(who.name, said, seen=seen)
    except RefusedError as error:
        tell(_refused(error, say), wrong=True)
        return False
    except JournalError as error:
        tell(say("Not saved: {reason}").format(reason=say.reason(str(error))), wrong=True)
        return False
    st.session_state[_CHANGED] = True
    if done:
        tell(done)
    return True


def _refused(error: RefusedError, say: Language) -> str:
    """Say who was quicker and when, or what else is in the way."""
    other = error.quicker
    if other is None:
        return say("Not saved: {reason}").format(reason=say.reason(str(error)))
    line = say("Not saved: {who} changed this {ago}. Look at it and decide again.")
    return line.format(who=other.who, ago=say.ago(other.when))


def steps(told: Settings) -> Steps:
    """Tell what can be undone and redone, whoever did it."""
    try:
        changes = journal_of(told.source).changes()
    except JournalError:
        return Steps()
    return Steps(_step(undoable(changes), changes), _step(redoable(changes), changes))


def _step(numbers: tuple[int, ...], changes: Sequence[Change]) -> Step:
    if not numbers:
        return Step()
    named = changes[numbers[0] - 1]
    while isinstance(named.said, Undone):  # what is redone is what was undone
        named = changes[named.said.number - 1]
    return Step(numbers, named.said, named.who)


def last_seen(told: Settings) -> int | None:
    """Give the number of the last change; None where the journal cannot be read."""
    try:
        return journal_of(told.source).last()
    except JournalError:
        return None


def tell(line: str, *, wrong: bool = False) -> None:
    """Have the next run tell a visitor something."""
    st.session_state[_TOLD] = (line, wrong)


def was_changed() -> bool:
    """Tell, once, whether the last run has changed anything."""
    return bool(st.session_state.pop(_CHANGED, False))


def show_told() -> None:
    """Tell what there is to tell, once."""
    line, wrong = st.session_state.pop(_TOLD, ("", False))
    if line:
        st.toast(plain(line), icon=":material/error:" if wrong else ":material/check:")


def _makes_sense(said: Said, told: Settings, dataset: Dataset, made: Collection[str]) -> bool:
    """Tell whether the articles, offsets and places that something names are there, or are made with it."""
    from places.views.editing import lookup  # geocoding: only for who changes something

    match said:
        case PlaceDecided(scope, place_id):
            known = place_id is None or place_id in made or lookup.find(told, place_id) is not None
            match scope:
                case OneMention():
                    return known and _stands(scope, dataset)
                case InArticle():
                    return known and read_article(dataset, scope.article_id) is not None
                case InSource():
                    return known and lookup.is_source(dataset, scope.source)
            return known
        case MentionChecked(mention, place_id):
            return _stands(mention, dataset) and lookup.find(told, place_id) is not None
        case PlaceChecked(place_id):
            return lookup.find(told, place_id) is not None
        case OwnPlaceMerged(_, into):
            return lookup.find(told, into) is not None
        case ArticleEdited() | ArticleRemoved():
            return read_article(dataset, said.article_id) is not None
        case _:
            return True


def _stands(mention: OneMention, dataset: Dataset) -> bool:
    found = read_article(dataset, mention.article_id)
    return found is not None and found[1][mention.start : mention.end] == mention.surface
