"""The map on a page: mounts it with streamlit-folium and tells what was clicked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import folium
import streamlit as st
from streamlit_folium import st_folium  # type: ignore[import-untyped]

from places.maps import (
    GROUND,
    OUTLINES,
    Around,
    FetchedPlaces,
    Grounds,
    Line,
    MapPlace,
    MapTexts,
    Shades,
    Theme,
    Tiles,
    ground_digest,
    outlines_digest,
    pieces,
)
from places.maps.layers import LandLayer, PlacesLayer
from places.model import MapView
from places.ranges import Box, box_of
from places.views.served import served, served_folder


@dataclass(frozen=True, slots=True)
class MapEvent:
    """What a visitor did on the map.

    Attributes
    ----------
    kind : {"choose", "clear", "look", "point", "within", "ground", "area", "clusters"}
        Chose a place, cleared the choice, moved the map or clicked where no place is (these two only
        where that is reported), asked for what is in sight alone, for another ground, for a shaded
        area that is no place of the map, or for circles where places are many.
    place_id : str or None
        The place that is chosen now.
    view : MapView
        Where the map was at that moment.
    point : tuple of float or None
        Latitude and longitude (WGS 84, degrees) of a click where no place is.
    box : Box or None
        What is in sight, where that was asked for.
    ground : str or None
        Key of the ground that was asked for.
    area : str or None
        Id of the place that is the area that was asked for.
    clusters : bool or None
        Whether circles were asked for.
    """

    kind: Literal["choose", "clear", "look", "point", "within", "ground", "area", "clusters"]
    place_id: str | None
    view: MapView
    point: tuple[float, float] | None = None
    box: Box | None = None
    ground: str | None = None
    area: str | None = None
    clusters: bool | None = None


def show_map(
    places: Sequence[MapPlace] | FetchedPlaces,
    *,
    chosen: str | None = None,
    shaded_countries: Collection[str] = (),
    theme: Theme = "light",
    texts: MapTexts | None = None,
    tiles: Tiles | None = None,
    grounds: Grounds | None = None,
    shades: Shades | None = None,
    view: MapView | None = None,
    report_view: bool = False,
    report_points: bool = False,
    report_within: bool = False,
    view_parameter: str | None = None,
    fit_for: str = "",
    lines: Sequence[Line] = (),
    clusters: bool | None = None,
    around: Around | None = None,
    on_event: Callable[[MapEvent], None] | None = None,
    height: int = 600,
    key: str = "places_map",
) -> MapEvent | None:
    """Show places on a map.

    The map fills its frame, which is `height` pixels high unless CSS says otherwise
    (``.st-key-... iframe { height: ... }``).

    Parameters
    ----------
    places, chosen, theme, texts, view, view_parameter, fit_for, lines, clusters, around
        See `places.maps.layers.PlacesLayer`.
    shaded_countries, tiles, grounds, shades
        See `places.maps.layers.LandLayer`; where the outlines of regions are is filled in.
    report_view : bool
        Whether a run follows when the visitor has moved the map.
    report_points : bool
        Whether a run follows when the visitor has clicked where no place is.
    report_within : bool
        Whether there is a button that asks for what is in sight alone.
    on_event : callable, optional
        Called with a new event before the script runs again, as Streamlit calls ``on_change``:
        what it writes into the session state holds for the whole page.
    height : int
        Pixels.
    key : str
        Unique among the maps of a page.

    Returns
    -------
    MapEvent or None
        What the visitor did to cause this very run; None in every other run.
    """
    fresh = f"{key}:event"

    def heard() -> None:
        event = _event(st.session_state.get(key))
        if event is None:
            return
        st.session_state[fresh] = event
        if on_event is not None:
            on_event(event)

    outlines = f"{served_folder(OUTLINES, 'outlines')}/{{name}}.json?{outlines_digest()}"
    land = LandLayer(
        shaded_countries,
        theme=theme,
        tiles=tiles,
        url=served(pieces().world, "world.json"),
        ground=f"{served_folder(GROUND, 'ground')}/{{name}}.json?{ground_digest()}",
        grounds=grounds,
        language=texts.language if texts else "en",
        shades=shades and replace(shades, outlines=outlines),
        control=False,
    )
    layer = PlacesLayer(
        places,
        chosen=chosen,
        theme=theme,
        texts=texts,
        buttons=True,
        within=report_within,
        view=view,
        view_parameter=view_parameter,
        fit_for=fit_for,
        lines=lines,
        clusters=clusters,
        around=around,
        fill_frame=True,
        outlines=outlines,
        control=False,
    )
    reported = {
        "look": report_view,
        "point": report_points,
        "within": report_within,
        "area": shades is not None,
    }
    if grounds is not None:
        land.on(ground=_TELL)
    layer.on(
        choose=_TELL,
        clear=_TELL,
        clusters=_TELL,
        **{event: _TELL for event, wanted in reported.items() if wanted},
    )
    for each in (land, layer):
        each.add_js_link("places_map", served(pieces().script, "places-map.js"))
        each.add_css_link("places_map_css", served(pieces().style, "places-map.css"))
    st_folium(
        _map(),
        key=key,
        height=height,
        width=None,
        returned_objects=[],
        feature_group_to_add=[land, layer],
        on_change=heard,
    )
    event: MapEvent | None = st.session_state.pop(fresh, None)
    return event


_TELL: Final = folium.JsCode(
    """({ type, place, point = null, box = null, ground = null, area = null, clusters = null,
          center, zoom }) =>
    Streamlit.setComponentValue(
        { event: type, place, point, box, ground, area, clusters, center, zoom, count: Date.now() })"""
)
"""streamlit-folium's way for a script of a map to return a value."""

