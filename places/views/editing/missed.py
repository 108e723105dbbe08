"""A field for a name that was missed in an article: for whoever does not select words with a pointer."""

from __future__ import annotations

import re

import streamlit as st

from places.language import Language
from places.views import changing, state, words


def show(article_id: str, text: str, say: Language) -> None:
    """Show the field; the first place where the name stands is opened.

    Parameters
    ----------
    article_id : str
    text : str
        Of the article.
    say : Language
    """
    key = f"missed_{article_id}"

    def look() -> None:
        name = (state.told(key) or "").strip()
        found = re.search(rf"(?<!\w){re.escape(name)}", text) if name else None
        if found:
            words.open_words(words.Words(article_id, *found.span()))
        elif name:
            changing.tell(
                say("{name} does not stand in this article.").format(name=say.quoted(name)), wrong=True
            )
        st.session_state[key] = ""

    st.text_input(
        say("A name that was missed"),
        placeholder=say("Write it here, or select it in the text"),
        key=key,
        on_change=look,
        max_chars=200,
    )
