"""The editor of a mention: what it stands for, and for which mentions that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from places import maps
from places.building import Example, Impact
from places.dataset import DatasetError
from places.geocoding import as_point
from places.journal import JournalError, MentionChecked, OwnPlaceSaved, PlaceDecided, Said, new_place_id
from places.language import Language
from places.maps import MapPlace
from places.model import KINDS, Kind, MapView
from places.query import MentionRow, find_place, select_places, typed
from places.query.spots import Spot, find_spot
from places.selection import Selection
from places.views import changing, elements, marking, state, words
from places.views.editing import lookup
from places.views.editing.choices import NO_PLACE, OWN_PLACE, choice_nodes, choices, on_map, view_of
from places.views.editing.country_field import PROPOSED_FOR, ask_countries
from places.views.editing.scopes import FIELDS as SCOPE_FIELDS
from places.views.editing.scopes import ask_scope, count_text, impacts, scopes_of, this_one
from places.views.editing.whereabouts import whereabouts
from places.views.editing.wording import in_words, no_point
from places.views.elements import Action, Node, element
from places.views.map_page import tiles
from places.views.pages import ARTICLES

if TYPE_CHECKING:
    from places.views.map import MapEvent
    from places.views.shell import Visit

_OF: Final = "_editor_of"
_PICKED: Final = "_editor_picked"
_POINT: Final = "_editor_point"
_TYPED: Final = "_editor_typed"
"""The point that was typed last: the map turns to it; to one that was clicked it need not."""
_REFUSED: Final = "_editor_refused"
"""What was typed last, where it is no point."""
_NEW: Final = "_editor_new_place"
_SIZE: Final = (430, 240)
"""Pixels of the map."""
_NEAR: Final = 8.0
"""Zoom at which one sees some towns around."""
_LACKING: Final = "editor-lacking"
_WRONG: Final = "editor-wrong"
_SEEN: Final = "_editor_seen"
_PRESSED: Final = "_editor_pressed"
_CHANGES: Final = "_editor_changes"
"""How many mentions would be changed, as it was told last."""
_STATE: Final = (_OF, _PICKED, _POINT, _TYPED, _REFUSED, _NEW, _SEEN, _PRESSED, _CHANGES)
_FIELDS: Final = (
    "editor_search",
    "editor_note",
    "editor_name",
    "editor_kind",
    "editor_countries",
    PROPOSED_FOR,
)


def close() -> None:
    """Close the editor, and forget what was chosen in it."""
    words.open_words(None)
    for name in (*_STATE, *_FIELDS, *SCOPE_FIELDS):
        st.session_state.pop(name, None)


def show(visit: Visit) -> None:
    """Show the editor if it is open and the visitor may edit."""
    at = words.opened()
    if at is None:
        return
    spot = find_spot(visit.dataset, at.article_id, at.start, at.end)
    if spot is None or not visit.may_edit:
        close()
        return
    if st.session_state.get(_OF) != at:  # other words than those of the last run
        close()
        words.open_words(at)
        st.session_state[_OF] = at
        st.session_state[_NEW] = new_place_id()
        st.session_state[_SEEN] = changing.last_seen(visit.settings)
    drawer = st.dialog(visit.say("Put right"), width=480, position="right", on_dismiss=close)
    drawer(_body)(visit, spot)


def _body(visit: Visit, spot: Spot) -> None:
    say = visit.say
    picked: str = st.session_state.setdefault(_PICKED, spot.mention.place_id)
    with st.container(key="editor", gap="small"):
        elements.show(_head(spot, say), key="editor_head", on_action=_act)
        if spot.place is not None:
            _check(visit, spot)
        query = st.text_input(
            say("What is it?"),
            placeholder=say("Search all names, in any language"),
            key="editor_search",
        )
        pressed: bool = st.session_state.pop(_PRESSED, False)
        if pressed:  # what one chooses from has served its turn
            kept, _ = _said(visit, spot, picked)
            _keep(visit, kept, instead=st.session_state.get(_CHANGES, 0))
        listed = choices(visit, spot, query)
        if query.strip() and not listed:
            elements.show(
                [element("p", say("No place of that name is known."), css="note")],
                key="editor_nothing",
                on_action=_act,
            )
        elements.show(choice_nodes(listed, picked, say), key="editor_choices", on_action=_act)
        own = st.session_state.get(_POINT)
        _map(visit, spot, on_map(listed, say), picked, own, is_searched=bool(query.strip()))
        _, told = _said(visit, spot, picked)
        if told:
            _save(visit, told)


def _act(action: Action) -> None:
    name, of = action
    if name == "pick":
        st.session_state[_PICKED] = of


def _head(spot: Spot, say: Language) -> list[Node]:
    before, toponym, after = typed(spot.mention)
    return [
        element("h2", say.quoted(toponym), css="panel-title"),
        element(
            "p",
            before,
            element("mark", toponym, css="toponym chosen"),
            after,
            css="quote",
            lang=spot.article.language or "",
        ),
        element("p", state_text(spot, say), css="facts"),
    ]


def state_text(spot: Spot, say: Language, confidence: float | None = None) -> str:
    """Say what words stand for now, and who says so: the geoparser, or a person.

    How sure the geoparser is of the place may be told; else it is told how sure it is of these words.
    """
    if spot.place is None:
        return say("No place was found here.")
    facts = [spot.place.name_in(say.code)]
    if spot.by_hand is not None:
        by = spot.by_hand
        when = say.day(by.at.date()) if by.at else ""
        facts.append(say("set by hand by {who}").format(who=by.who))
        facts += [each for each in (when, by.note) if each]
    else:
        told = marking.confidence_text(spot.mention.confidence if confidence is None else confidence, say)
        facts.append(say("here: {state}").format(state=told) if confidence is None else told)
    if spot.checked is not None:
        day = say.day(spot.checked.at.date())
        facts.append(say("checked by {who}, {day}").format(who=spot.checked.who, day=day))
    return " · ".join(facts)


def _check(visit: Visit, spot: Spot) -> None:
    """Offer to say that it is right as it is, or to take that back."""
    say, mention = visit.say, spot.mention
    is_checked = spot.checked is not None
    label = say("Take “checked” back") if is_checked else say("It is right: checked")
    if st.button(label, icon=":material/done:", key="editor_check"):
        said = MentionChecked(this_one(spot), mention.place_id, checked=not is_checked)
        _keep(visit, [said])


def _map(
    visit: Visit,
    spot: Spot,
    listed: list[MapPlace],
    picked: str,
    own: tuple[float, float] | None,
    *,
    is_searched: bool,
) -> None:
    """Show what one chooses from; of words that were missed, where the article moves until one searches."""
    from places.views.map import show_map

    def follow(event: MapEvent) -> None:
        if event.kind == "choose" and event.place_id:
            st.session_state[_PICKED] = event.place_id
        elif event.kind == "point" and event.point:
            st.session_state[_PICKED], st.session_state[_POINT] = OWN_PLACE, event.point
            st.session_state.pop(_REFUSED, None)

    say = visit.say
    shown = listed
    if own:
        name = st.session_state.get("editor_name") or say("A place of your own")
        shown = [*listed, MapPlace(OWN_PLACE, name, "site", *own, 1, 1, 1.0, "")]
    view = view_of(listed, *_SIZE)
    if spot.place is None and not is_searched:
        around = whereabouts(select_places(visit.dataset, Selection(articles=(spot.article.id,))))
        view = view_of(around, *_SIZE, closest=_NEAR) or view
    typed: tuple[float, float] | None = st.session_state.get(_TYPED)
    if typed:
        view = MapView(round(typed[0], 4), round(typed[1], 4), _NEAR)
    with st.container(key="editor_map"):
        show_map(
            shown,
            chosen=picked,
            theme=visit.theme,
            texts=maps.texts_in(say),
            tiles=tiles(visit.settings, visit.selection),
            view=view,
            report_points=True,
            on_event=follow,
            key="map_of_editor",
        )


def _said(visit: Visit, spot: Spot, picked: str) -> tuple[list[Said], Impact | None]:
    """Make of what was chosen what is to be said, and what that changes; nothing while something lacks."""
    is_as_it_was = picked in {"", spot.mention.place_id} and spot.by_hand is None
    if is_as_it_was or not picked:
        return [], None
    made: list[Said] = []
    place_id: str | None = picked
    if picked == NO_PLACE:
        place_id = None
    elif picked == OWN_PLACE:
        own = _own_place(spot, visit.say)
        if own is None:
            return [], None
        made, place_id = [own], own.place_id
    scopes = scopes_of(spot)
    try:
        told = impacts(visit, made, place_id, scopes)
    except (JournalError, DatasetError) as error:
        st.error(visit.say.reason(str(error)))
        return [], None
    asked = ask_scope(spot, scopes, told, visit.say, narrowest=place_id is None)
    note = st.session_state.get("editor_note", "")
    return [*made, PlaceDecided(scopes[asked], place_id, note.strip())], told[asked]


def _own_place(spot: Spot, say: Language) -> OwnPlaceSaved | None:
    """Ask for the name, the kind, the point and the country of a place of one's own."""
    surface = lookup.base_name(spot.mention.surface, spot.article.language)
    name = st.text_input(say("Name"), value=surface, key="editor_name", max_chars=200)
    kind: Kind = st.selectbox(
        say("Kind"), KINDS, index=KINDS.index("site"), format_func=say.kind, key="editor_kind"
    )
    point: tuple[float, float] | None = st.session_state.get(_POINT)

    def move() -> None:
        text: str = state.told("editor_coordinates") or ""
        typed = as_point(text)
        st.session_state[_POINT] = typed
        st.session_state[_REFUSED] = "" if typed else text.strip()
        st.session_state[_TYPED] = typed

    refused: str = st.session_state.get(_REFUSED, "")  # it stays there, for somebody to put it right
    st.session_state["editor_coordinates"] = f"{point[0]:.5f}, {point[1]:.5f}" if point else refused
    st.text_input(
        say("Latitude, longitude"),
        placeholder=say("Click on the map, or write 52.52, 13.40"),
        key="editor_coordinates",
        on_change=move,
    )
    if point is None:  # it stands below what one chooses from, and comes into view
        if refused:
            note = element("p", no_point(refused, say), css="note wrong", role="alert", id=_WRONG)
        else:
            lacking = say("Click on the map where it is, or write its coordinates.")
            note = element("p", lacking, css="note", id=_LACKING)
        at = _WRONG if refused else _LACKING
        elements.show([note], key="editor_lacking", on_action=_act, scroll_to=at)
    if point is None or not name.strip():
        return None
    countries = ask_countries(say, "editor_countries", point)
    try:
        return OwnPlaceSaved(st.session_state[_NEW], name.strip(), kind, *point, countries)
    except ValueError as error:
        st.error(say.reason(str(error)))
        return None


