"""Places of one's own: listed, edited, moved, renamed, merged and deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from places import maps
from places.geocoding import as_point
from places.journal import OwnPlaceDeleted, OwnPlaceMerged, OwnPlaceSaved, PlaceChecked, Said
from places.language import PAGE_LANGUAGES
from places.maps import GLYPHS, MapPlace
from places.model import KINDS, Kind
from places.query import find_place
from places.query.spots import marks_of
from places.selection import Selection
from places.views import changing, elements, state
from places.views.editing import lookup
from places.views.editing.choices import what
from places.views.editing.country_field import PROPOSED_FOR, ask_countries
from places.views.editing.wording import in_words, no_point
from places.views.elements import Action, element
from places.views.map_page import tiles
from places.views.plain import plain

if TYPE_CHECKING:
    from places.views.map import MapEvent
    from places.views.shell import Visit

_OPEN: Final = "_own_place_open"
_POINT: Final = "_own_place_point"
_TYPED: Final = "_own_place_typed"
"""The point that was typed last: the map turns to it; to one that was clicked it need not."""
_REFUSED: Final = "_own_place_refused"
"""What was typed last, where it is no point."""
_WRONG: Final = "own-wrong"


@dataclass(frozen=True, slots=True)
class _Form:
    """What a form says of a place."""

    name: str
    kind: Kind
    point: tuple[float, float]
    countries: tuple[str, ...]
    names: dict[str, str]
    note: str


def show_list(visit: Visit) -> None:
    """List the places of one's own, where there are any; a click on one opens it."""
    say, own = visit.say, lookup.own_places(visit.settings)
    if not own:
        return
    rows = []
    for place in sorted(own.values(), key=lambda place: place.name.casefold()):
        found = find_place(visit.dataset, Selection(), place.id)
        mentions = found.mentions if found else 0
        rows.append(
            element(
                "button",
                element("span", GLYPHS[place.kind], css=f"glyph {place.kind}"),
                element(
                    "span",
                    element("span", place.name_in(say.code), css="name"),
                    element("span", what(place, say), css="what"),
                    css="lines",
                ),
                element("span", say.plural("{n} mention", "{n} mentions", mentions), css="number"),
                css="row choice",
                action=("pick", place.id),
            )
        )
    elements.show(
        [
            element("h3", say("Places of your own"), css="eyebrow"),
            element("div", *rows, css="choices"),
        ],
        key="own_places",
        on_action=_open,
    )


def show_buttons(visit: Visit, place_id: str) -> None:
    """Offer on the page of a place to check it, and to edit it if it is one of one's own."""
    say = visit.say
    checked = marks_of(visit.dataset, place_id).checked
    with st.container(key="place_buttons", horizontal=True, gap="small"):
        label = say("Take “checked” back") if checked else say("The place is right: checked")
        if st.button(label, icon=":material/done:", key="place_check"):
            _keep(visit, [PlaceChecked(place_id, checked=checked is None)])
        if place_id in lookup.own_places(visit.settings):
            st.button(
                say("Edit the place"),
                icon=":material/edit:",
                key="place_edit",
                on_click=lambda: _open(("pick", place_id)),
            )


def show(visit: Visit) -> None:
    """Show the form of a place if one is open."""
    place_id = st.session_state.get(_OPEN)
    if place_id is None:
        return
    if place_id not in lookup.own_places(visit.settings):
        _close()
        return
    drawer = st.dialog(visit.say("A place of your own"), width=480, position="right", on_dismiss=_close)
    drawer(_body)(visit, place_id)


def _open(action: Action) -> None:
    name, of = action
    if name == "pick":
        _close()
        st.session_state[_OPEN] = of


def _close() -> None:
    for name in (_OPEN, _POINT, _TYPED, _REFUSED, PROPOSED_FOR):
        st.session_state.pop(name, None)


def _body(visit: Visit, place_id: str) -> None:
    say = visit.say
    own = lookup.own_place(visit.settings, place_id)
    if own is None:  # somebody else has deleted it meanwhile
        st.info(say("The place is not there any more."))
        return
    with st.container(key="editor", gap="small"):
        form = _form(visit, own)
        if form and st.button(say("Save"), type="primary", key="own_save"):
            _save(visit, own, form)
        _merge(visit, place_id)
        if st.button(say("Delete the place"), icon=":material/delete:", key="own_delete"):
            _keep(visit, [OwnPlaceDeleted(place_id)])


