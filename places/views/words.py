"""The words of an article that a visitor wants to put right: which they are, from run to run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from places.views import state

_OPEN: Final = "_words_open"
_MISSED: Final = "_words_missed"
_LONGEST_SPAN: Final = 24
"""Characters that two offsets are written in."""


@dataclass(frozen=True, slots=True)
class Words:
    """Where words begin and end in the text of an article."""

    article_id: str
    start: int
    end: int


def address(words: Words, place_id: str) -> str:
    """Write words for a click on them, with the place that they stand for."""
    return f"{words.start}-{words.end} {place_id} {words.article_id}"


def choose(of: str) -> None:
    """Open the words of an `address`; whether they are there, and for whom, shows the next run."""
    span, _, rest = of.partition(" ")
    place_id, _, article_id = rest.partition(" ")
    found = _span(span)
    if found:
        state.choose(place_id or None)
        open_words(Words(article_id, *found))


def open_words(words: Words | None) -> None:
    """Open some words, or close what is open."""
    st.session_state[_OPEN] = words


def opened() -> Words | None:
    """Give the words that are open."""
    words: Words | None = st.session_state.get(_OPEN)
    return words


def select(of: str) -> None:
    """Take note of words that were selected in the text of the reader: ``begin-end`` in characters."""
    st.session_state[_MISSED] = _span(of)


def selected() -> tuple[int, int] | None:
    """Give the words that were selected, once."""
    span: tuple[int, int] | None = st.session_state.pop(_MISSED, None)
    return span


def _span(text: str) -> tuple[int, int] | None:
    begin, _, end = text.partition("-")
    if len(text) <= _LONGEST_SPAN and all(part.isascii() and part.isdecimal() for part in (begin, end)):
        return int(begin), int(end)
    return None
