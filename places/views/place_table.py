"""The table of the places: what each is, when it is named, how often and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, get_args

import streamlit as st

from places.language import Language
from places.maps import GLYPHS
from places.query import (
    By,
    Group,
    PlaceList,
    PlaceRow,
    SourcePlaces,
    checked_places,
    country_of,
    has_sources,
    list_by_source,
    list_places,
    select_courses,
)
from places.views import elements, marking, panel, source_export, state
from places.views.elements import Action, Node, element
from places.views.pages import PLACES
from places.views.shell import Visit

_LENGTH: Final = 100
_SOURCES: Final = 25
_OF_SOURCE: Final = 8
"""So many sources are shown at first, and so many places of each where there are several."""

_SHOWN: Final = "_places_shown"
_LOWEST: Final = 14
"""Percent of its height that a course rises at least where a place is named at all."""


def show(visit: Visit) -> None:
    """Show the table, with what it is ordered by and the name that is looked for above it."""
    say = visit.say
    by, group = _by(), state.own("group")
    if group == "source" and has_sources(visit.dataset):
        _show_by_source(visit, by)
        return
    grouped = group == "country"
    listed = list_places(
        visit.dataset, visit.selection, by, code=say.code, named=state.own("named"), grouped=grouped
    )
    _show_head(visit, "country" if grouped else "")
    if not listed.rows:
        _show_nothing(say)
        return
    shown: int = st.session_state.get(_SHOWN, _LENGTH)
    nodes = [_table(visit, listed, by, shown), *panel.more_button(len(listed.rows), shown, say)]
    elements.show(nodes, key="places_table", on_action=_act)


def _show_by_source(visit: Visit, by: By) -> None:
    """Show which source writes about where: of each its places, of several the first ones."""
    say = visit.say
    found = list_by_source(visit.dataset, visit.selection, by, code=say.code, named=state.own("named"))
    _show_head(visit, "source")
    if not found:
        _show_nothing(say)
        return
    source_export.show(visit, say)
    shown: int = st.session_state.get(_SHOWN, _SOURCES)
    each = _LENGTH if len(found) == 1 else _OF_SOURCE
    body = [node for source in found[:shown] for node in _source_rows(visit, source, each)]
    table = element(
        "table",
        element("caption", say("What each source writes about; its name shows it alone."), css="note"),
        element("thead", element("tr", *_columns(by, say))),
        element("tbody", *body),
        css="places-table by-source",
    )
    nodes = [table, *panel.more_button(len(found), shown, say)]
    elements.show(nodes, key="places_table", on_action=_act)


def _source_rows(visit: Visit, source: SourcePlaces, length: int) -> list[Node]:
    """Give the rows of a source: its name with its counts, its places, and how many more there are."""
    say, rows = visit.say, source.rows[:length]
    checked = checked_places(visit.dataset)
    most = int(source.rows.mentions.max())
    courses: dict[str, list[int]] = {}
    if source.source:
        of_source = visit.selection.asking("sources", (source.source,))
        courses = select_courses(visit.dataset, of_source, [row.place.id for row in rows])
    numbers = " · ".join(
        (
            say.plural("{n} article", "{n} articles", source.articles),
            say.plural("{n} place", "{n} places", len(source.rows)),
            say.plural("{n} mention", "{n} mentions", source.mentions),
        )
    )
    name: Node = say("No source stated")
    if source.source:
        name = element(
            "button", source.source, action=("source", source.source), css="sort", title=say("only this one")
        )
    nodes = [_group_row(name, numbers)]
    for row in rows:
        course = courses.get(row.place.id, [])
        nodes.append(_row(row, course, most, visit, checked=row.place.id in checked))
    more = len(source.rows) - len(rows)
    if more:
        rest: Node = say.plural("and one more", "and {n} more", more)
        if source.source:
            rest = element("button", rest, action=("source", source.source), css="quiet")
        nodes.append(element("tr", element("td", rest, colspan="7"), css="rest"))
    return nodes


def _show_head(visit: Visit, group: str) -> None:
    with st.container(key="places_head", horizontal=True, vertical_alignment="bottom", gap="medium"):
        elements.show(_head(visit, group), key="places_title", on_action=_act)
        _find(visit.say)


def _show_nothing(say: Language) -> None:
    wanted = say("No place has this name here.") if state.own("named") else ""
    st.info(wanted or say("No article matches the selection."), icon=":material/filter_alt_off:")


def _by() -> By:
    for by in get_args(By):
        if state.own("by") == by:
            chosen: By = by
            return chosen
    return "mentions"


def _act(action: Action) -> None:
    name, of = action
    if name == "place":
        state.choose(of)
        state.show_list(wanted=False)
    elif name == "sort":
        state.set_own("by", of)
        st.session_state.pop(_SHOWN, None)
    elif name == "group":
        state.set_own("group", of)
        st.session_state.pop(_SHOWN, None)
    elif name == "source":
        state.ask("sources", [of])
        st.session_state.pop(_SHOWN, None)
    elif name == "more":
        st.session_state[_SHOWN] = int(of)
    else:
        panel.act(action)


def _head(visit: Visit, group: str) -> list[Node]:
    say = visit.say
    ways = [("", say("all in one list")), ("country", say("by country"))]
    if has_sources(visit.dataset):
        ways.append(("source", say("by source")))
    return [
        element("h2", say("Places"), css="page-title"),
        element(
            "div",
            *[
                element(
                    "button",
                    label,
                    css="order",
                    action=("group", way),
                    aria_pressed="true" if way == group else "false",
                )
                for way, label in ways
            ],
            css="orders",
            role="group",
            aria_label=say("Order"),
        ),
    ]


def _find(say: Language) -> None:
    def find() -> None:
        typed = state.told("named_place")
        if typed is not None:
            state.set_own("named", " ".join(typed.split()))
            st.session_state.pop(_SHOWN, None)

    st.session_state["named_place"] = state.own("named")
    st.text_input(
        say("A name in any language"),
        key="named_place",
        type="search",
        max_chars=100,
        placeholder=say("A name in any language …"),
        on_change=find,
        label_visibility="collapsed",
        width=280,
    )


def _table(visit: Visit, listed: PlaceList, by: By, shown: int) -> Node:
    say, rows = visit.say, listed.rows[:shown]
    courses = select_courses(visit.dataset, visit.selection, [row.place.id for row in rows])
    most = max(row.mentions for row in listed.rows)
    body: list[Node] = []
    before = None
    for row in rows:
        group = listed.groups.get(country_of(row))
        if group and group != before:
            body.append(_group(group, say))
            before = group
        checked = row.place.id in listed.checked
        body.append(_row(row, courses.get(row.place.id, []), most, visit, checked=checked))
    return element(
        "table",
        element("caption", say("Choose a row to read what is said about the place."), css="note"),
        element("thead", element("tr", *_columns(by, say))),
        element("tbody", *body),
        css="places-table",
    )


def _columns(by: By, say: Language) -> list[Node]:
    columns: list[tuple[By | None, str, str]] = [
        ("name", say("Place"), "name"),
        ("country", say("Country"), "country-name"),
        (None, say("Over time"), "course-of"),
        ("mentions", say("Mentions"), "number-of"),
        ("articles", say("Articles"), "articles-of"),
        ("confidence", say("Confidence"), "sureness"),
        (None, say("Checked"), "checked"),
    ]
    return [
        element(
            "th",
            element("button", title, action=("sort", key), css="sort") if key else title,
            css=css,
            scope="col",
            aria_sort=_direction(key) if key == by else "none",
        )
        for key, title, css in columns
    ]


def _direction(by: By | None) -> str:
    return "descending" if by in {"mentions", "articles"} else "ascending"


def _group(group: Group, say: Language) -> Node:
    name = say.country(group.code) if group.code else say("In no country")
    numbers = " · ".join(
        (
            say.plural("{n} place", "{n} places", group.places),
            say.plural("{n} mention", "{n} mentions", group.mentions),
        )
    )
    return _group_row(name, numbers)


def _group_row(name: Node, numbers: str) -> Node:
    return element(
        "tr",
        element("th", name, " ", element("span", numbers, css="number"), colspan="7", scope="colgroup"),
        css="group",
    )


def _row(row: PlaceRow, course: Sequence[int], most: int, visit: Visit, *, checked: bool) -> Node:
    say, place = visit.say, row.place
    name = place.name_in(say.code)
    chosen: dict[str, Any] = {"aria_current": "true"} if place.id == visit.selection.place else {}
    countries = ", ".join(map(say.country, place.country_codes[:3])) if place.kind != "country" else ""
    return element(
        "tr",
        element(
            "th",
            element("span", GLYPHS[place.kind], css=f"glyph {place.kind}"),
            element(
                "a",
                name,
                action=("place", place.id),
                href=panel.link(PLACES, place=place.id),
                css="whole-row",
            ),
            element("span", say.kind(place.kind), css="what"),
            css="name",
            scope="row",
        ),
        element("td", countries, css="country-name"),
        element("td", _course(course, say), css="course-of"),
        element(
            "td",
            element("span", css="share", style=f"--share:{max(row.mentions / most, 0.01):.3f}"),
            element("span", say.number(row.mentions), css="figure"),
            css="number-of",
        ),
        element("td", say.number(row.articles), css="articles-of"),
        element(
            "td",
            element("span", say.decimal(row.confidence), css=marking.confidence_css(row.confidence)),
            css="sureness",
        ),
        element("td", *([element("span", "✓", title=say("checked"))] if checked else []), css="checked"),
        css="of-place",
        **chosen,
    )


def _course(course: Sequence[int], say: Language) -> Node:
    """Draw how often a place is named over time, as the outline of a shape."""
    most = max(course, default=0)
    if not most:
        return ""
    wide = 100 / len(course)
    points = ["0 100%"]
    before = 0.0
    for number, value in enumerate(course):
        high = max(100 * value / most, _LOWEST) if value else 0.0
        if high != before:
            x = f"{number * wide:.1f}%"
            points += [f"{x} {100 - before:.0f}%", f"{x} {100 - high:.0f}%"]
            before = high
    points += [f"100% {100 - before:.0f}%", "100% 100%"]
    shape = f"clip-path:polygon({','.join(points)})"
    return element(
        "div",
        element("div", css="shape", style=shape),
        css="course",
        role="img",
        aria_label=say("Mentions over time"),
    )
