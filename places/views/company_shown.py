"""What is named together with a place: chips beside the map, lines on it, a table on its page."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from places.dataset import Dataset
from places.language import Language
from places.maps import GLYPHS, Line
from places.model import Place
from places.query import find_place, select_company
from places.query.company import count_company
from places.query.offsets import most_articles
from places.selection import Selection
from places.views.elements import Node, element

_CHIPS: Final = 12
_LINES: Final = 60
"""More lines than this from one place are a bush."""

_ROWS: Final = 50


def in_panel(dataset: Dataset, selection: Selection, place: Place, say: Language) -> list[Node]:
    """List the places that the most articles name together with a place, and offer lines to all of them."""
    found = select_company(dataset, selection, place.id, _CHIPS, sentences=False)
    if not found:
        return []
    chips = [
        element(
            "button",
            f"{row.place.name_in(say.code)} ",
            element("span", say.number(row.articles), css="number"),
            css="chip",
            action=("choose", row.place.id),
        )
        for row, _ in found
    ]
    switch = element(
        "button",
        say("Lines on the map"),
        css="quiet lines",
        action=("lines", "0" if selection.lines else "1"),
        aria_pressed="true" if selection.lines else "false",
        title=say("Drawn through: in the same sentence; dotted: in the same article"),
    )
    return [
        element("h3", say("Named together with"), css="eyebrow"),
        element("div", *chips, css="chips"),
        switch,
    ]


def lines(dataset: Dataset, selection: Selection) -> list[Line]:
    """Give the lines from the chosen place, where they are wanted; broader with more articles."""
    if not (selection.place and selection.lines):
        return []
    found = select_company(dataset, selection, selection.place, _LINES)
    return [
        Line(row.place.id, row.articles, sentences > 0)
        for row, sentences in found
        if not selection.kinds or row.place.kind in selection.kinds
    ]


def table(dataset: Dataset, selection: Selection, place: Place, say: Language) -> Node:
    """Write a table of what is named together with a place: in how many articles, in how many sentences."""
    found = select_company(dataset, selection, place.id, _ROWS)
    head = [
        element("th", say("Place"), scope="col"),
        element("th", say("Articles"), scope="col", css="number"),
        element("th", say("Sentences"), scope="col", css="number"),
    ]
    rows = [
        element(
            "tr",
            element("th", _button(row.place, say), scope="row"),
            element("td", say.number(row.articles), css="number"),
            element("td", say.number(sentences) if sentences else "–", css="number"),
        )
        for row, sentences in found
    ]
    more = count_company(dataset, selection, place.id) - len(rows)
    rest = [element("p", say.plural("and one more", "and {n} more", more), css="note")] if more > 0 else []
    rest += counted_in_part(dataset, replace(selection, kinds=()), place, say("Sentences"), say)
    return element(
        "div",
        element("table", element("thead", element("tr", *head)), element("tbody", *rows), css="company"),
        *rest,
    )


def counted_in_part(
    dataset: Dataset, selection: Selection, place: Place, what: str, say: Language
) -> list[Node]:
    """Say that not all articles were read to count something, if not all were."""
    row, most = find_place(dataset, selection, place.id), most_articles(dataset)
    if row is None or row.articles <= most:
        return []
    told = say("{what}: counted in {n} of the {articles} articles that name {place}.").format(
        what=what,
        n=say.number(most),
        articles=say.number(row.articles),
        place=place.name_in(say.code),
    )
    return [element("p", told, css="note")]


def _button(place: Place, say: Language) -> Node:
    return element(
        "button",
        element("span", GLYPHS[place.kind], css=f"glyph {place.kind}"),
        element("span", place.name_in(say.code), css="name"),
        css="row",
        action=("choose", place.id),
        aria_label=f"{place.name_in(say.code)}, {say.kind(place.kind)}",
    )
