"""What a visitor sees where there is no map: what the page is called, and why there is none."""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from places.language import Language
from places.views.settings import Settings


def title_of(told: Settings, say: Language) -> str:
    """Give the title that stands above each page."""
    return told.title or say("Places in the news")


@contextmanager
def refused(title: str, width: int = 560) -> Iterator[None]:
    """Put into the middle of an empty page what is said within the block, below the title; pixels wide."""
    with st.container(key="refused", width=width):
        st.html(f"<h1 class='masthead'>{html.escape(title)}</h1>")
        yield