_MOTION: Final = folium.JsCode("!matchMedia('(prefers-reduced-motion: reduce)').matches")
_OPTIONS: Final[dict[str, Any]] = {
    "zoom_snap": 0.25,
    "max_zoom": 12,
    "zoom_animation": _MOTION,
    "fade_animation": _MOTION,
    "inertia": _MOTION,
    "maxBounds": folium.JsCode("[[-85.05, -Infinity], [85.05, Infinity]]"),
    "max_bounds_viscosity": 1,
}
"""Leaflet's, in folium's form."""


def _map() -> folium.Map:
    """Give the empty map: it is the same in every run, so that it is drawn once."""
    empty = folium.Map((25, 15), zoom_start=2, tiles=None, zoom_control=False, **_OPTIONS)
    # Leaflet from here, and nothing else that folium would fetch from other hosts.
    empty.default_js = [("leaflet", served(pieces().leaflet_js, "leaflet.js"))]
    empty.default_css = [("leaflet_css", served(pieces().leaflet_css, "leaflet.css"))]
    return empty


def _event(value: object) -> MapEvent | None:
    """Read what the browser sent, which may be anything."""
    match value:
        case {
            "event": "choose"
            | "clear"
            | "look"
            | "point"
            | "within"
            | "ground"
            | "area"
            | "clusters" as kind,
            "place": str() | None as place_id,
            "point": None | [int() | float(), int() | float()] as point,
            "center": [int() | float() as latitude, int() | float() as longitude],
            "zoom": int() | float() as zoom,
            **more,
        }:
            view = MapView(float(latitude), float(longitude), float(zoom))
            box = _box(more.get("box")) if kind == "within" else None
            ground, area = _text(more.get("ground")), _text(more.get("area"))
            clusters = bool(more["clusters"]) if more.get("clusters") is not None else None
            return MapEvent(kind, place_id, view, _point(point), box, ground, area, clusters)
    return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _box(corners: object) -> Box | None:
    match corners:
        case [int() | float(), int() | float(), int() | float(), int() | float()]:
            try:
                return box_of(*map(float, corners))
            except ValueError:
                return None
    return None


def _point(point: Sequence[float] | None) -> tuple[float, float] | None:
    """Read a point on earth; a browser may send one that is none."""
    if point is None or not (abs(point[0]) <= 90 and abs(point[1]) <= 180):
        return None
    return round(float(point[0]), 5), round(float(point[1]), 5)
