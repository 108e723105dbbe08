"""A map page as the documentation of streamlit-folium writes one, to measure ours against.

``streamlit run tests/benchmarks/plain_page.py -- DATASET``: a filter, a map, a marker a place. It
returns nothing from the map, as that documentation advises for speed: with the default it would
run again each time the map moves.
"""

import sys

import duckdb
import folium
import streamlit as st
from streamlit_folium import st_folium

kinds = ["country", "region", "city", "water", "terrain", "site"]
asked = st.pills("Kinds", kinds, default=kinds, selection_mode="multi")
places = duckdb.sql(
    "SELECT p.name, p.latitude, p.longitude, count(*) AS mentions "
    f"FROM '{sys.argv[1]}/places-*.parquet' p JOIN '{sys.argv[1]}/mentions-*.parquet' m ON m.place_id = p.id "
    f"WHERE list_contains({asked}, p.kind) GROUP BY ALL"
).fetchall()
atlas = folium.Map(location=[25, 15], zoom_start=2)
for name, latitude, longitude, mentions in places:
    folium.Marker([latitude, longitude], tooltip=f"{name}: {mentions} mentions").add_to(atlas)
st_folium(atlas, width=1200, returned_objects=[])
