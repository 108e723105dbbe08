"""The layers of the map as a user of folium meets them: in a saved file, and in a page of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import folium
import pytest

from places.maps import LEAFLET, MapPlace
from places.maps.layers import LandLayer, PlacesLayer

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page, Route

APP = Path(__file__).parent / "apps" / "folium_app.py"
HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7 * 7 }}{% raw %}"
NewPage = Callable[..., "Page"]


@pytest.fixture
def faults() -> list[str]:
    return []


@pytest.fixture
def watched(page: Page, faults: list[str]) -> Page:
    """A page whose errors and dialogues are noted."""
    return watch(page, faults)


def watch(page: Page, faults: list[str]) -> Page:
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    return page


def answer(route: Route) -> None:
    """Answer what folium wants of other hosts without a network: Leaflet, and nothing else."""
    name = route.request.url.rsplit("/", 1)[-1]
    if name in {"leaflet.js", "leaflet.css"}:
        route.fulfill(path=LEAFLET / name)
    else:
        route.fulfill(body="")


def without_network(page: folium.Map) -> folium.Map:
    """Take Leaflet from this machine, and nothing else."""
    page.default_js = [("leaflet", (LEAFLET / "leaflet.js").as_uri())]
    page.default_css = [("leaflet_css", (LEAFLET / "leaflet.css").as_uri())]
    return page


def open_map(page: Page, url: str) -> Frame:
    page.route(lambda address: "127.0.0.1" not in address and not address.startswith("data:"), answer)
    page.goto(url)
    page.locator("iframe").first.wait_for()
    frame = page.locator("iframe").first.element_handle().content_frame()
    assert frame is not None
    frame.wait_for_function("window.placesMap && placesMap.painted && placesMap.markers().length")
    return frame


def test_a_saved_map_opens_from_a_disk_and_a_hostile_name_does_nothing(
    new_page: NewPage, tmp_path: Path, faults: list[str]
) -> None:
    map_ = without_network(folium.Map(tiles=None))
    LandLayer(["NO"]).add_to(map_)
    PlacesLayer(
        [
            MapPlace("bergen", "Bergen", "city", 60.39, 5.32, 9),
            MapPlace("hostile", HOSTILE, "site", 65.0, 15.0, 4, tooltip=HOSTILE),
        ]
    ).add_to(map_)
    file = tmp_path / "map.html"
    map_.save(str(file))

    page = watch(new_page(offline=True), faults)
    page.goto(file.as_uri())
    page.wait_for_function("placesMap.painted")
    assert page.locator(".place-marker").count() == 2
    assert page.locator(".place-marker[data-place-id=bergen] .place-label").inner_text() == "Bergen"
    page.locator(".place-marker[data-place-id=hostile]").click()
    page.locator(".place-marker.chosen[data-place-id=hostile]").wait_for()
    assert page.locator(".place-marker.chosen .place-label").inner_text() == HOSTILE
    page.locator(".place-marker[data-place-id=hostile]").hover()
    assert HOSTILE in page.locator(".places-tip").inner_text()
    assert page.locator("img[src=x]").count() == 0
    assert faults == []


def test_a_circle_of_places_in_the_ring_of_their_country_is_what_a_click_on_it_means(
    new_page: NewPage, tmp_path: Path
) -> None:
    map_ = without_network(folium.Map((17.7, 10), zoom_start=3, tiles=None))
    heap = [
        MapPlace(f"niger-{at}", f"Dorf {at}", "city", 17 + at // 40 / 20, 9 + at % 40 / 20, 1)
        for at in range(1_200)
    ]
    around = [
        MapPlace("niger", "Niger", "country", 17.7, 10, 50),
        MapPlace("near", "Gao", "city", 17.7, 0, 9),
    ]
    PlacesLayer([*heap, *around], fit=False).add_to(map_)
    file = tmp_path / "map.html"
    map_.save(str(file))

    page = new_page(offline=True)
    page.goto(file.as_uri())
    page.wait_for_function("window.placesMap?.leaflet && placesMap.clusters().length")
    circle = page.evaluate("placesMap.clusters().sort((a, b) => b.number - a.number)[0]")
    ring = page.evaluate("placesMap.markers().find(({ id }) => id === 'niger')")
    assert abs(circle["x"] - ring["x"]) < 12
    assert abs(circle["y"] - ring["y"]) < 12
    before = page.evaluate("placesMap.view().zoom")
    page.mouse.move(circle["x"], circle["y"])
    page.locator(".places-tip").get_by_text("1,200 places together").wait_for()
    page.mouse.click(circle["x"], circle["y"])
    page.wait_for_function("(before) => placesMap.view().zoom > before", arg=before)
    assert page.locator(".place-marker.chosen").count() == 0


def test_a_layer_is_switched_off_and_on_by_the_control_of_folium(
    new_page: NewPage, tmp_path: Path, faults: list[str]
) -> None:
    map_ = without_network(folium.Map(tiles=None))
    LandLayer(name="Land", overlay=True).add_to(map_)
    PlacesLayer([MapPlace("bergen", "Bergen", "city", 60.39, 5.32, 9)], name="Places").add_to(map_)
    folium.LayerControl(collapsed=False).add_to(map_)
    file = tmp_path / "map.html"
    map_.save(str(file))

    page = watch(new_page(offline=True), faults)
    page.goto(file.as_uri())
    page.wait_for_function("placesMap.painted")
    for name, element in (("Places", ".place-marker"), ("Land", ".leaflet-land-pane canvas")):
        page.get_by_role("checkbox", name=name).click()
        page.locator(element).wait_for(state="detached")
        page.get_by_role("checkbox", name=name).click()
        page.locator(element).wait_for()
    assert faults == []


@pytest.fixture(scope="module")
def url(serve: Callable[..., str]) -> str:
    return serve(APP)


@pytest.mark.parametrize("query", ["", "?added=1"])
def test_a_page_of_streamlit_folium_shows_the_places_and_hears_which_was_clicked(
    watched: Page, url: str, query: str, faults: list[str]
) -> None:
    frame = open_map(watched, url + query)
    assert frame.locator(".place-marker").count() == 3
    frame.locator("[data-place-id=oslo]").click()
    watched.get_by_text("name: Oslo", exact=True).wait_for()
    watched.get_by_text("id: oslo", exact=True).wait_for()
    watched.get_by_text("'lat': 59.91").wait_for()
    frame.locator("[data-place-id=hostile]").click()
    watched.get_by_text("id: hostile", exact=True).wait_for()
    watched.get_by_text("onerror=alert(1)").wait_for()
    assert frame.locator("img[src=x]").count() == 0
    assert faults == []


def test_a_layer_that_is_handed_over_changes_in_place(watched: Page, url: str, faults: list[str]) -> None:
    frame = open_map(watched, f"{url}?added=1")
    frame.evaluate("document.querySelector('[data-place-id=bergen]').mine = true")
    watched.get_by_text("one", exact=True).click()
    frame.locator("[data-place-id=oslo]").wait_for(state="detached")
    assert frame.locator(".place-marker").count() == 1
    assert frame.evaluate("document.querySelector('[data-place-id=bergen]').mine")
    assert faults == []
