"""The buttons that undo and redo: any number of steps, whoever took them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import streamlit as st

from places.journal import Undone
from places.views import changing
from places.views.changing import Step
from places.views.plain import plain

if TYPE_CHECKING:
    from places.views.shell import Visit


def show(visit: Visit) -> None:
    """Show the buttons once anything was changed; each names what it would do."""
    say, steps = visit.say, changing.steps(visit.settings)
    if not (steps.undo.numbers or steps.redo.numbers):
        return
    with st.container(key="history", horizontal=True, gap="xxsmall", width="content"):
        _button(visit, "undo", say("Undo"), steps.undo)
        _button(visit, "redo", say("Redo"), steps.redo)


def _button(visit: Visit, key: Literal["undo", "redo"], label: str, step: Step) -> None:
    say = visit.say
    what = ""
    if step.said is not None:
        from places.views.editing.wording import in_words

        change = in_words(step.said, visit.settings, say)
        what = f"{label}: " + say("{change} (by {who})").format(change=change, who=step.who)

    def take() -> None:
        changing.save(
            visit.settings, visit.dataset, [Undone(number) for number in step.numbers], say, done=what
        )

    st.button(
        label,
        key=key,
        icon=f":material/{key}:",
        help=plain(what) or None,
        disabled=not step.numbers,
        on_click=take,
    )
