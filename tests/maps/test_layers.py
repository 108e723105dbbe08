from __future__ import annotations

import json
import re
import subprocess
import sys

import folium
import pytest

from places.maps import LEAFLET, MapPlace, pieces
from places.maps.assets import MODULES
from places.maps.layers import LandLayer, PlacesLayer

BERGEN = MapPlace("a", "Bergen", "city", 60.39, 5.32, 9)
OSLO = MapPlace("b", "Oslo", "city", 59.91, 10.75, 4)


def page_of(*layers: folium.map.Layer) -> str:
    page = folium.Map(tiles=None)
    for layer in layers:
        layer.add_to(page)
    html: str = page.get_root().render()
    return html


def test_the_layer_is_one_call_however_many_places_it_shows() -> None:
    page = page_of(
        PlacesLayer([MapPlace(f"made:{n}", f"Ort {n}", "city", 0, n / 100, 1) for n in range(1000)])
    )
    assert page.count("placesMap.placesLayer(") == 1
    assert "L.marker(" not in page


def test_two_layers_bring_their_script_once() -> None:
    assert page_of(LandLayer(), PlacesLayer([BERGEN])).count("data:text/javascript") == 1


def test_a_name_cannot_end_the_script_or_be_read_as_a_template() -> None:
    name = "</script><img src=x onerror=alert(1)>{{ 7 * 7 }}{% raw %}{# x #}"
    page = page_of(PlacesLayer([BERGEN._replace(name=name, place_id=name, tooltip=name)], chosen=name))
    assert "<img" not in page
    written = re.search(r'"names":(\[.*?\])', page)
    assert written is not None
    assert json.loads(written[1]) == [name]


def test_a_link_that_is_replaced_is_replaced_in_this_layer_alone() -> None:
    layer = PlacesLayer([BERGEN])
    layer.add_js_link("places_map", "map.js")
    layer.add_css_link("places_map_css", "map.css")
    page = page_of(layer)
    assert '<script src="map.js">' in page
    assert 'href="map.css"' in page
    assert "data:" not in page
    assert "data:text/javascript" in page_of(PlacesLayer([BERGEN]))


def test_the_land_stands_in_the_page_or_is_fetched() -> None:
    assert '"Topology"' in page_of(LandLayer())
    linked = page_of(LandLayer(url="world.json"))
    assert '"Topology"' not in linked
    assert '"land":"world.json"' in linked


def test_the_layer_tells_folium_where_its_places_are() -> None:
    page = folium.Map(tiles=None)
    PlacesLayer([OSLO, BERGEN]).add_to(page)
    assert page.get_bounds() == [[59.91, 5.32], [60.39, 10.75]]


def test_layers_stand_in_a_control_of_layers_under_their_names() -> None:
    page = page_of(LandLayer(name="Land"), PlacesLayer([BERGEN], name="Places"), folium.LayerControl())
    base, overlays = page.split("base_layers :")[1].split("overlays :")
    assert '"Land"' in base
    assert '"Places"' in overlays


def test_a_notebook_shows_the_map() -> None:
    page = folium.Map()
    PlacesLayer([BERGEN]).add_to(page)
    assert "placesMap.placesLayer" in page._repr_html_()


def test_the_pieces_of_an_offline_page_fit_into_its_elements() -> None:
    p = pieces()
    for script in (p.leaflet_js, p.script, p.world):
        assert "</script" not in script.lower()
        assert "<!--" not in script
        assert "sourceMappingURL" not in script
    for style in (p.leaflet_css, p.style):
        assert "</style" not in style.lower()
    assert "<" not in p.world
    assert LEAFLET.is_dir()


def test_every_module_of_the_script_is_in_it_after_those_that_it_uses() -> None:
    made: set[str] = set()
    for part in pieces().script.split("(() => {\n")[1:]:
        used = re.search(r"^  const \{([^}]*)\} = placesMap;", part, re.MULTILINE)
        if used:
            assert set(re.findall(r"\w+", used[1])) <= made
        made |= set(re.findall(r"placesMap\.(\w+) =", part))
        for names in re.findall(r"Object\.assign\(placesMap, \{([^}]*)\}", part):
            made |= set(re.findall(r"\w+", names))
    assert len(pieces().script.split('"use strict";')) == len(MODULES) + 1


@pytest.mark.slow
def test_the_map_needs_no_streamlit() -> None:
    code = "import sys, places.maps.layers; print('streamlit' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "False"
