"""The plainest map page with streamlit-folium, to measure the start of ours against.

``streamlit run tests/benchmarks/geojson_page.py -- PLACES.geojson LEAFLET``: one GeoJson of all places.
Leaflet comes from where it is served, at LEAFLET, and nothing from other hosts: that only helps this page.
"""

import json
import sys
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

PAINTED = folium.JsCode(
    "() => requestAnimationFrame(() => setTimeout(() => performance.mark('places-painted')))"
)

st.title("Places")
places = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
page = folium.Map((45, 60), zoom_start=3, tiles=None)
page.default_js = [("leaflet", f"{sys.argv[2]}/leaflet.js")]
page.default_css = [("leaflet_css", f"{sys.argv[2]}/leaflet.css")]
markers = folium.GeoJson(
    places, marker=folium.CircleMarker(radius=6), tooltip=folium.GeoJsonTooltip(["name"])
)
markers.on(add=folium.JsCode(PAINTED))
markers.add_to(page)
st_folium(page, width=1200, height=600, returned_objects=[])
