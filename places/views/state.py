"""The selection of a session: it follows the URL, and the URL follows it.

A run begins with `follow_url` and ends with `write_url`. What a visitor does in between
reaches the selection through `change`, called by the widgets before the run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import streamlit as st

from places.selection import Selection, from_query
from places.views.pages import MAP

_SELECTION = "_selection"
_READING = "_reading"
_URL = "_url"
_CHANGED = "_changed"
_NOTES = "_spoiled"
_UNKNOWN = "_unknown"
_GO = "_go"
_OWN = "_own"
_GIVEN_UP = "_given_up"
_PAGE = "_page"


OWN: Final = ("list", "sort", "by", "group", "named")
"""URL parameters of single pages: what they list, in which order, and the name that is looked for."""

_LONGEST_OWN: Final = 200


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
    if "view" in changes:
        st.session_state[_GIVEN_UP] = selection().view
    st.session_state[_SELECTION] = replace(selection(), **changes)
    _note(*changes)


def choose(place: str | None) -> None:
    """Choose a place, or none.

    The map of all places turns to it and writes into the URL where it looks then. On a page without that
    map, where it looked when another place was chosen is nothing to keep.
    """
    if place == selection().place or st.session_state.get(_PAGE) == MAP.name:
        change(place=place)
    else:
        change(place=place, view=None)


def _note(*changed: str) -> None:
    """Keep in mind until the next run what a visitor changed, by the names of fields."""
    st.session_state[_CHANGED] = st.session_state.get(_CHANGED, frozenset()) | set(changed)


def acted() -> None:
    """Note that a visitor did something: until the next run the session counts more than the URL.

    A browser that was given a new URL a moment ago may still send the one before it with the next click.
    """
    _note()


def ask(field: str, values: Iterable[str]) -> None:
    """Ask for other values of a field that holds several, or of ``checked``: ``1``, ``0`` or none."""
    asked = list(values)
    if field == "checked":
        change(checked=asked[-1] == "1" if asked else None)
    else:
        change(**{field: selection().asking(field, asked).asked(field)})


def follow_rows(wanted: Selection) -> None:
    """Show the rows of another selection; place, view and language stay as they are."""
    now = selection()
    st.session_state[_SELECTION] = replace(
        wanted,
        beside=now.beside,
        place=now.place,
        lines=now.lines,
        view=now.view,
        tiles=now.tiles,
        shades=now.shades,
        clusters=now.clusters,
        language=now.language,
    )
    _note()


def set_aside(known: Selection, unknown: Sequence[tuple[str, str]]) -> None:
    """Go on with what a dataset knows of a selection; what it does not know is told until the URL changes."""
    st.session_state[_SELECTION] = known
    st.session_state[_UNKNOWN] = list(unknown)


def unknown() -> list[tuple[str, str]]:
    """Give the fields and values that the URL asked for and the dataset does not have."""
    values: list[tuple[str, str]] = st.session_state.get(_UNKNOWN, [])
    return values


def open_article(article: str | None, at: int | None = None) -> None:
    """Open an article in the reader, at one of its characters."""
    st.session_state[_READING] = Reading(article, at)
    _note()


def own(name: str) -> str:
    """Give the value of a URL parameter of `OWN`; empty where it is not set."""
    values: dict[str, str] = st.session_state.get(_OWN, {})
    return values.get(name, "")


def set_own(name: str, value: str) -> None:
    """Set a URL parameter of `OWN`; empty is its default."""
    values: dict[str, str] = st.session_state.get(_OWN, {})
    st.session_state[_OWN] = values | {name: value}
    _note()


def listed() -> bool:
    """Tell whether the table of all places is asked for although a place is chosen."""
    return own("list") == "1"


def show_list(*, wanted: bool) -> None:
    """Ask for the table of all places, or for the page of the chosen one."""
    set_own("list", "1" if wanted else "")


def arrive(page: str) -> None:
    """Note which page is shown, by its name."""
    st.session_state[_PAGE] = page


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


def told(key: str) -> Any:
    """Give what a widget tells, by its key; None where it has gone.

    Of two clicks, one right after the other, the second may be on a page that the first one has left.
    """
    return st.session_state.get(key)


def follow_url() -> None:
    """Take the selection from the URL where the visitor came by it: a link, back, a new session.

    What a widget changed just now counts more than the URL, which the browser may not have
    brought up to date yet; but where the map looks, the map itself writes into the URL.
    """
    incoming = st.query_params.to_dict()
    changed: frozenset[str] | None = st.session_state.pop(_CHANGED, None)
    if changed is not None:
        looked = from_query({"view": incoming.get("view", "")})[0].view
        # A browser that is behind still has the view that was given up in its URL.
        if looked and "view" not in changed and looked != st.session_state.get(_GIVEN_UP):
            st.session_state[_SELECTION] = replace(selection(), view=looked)
        st.session_state.setdefault(_URL, incoming)
    elif incoming != st.session_state.get(_URL):
        chosen, spoiled = from_query(incoming)
        st.session_state[_SELECTION] = chosen
        st.session_state[_READING], bad_reading = _reading_of(incoming)
        st.session_state[_OWN] = {name: incoming[name][:_LONGEST_OWN] for name in OWN if name in incoming}
        st.session_state[_NOTES] = spoiled + bad_reading
        st.session_state[_UNKNOWN] = []
        st.session_state[_URL] = incoming  # a visitor who is quick ends this run before it writes the URL


def _reading_of(query: Mapping[str, str]) -> tuple[Reading, list[str]]:
    at = query.get("at", "")
    if at and not (at.isdecimal() and at.isascii() and len(at) < 9):
        return Reading(query.get("article") or None), ["at"]
    return Reading(query.get("article") or None, int(at) if at else None), []


def query(wanted: Collection[str]) -> dict[str, str]:
    """Give the URL parameters of the present state, with those of a page's own."""
    chosen = selection().to_query()
    of_pages = reading().to_query()
    for name in OWN:
        if own(name) and (name != "list" or "place" in chosen):
            of_pages[name] = own(name)
    return chosen | {name: value for name, value in of_pages.items() if name in wanted}


def write_url(of_page: Collection[str]) -> None:
    """Bring the URL up to date, with the parameters of a page's own."""
    wanted = query(of_page)
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    st.session_state[_URL] = wanted
