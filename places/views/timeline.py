"""The timeline: mentions by day, week, month or year, and a brush that sets the dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib.resources import files
from typing import Any, Final

import streamlit as st

from places.dataset import Dataset
from places.language import Language
from places.model import PartialDate
from places.query import Timeline, find_place, select_timeline, slot_dates
from places.selection import Selection
from places.views import state
from places.views.served import served_script

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
    js=served_script(_ASSETS.joinpath("timeline.js")),
    isolate_styles=False,
)


def show(
    dataset: Dataset,
    selection: Selection,
    say: Language,
    *,
    key: str = "timeline_brush",
    side: str = "",
    change: Callable[..., None] = state.change,
) -> None:
    """Show when what a selection shows was published; the brush changes the dates of the selection.

    Where a place is chosen, its mentions have bars of their own above those of all places. Of two
    timelines of a comparison, `side` says which one it is: ``a`` or ``b``; `change` takes the dates that the
    brush sets, as ``first`` and ``last``.
    """
    timeline = select_timeline(dataset, selection, selection.place)
    if timeline is None:
        st.caption(say("No article has a date."))
        return

    def set_dates() -> None:
        asked = (state.told(key) or {}).get("range")
        if asked:
            change(first=_day(asked["from"]), last=_day(asked["to"]))

    place = find_place(dataset, selection, selection.place) if selection.place else None
    name = place.place.name_in(say.code) if place else ""
    undated = timeline.undated_of_place if place else timeline.undated
    _component(
        key=key,
        # In a list: Streamlit looks for data frames in a mapping, and imports pandas for that.
        data=[
            {
                "side": side,
                "unit": timeline.axis.unit,
                "broken": timeline.axis.broken,
                "slots": [[first.isoformat(), last.isoformat()] for first, last in timeline.axis.slots],
                "bars": _bars(timeline, name, say),
                "from": selection.first.isoformat() if selection.first else None,
                "to": selection.last.isoformat() if selection.last else None,
                "place": name,
                "months": [
                    str(say.locale.months["format"]["abbreviated"][n]).rstrip(".") for n in range(1, 13)
                ],
                "texts": {
                    "title": (f"{side.upper()} · " if side else "")
                    + {
                        "day": say("Mentions by day"),
                        "week": say("Mentions by week"),
                        "month": say("Mentions by month"),
                        "year": say("Mentions by year"),
                    }[timeline.axis.unit],
                    "hint": say("Drag to set the dates"),
                    "day": say("{day} {month}"),
                    "undated": say.plural("{n} mention undated", "{n} mentions undated", undated)
                    if undated
                    else "",
                    "label": say("Dates: arrow keys step along, with shift they widen the range"),
                    "value": _range_text(selection, say),
                    "back": say("A step back"),
                    "on": say("A step on"),
                    "play": say("Play"),
                    "stop": say("Stop"),
                    "all": say("All dates"),
                    "allPlaces": say("All places"),
                    "before": say("earlier"),
                },
            }
        ],
        on_range_change=set_dates,
    )


def _bars(timeline: Timeline, name: str, say: Language) -> list[dict[str, Any]]:
    bars = []
    for bar in timeline.bars:
        first, last = slot_dates(timeline.axis, bar)
        told = say.plural("{n} mention", "{n} mentions", bar.mentions)
        if name:
            told = f"{name} {say.number(bar.of_place)}, {say('All places')} {say.number(bar.mentions)}"
        label = f"{say.published(PartialDate(first, last))}: {told}"
        bars.append(
            {"a": bar.first, "b": bar.last, "n": bar.mentions, "in": bar.is_shown, "label": label}
            | ({"p": bar.of_place} if name else {})
        )
    return bars


def _day(text: str | None) -> date | None:
    return PartialDate.parse(text).first if text else None


def _range_text(selection: Selection, say: Language) -> str:
    if not (selection.first or selection.last):
        return say("all dates")
    first = say.day(selection.first) if selection.first else "…"
    last = say.day(selection.last) if selection.last else "…"
    return f"{first} – {last}"
