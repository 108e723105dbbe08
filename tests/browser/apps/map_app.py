"""A page with nothing but the map and the switches that the tests need.

``streamlit run map_app.py -- 10000`` shows that many made-up places; without a number, a dozen real ones.
"""

import random
import sys

import streamlit as st

from places.maps import Grounds, MapPlace, MapTexts, Tiles
from places.model import KINDS, MapView
from places.views.map import MapEvent, show_map

st.set_page_config(layout="wide")
st.html("<style>.st-key-map iframe { height: 70vh; } .block-container { padding: 1rem; }</style>")

ATTACK = "</script><img src=x onerror=alert(1)>{{ 7 * 7 }}{% raw %}"
REAL = [
    MapPlace("geonames:524901", "Moskau", "city", 55.75222, 37.61556, 16, 4, 0.97),
    MapPlace("geonames:1871859", "Pjöngjang", "city", 39.03385, 125.75432, 41, 5, 0.99),
    MapPlace("geonames:2013348", "Wladiwostok", "city", 43.10562, 131.87353, 9, 3, 0.99),
    MapPlace("geonames:2013159", "Jakutsk", "city", 62.03389, 129.73306, 3, 1, 0.95),
    MapPlace("geonames:538555", "Oblast Kursk", "region", 51.83333, 36.25, 5, 3, 0.9),
    MapPlace("geonames:709716", "Donezk", "city", 48.023, 37.80224, 4, 2, 0.3),
    MapPlace("own:vostochny", "Wostotschny", "site", 51.88, 128.33, 6, 2, 0.95),
    MapPlace("own:wonsan-kalma", "Wonsan-Kalma", "site", 39.17, 127.48, 7, 2, 0.9),
    MapPlace("own:masik-ryong", "Masik-Ryong", "terrain", 38.99, 127.25, 4, 1, 0.9),
    MapPlace("own:tumen", "Tumen", "water", 42.4, 130.6, 4, 2, 0.8),
    MapPlace("geonames:1873107", "Nordkorea", "country", 40.0, 127.0, 60, 5, 1.0),
    MapPlace("geonames:2017370", "Russland", "country", 60.0, 100.0, 55, 5, 1.0),
    MapPlace("geonames:690791", "Ukraine", "country", 49.0, 32.0, 12, 4, 1.0),
]


@st.cache_data
def made_up(number: int) -> list[MapPlace]:
    """Places around a few hundred towns, with mentions that fall off as they do in real texts."""
    dice = random.Random(7)
    centres = [(dice.uniform(-50, 68), dice.uniform(-180, 180)) for _ in range(300)]
    return [
        MapPlace(
            place_id=f"made:{at}",
            name=f"Ort {at}",
            kind=dice.choice(KINDS[1:]),
            latitude=max(-80, min(80, dice.gauss(centres[at % 300][0], 3))),
            longitude=(dice.gauss(centres[at % 300][1], 4) + 180) % 360 - 180,
            mentions=1 + 20_000 // (at + 10),
            articles=1 + 2_000 // (at + 10),
            confidence=dice.random() ** 0.3,
        )
        for at in range(number)
    ]


def counted(place: MapPlace) -> MapPlace:
    """Say how often a place is named, as a real page does in its language."""
    return MapPlace(
        place.place_id,
        place.name,
        place.kind,
        place.latitude,
        place.longitude,
        place.mentions,
        place.articles,
        place.confidence,
        f"{place.mentions} Erwähnungen in {place.articles} Artikeln",
    )


TEXTS = MapTexts(
    language="de",
    title="Karte der Orte",
    kinds={
        "country": "Land",
        "region": "Region",
        "city": "Stadt",
        "water": "Gewässer",
        "terrain": "Gelände",
        "site": "Ort, Anlage",
    },
    unsure="unsicher",
    more="{n} weitere Orte als Punkte: zum Ansehen näher heran",
    keys="Pfeiltasten führen zum nächsten Ort, die Eingabetaste wählt ihn.",
    zoom_in="Vergrößern",
    zoom_out="Verkleinern",
    fit="Alle Orte zeigen",
)

number = int(sys.argv[1]) if len(sys.argv) > 1 else 0
places = [counted(place) for place in (made_up(number) if number else REAL)]

state = st.session_state
state.setdefault("chosen", st.query_params.get("place"))
state.setdefault("events", [])


def heard(event: MapEvent) -> None:
    state.events.append(event.kind)
    state.view = event.view
    if event.kind == "ground":
        st.query_params["ground"] = event.ground
    elif event.kind != "look":
        state.chosen = event.place_id


left, right = st.columns([4, 1])
with right:
    if st.toggle("only cities"):
        places = [place for place in places if place.kind == "city"]
    if st.toggle("few"):
        places = places[:30]
    if st.toggle("none"):
        places = []
    if st.toggle("attack"):
        places = [*places, MapPlace('"><b>', ATTACK, "city", 30.0, 80.0, 30, 1, 1.0, ATTACK)]
    dark = st.toggle("dark", value=st.query_params.get("theme") == "dark")
    if st.button("choose Yakutsk"):
        state.chosen = "geonames:2013159"
    if st.button("go to Chukotka"):
        state.goto = MapView(66.0, -175.0, 5)
    if st.button("again"):
        pass
    dead = st.query_params.get("tiles")
    tiles = (
        Tiles(f"{dead}/{{z}}/{{x}}/{{y}}.png", "somebody", min_zoom=0)
        if dead and st.query_params.get("ground") != "0"
        else None
    )
    report = st.query_params.get("report") == "1"
    map_view = st.query_params.get("view")
with left, st.container(key="map"):
    returned = show_map(
        places,
        chosen=state.chosen,
        shaded_countries={"RU", "KP", "UA"},
        theme="dark" if dark else "light",
        texts=TEXTS,
        tiles=tiles,
        grounds=Grounds("Untergrund", {"0": "Schlicht", "": "Straßen"}, "" if tiles else "0")
        if dead
        else None,
        view=state.get("goto") or (MapView(*map(float, map_view.split(","))) if map_view else None),
        report_view=report,
        view_parameter=st.query_params.get("keep"),
        on_event=heard,
    )
with right:
    state.runs = state.get("runs", 0) + 1
    st.write("chosen:", state.chosen or "nothing")
    st.write("events:", " ".join(state.events) or "none")
    st.write("returned:", returned.kind if returned else "nothing")
    st.write("runs:", state.runs)
    st.write("view:", str(state.get("view")))
    st.write("query:", str(st.query_params.to_dict()))
