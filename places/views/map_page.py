"""The page with the map: filters, map, excerpts, timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from places import maps
from places.dataset import Dataset
from places.language import Language
from places.maps import FetchedPlaces, Grounds, MapPlace, Tiles
from places.model import MapView, Place
from places.query import (
    PlaceRow,
    find_place,
    named_countries,
    points_on_courses,
    select_places,
    shades_of,
    side_names,
)
from places.ranges import Around
from places.selection import Selection
from places.views import beyond, company_shown, comparing, fetched, filters, panel, shading, state, timeline
from places.views.bounded import bounded
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
        with st.container(key="excerpts", width=364):
            panel.show(dataset, selection, say, edit=visit.may_edit)
    with st.container(key="timeline"):
        _timelines(visit)
    # The map comes last: on a fresh server folium may still be under way, and the browser sets up
    # everything else meanwhile.
    with map_container:
        countries = named_countries(dataset, selection)
        places = selected_map_places(dataset, selection, say, start_view(visit))
        found = beyond.place()
        if found is not None and not isinstance(places, FetchedPlaces):
            visit = replace(visit, selection=replace(selection, place=found.id))
            places = [*places, _unnamed(found, say)]
        draw_map(visit, places, countries, key=MAIN_MAP)


def _unnamed(place: Place, say: Language) -> MapPlace:
    """Turn a place that no article names into what the map draws."""
    told = say("no article names it")
    name = place.name_in(say.code)
    return MapPlace(place.id, name, place.kind, place.latitude, place.longitude, 1, 1, 1.0, told)


def _timelines(visit: Visit) -> None:
    """Show the timeline, below that of the selection that it is compared with."""
    kept, selection = visit.selection.beside, visit.selection
    if kept:
        of_kept = replace(kept, place=selection.place)
        change = comparing.change_kept
        timeline.show(visit.dataset, of_kept, visit.say, key="timeline_kept", side="a", change=change)
    timeline.show(visit.dataset, selection, visit.say, side="b" if kept else "")


def draw_map(
    visit: Visit, places: Sequence[MapPlace] | FetchedPlaces, countries: Sequence[str], *, key: str
) -> None:
    """Draw places on a map where one can be chosen.

    Parameters
    ----------
    visit : Visit
    places : sequence of MapPlace, or FetchedPlaces
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
        texts=replace(maps.texts_in(visit.say), sides=side_names(visit.say)),
        tiles=tiles(visit.settings, visit.selection),
        grounds=grounds(visit.settings, visit.selection, visit.say) if main else None,
        shades=shades_of(visit.dataset, visit.selection, visit.say) if main else None,
        view=start_view(visit) if main else None,
        view_parameter="view" if main else None,
        fit_for=",".join(visit.selection.articles) if main else "",
        lines=company_shown.lines(visit.dataset, visit.selection) if main else (),
        clusters=visit.selection.clusters if main else None,
        around=circle(visit.dataset, visit.selection) if main else None,
        on_event=follow if main else follow_choice,
        report_within=main,
        report_view=main and isinstance(places, FetchedPlaces) and bool(places.cells),
        key=key,
    )


def follow_choice(event: MapEvent) -> None:
    """Let the selection follow the choice on a small map; where that one looks stays its own business."""
    if event.kind == "choose" and event.place_id:
        panel.act(("choose", event.place_id))


def follow(event: MapEvent) -> None:
    """Let the selection follow what a visitor did on the map."""
    if event.kind == "choose" and event.place_id:
        panel.act(("choose", event.place_id))
    elif event.kind == "clear":
        panel.act(("clear", ""))
    elif event.kind == "within" and event.box:
        state.change(within=event.box)
    elif event.kind == "ground" and event.ground in ("countries", "regions"):
        state.change(shades=event.ground)
    elif event.kind == "ground" and event.ground in ("", "0", "satellite"):
        state.change(tiles=event.ground, shades="")
    elif event.kind == "area" and event.area:
        shading.keep_to(event.area)
    elif event.kind == "clusters":
        state.change(clusters=event.clusters)
    state.change(view=event.view)


def selected_map_places(
    dataset: Dataset, selection: Selection, say: Language, view: MapView | None = None
) -> Sequence[MapPlace] | FetchedPlaces:
    """Give what the map draws for a selection, first of all what it shows where it looks."""
    if selection.beside and fetched.worth_fetching(dataset):
        url = fetched.address(dataset, say)
        every = comparing.fetched(url, dataset, selection.beside, selection, say)
        return bounded(dataset, every, view, _on_lines(dataset, selection))
    if selection.beside:
        return comparing.map_places(dataset, selection.beside, selection, say)
    if fetched.worth_fetching(dataset):
        every = fetched.fetched_places(dataset, selection, say)
        return bounded(dataset, every, view, _on_lines(dataset, selection))
    return map_places(select_places(dataset, selection), say, points_on_courses(dataset))


def _on_lines(dataset: Dataset, selection: Selection) -> list[str]:
    """Give the chosen place, and those that lines lead to from it."""
    to = (line.place_id for line in company_shown.lines(dataset, selection))
    return [selection.place, *to] if selection.place else []


def map_places(
    found: Sequence[PlaceRow], say: Language, meant: Mapping[str, tuple[float, float]] | None = None
) -> list[MapPlace]:
    """Turn places into what the map draws; `meant` says where on their courses rivers stand."""
    at = meant or {}
    tooltips: dict[tuple[int, int], str] = {}
    for _, mentions, articles, _ in found:
        if (mentions, articles) not in tooltips:
            tooltips[mentions, articles] = panel.named_text(mentions, articles, say)
    return [
        MapPlace(
            place.id,
            place.name_in(say.code),
            place.kind,
            place.latitude,
            place.longitude,
            mentions,
            articles,
            confidence,
            tooltips[mentions, articles],
            at=at.get(place.id),
        )
        for place, mentions, articles, confidence in found
    ]


def circle(dataset: Dataset, selection: Selection) -> maps.Around | None:
    """Give the circle that a selection keeps to, if it does."""
    if not isinstance(selection.within, Around):
        return None
    row = find_place(dataset, selection, selection.within.place_id)
    return row and maps.Around(row.place.latitude, row.place.longitude, selection.within.kilometres)


def start_view(visit: Visit) -> MapView | None:
    """Give where the map looks when it is drawn: as the URL says, as the settings say, or of itself."""
    return visit.selection.view or visit.settings.view


def tiles(settings: Settings, selection: Selection) -> Tiles | None:
    """Give the provider of base-map tiles, or None where the map shows the land that comes along."""
    if selection.shades:
        return None
    if selection.tiles == "satellite" and settings.satellite_url:
        return Tiles(settings.satellite_url, settings.satellite_credit, min_zoom=0, photographs=True)
    if selection.tiles == "0" or not settings.tiles_url:
        return None
    return Tiles(settings.tiles_url, settings.tiles_credit)


def grounds(settings: Settings, selection: Selection, say: Language) -> Grounds:
    """Give what a visitor can have under the places."""
    choices = {"0": say("Plain map"), "countries": say("By country"), "regions": say("By region")}
    if settings.tiles_url:
        choices[""] = say("Street map")
    if settings.satellite_url:
        choices["satellite"] = say("Satellite")
    chosen = selection.shades or selection.tiles
    return Grounds(say("Ground of the map"), choices, chosen if chosen in choices else "0")
