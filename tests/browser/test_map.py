from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from places.maps import MapPlace, land_data, pieces, places_data, script_json

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Frame, Locator, Page, Route

APP = Path(__file__).parent / "apps" / "map_app.py"
NewPage = Callable[..., "Page"]
Serve = Callable[..., str]

TILE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256"/></svg>'
)

MOSCOW = "geonames:524901"
PYONGYANG = "geonames:1871859"
VLADIVOSTOK = "geonames:2013348"
YAKUTSK = "geonames:2013159"


@pytest.fixture(scope="module")
def url(serve: Serve) -> str:
    return serve(APP)


@pytest.fixture(scope="module")
def crowded_url(serve: Serve) -> str:
    return serve(APP, 10_000)


@pytest.fixture(scope="module")
def still(shared_context: BrowserContext, url: str) -> Iterator[Frame]:
    """One map for all tests that only look at it."""
    page = shared_context.new_page()
    yield open_map(page, url)
    page.close()


@pytest.fixture(scope="module")
def crowded_map(shared_context: BrowserContext, crowded_url: str) -> Iterator[Frame]:
    page = shared_context.new_page()
    frame = open_map(page, crowded_url)
    frame.get_by_role("button", name="Group places that are near each other").click()  # no more
    yield frame
    page.close()


@pytest.fixture
def crowded(crowded_map: Frame) -> Frame:
    """The map of ten thousand places, one for all tests of them, with all of them in view."""
    crowded_map.get_by_role("button", name="Alle Orte zeigen").click()
    crowded_map.wait_for_timeout(600)
    return crowded_map


def open_map(page: Page, url: str) -> Frame:
    """Open a page with a map and give the map's frame once land and markers are painted."""
    page.goto(url)
    page.locator("iframe").first.wait_for()
    frame = page.locator("iframe").first.element_handle().content_frame()
    assert frame is not None
    frame.wait_for_function("window.placesMap && placesMap.painted && placesMap.markers().length")
    return frame


def marker(frame: Frame, place_id: str) -> Locator:
    return frame.locator(f'.place-marker[data-place-id="{place_id}"]')


def says(page: Page, text: str) -> None:
    page.get_by_text(text, exact=True).wait_for()


def number_of_runs(page: Page) -> int:
    found = re.search(r"\d+", page.get_by_text("runs:").inner_text())
    assert found is not None
    return int(found[0])


def colour_at(frame: Frame, longitude: float, latitude: float) -> list[int]:
    """Give red, green and blue of the base map at a point that is in view."""
    colour: list[int] = frame.evaluate(
        """([longitude, latitude]) => {
            const canvas = document.querySelector(".leaflet-land-pane canvas");
            const box = canvas.getBoundingClientRect();
            const map = placesMap.leaflet.getContainer().getBoundingClientRect();
            const point = placesMap.leaflet.latLngToContainerPoint([latitude, longitude]);
            const x = (point.x + map.left - box.left) * canvas.width / box.width;
            const y = (point.y + map.top - box.top) * canvas.height / box.height;
            return [...canvas.getContext("2d").getImageData(x, y, 1, 1).data];
        }""",
        [longitude, latitude],
    )
    return colour


def click_at(page: Page, frame: Frame, latitude: float, longitude: float) -> None:
    """Click a point of the earth that is in view."""
    x, y = frame.evaluate(
        "(at) => { const { x, y } = placesMap.leaflet.latLngToContainerPoint(at); return [x, y]; }",
        [latitude, longitude],
    )
    box = page.locator("iframe").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x, box["y"] + y)


# ---------------------------------------------------------------- what it is made of


@pytest.mark.parametrize("base", ["", "atlas/of/places"])
def test_nothing_comes_from_another_host_wherever_the_app_is_mounted(
    serve: Serve, page: Page, base: str
) -> None:
    url = serve(APP, options=[f"--server.baseUrlPath={base}"] if base else [])
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    frame = open_map(page, url)
    frame.wait_for_function("document.fonts.check('14px \"Source Sans\"')")
    own = urlsplit(url).netloc
    assert [link for link in asked if urlsplit(link).netloc not in (own, "") and "data:" not in link] == []
    assert [link for link in failed if "component" in link or "media" in link] == []
    assert any("leaflet.js" in link for link in asked)


