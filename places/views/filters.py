"""The filters: dates, words, kinds, facets and articles."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from places.dataset import Dataset
from places.language import Language
from places.maps import GLYPHS
from places.query import ArticleRow, all_articles, count_kinds, evaluate
from places.selection import MAX_WORDS_LENGTH, Selection
from places.views import date_fields, facets, hits, state, ticks
from places.views.opening import Opened
from places.views.ticks import Choice

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
        facets.show(dataset, selection, say)
        _articles(opened, selection, say)


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


def _dates(selection: Selection, say: Language) -> None:
    facets.heading(say("Dates"))

    def set_undated() -> None:
        wanted = state.told("undated")
        if wanted is not None:
            state.change(undated=wanted)

    date_fields.show(selection, say)
    st.session_state["undated"] = selection.undated
    st.checkbox(say("Undated articles"), key="undated", on_change=set_undated)


def _words(selection: Selection, say: Language) -> None:
    def set_words() -> None:
        typed = state.told("words")
        if typed is not None:
            state.change(words=" ".join(typed.split()))

    st.session_state["words"] = selection.words
    facets.heading(say("Search"))
    st.text_input(
        say("Search"),
        key="words",
        type="search",
        max_chars=MAX_WORDS_LENGTH,
        placeholder=say("Words in the articles …"),
        on_change=set_words,
        label_visibility="collapsed",
    )
    hits.help_with_words(say)


def _kinds(dataset: Dataset, selection: Selection, say: Language) -> None:
    counted = count_kinds(dataset, selection)
    # Where nothing is left, what there was stays to be seen.
    there = counted or count_kinds(dataset, Selection())
    offered = [kind for kind in GLYPHS if kind in there or kind in selection.kinds]
    if not offered:
        return

    facets.heading(say("Kinds"))
    choices = [
        Choice(kind, say.kind(kind), counted.get(kind, 0), glyph=GLYPHS[kind], css=kind) for kind in offered
    ]
    ticks.show("kinds", choices, selection.kinds, say, key="kinds", ticked=True)


def _articles(opened: Opened, selection: Selection, say: Language) -> None:
    if opened.total.articles > MANY_ARTICLES:
        return
    known = list(all_articles(opened.dataset))
    facets.heading(say("Articles"))
    if len(known) <= FEW_ARTICLES:
        _article_boxes(opened.dataset, known, selection, say)
    else:
        _article_list(known, selection, say)


def _article_boxes(dataset: Dataset, known: list[ArticleRow], selection: Selection, say: Language) -> None:
    shown = evaluate(dataset, replace(selection, articles=()))
    choices = [
        Choice(
            article.id,
            article.title,
            note=say.published(article.published, article.date_origin),
            outside=not shown.articles[shown.index.article_ids.position(article.id)],
        )
        for article in known
    ]
    ticks.show("articles", choices, selection.articles, say, key="ticks_articles", ticked=True)


def _article_list(known: list[ArticleRow], selection: Selection, say: Language) -> None:
    titles = {
        article.id: f"{article.title} ({say.published(article.published, article.date_origin)})"
        for article in known
    }
    label = say("All {n} …").format(n=say.number(len(titles)))
    chosen = [Choice(each, titles[each]) for each in selection.articles if each in titles]
    ticks.show("articles", chosen, selection.articles, say, key="ticks_articles")
    facets.pick("articles", label, list(titles), say, asked=selection.articles, name=titles.__getitem__)
