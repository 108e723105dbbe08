"""The map without a framework around it: what it shows, its script and style, its base map.

`places.maps.layers` has it as layers of folium, which the dashboard mounts with streamlit-folium; the
offline page of `places.exporting` holds the same files in itself (`pieces`). What needs folium, which takes
a second to import, is imported from there.
"""

from places.maps.assets import GROUND, LEAFLET, Pieces, data_url, ground_digest, pieces
from places.maps.cells import put_together
from places.maps.content import (
    CELL_STEPS,
    GLYPHS,
    OPENSTREETMAP,
    UNSURE_BELOW,
    Around,
    Cells,
    FetchedPlaces,
    Grounds,
    Line,
    Look,
    MapPlace,
    MapTexts,
    Theme,
    Tiles,
    texts_in,
)
from places.maps.outlines import (
    OUTLINES,
    marker_point,
    outline_of,
    outline_source,
    outlines_digest,
    outlines_of,
    point_on_course,
)
from places.maps.scripted import land_data, place_columns, places_data, script_json
from places.maps.shades import ShadedArea, Shades, lower_bounds, shade_number

__all__ = [
    "CELL_STEPS",
    "GLYPHS",
    "GROUND",
    "LEAFLET",
    "OPENSTREETMAP",
    "OUTLINES",
    "UNSURE_BELOW",
    "Around",
    "Cells",
    "FetchedPlaces",
    "Grounds",
    "Line",
    "Look",
    "MapPlace",
    "MapTexts",
    "Pieces",
    "ShadedArea",
    "Shades",
    "Theme",
    "Tiles",
    "data_url",
    "ground_digest",
    "land_data",
    "lower_bounds",
    "marker_point",
    "outline_of",
    "outline_source",
    "outlines_digest",
    "outlines_of",
    "pieces",
    "place_columns",
    "places_data",
    "point_on_course",
    "put_together",
    "script_json",
    "shade_number",
    "texts_in",
]