def test_land_and_sea_are_drawn_without_tiles_up_to_chukotka(page: Page, url: str) -> None:
    frame = open_map(page, f"{url}?view=64,-178,3.5")
    sea, land, shaded = [0, 0, 0, 0], [247, 244, 236, 255], [241, 233, 218, 255]
    assert colour_at(frame, -178, 66.8) == shaded  # Chukotka, beyond the 180° meridian
    assert colour_at(frame, -190, 67) == shaded  # the same peninsula west of it
    assert colour_at(frame, -154, 66) == land  # Alaska
    assert colour_at(frame, -172, 58) == sea


def test_the_moment_when_land_and_places_are_painted_is_among_the_browser_s_own_marks(
    page: Page, url: str
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/world.json*", hold)
    page.goto(url)
    page.frame_locator("iframe").locator(".place-marker").first.wait_for()
    frame = page.locator("iframe").first.element_handle().content_frame()
    assert frame is not None
    marks = "performance.getEntriesByName('places-painted').length"
    assert frame.evaluate(marks) == 0
    held[0].continue_()
    frame.wait_for_function(marks)
    assert frame.evaluate("placesMap.painted")
    frame.get_by_role("button", name="Alle Orte zeigen").click()
    page.wait_for_timeout(600)
    assert frame.evaluate(marks) == 1


def test_zoomed_in_the_map_has_finer_ground_and_towns_from_its_own_server(page: Page, url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    frame = open_map(page, f"{url}?view=38.8,126.2,7")
    frame.wait_for_function("placesMap.ground().cells.length && placesMap.ground().towns.length > 5")
    towns = frame.evaluate("placesMap.ground().towns")
    assert {"Seoul", "Incheon"} <= set(towns)
    assert {urlsplit(link).netloc for link in asked if link.startswith("http")} == {urlsplit(url).netloc}
    assert 1 < len([link for link in asked if ".ground/" in link]) < 12


def test_towns_are_named_in_the_language_of_the_page(page: Page, url: str) -> None:
    frame = open_map(page, f"{url}?view=49,15,5")
    frame.wait_for_function("placesMap.ground().towns.length > 5")
    assert {"Warschau", "Wien"} <= set(frame.evaluate("placesMap.ground().towns"))


def test_no_town_is_named_where_a_marker_or_its_name_stands(page: Page, url: str) -> None:
    frame = open_map(page, f"{url}?view=40,127,6")
    frame.wait_for_function("placesMap.ground().towns.length > 5")
    towns = frame.evaluate("placesMap.ground().towns")
    assert "Seoul" in towns  # no place of this map
    assert not {"Pjöngjang", "Wladiwostok"} & set(towns)


def test_finer_ground_comes_after_the_first_picture_and_only_where_it_is_seen(page: Page, url: str) -> None:
    frame = open_map(page, f"{url}?view=60,100,3")
    page.wait_for_timeout(1000)
    assert frame.evaluate("placesMap.ground()") == {"world": False, "cells": [], "towns": []}
    frame.evaluate("placesMap.leaflet.setView([60, 100], 4, { animate: false })")
    frame.wait_for_function("placesMap.ground().world")
    assert frame.evaluate("placesMap.ground().cells") == []


def test_without_the_finer_ground_the_map_stays_what_it_was(page: Page, url: str) -> None:
    page.route("**/*.ground/**", lambda route: route.abort())
    frame = open_map(page, f"{url}?view=60,100,7")
    page.wait_for_timeout(500)
    assert colour_at(frame, 100, 60) == [241, 233, 218, 255]


def test_the_shape_of_a_place_is_drawn_when_it_is_pointed_at_or_chosen(page: Page, url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    frame = open_map(page, f"{url}?view=52,36,5")
    assert frame.evaluate("placesMap.outlines()") == []
    assert not [link for link in asked if ".outlines/" in link]
    kursk = "geonames:538555"
    marker(frame, kursk).locator(".shape").hover()
    frame.wait_for_function(f"placesMap.outlines().includes('{kursk}')")
    page.mouse.move(5, 5)
    frame.wait_for_function("placesMap.outlines().length === 0")
    marker(frame, kursk).locator(".shape").click()
    frame.wait_for_function(f"placesMap.outlines().includes('{kursk}')")
    assert len({link for link in asked if ".outlines/" in link}) == 1


def test_a_click_on_a_shaded_country_chooses_it_and_one_on_the_sea_nothing(page: Page, url: str) -> None:
    frame = open_map(page, f"{url}?view=62,90,4")
    click_at(page, frame, 62, 85)
    says(page, "chosen: geonames:2017370")
    frame.wait_for_function("placesMap.outlines().includes('geonames:2017370')")
    frame.evaluate("placesMap.leaflet.setView([40, 128], 5, { animate: false })")
    click_at(page, frame, 38, 134)
    says(page, "chosen: nothing")


def test_the_map_goes_on_across_the_180th_meridian(page: Page, url: str) -> None:
    frame = open_map(page, f"{url}?view=50,178,3")
    assert colour_at(frame, 178, 67)[:3] == [241, 233, 218]
    assert colour_at(frame, 210, 66)[:3] == [247, 244, 236]  # Alaska, on the next copy of the world
    assert marker(frame, YAKUTSK).is_visible()


def test_a_tile_host_that_does_not_answer_takes_nothing_away(page: Page, url: str) -> None:
    frame = open_map(page, f"{url}?tiles=http://127.0.0.1:9&view=60,100,3")
    assert colour_at(frame, 100, 60)[3] == 255
    assert frame.locator(".place-marker").count() > 5
    frame.get_by_text("Natural Earth, GeoNames").wait_for()


def test_a_switch_leads_from_the_tiles_to_the_own_land_and_back(page: Page, url: str) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=TILE, content_type="image/svg+xml")

    page.route("http://tiles.test/**", answer)
    frame = open_map(page, f"{url}?tiles=http://tiles.test&view=60,100,3")
    switch = frame.get_by_role("radiogroup", name="Untergrund")
    assert switch.get_by_role("radio", name="Straßen").is_checked()
    frame.wait_for_function("document.querySelector('.leaflet-tile-pane .leaflet-layer')")
    assert asked
    switch.get_by_role("radio", name="Schlicht").check()
    frame.wait_for_function("!document.querySelector('.leaflet-tile-pane .leaflet-layer')")
    assert switch.get_by_role("radio", name="Schlicht").is_checked()
    switch.get_by_role("radio", name="Straßen").check()
    frame.wait_for_function("document.querySelector('.leaflet-tile-pane .leaflet-layer')")


def test_without_a_choice_there_is_no_switch(still: Frame) -> None:
    assert still.get_by_role("radiogroup").count() == 0


def test_the_map_fills_its_frame_and_follows_its_size(page: Page, url: str) -> None:
    frame = open_map(page, url)
    for height in (480, 700):
        page.add_style_tag(content=f".st-key-map iframe {{ height: {height}px !important; }}")
        frame.wait_for_function(f"placesMap.leaflet.getSize().y === {height}")
        assert frame.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    page.set_viewport_size({"width": 390, "height": 844})
    frame.wait_for_function("placesMap.leaflet.getSize().x < 390")
    assert all(
        0 <= m["x"] <= 390 and 0 <= m["y"] <= 700 for m in frame.evaluate("placesMap.markers()")
    )  # untouched, it still shows every place


# ---------------------------------------------------------------- what it shows


def test_every_place_has_one_marker_with_its_kind_and_a_name_for_screen_readers(still: Frame) -> None:
    assert still.locator(".place-marker").count() == 13
    moscow = marker(still, MOSCOW)
    assert moscow.get_attribute("data-kind") == "city"
    assert moscow.get_attribute("role") == "button"
    assert moscow.get_attribute("aria-label") == "Moskau, Stadt, 16 Erwähnungen in 4 Artikeln"


def test_kinds_differ_in_shape_and_size_grows_with_mentions(still: Frame) -> None:
    shapes = {
        kind: still.locator(f".place-marker.kind-{kind} .shape").first.get_attribute("d") or ""
        for kind in ("city", "region", "site", "water", "terrain")
    }
    # Scaled to the same size, no two are the same outline.
    outlines = {re.sub(r"[\d.]+", "", shape) + shape.split("L")[0][:3] for shape in shapes.values()}
    assert len(outlines) >= 4
    width = {id_: marker(still, id_).locator(".shape").bounding_box() for id_ in (PYONGYANG, MOSCOW, YAKUTSK)}
    assert width[PYONGYANG]["width"] > width[MOSCOW]["width"] > width[YAKUTSK]["width"]  # type: ignore[index]


def test_an_unsure_place_looks_unsure_and_says_so(still: Frame) -> None:
    donetsk = marker(still, "geonames:709716")
    assert "unsicher" in (donetsk.get_attribute("aria-label") or "")
    dashes = "element => getComputedStyle(element).strokeDasharray"
    assert donetsk.locator(".shape").evaluate(dashes) != "none"
    assert marker(still, MOSCOW).locator(".shape").evaluate(dashes) == "none"


def test_the_legend_names_the_kinds_that_are_shown(page: Page, url: str) -> None:
    frame = open_map(page, url)
    legend = frame.locator(".places-legend")
    assert "Gewässer" in legend.inner_text()
    page.get_by_text("only cities").click()
    marker(frame, "own:tumen").wait_for(state="detached")
    assert "Gewässer" not in legend.inner_text()
    assert "Stadt" in legend.inner_text()


def test_a_small_map_has_no_legend(page: Page, url: str) -> None:
    frame = open_map(page, url)
    assert frame.locator(".places-legend").is_visible()
    page.add_style_tag(content=".st-key-map iframe { height: 240px !important; }")
    frame.locator(".places-legend").wait_for(state="hidden")


def test_labels_cover_neither_each_other_nor_the_edge(still: Frame) -> None:
    boxes: list[dict[str, Any]] = still.evaluate(
        """() => [...document.querySelectorAll(".place-label")].filter((label) => label.textContent)
            .map((label) => label.getBoundingClientRect().toJSON())"""
    )
    width, height = still.evaluate("[innerWidth, innerHeight]")
    assert len(boxes) >= 6
    for number, a in enumerate(boxes):
        assert a["left"] >= 0
        assert a["top"] >= 0
        assert a["right"] <= width
        assert a["bottom"] <= height
        for b in boxes[number + 1 :]:
            apart = a["right"] <= b["left"] or b["right"] <= a["left"]
            assert apart or a["bottom"] <= b["top"] + 1 or b["bottom"] <= a["top"] + 1


def test_a_pointer_over_a_marker_shows_what_it_is(still: Frame) -> None:
    marker(still, YAKUTSK).hover()
    tip = still.locator(".places-tip")
    tip.wait_for()
    assert tip.inner_text().split("\n") == ["Jakutsk", "Stadt · 3 Erwähnungen in 1 Artikeln"]


def test_a_name_that_is_markup_stays_text(page: Page, url: str) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    frame = open_map(page, url)
    page.get_by_text("attack").click()
    evil = frame.locator('.place-marker[aria-label^="</script><img src=x onerror=alert(1)>"]')
    evil.wait_for()
    evil.hover()
    assert (
        "</script><img src=x onerror=alert(1)>{{ 7 * 7 }}{% raw %}"
        in frame.locator(".places-tip").inner_text()
    )
    evil.click()
    says(page, "events: choose")
    assert evil.locator("img, b").count() == 0
    assert frame.locator("img[src=x]").count() == 0
    assert dialogs == []


# ---------------------------------------------------------------- choosing


def test_a_click_chooses_a_place_and_the_same_one_can_be_clicked_again(page: Page, url: str) -> None:
    frame = open_map(page, url)
    marker(frame, MOSCOW).click()
    says(page, f"chosen: {MOSCOW}")
    says(page, "returned: choose")
    marker(frame, MOSCOW).click()
    says(page, "events: choose choose")
    page.get_by_role("button", name="again").click()
    says(page, "returned: nothing")
    says(page, "events: choose choose")
    assert marker(frame, MOSCOW).get_attribute("aria-pressed") == "true"


def test_a_click_on_the_empty_map_clears_the_choice_and_only_then_tells_the_page(
    page: Page, url: str
) -> None:
    frame = open_map(page, f"{url}?place={MOSCOW}")
    empty = {"x": 500, "y": 330}
    frame.locator("#map_div").click(position=empty)
    says(page, "chosen: nothing")
    says(page, "events: clear")
    runs = number_of_runs(page)
    frame.locator("#map_div").click(position=empty)
    page.wait_for_timeout(500)
    assert number_of_runs(page) == runs


def test_a_double_click_zooms_and_clears_nothing(page: Page, url: str) -> None:
    frame = open_map(page, f"{url}?place={MOSCOW}")
    before = frame.evaluate("placesMap.view().zoom")
    frame.locator("#map_div").dblclick(position={"x": 500, "y": 330})
    frame.wait_for_function(f"placesMap.view().zoom > {before}")
    page.wait_for_timeout(400)
    says(page, "events: none")


def test_the_page_chooses_a_place_and_the_map_turns_to_it_only_if_it_is_out_of_view(
    page: Page, url: str
) -> None:
    frame = open_map(page, url)
    before = frame.evaluate("placesMap.view()")
    page.get_by_role("button", name="choose Yakutsk").click()
    frame.locator(".place-marker.chosen").wait_for()
    page.wait_for_timeout(700)
    assert frame.evaluate("placesMap.view()") == before

    frame = open_map(page, f"{url}?view=50,10,5")
    page.get_by_role("button", name="choose Yakutsk").click()
    frame.wait_for_function("Math.abs(placesMap.view().center[1] - 129.7) < 2")
    assert marker(frame, YAKUTSK).locator(".ring").is_visible()


def test_a_changed_filter_changes_markers_and_keeps_the_map_and_the_markers_that_stay(
    page: Page, url: str
) -> None:
    frame = open_map(page, url)
    frame.evaluate(
        "document.querySelector('#map_div').mine = true;"
        f"document.querySelector('[data-place-id=\"{MOSCOW}\"]').mine = true"
    )
    view = frame.evaluate("placesMap.view()")
    page.get_by_text("only cities").click()
    marker(frame, "own:tumen").wait_for(state="detached")
    assert frame.locator(".place-marker").count() == 5
    assert frame.evaluate("document.querySelector('#map_div').mine")
    assert marker(frame, MOSCOW).evaluate("node => node.mine")
    assert frame.evaluate("placesMap.view()") == view
    page.get_by_text("none", exact=True).click()
    frame.wait_for_function("placesMap.markers().length === 0")
    page.get_by_text("none", exact=True).click()
    frame.wait_for_function("placesMap.markers().length === 5")


# ---------------------------------------------------------------- the view


START = """([places, chosen]) => {
  const place = ([id, latitude, longitude, mentions]) => ({ id, latitude, longitude, mentions });
  const [[south, west], [north, east]] = placesMap.startBounds(places.map(place), chosen);
  return [south, west, north, east].map(Math.round);
}"""
SAXONY = [(f"near {at}", 51 + at % 4 / 4, 12 + at % 9 / 3, 3) for at in range(36)]
FAR = [("São Paulo", -23.5, -46.6, 2), ("Cape Town", -33.9, 18.4, 2), ("Tokyo", 35.7, 139.7, 2)]


def test_the_map_starts_where_most_mentions_are_whatever_is_named_far_away_in_any_direction(
    still: Frame,
) -> None:
    assert still.evaluate(START, [[*SAXONY, *FAR], None]) == [51, 12, 52, 15]
    south, west, _, _ = still.evaluate(START, [[*SAXONY, *FAR], "São Paulo"])
    assert (south, west) == (-34, -47)


def test_the_map_of_a_few_places_starts_with_all_of_them(still: Frame) -> None:
    assert still.evaluate(START, [[*SAXONY[:9], FAR[1]], None]) == [-34, 12, 52, 18]


def drag(page: Page, frame: Frame) -> int:
    """Drag the map and hold it a while; return how many runs there had been before it was let go."""
    box = page.locator("iframe").first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = frame.evaluate("JSON.stringify(placesMap.view())")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 120, y + 30, steps=6)
    page.wait_for_timeout(1000)  # at rest before it lets go, or the map glides on
    runs = number_of_runs(page)
    page.mouse.up()
    frame.wait_for_function(f"JSON.stringify(placesMap.view()) !== '{before}'")
    return runs


def test_moving_the_map_runs_nothing(page: Page, url: str) -> None:
    frame = open_map(page, url)
    drag(page, frame)
    frame.get_by_role("button", name="Vergrößern").click()
    page.wait_for_timeout(1500)
    assert number_of_runs(page) == 1


def test_moving_the_map_is_reported_once_it_rests_where_a_page_asks_for_it(page: Page, url: str) -> None:
    frame = open_map(page, f"{url}?report=1")
    runs_while_held = drag(page, frame)
    assert runs_while_held == 1
    says(page, "events: look")
    page.wait_for_timeout(1200)
    assert number_of_runs(page) == 2


def test_the_view_is_in_the_address_without_a_run_and_opens_there_again(
    new_page: NewPage, page: Page, url: str
) -> None:
    frame = open_map(page, f"{url}?keep=view&theme=light")
    drag(page, frame)
    page.wait_for_url(re.compile(r"view=-?[\d.]+,-?[\d.]+,[\d.]+"))
    assert "theme=light" in page.url
    assert number_of_runs(page) == 1
    here = frame.evaluate("placesMap.view()")
    there = open_map(new_page(), page.url).evaluate("placesMap.view()")
    assert there["zoom"] == here["zoom"]
    assert there["center"] == pytest.approx(here["center"], abs=0.01)
    page.get_by_role("button", name="again").click()
    page.get_by_text("runs: 2").wait_for()
    assert frame.evaluate("placesMap.view()") == here


def test_the_page_can_send_the_map_elsewhere(page: Page, url: str) -> None:
    frame = open_map(page, url)
    page.get_by_role("button", name="go to Chukotka").click()
    frame.wait_for_function("Math.abs(placesMap.view().center[1] + 175) < 1")
    drag(page, frame)
    here = frame.evaluate("placesMap.view()")
    page.get_by_role("button", name="again").click()
    page.wait_for_timeout(600)
    assert frame.evaluate("placesMap.view()") == here


def test_dark_and_light_change_in_place(page: Page, url: str) -> None:
    frame = open_map(page, f"{url}?view=60,100,3")
    frame.evaluate("document.querySelector('#map_div').mine = true")
    light = colour_at(frame, 100, 60)
    page.get_by_text("dark").click()
    frame.locator("#map_div.dark").wait_for()
    dark = colour_at(frame, 100, 60)
    assert sum(dark[:3]) < 250 < sum(light[:3])
    assert frame.evaluate("document.querySelector('#map_div').mine")


# ---------------------------------------------------------------- keyboard, touch, motion


def focused(frame: Frame) -> str | None:
    """Give the id of the place whose marker has the focus."""
    found: str | None = frame.evaluate("document.activeElement.dataset.placeId ?? null")
    return found


def test_a_marker_can_be_chosen_by_keyboard(page: Page, url: str) -> None:
    frame = open_map(page, url)
    marker(frame, MOSCOW).focus()
    page.keyboard.press("ArrowRight")
    at = focused(frame)
    assert at not in (None, MOSCOW)
    assert frame.locator(".places-tip").is_visible()
    page.keyboard.press("Enter")
    says(page, f"chosen: {at}")
    assert focused(frame) == at
    page.keyboard.press("Space")
    says(page, "events: choose choose")
    page.keyboard.press("Escape")
    says(page, "chosen: nothing")


def test_the_tab_key_comes_to_one_marker_and_on_to_what_follows_the_map(page: Page, url: str) -> None:
    frame = open_map(page, url)
    assert frame.locator('.place-marker[tabindex="0"]').count() == 1
    frame.locator("#map_div").focus()
    visited = []
    for _ in range(8):
        page.keyboard.press("Tab")
        visited.append(focused(frame))
    assert len([place for place in visited if place]) == 1


def test_arrow_keys_lead_from_marker_to_marker_and_the_tab_key_back_to_the_last_one(
    page: Page, url: str
) -> None:
    frame = open_map(page, url)
    before = frame.evaluate("placesMap.view().center")
    marker(frame, MOSCOW).focus()
    x = {row["id"]: row["x"] for row in frame.evaluate("placesMap.markers()")}
    visited = [MOSCOW]
    for _ in range(2):
        page.keyboard.press("ArrowRight")
        visited.append(str(focused(frame)))
    assert len(set(visited)) == 3
    assert all(x[a] < x[b] for a, b in pairwise(visited))
    assert frame.evaluate("placesMap.view().center") == before
    frame.locator("#map_div").focus()
    for _ in range(8):
        page.keyboard.press("Tab")
        if focused(frame):
            break
    assert focused(frame) == visited[-1]


def test_markers_say_what_their_keys_do(still: Frame) -> None:
    moscow = marker(still, MOSCOW)
    described = moscow.evaluate(
        "node => document.getElementById(node.getAttribute('aria-describedby')).textContent"
    )
    assert "Pfeiltasten" in described


def test_arrow_keys_move_the_map_where_no_marker_is_farther_on(page: Page, url: str) -> None:
    frame = open_map(page, url)
    frame.locator("#map_div").focus()
    before = frame.evaluate("placesMap.view().center[1]")
    page.keyboard.press("ArrowRight")
    frame.wait_for_function(f"placesMap.view().center[1] > {before}")
    page.wait_for_timeout(400)
    marker(frame, YAKUTSK).focus()
    before = frame.evaluate("placesMap.view().center[0]")
    for _ in range(4):
        page.keyboard.press("ArrowUp")
        page.wait_for_timeout(400)
    assert frame.evaluate("placesMap.view().center[0]") > before


def test_the_most_named_countries_have_their_names_before_towns(still: Frame) -> None:
    for name in ("NORDKOREA", "RUSSLAND", "UKRAINE"):
        assert still.locator(".place-label", has_text=name).count() == 1


def test_a_finger_hits_a_marker_that_it_misses_by_a_few_pixels(new_page: NewPage, url: str) -> None:
    page = new_page(390, 844, has_touch=True)
    frame = open_map(page, url)
    box = marker(frame, YAKUTSK).locator(".shape").bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] / 2 + 10, box["y"] + box["height"] / 2)
    says(page, f"chosen: {YAKUTSK}")


