"""The timeline: mentions by month, and a brush that sets the dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from typing import Final

import streamlit as st

from places.language import Language
from places.model import PartialDate
from places.query import Month
from places.selection import Selection
from places.views import state

_ASSETS: Final = files("places.views").joinpath("assets")
_component = st.components.v2.component(
    "places.timeline",
    html="""
    <section class="timeline">
      <div>
        <div class="title"></div><div class="hint"></div>
        <div class="buttons">
          <button type="button" class="quiet back"></button>
          <button type="button" class="quiet play"></button>
          <button type="button" class="quiet on"></button>
          <button type="button" class="quiet all"></button>
        </div>
        <div class="undated"></div>
      </div>
      <svg role="slider" tabindex="0" aria-valuemin="0" aria-valuemax="1" aria-valuenow="0"></svg>
    </section>""",
    css=_ASSETS.joinpath("timeline.css").read_text(encoding="utf-8"),
    js=_ASSETS.joinpath("timeline.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show(
    months: Sequence[Month],
    undated: int,
    span: tuple[date, date] | None,
    selection: Selection,
    say: Language,
    *,
    key: str = "timeline_brush",
) -> None:
    """Show mentions by month; the brush changes the dates of the selection.

    Parameters
    ----------
    months : sequence of Month
        What the bars stand for; months of other articles than the selected dates too.
    undated : int
        Mentions in articles without a date, told in words.
    span : tuple of date or None
        The first and last day of the axis; without one there is nothing to draw.
    selection : Selection
        Its dates are the brush.
    say : Language
    key : str
    """
    if span is None:
        st.caption(say("No article has a date."))
        return

    def set_dates() -> None:
        asked = st.session_state[key].get("range")
        if asked:
            state.change(first=_day(asked["from"]), last=_day(asked["to"]))

    _component(
        key=key,
        # In a list: Streamlit looks for data frames in a mapping, and imports pandas for that.
        data=[
            {
                "first": span[0].isoformat(),
                "last": span[1].isoformat(),
                "from": selection.first.isoformat() if selection.first else None,
                "to": selection.last.isoformat() if selection.last else None,
                "spans": [
                    {
                        "first": month.first.isoformat(),
                        "last": month.last.isoformat(),
                        "n": month.mentions,
                        "label": _label(month, say),
                    }
                    for month in months
                ],
                "undated": undated,
                "months": [
                    str(say.locale.months["format"]["abbreviated"][n]).rstrip(".") for n in range(1, 13)
                ],
                "texts": {
                    "title": say("Mentions by month"),
                    "hint": say("Drag to set the dates"),
                    "undated": say.plural("{n} mention undated", "{n} mentions undated", undated),
                    "label": say("Dates: arrow keys step by month, with shift they widen the range"),
                    "value": _range_text(selection, say),
                    "back": say("A step back"),
                    "on": say("A step on"),
                    "play": say("Play"),
                    "stop": say("Stop"),
                    "all": say("All dates"),
                },
            }
        ],
        on_range_change=set_dates,
    )


def _day(text: str | None) -> date | None:
    return PartialDate.parse(text).first if text else None


def _label(month: Month, say: Language) -> str:
    when = say.published(PartialDate(month.first, month.last))
    return f"{when}: {say.plural('{n} mention', '{n} mentions', month.mentions)}"


def _range_text(selection: Selection, say: Language) -> str:
    if not (selection.first or selection.last):
        return say("all dates")
    first = say.day(selection.first) if selection.first else "…"
    last = say.day(selection.last) if selection.last else "…"
    return f"{first} – {last}"
