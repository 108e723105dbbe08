"""The filters by what articles are of, by, in and filed under, and by what a person has checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from places.dataset import Dataset
from places.language import Language
from places.query import count_checked, count_values, facet_name, value_name
from places.selection import FACETS, Selection
from places.views import state, ticks
from places.views.ticks import Choice

_FEW: Final = 6
"""So many values of a facet are all shown."""
_FIRST: Final = 4
"""Where there are more, so many of them, and what is asked for."""


def show(dataset: Dataset, selection: Selection, say: Language) -> None:
    """Show every facet that could leave an article out, and what is checked where anything is."""
    for facet in FACETS:
        counted = count_values(dataset, selection, facet)
        if not counted:  # where nothing is left, what there was stays to be seen
            counted = [(value, 0) for value, _ in count_values(dataset, Selection(), facet)]
        if counted:
            _facet(facet, counted, selection, say)
    checked = count_checked(dataset, selection)
    if checked:
        _checked(checked, selection, say)


def heading(text: str) -> None:
    """Show the heading of a filter."""
    st.html(f"<h2 class='eyebrow'>{text}</h2>")


def pick(
    field: str,
    label: str,
    options: Sequence[str],
    say: Language,
    *,
    asked: Sequence[str],
    name: Callable[[str], str],
) -> None:
    """Offer a long list: a button that opens it, wider than a filter, with a field that searches it.

    Parameters
    ----------
    field : str
        See `places.selection.Selection.asked`.
    label : str
        What stands on the button and names the list.
    options : sequence of str
    say : Language
    asked : sequence of str
        What the selection asks for.
    name : callable
        What an option is called.
    """
    key = f"pick_{field}"

    def choose() -> None:
        picked = state.told(key)
        if picked is not None:
            state.ask(field, [*asked, picked])

    with st.popover(label, key=f"more_{field}", on_change="rerun", width="stretch") as menu:
        if not menu.open:
            return
        st.session_state[key] = None
        st.selectbox(
            label,
            [each for each in options if each not in asked],
            index=None,
            key=key,
            format_func=name,
            placeholder=say("Type to search"),
            on_change=choose,
            label_visibility="collapsed",
        )


def _facet(facet: str, counted: Sequence[tuple[str, int]], selection: Selection, say: Language) -> None:
    asked = selection.asked(facet)
    shown = counted if len(counted) <= _FEW else counted[:_FIRST]
    shown = [*shown, *(each for each in counted[len(shown) :] if each[0] in asked)]
    heading(facet_name(facet, say))
    ticks.show(
        facet,
        [Choice(value, value_name(facet, value, say), number) for value, number in shown],
        asked,
        say,
        key=f"ticks_{facet}",
    )
    if len(counted) > _FEW:
        numbers = dict(counted)
        pick(
            facet,
            say("All {n} …").format(n=say.number(len(counted))),
            list(numbers),
            say,
            asked=asked,
            name=lambda value: f"{value_name(facet, value, say)} ({say.number(numbers[value])})",
        )


def _checked(counted: tuple[int, int], selection: Selection, say: Language) -> None:
    heading(say("Checked"))
    choices = [
        Choice("1", say("checked"), counted[0]),
        Choice("0", say("not checked yet"), counted[1]),
    ]
    asked = () if selection.checked is None else (str(int(selection.checked)),)
    ticks.show("checked", choices, asked, say, key="ticks_checked")