def test_nothing_moves_by_itself_for_those_who_ask_for_less_motion(new_page: NewPage, url: str) -> None:
    page = new_page(reduced_motion="reduce")
    frame = open_map(page, f"{url}?view=50,10,5")
    assert not frame.evaluate("placesMap.leaflet.options.zoomAnimation")
    page.get_by_role("button", name="choose Yakutsk").click()
    frame.locator(".place-marker.chosen").wait_for()
    assert frame.evaluate("placesMap.view().center[1]") == pytest.approx(129.7, abs=2)  # there at once


# ---------------------------------------------------------------- ten thousand places


def test_ten_thousand_places_make_a_few_hundred_elements_and_the_map_says_so(crowded: Frame) -> None:
    drawn = crowded.evaluate("placesMap.markers()")
    elements = crowded.locator(".place-marker").count()
    assert 100 < elements <= 260
    assert sum(m["drawn"] == "marker" for m in drawn) == elements
    assert len(drawn) > 9000
    note = crowded.locator(".places-note").inner_text()
    found = re.match(r"[\d.]+", note)
    assert found is not None
    assert int(found[0].replace(".", "")) + elements > 9000
    most = max(drawn, key=lambda m: m["mentions"])
    assert most["drawn"] == "marker"


def test_a_dot_can_be_chosen_and_becomes_a_marker(crowded: Frame) -> None:
    dot = crowded.evaluate(
        """() => {
            const all = placesMap.markers();
            const size = placesMap.leaflet.getSize();
            return all.find((a) => a.drawn === "dot"
                && a.x > 200 && a.x < size.x - 200 && a.y > 150 && a.y < size.y - 150
                && all.every((b) => a === b || Math.hypot(a.x - b.x, a.y - b.y) > 18));
        }"""
    )
    crowded.locator("#map_div").click(position={"x": dot["x"], "y": dot["y"]}, force=True)
    says(crowded.page, f"chosen: {dot['id']}")
    assert marker(crowded, dot["id"]).get_attribute("aria-pressed") == "true"


