"""A page as any user of streamlit-folium writes one, with a layer of places.

``?added=1`` hands the layers over as ``feature_group_to_add``, so that they change in place; without it they
are part of the map.
"""

import folium
import streamlit as st
from streamlit_folium import st_folium

from places.maps import MapPlace
from places.maps.layers import LandLayer, PlacesLayer

HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7 * 7 }}{% raw %}"
PLACES = [
    MapPlace("bergen", "Bergen", "city", 60.39, 5.32, 9),
    MapPlace("oslo", "Oslo", "city", 59.91, 10.75, 4),
    MapPlace("hostile", HOSTILE, "city", 65.0, 15.0, 6),
]

shown = PLACES[:1] if st.toggle("one") else PLACES
page = folium.Map(tiles=None)
layers = [LandLayer(["NO"]), PlacesLayer(shown)]
added = st.query_params.get("added") == "1"
if not added:
    for layer in layers:
        layer.add_to(page)
told = st_folium(
    page,
    key="map",
    height=500,
    width=900,
    returned_objects=["last_object_clicked", "last_object_clicked_tooltip", "last_object_clicked_popup"],
    feature_group_to_add=layers if added else None,
)
st.write("name:", told["last_object_clicked_tooltip"] or "none")
st.write("id:", told["last_object_clicked_popup"] or "none")
st.write("where:", str(told["last_object_clicked"]))
