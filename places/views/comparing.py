"""Comparing what is shown with a selection that was kept: in words, on the map, in the list, as a file."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import numpy as np
import streamlit as st

from places.dataset import Dataset
from places.language import Language, language
from places.maps import GLYPHS, FetchedPlaces, Look, MapPlace
from places.query import (
    SIDES,
    ComparedPlace,
    compare,
    compared_place,
    compared_places,
    described,
    points_on_courses,
    remembered,
    side_names,
)
from places.selection import Selection
from places.views import state
from places.views.elements import Action, Node, element

_BOTH_SIDES: Final = "ab"


def button(say: Language) -> Node:
    """Give the button that keeps what is shown, to compare it with what is chosen next."""
    return element("button", say("Compare"), css="clear", action=("compare", "keep"))


def line(dataset: Dataset, kept: Selection, selection: Selection, say: Language) -> list[Node]:
    """Say what is compared, with buttons that swap the two and end it."""
    in_words = described(dataset, kept, say) or say("everything")
    present: list[Node] = []
    if selection.of_rows() == kept:
        present = [element("li", say("the same so far: choose other filters"), css="what")]
    elif not selection.narrows():
        present = [element("li", say("everything"), css="what")]
    return [
        element("li", _letter("a"), element("span", in_words, css="kept", title=in_words), css="compared"),
        element("li", _letter("b"), css="compared"),
        *present,
    ]


def end(say: Language) -> list[Node]:
    """Give the buttons that swap what is compared and end the comparison."""
    return [
        element("li", element("button", say("Swap"), css="clear", action=("compare", "swap"))),
        element("li", element("button", say("End comparison"), css="clear", action=("compare", "end"))),
    ]


def act(action: Action) -> None:
    """Keep what is shown, swap it with what was kept, or compare no longer."""
    _, of = action
    now = state.selection()
    if of == "keep":
        state.change(beside=now.of_rows())
    elif of == "swap" and now.beside is not None:
        state.follow_rows(now.beside)
        state.change(beside=now.of_rows())
    elif of == "end":
        state.change(beside=None)


def change_kept(**changes: Any) -> None:
    """Change the selection that was kept: its fields by name."""
    from dataclasses import replace

    kept = state.selection().beside
    if kept is not None:
        state.change(beside=replace(kept, **changes))


def map_places(dataset: Dataset, kept: Selection, selection: Selection, say: Language) -> list[MapPlace]:
    """Give what the map draws: the places of both, in the colours of their sides."""
    meant = points_on_courses(dataset)
    return [
        MapPlace(
            row.place.id,
            row.place.name_in(say.code),
            row.place.kind,
            row.place.latitude,
            row.place.longitude,
            row.mentions_a + row.mentions_b,
            tooltip=_counts(row.mentions_a, row.mentions_b, say),
            side=row.side,
            at=meant.get(row.place.id),
        )
        for row in compared_places(dataset, kept, selection)
    ]


def fetched(
    url: str, dataset: Dataset, kept: Selection, selection: Selection, say: Language
) -> FetchedPlaces:
    """Give the same of a dataset whose places the browser fetches."""
    looks, look = _looks(dataset, kept.of_rows(), selection.of_rows(), say.code)
    return FetchedPlaces(url, looks, look)


@remembered(16)
def _looks(
    dataset: Dataset, kept: Selection, selection: Selection, language_code: str
) -> tuple[list[Look], list[int]]:
    say = language(language_code)
    found = compare(dataset, kept, selection)
    named = np.sort(found.order)
    said = np.column_stack((found.a.mentions[named], found.b.mentions[named], found.side[named]))
    different, which = np.unique(said, axis=0, return_inverse=True)
    looks = [
        Look(in_a + in_b, _counts(in_a, in_b, say), side=SIDES[side])
        for in_a, in_b, side in different.tolist()
    ]
    look = np.zeros(len(found.side), dtype=np.int64)
    look[named] = which.reshape(-1) + 1
    return looks, look.tolist()


def table(dataset: Dataset, kept: Selection, selection: Selection, say: Language, shown: int) -> list[Node]:
    """List the places of both, those whose shares differ most first, as buttons that choose."""
    rows = compared_places(dataset, kept, selection, shown)
    if not rows:
        return [element("h2", say("Nothing to show"), css="panel-title")]
    note = say("By how much their share of all mentions differs; choose one to read what B says of it.")
    head = element(
        "div",
        element("span", say("Place"), css="name"),
        *(element("span", side.upper(), css=f"letter {side}") for side in _BOTH_SIDES),
        css="compared-head",
    )
    return [
        element("h2", say("A and B compared"), css="panel-title"),
        element("p", note, css="note"),
        head,
        element("ol", *(element("li", _row(row, say)) for row in rows), css="ranking"),
    ]


def place_line(
    dataset: Dataset, kept: Selection, selection: Selection, place_id: str, say: Language
) -> list[Node]:
    """Say how often both name a place."""
    row = compared_place(dataset, kept, selection, place_id)
    if row is None:
        return []
    told = say("A {in_a} ({share_a}) · B {in_b} ({share_b})").format(
        in_a=say.number(row.mentions_a),
        share_a=_share(row.share_a, say),
        in_b=say.number(row.mentions_b),
        share_b=_share(row.share_b, say),
    )
    dot = element("span", "●", css=f"side {row.side}")
    return [element("p", dot, f" {side_names(say)[row.side]} · {told}", css="facts held")]


def offer_export(dataset: Dataset, selection: Selection, title: str, say: Language, *, name: str) -> None:
    """Offer the comparison in every format in which it is written; `name` is what files are named after."""
    from places.exporting import COMPARISON_WRITERS, FORMATS, file_name

    st.caption(say("A and B side by side: every place of both, with the mentions in each."))
    today = datetime.now(UTC).date()
    with st.container(key="export_comparison", horizontal=True, gap="small"):
        for each in COMPARISON_WRITERS:
            form = FORMATS[each]
            st.download_button(
                form.label,
                data=_writer(each, dataset, selection, title, say),
                file_name=file_name(name, selection, today, form.suffix, what="comparison"),
                mime=form.media_type,
                key=f"export_comparison_{each}",
                on_click="ignore",
                width=150,
            )


def _writer(
    form: str, dataset: Dataset, selection: Selection, title: str, say: Language
) -> Callable[[], bytes]:
    def write() -> bytes:
        from places.exporting.comparison import WRITERS, comparison_from_dataset

        stream = io.BytesIO()
        kept = selection.beside or Selection()
        WRITERS[form](comparison_from_dataset(dataset, kept, selection, say, title=title), stream)
        return stream.getvalue()

    return write


def _row(row: ComparedPlace, say: Language) -> Node:
    name = row.place.name_in(say.code)
    spoken = ", ".join(
        (
            name,
            say.kind(row.place.kind),
            side_names(say)[row.side],
            _counts(row.mentions_a, row.mentions_b, say),
        )
    )
    return element(
        "button",
        element("span", GLYPHS[row.place.kind], css=f"glyph side {row.side}"),
        element("span", name, css="name"),
        element("span", say.number(row.mentions_a), css="number"),
        element("span", say.number(row.mentions_b), css="number"),
        css="row compared-row",
        action=("choose", row.place.id),
        aria_label=spoken,
        title=f"A {_share(row.share_a, say)} · B {_share(row.share_b, say)}",
    )


def _counts(in_a: int, in_b: int, say: Language) -> str:
    return say("A: {in_a}, B: {in_b}").format(
        in_a=say.plural("{n} mention", "{n} mentions", in_a),
        in_b=say.plural("{n} mention", "{n} mentions", in_b),
    )


def _share(share: float, say: Language) -> str:
    return f"{say.decimal(100 * share, 1)} %"


def _letter(side: str) -> Node:
    return element("span", side.upper(), css=f"letter {side}")
