from __future__ import annotations

import re

from streamlit_folium import _get_map_string, generate_js_hash

from places.maps import MapPlace, layer, pieces
from places.maps.atlas import Atlas, PlacesLayer


def atlas() -> Atlas:
    return Atlas(leaflet="../leaflet", static="../static", version="1", font="../font.woff2")


def rendered(atlas: Atlas) -> str:
    atlas.get_root().render()
    script: str = _get_map_string(atlas)
    return script


def test_the_map_is_the_same_in_every_run_so_that_it_is_drawn_once() -> None:
    first, second = rendered(atlas()), rendered(atlas())
    assert first == second
    assert generate_js_hash(first, "key") == generate_js_hash(second, "key")
    assert len(first) < 500


def test_the_map_links_to_no_other_host() -> None:
    page = atlas().get_root().render()
    assert [link for link in re.findall(r'(?:src|href)="([^"]*)"', page) if not link.startswith("../")] == []


def test_the_layer_is_one_call_however_many_places_it_shows() -> None:
    places = [MapPlace(f"made:{n}", f"Ort {n}", "city", 0, n / 100, 1) for n in range(1000)]
    group = PlacesLayer(layer(places))
    group.add_to(atlas())
    script = group._template.module.script(group)
    assert script.count("placesLayer(") == 1
    assert "L.marker" not in script


def test_the_pieces_of_an_offline_page_fit_into_its_elements() -> None:
    p = pieces()
    for script in (p.leaflet_js, p.script, p.world):
        assert "</script" not in script.lower()
        assert "<!--" not in script
        assert "sourceMappingURL" not in script
    for style in (p.leaflet_css, p.style):
        assert "</style" not in style.lower()
    assert "<" not in p.world
