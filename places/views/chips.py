"""What the selection asks for, on every page: a row of chips that take it back.

Where it is all, the row says so above the map, which would else move with the first filter; elsewhere it is
not there.
"""

from __future__ import annotations

import streamlit as st

from places.dataset import Dataset
from places.language import Language
from places.query import conditions_of
from places.selection import Selection
from places.views import comparing, elements, state
from places.views.elements import Action, element


def show(dataset: Dataset, selection: Selection, say: Language, *, always: bool) -> None:
    """Show the row; `always`, or where something is asked for."""
    # It is there without a row, too: what comes after it would else be another element of the page for
    # Streamlit, and the map drawn anew with the first filter.
    room = st.container(key="conditions")
    conditions = conditions_of(dataset, selection, say)
    kept = selection.beside
    if not conditions and kept is None and not always:
        return

    def act(action: Action) -> None:
        name, of = action
        if name == "compare":
            comparing.act(action)
        elif name == "reset":
            state.follow_rows(selection.of_everything())
        elif of.isdecimal() and int(of) < len(conditions):
            state.follow_rows(conditions[int(of)].without)

    chips = [
        element(
            "li",
            element(
                "button",
                element("span", condition.text, css="name"),
                element("span", "×", css="cross"),
                css="condition",
                action=("remove", str(number)),
                title=condition.text,
                aria_label=say("Remove the filter: {filter}").format(filter=condition.text),
            ),
        )
        for number, condition in enumerate(conditions)
    ]
    everything = element("button", say("Show everything"), css="clear", action=("reset", ""))
    if kept is None and not chips:
        whole = element("li", say("Everything is shown"), css="what whole")
        row = [whole, element("li", comparing.button(say))]
    elif kept is None:
        row = [*chips, element("li", everything), element("li", comparing.button(say))]
    else:
        row = [*comparing.line(dataset, kept, selection, say), *chips, *comparing.end(say)]
    with room:
        elements.show(
            [element("ul", *row, css="conditions")],
            key="conditions_elements",
            on_action=act,
        )
