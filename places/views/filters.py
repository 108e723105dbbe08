"""The filters: dates, words, kinds and articles."""

from __future__ import annotations

from typing import Final

import streamlit as st

from places.dataset import Dataset
from places.language import Language
from places.maps import GLYPHS
from places.model import KINDS
from places.query import ArticleRow, all_articles, count_kinds
from places.selection import MAX_WORDS_LENGTH, Selection
from places.views import date_fields, state
from places.views.opening import Opened
from places.views.plain import plain

NONE: Final = "-"
"""Stands for an article list from which every article was taken out; no article has this id."""

FEW_ARTICLES: Final = 12
MANY_ARTICLES: Final = 1000


def show(opened: Opened, selection: Selection, say: Language) -> None:
    """Show every filter; a change reaches the selection before the next run."""
    dataset = opened.dataset
    _phone_switches(selection, say)
    with st.container(key=f"filter_dates_{_open('dates')}", gap="small"):
        _dates(selection, say)
    with st.container(key=f"filter_more_{_open('more')}", gap="small"):
        _words(selection, say)
        _kinds(dataset, selection, say)
        _articles(opened, selection, say)
        if selection.narrows():
            st.button(say("Show everything"), on_click=_reset, key="reset", type="tertiary")


def _open(group: str) -> str:
    return "open" if st.session_state.get(f"_filter_{group}") else "shut"


def _phone_switches(selection: Selection, say: Language) -> None:
    """Show the two buttons behind which a phone keeps the filters; wider screens hide the buttons."""

    def toggle(group: str) -> None:
        st.session_state[f"_filter_{group}"] = not st.session_state.get(f"_filter_{group}", False)

    dated = say("Dates: chosen") if selection.first or selection.last else say("Dates: all")
    with st.container(key="filter_switches", horizontal=True, gap="small"):
        for group, label in (("dates", dated), ("more", say("Filters"))):
            mark = "▴" if _open(group) == "open" else "▾"
            st.button(f"{label} {mark}", key=f"switch_{group}", on_click=toggle, args=(group,))


def _reset() -> None:
    state.change(first=None, last=None, undated=True, kinds=(), articles=(), words="")


def _heading(text: str) -> None:
    st.html(f"<h2 class='eyebrow'>{text}</h2>")


def _dates(selection: Selection, say: Language) -> None:
    _heading(say("Dates"))

    def set_undated() -> None:
        state.change(undated=st.session_state["undated"])

    date_fields.show(selection, say)
    st.session_state["undated"] = selection.undated
    st.checkbox(say("Undated articles"), key="undated", on_change=set_undated)


def _words(selection: Selection, say: Language) -> None:
    def set_words() -> None:
        state.change(words=" ".join(st.session_state["words"].split()))

    st.session_state["words"] = selection.words
    _heading(say("Search"))
    st.text_input(
        say("Search"),
        key="words",
        type="search",
        max_chars=MAX_WORDS_LENGTH,
        placeholder=say("Words in the articles …"),
        on_change=set_words,
        label_visibility="collapsed",
    )


def _kinds(dataset: Dataset, selection: Selection, say: Language) -> None:
    counted = count_kinds(dataset, selection)
    offered = [kind for kind in GLYPHS if counted.get(kind) or kind in selection.kinds]
    if not offered:
        return

    def set_kinds() -> None:
        asked = st.session_state["kinds"]
        everything = not asked or set(asked) == set(offered)
        state.change(kinds=() if everything else tuple(kind for kind in KINDS if kind in asked))

    st.session_state["kinds"] = list(selection.kinds) or offered
    _heading(say("Kinds"))
    st.pills(
        say("Kinds"),
        offered,
        key="kinds",
        selection_mode="multi",
        # Where the first word is not ASCII, Streamlit looks for an emoji, and the first time that takes
        # a quarter of a second; with a space before it the first word is empty.
        format_func=lambda kind: f" {GLYPHS[kind]} {say.kind(kind)} {say.number(counted.get(kind, 0))}",
        on_change=set_kinds,
        label_visibility="collapsed",
    )


def _articles(opened: Opened, selection: Selection, say: Language) -> None:
    if opened.total.articles > MANY_ARTICLES:
        return
    known = list(all_articles(opened.dataset))
    _heading(say("Articles"))
    if len(known) <= FEW_ARTICLES:
        _article_boxes(known, selection, say)
    else:
        _article_list(known, selection, say)


def _article_boxes(known: list[ArticleRow], selection: Selection, say: Language) -> None:
    ids = [article.id for article in known]

    def set_articles() -> None:
        ticked = [article_id for article_id in ids if st.session_state[f"article_{article_id}"]]
        state.change(articles=() if ticked == ids else tuple(ticked) or (NONE,))

    for article in known:
        key = f"article_{article.id}"
        st.session_state[key] = not selection.articles or article.id in selection.articles
        when = say.published(article.published, article.date_origin)
        st.checkbox(f"{plain(article.title)}  \n:small[{plain(when)}]", key=key, on_change=set_articles)


def _article_list(known: list[ArticleRow], selection: Selection, say: Language) -> None:
    titles = {
        article.id: f"{article.title} ({say.published(article.published, article.date_origin)})"
        for article in known
    }

    def set_articles() -> None:
        state.change(articles=tuple(st.session_state["articles"]))

    st.session_state["articles"] = [article for article in selection.articles if article in titles]
    st.multiselect(
        say("Articles"),
        list(titles),
        key="articles",
        format_func=lambda article_id: titles[article_id],
        placeholder=say("All articles"),
        on_change=set_articles,
        label_visibility="collapsed",
    )
