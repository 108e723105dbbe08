"""The page with the map: filters, map, excerpts, timeline."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import streamlit as st

from places import cartography
from places.cartography import MapPlace, Tiles
from places.dataset import Dataset
from places.language import Language, language
from places.selection import MapView, PlaceRow, Selection, select_months, select_places
from places.views import filters, panel, state, timeline
from places.views.settings import Settings
from places.views.shell import Visit

if TYPE_CHECKING:
    from places.views.map import MapEvent

MAIN_MAP: Final = "map_of_places"


def show(visit: Visit) -> None:
    """Show the page."""
    dataset, selection, say = visit.dataset, visit.selection, visit.say
    with st.container(key="workbench", horizontal=True, gap=None):
        with st.container(key="filters", width=236):
            filters.show(visit.opened, selection, say)
        map_container = st.container(key="map", width="stretch")
        found = select_places(dataset, selection)
        with st.container(key="excerpts", width=364):
            panel.show(dataset, selection, found, say)
    with st.container(key="timeline"):
        months, undated = select_months(dataset, selection)
        timeline.show(months, undated, visit.opened.span, selection, say)
    # The map comes last: on a fresh server folium is still to be imported, and the browser
    # sets up everything else meanwhile.
    with map_container:
        drawn = selected_map_places(dataset, selection.of_rows(), say.code)
        draw_map(visit, drawn, shaded(found), key=MAIN_MAP)


def draw_map(visit: Visit, places: Sequence[MapPlace], countries: Sequence[str], *, key: str) -> None:
    """Draw places on a map where one can be chosen.

    Parameters
    ----------
    visit : Visit
    places : sequence of MapPlace
    countries : sequence of str
        Those that are shaded (ISO 3166-1 alpha-2).
    key : str
        `MAIN_MAP`, whose view stands in the URL, or the name of a smaller map.
    """
    from places.views.map import show_map

    main = key == MAIN_MAP
    show_map(
        places,
        chosen=visit.selection.place,
        shaded_countries=countries,
        theme=visit.theme,
        texts=cartography.texts_in(visit.say),
        tiles=tiles(visit.settings, visit.selection),
        view=start_view(visit) if main else None,
        view_parameter="view" if main else None,
        on_event=follow if main else follow_choice,
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


@lru_cache(maxsize=16)
def selected_map_places(dataset: Dataset, selection: Selection, language_code: str) -> list[MapPlace]:
    """Give what the map draws for a selection; kept, because most reruns draw the same places again."""
    return map_places(select_places(dataset, selection), language(language_code))


def map_places(found: Sequence[PlaceRow], say: Language) -> list[MapPlace]:
    """Turn places into what the map draws."""
    tooltips: dict[tuple[int, int], str] = {}
    for place in found:
        counted = (place.mentions, place.articles)
        if counted not in tooltips:
            tooltips[counted] = panel.named_text(*counted, say)
    return [
        MapPlace(
            place.id,
            place.name_in(say.code),
            place.kind,
            place.latitude,
            place.longitude,
            place.mentions,
            place.articles,
            place.confidence,
            tooltips[place.mentions, place.articles],
        )
        for place in found
    ]


def shaded(found: Sequence[PlaceRow]) -> list[str]:
    """List the countries that the articles are about: those that are named themselves."""
    return sorted({code for place in found if place.kind == "country" for code in place.country_codes})


def start_view(visit: Visit) -> cartography.MapView | None:
    """Give where the map looks when it is drawn: as the URL says, as the settings say, or of itself."""
    view = visit.selection.view or visit.settings.view
    return cartography.MapView(view.latitude, view.longitude, view.zoom) if view else None


def tiles(settings: Settings, selection: Selection) -> Tiles | None:
    """Give the provider of base-map tiles, or None where they are switched off."""
    if not (settings.tiles_url and selection.tiles):
        return None
    return Tiles(settings.tiles_url, settings.tiles_credit)
