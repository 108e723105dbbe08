"""The selection of a session: it follows the URL, and the URL follows it.

A run begins with `follow_url` and ends with `write_url`. What a visitor does in between
reaches the selection through `change`, called by the widgets before the run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from places.selection import Selection, from_query

_SELECTION = "_selection"
_READING = "_reading"
_URL = "_url"
_CHANGED = "_changed"
_NOTES = "_spoiled"
_GO = "_go"


@dataclass(frozen=True, slots=True)
class Reading:
    """Which article is open in the reader, and at which character."""

    article: str | None = None
    at: int | None = None

    def to_query(self) -> dict[str, str]:
        """Write the open article as URL parameters."""
        if self.article is None:
            return {}
        return {"article": self.article} | ({"at": str(self.at)} if self.at is not None else {})


def selection() -> Selection:
    """Give the selection of this session."""
    chosen: Selection = st.session_state.get(_SELECTION, Selection())
    return chosen


def reading() -> Reading:
    """Give the article that this session has open."""
    opened: Reading = st.session_state.get(_READING, Reading())
    return opened


def change(**changes: Any) -> None:
    """Change the selection: its fields by name."""
    st.session_state[_SELECTION] = replace(selection(), **changes)
    st.session_state[_CHANGED] = True


def open_article(article: str | None, at: int | None = None) -> None:
    """Open an article in the reader, at one of its characters."""
    st.session_state[_READING] = Reading(article, at)
    st.session_state[_CHANGED] = True


def go(page: str) -> None:
    """Ask for another page, by its name; the next run goes there."""
    st.session_state[_GO] = page


def where_to() -> str | None:
    """Give the name of the page that was asked for, once."""
    page: str | None = st.session_state.pop(_GO, None)
    return page


def notes() -> list[str]:
    """Give the names of the URL parameters that made no sense and were set aside."""
    spoiled: list[str] = st.session_state.get(_NOTES, [])
    return spoiled


def follow_url() -> None:
    """Take the selection from the URL where the visitor came by it: a link, back, a new session.

    What a widget changed just now counts more than the URL, which the browser may not have
    brought up to date yet; but where the map looks, the map itself writes into the URL.
    """
    incoming = st.query_params.to_dict()
    if st.session_state.pop(_CHANGED, False):
        looked = from_query({"view": incoming.get("view", "")})[0].view
        st.session_state[_SELECTION] = replace(selection(), view=looked or selection().view)
    elif incoming != st.session_state.get(_URL):
        chosen, spoiled = from_query(incoming)
        st.session_state[_SELECTION] = chosen
        st.session_state[_READING], bad_reading = _reading_of(incoming)
        st.session_state[_NOTES] = spoiled + bad_reading


def _reading_of(query: Mapping[str, str]) -> tuple[Reading, list[str]]:
    at = query.get("at", "")
    if at and not (at.isdecimal() and at.isascii() and len(at) < 9):
        return Reading(query.get("article") or None), ["at"]
    return Reading(query.get("article") or None, int(at) if at else None), []


def query(*, with_article: bool) -> dict[str, str]:
    """Give the URL parameters of the present state."""
    return selection().to_query() | (reading().to_query() if with_article else {})


def write_url(*, with_article: bool) -> None:
    """Bring the URL up to date; on a page without a reader it does not name an open article."""
    wanted = query(with_article=with_article)
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    st.session_state[_URL] = wanted
