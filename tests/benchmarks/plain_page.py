"""The same data in a plain streamlit-folium page, written as its documentation shows it.

``streamlit run tests/benchmarks/plain_page.py -- DATASET``; `large_speed.py` measures it beside ours.
"""

import sys
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

from places.dataset import open_dataset
from places.model import KINDS


@st.cache_resource
def dataset():
    return open_dataset(Path(sys.argv[1]))


st.set_page_config(layout="wide")
kinds = st.multiselect("kinds", KINDS, default=list(KINDS), key="kinds")
rows = (
    dataset()
    .cursor()
    .execute(
        "SELECT p.name, p.latitude, p.longitude, count(*) AS mentions FROM places p "
        "JOIN mentions m ON m.place_id = p.id WHERE list_contains(?, p.kind) GROUP BY ALL",
        [kinds],
    )
    .fetchall()
)
st.write(f"{len(rows)} places")
m = folium.Map(location=[30, 10], zoom_start=2)
for name, latitude, longitude, mentions in rows:
    folium.Marker([latitude, longitude], popup=name, tooltip=f"{name}: {mentions}").add_to(m)
st_folium(m, width=1200, height=600)
