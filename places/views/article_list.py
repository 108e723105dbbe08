"""The list of articles: how each begins, which places it names, and where these lie."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, get_args

import streamlit as st

from places.language import Language
from places.maps import GLYPHS
from places.query import ArticleRow, Listed, Order, PlaceRow, count, select_listed
from places.views import dot_map, elements, hits, panel, state
from places.views.elements import Action, Node, element
from places.views.pages import ARTICLES
from places.views.shell import Visit

_LENGTH: Final = 25
_CHIPS: Final = 6
_SHOWN: Final = "_articles_shown"
_RELEVANCE: Final = "relevance"


def show(visit: Visit, on_action: Callable[[Action], None]) -> None:
    """Show the articles of a selection; those that a search found with the sentences that it found."""

    def act(action: Action) -> None:
        name, of = action
        if name == "more":
            st.session_state[_SHOWN] = int(of)
        elif name == "sort":
            state.set_own("sort", of)
            st.session_state.pop(_SHOWN, None)
        else:
            on_action(action)

    say, selection = visit.say, visit.selection
    shown: int = st.session_state.get(_SHOWN, _LENGTH)
    searched = hits.is_searched(selection)
    order = _order(searched=searched)
    with st.container(key="articles_list"):
        if order is None:
            found = hits.in_list(visit.dataset, selection, say, shown)
        else:
            st.html(f"<style>{dot_map.style()}</style>")
            found = _entries(visit, order, shown)
        head = [element("h2", say("Articles"), css="page-title"), _orders(order, say, searched=searched)]
        elements.show([*head, *found], key="articles_elements", on_action=act)


def _order(*, searched: bool) -> Order | None:
    """Give the order that is asked for; None is that of the hits of a search."""
    asked = state.own("sort")
    for order in get_args(Order):
        if asked == order:
            chosen: Order = order
            return chosen
    return None if searched else "newest"


def _orders(order: Order | None, say: Language, *, searched: bool) -> Node:
    offered: list[tuple[str, str, bool]] = [
        ("newest", say("newest first"), order == "newest"),
        ("places", say("most places first"), order == "places"),
    ]
    if searched:
        offered.insert(0, (_RELEVANCE, say("best hits first"), order is None))
    return element(
        "div",
        *[
            element(
                "button", label, css="order", action=("sort", name), aria_pressed="true" if on else "false"
            )
            for name, label, on in offered
        ],
        css="orders",
        role="group",
        aria_label=say("Order"),
    )


def _entries(visit: Visit, order: Order, shown: int) -> list[Node]:
    say = visit.say
    listed = select_listed(visit.dataset, visit.selection, order, shown)
    if not listed:
        return [element("p", say("No article matches the selection."), css="note")]
    nodes: list[Node] = []
    month = None
    for each in listed:
        heading = _month(each.article, say) if order == "newest" else None
        if heading and heading != month:
            nodes.append(element("p", heading, css="eyebrow"))
            month = heading
        nodes.append(_entry(each, visit))
    total = count(visit.dataset, visit.selection).articles
    return [*nodes, *panel.more_button(total, shown, say)]


def _month(article: ArticleRow, say: Language) -> str:
    published = article.published
    if published is None:
        return say("undated")
    if published.precision in {"day", "month"}:
        return say.month(published.first)
    return say.published(published)


def _entry(listed: Listed, visit: Visit) -> Node:
    say, article = visit.say, listed.article
    facts = [say.published(article.published, article.date_origin), *origin(article)]
    numbers = " · ".join(
        (
            say.plural("{n} place", "{n} places", len(listed.places)),
            say.plural("{n} mention", "{n} mentions", article.mentions),
        )
    )
    picture = [dot_map.dot_map(listed.places, say("Where its places lie"))] if listed.places else []
    return element(
        "article",
        element(
            "div",
            element("p", " · ".join(facts), css="facts"),
            element(
                "h3",
                element(
                    "a",
                    article.title,
                    action=("open", article.id),
                    href=panel.link(ARTICLES, article=article.id),
                ),
                lang=article.language or "",
            ),
            element("p", listed.beginning, css="quote", lang=article.language or ""),
            _chips(listed, visit.selection.place, say),
            css="told",
        ),
        element("div", *picture, element("p", numbers, css="facts"), css="shown"),
        css="entry",
    )


def _chips(listed: Listed, chosen: str | None, say: Language) -> Node:
    """Name the places that an article names most, as buttons that choose; the chosen one is among them."""
    first = list(listed.places[:_CHIPS])
    first += [row for row in listed.places[_CHIPS:] if row.place.id == chosen]
    rest = len(listed.places) - len(first)
    more = [element("span", say("+{n}").format(n=say.number(rest)), css="number")] if rest > 0 else []
    return element("div", *[_chip(row, chosen, say) for row in first], *more, css="chips")


def _chip(row: PlaceRow, chosen: str | None, say: Language) -> Node:
    place = row.place
    return element(
        "button",
        element("span", GLYPHS[place.kind], css=f"glyph {place.kind}"),
        f" {place.name_in(say.code)} ",
        element("span", say.number(row.mentions), css="number"),
        css="chip",
        action=("choose", place.id),
        aria_pressed="true" if place.id == chosen else "false",
    )


def origin(article: ArticleRow) -> list[str]:
    """Tell who wrote an article, where it was published, and its tags."""
    paper = ", ".join(part for part in (article.source, article.section) if part)
    return [part for part in (article.author, paper, *article.tags) if part]
