"""A map of many places that stand close together, in a land full of towns."""

import random

import streamlit as st

from places.maps import MapPlace
from places.model import MapView
from places.views.map import show_map

st.set_page_config(layout="wide")
st.html("<style>.st-key-map iframe { height: 70vh; } .block-container { padding: 1rem; }</style>")

dice = random.Random(3)
HEAP = [
    MapPlace(
        f"made:{at}",
        f"Heaped {at}",
        "city",
        51.45 + dice.gauss(0, 0.12),
        7.1 + dice.gauss(0, 0.2),
        mentions=400 // (at + 1) + 1,
    )
    for at in range(60)
]

with st.container(key="map"):
    show_map(HEAP, view=MapView(51.45, 7.1, 8))