def test_closer_in_the_dots_become_markers(crowded: Frame) -> None:
    place = crowded.evaluate("placesMap.markers().find((place) => place.drawn === 'dot')")
    crowded.evaluate(
        """([id]) => {
            const { x, y } = placesMap.markers().find((place) => place.id === id);
            const there = placesMap.leaflet.containerPointToLatLng([x, y]);
            placesMap.leaflet.setView(there, 11, { animate: false });
        }""",
        [place["id"]],
    )
    marker(crowded, place["id"]).wait_for()


def test_ten_thousand_places_are_drawn_in_a_moment(crowded: Frame) -> None:
    crowded.evaluate(
        """() => {
            const own = placesMap.placesLayer;
            window.taken = [];
            placesMap.placesLayer = (data) => {
                const layer = own(data);
                const { onAdd } = layer;
                layer.onAdd = function (map) {
                    const begin = performance.now();
                    onAdd.call(this, map);
                    window.taken.push(performance.now() - begin);
                };
                return layer;
            };
        }"""
    )
    for label in ("few", "few", "only cities", "only cities"):
        seen = crowded.evaluate("window.taken.length")
        crowded.page.get_by_text(label, exact=True).click()
        crowded.wait_for_function(f"window.taken.length > {seen}")
    # A tenth of a second is the aim; on a busy machine at least one in four comes near it.
    assert min(crowded.evaluate("window.taken")) < 200