def _save(visit: Visit, told: Impact) -> None:
    """Show what would change, and save it."""
    say = visit.say
    elements.show(_changes(told, say), key="editor_impact", on_action=_act)
    st.text_input(say("Note"), placeholder=say("why, if you like"), key="editor_note", max_chars=1000)
    st.session_state[_CHANGES] = told.mentions

    def press() -> None:
        st.session_state[_PRESSED] = True

    label = say("Save ({what})").format(what=count_text(told, say)) if told.mentions else say("Save")
    st.button(label, type="primary", key="editor_save", disabled=not told.held, on_click=press)


def _changes(told: Impact, say: Language) -> list[Node]:
    if not told.mentions:
        return [element("p", say("That changes nothing."), css="note")]
    line = say("Changes {mentions} {in_articles}").format(
        mentions=say.plural("{n} mention", "{n} mentions", told.mentions),
        in_articles=say.plural("in {n} article", "in {n} articles", told.articles),
    )
    return [element("p", line, css="impact"), *map(_example, told.examples)]


def _example(example: Example) -> Node:
    surface = example.excerpt[example.start : example.end]
    at = (example.article_id, example.start, example.end, surface)
    before, toponym, after = typed(MentionRow(*at, "", 0.0, example.excerpt, 0))
    return element("p", before, element("mark", toponym, css="toponym"), after, css="quote small")


def _keep(visit: Visit, said: list[Said], *, instead: int = 0) -> None:
    """Keep a change, close the editor, and show the page with it.

    Where none of the mentions of the chosen place is left, in the article that is open or else in all, what
    they stand for now is chosen. Nothing is kept where something is missing.
    """
    if not said:
        st.rerun()
    seen: int | None = st.session_state.get(_SEEN)
    st.session_state[_SEEN] = changing.last_seen(visit.settings)  # if it is refused, the next look shows why
    if changing.save(visit.settings, visit.dataset, said, visit.say, done="", seen=seen):
        close()
        changing.tell(in_words(said[-1], visit.settings, visit.say))  # now that a new place has its name
        decided = said[-1]
        article = state.reading().article if visit.page is ARTICLES else None
        within = Selection(articles=(article,)) if article else Selection()
        chosen = find_place(visit.dataset, within, visit.selection.place or "")
        if isinstance(decided, PlaceDecided) and chosen and chosen.mentions <= instead:
            state.choose(decided.place_id)
    st.rerun()
