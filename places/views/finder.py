"""Find a place by any of its names, from anywhere: those of the dataset, then those of the gazetteer."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

import streamlit as st

from places.dataset import Dataset, fold
from places.language import Language
from places.maps import GLYPHS
from places.model import Place
from places.query import find_named, find_place
from places.selection import Selection
from places.views import beyond, opening, panel, state
from places.views.framing import frame_of
from places.views.pages import MAP, PLACES, Page
from places.views.served import served_script

_MOST: Final = 8
_LONGEST: Final = 100
"""Characters of a name that is looked for."""

_ASKED: Final = "_finder_asked"
_GO: Final = "_finder_go"
_BUSY: Final = threading.Lock()
"""Held while the gazetteer is opened: of many visitors at once the first one does it."""

_ASSETS: Final = files("places.views").joinpath("assets")
_component = st.components.v2.component(
    "places.finder",
    html='<div class="elements finder"></div>',
    js=served_script(_ASSETS.joinpath("finder.js")),
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor looks for; `beyond` the dataset once they asked for that."""

    query: str = ""
    beyond: bool = False


@st.fragment
def show(dataset: Dataset, page: Page, say: Language) -> None:
    """Show the button that opens the field; what is typed there runs nothing but this part of the page."""

    def heard() -> None:
        told = (state.told("finder") or {}).get("asked")
        if told:
            _hear(dataset, page, str(told.get("name")), str(told.get("of")))

    asked: Asked = st.session_state.get(_ASKED, Asked())
    _component(
        key="finder",
        data=[_texts(say), _answer(dataset, asked, say)],
        on_asked_change=heard,
        width="content",
    )
    if st.session_state.pop(_GO, False):
        st.rerun()


def _hear(dataset: Dataset, page: Page, name: str, of: str) -> None:
    if name == "query":
        before: Asked = st.session_state.get(_ASKED, Asked())
        st.session_state[_ASKED] = Asked(of[:_LONGEST], before.beyond and of[:_LONGEST] == before.query)
    elif name == "gazetteer":
        st.session_state[_ASKED] = Asked(of[:_LONGEST], beyond=True)
    elif name == "choose":
        st.session_state.pop(_ASKED, None)
        st.session_state[_GO] = _choose(dataset, page, of)


def _choose(dataset: Dataset, page: Page, place_id: str) -> bool:
    """Choose a place; False where there is none of this id."""
    if (found := find_place(dataset, Selection(), place_id)) is not None:
        panel.act(("choose", place_id))
        if page is not PLACES:
            if (named := found.place).kind != "city":
                state.change(view=frame_of(named))
            state.go(MAP.name)
        return True
    if not _is_open():
        return False
    try:
        place = opening.gazetteer().place(place_id)
    except KeyError:
        return False
    panel.act(("clear", ""))
    beyond.look_at(place)
    state.change(view=frame_of(place))
    state.go(MAP.name)
    return True


def _is_open() -> bool:
    return opening.gazetteer.cache_info().currsize > 0


def _texts(say: Language) -> dict[str, str]:
    return {
        "open": say("Find a place"),
        "label": say("Find a place by any of its names"),
        "ctrl": say("Ctrl"),
        "close": say("Close"),
        "hint": say("In German, English or another language"),
        "gazetteer": say("Look in the gazetteer"),
        "opening": say("Opening the gazetteer; the first time takes a while …"),
    }


def _answer(dataset: Dataset, asked: Asked, say: Language) -> dict[str, Any]:
    """Write what was found, for the browser."""
    if not asked.query.strip():
        return {"query": asked.query, "options": [], "more": False, "status": ""}
    found = find_named(dataset, asked.query, _MOST)
    here = [
        _option(row.place, asked.query, name, say, say.plural("{n} mention", "{n} mentions", row.mentions))
        for row, name in found
    ]
    known = {row.place.id for row, _ in found}
    # Once somebody had it opened, it costs nothing to look there too.
    look = asked.beyond or _is_open()
    there: list[dict[str, Any]] = []
    failed = ""
    if look:
        try:
            there = _beyond(dataset, asked.query, known, say)
        except OSError:
            failed = say("The gazetteer cannot be opened")
    status = failed or say.plural("{n} place found", "{n} places found", len(here) + len(there))
    return {"query": asked.query, "options": here + there, "more": not look, "status": status}


def _beyond(dataset: Dataset, query: str, known: set[str], say: Language) -> list[dict[str, Any]]:
    """Look for a name in the gazetteer; what the dataset has under another name is told with its mentions."""
    from places.geocoding import as_place
    from places.views.editing import lookup

    with _BUSY:
        geocoder = lookup.geocoder()
    found = geocoder.geocode(query.strip(), exactly_one=False, language=say.code, limit=_MOST) or ()
    options = []
    for place in map(as_place, found):
        if place.id in known:
            continue
        row = find_place(dataset, Selection(), place.id)
        count = row.mentions if row else 0
        said = say.plural("{n} mention", "{n} mentions", count) if count else say("no article names it")
        options.append(_option(place, query, query.strip(), say, said, region=lookup.region_of(place)))
    return options


def _option(
    place: Place, query: str, name: str, say: Language, said: str, *, region: Place | None = None
) -> dict[str, Any]:
    shown = place.name_in(say.code)
    about = [say.kind(place.kind)]
    if region is not None:
        about.append(region.name_in(say.code))
    if place.kind != "country":
        about += [say.country(code) for code in place.country_codes[:2]]
    return {
        "id": place.id,
        "name": shown,
        # By which other name it was found, where the one that is shown does not tell.
        "other": "" if fold(query.strip()) in fold(shown) else name,
        "about": " · ".join(about),
        "said": said,
        "glyph": GLYPHS[place.kind],
        "kind": place.kind,
    }