# ---------------------------------------------------------------- without a server


def test_the_pieces_make_a_page_that_works_from_a_disk_without_a_network(
    new_page: NewPage, tmp_path: Path
) -> None:
    p = pieces()
    land = script_json(land_data({"NO"}))
    places = script_json(
        places_data(
            [
                MapPlace("a", "Bergen", "city", 60.39, 5.32, 9),
                MapPlace("b", "<b>Oslo</b>", "city", 59.91, 10.75, 4),
            ]
        )
    )
    file = tmp_path / "map.html"
    file.write_text(
        f"""<!doctype html><meta charset="utf-8"><title>Map</title>
        <style>{p.leaflet_css}{p.style}</style>
        <div id="map" style="height: 500px"></div><p id="said"></p>
        <script>{p.leaflet_js}</script><script>{p.script}</script>
        <script>
          const map = L.map("map", {{ center: [0, 0], zoom: 2, zoomSnap: 0.25 }});
          placesMap.landLayer({{ ...{land}, land: {p.world} }}).addTo(map);
          placesMap.placesLayer({places}).addTo(map).on("choose", ({{ type, place }}) => {{
            document.getElementById("said").textContent = `${{type}} ${{place}}`;
          }});
        </script>""",
        encoding="utf-8",
    )
    page = new_page(offline=True)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_function("placesMap.painted")
    assert page.locator(".place-marker").count() == 2
    page.locator('[data-place-id="b"]').click()
    page.get_by_text("choose b").wait_for()
    assert page.locator('[data-place-id="b"] .place-label').inner_text() == "<b>Oslo</b>"
    assert colour_at(page.main_frame, 8, 60.5)[3] == 255
    assert errors == []
