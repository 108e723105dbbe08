"""The page with the map: filters, map, excerpts, timeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from places import cartography
from places.cartography import MapPlace, MapTexts, Tiles
from places.language import Language
from places.model import KINDS
from places.selection import MapView, PlaceRow, Selection, select_months, select_places
from places.views import filters, panel, state, timeline
from places.views.map import MapEvent, show_map
from places.views.settings import Settings
from places.views.shell import Visit

MAIN_MAP: Final = "map_of_places"


def show(visit: Visit) -> None:
    """Show the page."""
    dataset, selection, say = visit.dataset, visit.selection, visit.say
    with st.container(key="workbench", horizontal=True, gap=None):
        with st.container(key="filters", width=236):
            filters.show(visit.opened, selection, say)
        with st.container(key="map", width="stretch"):
            draw_map(visit, select_places(dataset, selection), start_view(visit), key=MAIN_MAP)
        with st.container(key="excerpts", width=364):
            panel.show(dataset, selection, say)
    with st.container(key="timeline"):
        months, undated = select_months(dataset, selection)
        timeline.show(months, undated, visit.opened.span, selection, say)


def draw_map(visit: Visit, found: Sequence[PlaceRow], view: cartography.MapView | None, *, key: str) -> None:
    """Draw places on a map where one can be chosen."""
    show_map(
        map_places(found, visit.say),
        chosen=visit.selection.place,
        shaded_countries=shaded(found),
        theme=visit.theme,
        texts=map_texts(visit.say),
        tiles=tiles(visit.settings, visit.selection),
        view=view,
        view_parameter="view" if key == MAIN_MAP else None,
        on_event=follow if key == MAIN_MAP else follow_choice,
        key=key,
    )


def follow_choice(event: MapEvent) -> None:
    """Let the selection follow the choice on a small map; where that one looks stays its own business."""
    if event.kind == "place" and event.place_id:
        panel.act(("choose", event.place_id))


def follow(event: MapEvent) -> None:
    """Let the selection follow what a visitor did on the map."""
    if event.kind == "place" and event.place_id:
        panel.act(("choose", event.place_id))
    elif event.kind == "clear":
        panel.act(("clear", ""))
    state.change(view=MapView(event.view.latitude, event.view.longitude, event.view.zoom))


def map_places(found: Sequence[PlaceRow], say: Language) -> list[MapPlace]:
    """Turn places into what the map draws."""
    return [
        MapPlace(
            place_id=place.id,
            name=place.name_in(say.code),
            kind=place.kind,
            latitude=place.latitude,
            longitude=place.longitude,
            mentions=place.mentions,
            articles=place.articles,
            confidence=place.confidence,
            tooltip=say("{mentions} {in_articles}").format(
                mentions=say.plural("{n} mention", "{n} mentions", place.mentions),
                in_articles=say.plural("in {n} article", "in {n} articles", place.articles),
            ),
        )
        for place in found
    ]


def shaded(found: Sequence[PlaceRow]) -> list[str]:
    """List the countries that the articles are about: those that are named themselves."""
    return sorted({code for place in found if place.kind == "country" for code in place.country_codes})


def map_texts(say: Language) -> MapTexts:
    """Give the map its words."""
    return MapTexts(
        language=say.code,
        title=say("Map of the places"),
        kinds={kind: say.kind(kind) for kind in KINDS},
        unsure=say("location unsure"),
        more=say("{n} more places as dots: zoom in to see them"),
        zoom_in=say("Zoom in"),
        zoom_out=say("Zoom out"),
        fit=say("Show all places"),
    )


def start_view(visit: Visit) -> cartography.MapView | None:
    """Give where the map looks when it is drawn: as the URL says, as the settings say, or of itself."""
    view = visit.selection.view or visit.settings.view
    return cartography.MapView(view.latitude, view.longitude, view.zoom) if view else None


def tiles(settings: Settings, selection: Selection) -> Tiles | None:
    """Give the provider of base-map tiles, or None where they are switched off."""
    if not (settings.tiles_url and selection.tiles):
        return None
    return Tiles(settings.tiles_url, settings.tiles_credit)
