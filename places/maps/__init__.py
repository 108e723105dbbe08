"""The map without a framework around it: data for it, its script and style, its base map.

The dashboard mounts it with streamlit-folium (`places.views.map`); the offline page of
`places.exporting` holds the same files in itself (`pieces`). What needs folium, which takes a
second to import, stays in `places.maps.atlas` and is imported from there.
"""

from places.maps.assets import LEAFLET, STATIC, Pieces, pieces, version
from places.maps.layer import (
    GLYPHS,
    OPENSTREETMAP,
    UNSURE_BELOW,
    FetchedPlaces,
    Look,
    MapPlace,
    MapTexts,
    Theme,
    Tiles,
    layer,
    place_columns,
    script_json,
    texts_in,
)

__all__ = [
    "GLYPHS",
    "LEAFLET",
    "OPENSTREETMAP",
    "STATIC",
    "UNSURE_BELOW",
    "FetchedPlaces",
    "Look",
    "MapPlace",
    "MapTexts",
    "Pieces",
    "Theme",
    "Tiles",
    "layer",
    "pieces",
    "place_columns",
    "script_json",
    "texts_in",
    "version",
]