def _form(visit: Visit, own: OwnPlaceSaved) -> _Form | None:
    say, key = visit.say, f"own_{own.place_id}"
    name = st.text_input(say("Name"), value=own.name, max_chars=200, key=f"{key}_name")
    names = {
        code: st.text_input(
            say("Name in {language}").format(language=say.language_name(code)),
            value=own.names.get(code, ""),
            max_chars=200,
            key=f"{key}_{code}",
        ).strip()
        for code in PAGE_LANGUAGES
    }
    kind: Kind = st.selectbox(
        say("Kind"), KINDS, index=KINDS.index(own.kind), format_func=say.kind, key=f"{key}_kind"
    )
    point: tuple[float, float] = st.session_state.get(_POINT) or (own.latitude, own.longitude)
    _map(visit, name or own.name, kind, point)

    def move() -> None:
        text: str = state.told(f"{key}_point") or ""
        typed = as_point(text)
        st.session_state[_REFUSED] = "" if typed else text.strip()
        st.session_state[_POINT] = typed or point
        st.session_state[_TYPED] = str(typed or "")

    refused: str = st.session_state.get(_REFUSED, "")  # it stays there, for somebody to put it right
    st.session_state[f"{key}_point"] = refused or f"{point[0]:.5f}, {point[1]:.5f}"
    st.text_input(say("Latitude, longitude"), key=f"{key}_point", on_change=move)
    if refused:
        note = element("p", no_point(refused, say), css="note wrong", role="alert", id=_WRONG)
        elements.show([note], key="own_refused", on_action=_open, scroll_to=_WRONG)
    countries = ask_countries(say, f"{key}_countries", point, own.country_codes)
    note = st.text_input(say("Note"), value=own.note, max_chars=1000, key=f"{key}_note")
    if refused or not name.strip():
        return None
    others = {code: text for code, text in own.names.items() if code not in names}
    named = {code: text for code, text in names.items() if text}
    return _Form(name.strip(), kind, point, countries, {**others, **named}, note.strip())


def _map(visit: Visit, name: str, kind: Kind, point: tuple[float, float]) -> None:
    from places.views.map import show_map

    def follow(event: MapEvent) -> None:
        if event.kind == "point" and event.point:
            st.session_state[_POINT] = event.point
            st.session_state.pop(_REFUSED, None)

    with st.container(key="editor_map"):
        show_map(
            [MapPlace("own", name, kind, *point, 1, 1, 1.0, "")],
            theme=visit.theme,
            texts=maps.texts_in(visit.say),
            tiles=tiles(visit.settings, visit.selection),
            fit_for=st.session_state.get(_TYPED, ""),
            report_points=True,
            on_event=follow,
            key="map_of_own_place",
        )


def _save(visit: Visit, own: OwnPlaceSaved, form: _Form) -> None:
    try:
        said = OwnPlaceSaved(
            own.place_id, form.name, form.kind, *form.point, form.countries, form.names, form.note
        )
    except ValueError as error:
        st.error(visit.say.reason(str(error)))
        return
    _keep(visit, [said])


def _merge(visit: Visit, place_id: str) -> None:
    """Ask for the place that this one is the same as."""
    say = visit.say
    query = st.text_input(
        say("The same as another place?"),
        placeholder=say("Search all names, in any language"),
        key=f"own_{place_id}_merge",
    )
    found = [
        place
        for place in lookup.named(visit.settings, visit.dataset, query, say.code)
        if place.id != place_id
    ]
    if not found:
        return
    into = st.radio(
        say("Merge into"),
        found,
        index=None,
        format_func=lambda place: plain(f"{place.name_in(say.code)} · {what(place, say)}"),
        key=f"own_{place_id}_into",
    )
    if into is not None and st.button(say("Merge"), key="own_merge"):
        if visit.selection.place == place_id:
            state.choose(into.id)
        _keep(visit, [OwnPlaceMerged(place_id, into.id)])


def _keep(visit: Visit, said: list[Said]) -> None:
    done = in_words(said[0], visit.settings, visit.say)
    if changing.save(visit.settings, visit.dataset, said, visit.say, done=done):
        _close()
    st.rerun()
