"""The map on a page: mounts the atlas with streamlit-folium and tells what was clicked."""

from __future__ import annotations

from places.maps import lean_folium  # noqa: F401 - first: streamlit-folium would import all of folium

# isort: split
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import streamlit as st
import streamlit_folium  # type: ignore[import-untyped]
from streamlit.components.v1 import declare_component

from places.maps import (
    LEAFLET,
    STATIC,
    FetchedPlaces,
    MapPlace,
    MapTexts,
    Theme,
    Tiles,
    layer,
    version,
)
from places.maps.atlas import Atlas, PlacesLayer
from places.model import MapView


@dataclass(frozen=True, slots=True)
class MapEvent:
    """What a visitor did on the map.

    Attributes
    ----------
    kind : {"place", "clear", "view"}
        Chose a place, cleared the choice, or moved the map (only where that is reported).
    place_id : str or None
        The place that is chosen now.
    view : MapView
        Where the map was at that moment.
    """

    kind: Literal["place", "clear", "view"]
    place_id: str | None
    view: MapView


def show_map(
    places: Sequence[MapPlace] | FetchedPlaces,
    *,
    chosen: str | None = None,
    shaded_countries: Collection[str] = (),
    theme: Theme = "light",
    texts: MapTexts | None = None,
    tiles: Tiles | None = None,
    view: MapView | None = None,
    report_view: bool = False,
    view_parameter: str | None = None,
    on_event: Callable[[MapEvent], None] | None = None,
    height: int = 600,
    key: str = "places_map",
) -> MapEvent | None:
    """Show places on a map.

    The map fills its frame, which is `height` pixels high unless CSS says otherwise
    (``.st-key-... iframe { height: ... }``).

    Parameters
    ----------
    places, chosen, shaded_countries, theme, texts, tiles, view, report_view, view_parameter
        See `places.maps.layer.layer`.
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

    data = layer(
        places,
        chosen=chosen,
        shaded_countries=shaded_countries,
        theme=theme,
        texts=texts,
        tiles=tiles,
        view=view,
        report_view=report_view,
        view_parameter=view_parameter,
    )
    streamlit_folium.st_folium(
        _atlas(),
        key=key,
        height=height,
        width=None,
        returned_objects=[],
        feature_group_to_add=PlacesLayer(data),
        on_change=heard,
    )
    event: MapEvent | None = st.session_state.pop(fresh, None)
    return event


def _atlas() -> Atlas:
    # Streamlit serves a component's folder under the name of the module that declares it. The
    # map's frame is /component/streamlit_folium.st_folium/index.html, wherever the app is mounted.
    declare_component("leaflet", path=LEAFLET)
    declare_component("static", path=STATIC)
    fonts = sorted(Path(st.__file__).parent.glob("static/static/media/SourceSansVF-Upright*.woff2"))
    return Atlas(
        leaflet=f"../{__name__}.leaflet",
        static=f"../{__name__}.static",
        version=version(),
        font=f"../../static/media/{fonts[0].name}" if fonts else None,
    )


def _without_lists(mount: Callable[..., Any]) -> Callable[..., Any]:
    """Let a frame be mounted with tuples where streamlit-folium has lists, and without a default.

    Streamlit takes every list and mapping for what may be a data frame, and imports pandas to find out:
    a third of a second before the first map. To the browser a tuple is a list.
    """

    def mount_without_lists(**arguments: Any) -> Any:
        plain = {
            name: tuple(value) if isinstance(value, list) else value for name, value in arguments.items()
        }
        return mount(**plain | {"default": None})

    return mount_without_lists


if mount := getattr(streamlit_folium, "_component_func", None):  # its own name for the frame
    streamlit_folium._component_func = _without_lists(mount)


def _event(value: object) -> MapEvent | None:
    """Read what the browser sent, which may be anything."""
    match value:
        case {
            "event": "place" | "clear" | "view" as kind,
            "place": str() | None as place_id,
            "center": [int() | float() as latitude, int() | float() as longitude],
            "zoom": int() | float() as zoom,
        }:
            return MapEvent(kind, place_id, MapView(float(latitude), float(longitude), float(zoom)))
    return None
