"""The dashboard in Chromium with 10,000 places."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
Page, FrameLocator, Route = playwright.Page, playwright.FrameLocator, playwright.Route
expect = playwright.expect

ROOT = Path(__file__).parents[2]
SECONDS = 1000
PLACES = 10_000


def big_dataset() -> ModuleType:
    """Load the generator of the benchmarks, which are no package."""
    found = importlib.util.spec_from_file_location(
        "big_dataset", ROOT / "tests" / "benchmarks" / "big_dataset.py"
    )
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def dashboard(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("big") / "dataset"
    big_dataset().write(folder, articles=1000, places=PLACES)
    return serve(ROOT / "dashboard.py", folder)


def shown(page: Page, url: str) -> FrameLocator:
    """Open the map page and wait for its markers."""
    page.goto(url)
    atlas = page.frame_locator(".st-key-map iframe")
    atlas.locator(".place-marker").first.wait_for(timeout=30 * SECONDS)
    return atlas


def drawn(page: Page) -> dict[str, int]:
    """Read from the map's own list how many places are markers, and how many are dots."""
    frame = page.locator(".st-key-map iframe").element_handle().content_frame()
    assert frame
    of_all = frame.evaluate("placesMap.markers().map((place) => place.drawn)")
    return {how: of_all.count(how) for how in ("marker", "dot")}


def number_of_places(page: Page) -> int:
    found = re.search(r"([\d,.]+) places", page.locator(".st-key-counts").inner_text())
    assert found
    return int(re.sub(r"\D", "", found[1]))


def test_far_out_the_most_named_places_are_markers_and_the_rest_is_told(page, dashboard):
    atlas = shown(page, f"{dashboard}?clusters=0")
    assert number_of_places(page) == PLACES
    on_the_map = drawn(page)
    assert on_the_map["marker"] <= 250
    assert on_the_map["marker"] + on_the_map["dot"] > PLACES / 2
    expect(atlas.locator(".places-note")).to_contain_text("more places as dots")


def groups(page: Page) -> list[dict[str, float]]:
    """Read from the map's own list which circles stand for several places."""
    frame = page.locator(".st-key-map iframe").element_handle().content_frame()
    assert frame
    found: list[dict[str, float]] = frame.evaluate("placesMap.clusters()")
    return found


def test_places_that_are_near_each_other_come_together_and_a_click_parts_them(new_page, dashboard):
    page = new_page()
    atlas = shown(page, dashboard)
    expect(atlas.locator(".places-note")).to_contain_text("places in groups")
    circles, alone = groups(page), drawn(page)
    assert len(circles) < 200
    assert sum(circle["number"] for circle in circles) + alone["marker"] + alone["dot"] == PLACES
    frame = page.locator(".st-key-map iframe").bounding_box()
    assert frame
    inner = [circle for circle in circles if 200 < circle["x"] < 600 and 200 < circle["y"] < 450]
    largest = max(inner, key=lambda circle: circle["number"])
    page.mouse.move(frame["x"] + largest["x"], frame["y"] + largest["y"])
    expect(atlas.locator(".places-tip")).to_contain_text(f"{largest['number']} places together")
    page.mouse.click(frame["x"] + largest["x"], frame["y"] + largest["y"])
    expect(page).to_have_url(re.compile("view="))
    assert sum(circle["number"] for circle in groups(page)) < PLACES / 4


def test_groups_are_reached_said_and_opened_by_keys_with_one_stop_of_the_tab_key(new_page, dashboard):
    page = new_page()
    atlas = shown(page, dashboard)
    expect(atlas.locator(".places-note")).to_contain_text("places in groups")
    expect(atlas.locator(".place-group")).to_have_count(len(groups(page)))
    stops = atlas.locator(".place-marker[tabindex='0'], .place-group[tabindex='0']")
    expect(stops).to_have_count(1)
    before = page.url
    stops.focus()
    group = atlas.locator(".place-group:focus")
    for key in ("ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown", "ArrowRight"):
        if group.count():
            break
        page.keyboard.press(key)
    expect(group).to_have_attribute("aria-label", re.compile(r"^\d+ places together, \w+"))
    expect(group).to_have_attribute("role", "button")
    expect(stops).to_have_count(1)
    expect(atlas.locator(".places-tip")).to_contain_text("places together")
    size = int(re.match(r"\d+", group.get_attribute("aria-label") or "")[0])
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(before)
    focused = atlas.locator(".place-marker:focus, .place-group:focus")  # one goes on from where it was
    expect(focused).to_have_count(1)
    if group.count():
        assert int(re.match(r"\d+", group.get_attribute("aria-label") or "")[0]) < size


def test_groups_can_be_taken_apart_and_the_address_says_so(new_page, dashboard):
    page = new_page()
    atlas = shown(page, dashboard)
    button = atlas.get_by_role("button", name="Group places that are near each other")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(page).to_have_url(re.compile("clusters=0"))
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(atlas.locator(".places-note")).to_contain_text("more places as dots")
    assert groups(page) == []
    button.click()
    expect(page).to_have_url(re.compile("clusters=1"))
    assert groups(page)


def test_a_kind_that_is_taken_out_leaves_the_map_and_the_counts(page, dashboard):
    atlas = shown(page, dashboard)
    before = number_of_places(page)
    atlas.locator("body").evaluate("body => { body.dataset.drawn = 'once' }")
    expect(atlas.locator(".place-marker[data-kind=city]").first).to_be_visible()
    page.locator(".st-key-kinds .tick", has_text="City").click()
    expect(atlas.locator(".place-marker[data-kind=city]")).to_have_count(0)
    expect(page.locator(".st-key-counts")).not_to_contain_text(f"{before:,} places")
    assert number_of_places(page) < before
    assert atlas.locator("body").get_attribute("data-drawn") == "once"


def test_a_marker_that_is_clicked_is_chosen_everywhere(page, dashboard):
    atlas = shown(page, dashboard)
    marker = atlas.locator(".place-marker:not(.kind-country) .place-label:not(:empty)").first
    name = marker.inner_text()
    marker.locator("xpath=..").locator("svg").click()
    expect(page.locator(".st-key-excerpts .panel-title")).to_have_text(name)
    expect(page.locator(".st-key-excerpts .excerpt").first).to_be_visible()
    expect(atlas.locator(".place-marker.chosen")).to_have_count(1)
    expect(page).to_have_url(re.compile("place=own"))


def test_a_seldom_named_place_of_a_link_stands_out_on_the_map(page, dashboard):
    atlas = shown(page, f"{dashboard}?place=own:9876")
    expect(page.locator(".st-key-excerpts .panel-title")).to_have_text(re.compile("9876$"))
    expect(atlas.locator(".place-marker.chosen[data-place-id='own:9876']")).to_have_count(1)


def test_dates_that_are_dragged_narrow_the_map_and_can_be_widened_again(page, dashboard):
    shown(page, dashboard)
    before = page.locator(".st-key-counts").inner_text()
    box = page.locator(".timeline svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + 0.4 * box["width"], box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 40, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile("from=20.*to=20"))
    expect(page.locator(".st-key-counts")).not_to_have_text(before)
    assert 0 < number_of_places(page) < PLACES
    page.locator(".timeline").get_by_role("button", name="All dates").click()
    expect(page.locator(".st-key-counts")).to_have_text(before)


def test_the_names_on_the_map_are_fetched_once_and_not_with_every_change(new_page, dashboard):
    page = new_page()
    fetched: list[str] = []
    received: list[int] = []
    page.on("request", lambda request: fetched.append(request.url) if "/places.json" in request.url else None)
    page.on(
        "websocket", lambda socket: socket.on("framereceived", lambda payload: received.append(len(payload)))
    )
    shown(page, dashboard)
    received.clear()
    for _ in range(2):
        before = page.locator(".st-key-counts").inner_text()
        page.locator(".st-key-kinds .tick", has_text="Site").click()
        expect(page.locator(".st-key-counts")).not_to_have_text(before)
    assert len(fetched) == 1
    assert sum(received) < 400_000


def test_who_changes_the_language_and_at_once_back_gets_the_names_at_the_next_change(new_page, dashboard):
    page = new_page()
    atlas = shown(page, f"{dashboard}?lang=en")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/places.json*", hold)
    language = page.locator(".st-key-language")
    with page.expect_request(re.compile("places.json")):
        language.get_by_text("DE").click()
    language.get_by_text("EN").click()
    expect(page.locator(".st-key-counts")).to_contain_text("places")
    with page.expect_response(re.compile("places.json")):
        held[0].continue_()
    page.unroute("**/places.json*")
    expect(atlas.locator(".places-legend")).to_contain_text("City")
    language.get_by_text("DE").click()
    expect(atlas.locator(".places-legend")).to_contain_text("Stadt")


def test_the_table_shows_all_places_and_the_page_of_one(page, dashboard):
    page.goto(f"{dashboard}places")
    table = page.get_by_role("table", name=re.compile("row"))
    expect(table.get_by_role("rowheader").first).to_contain_text("Murkenta 0", timeout=30 * SECONDS)
    expect(table.get_by_role("row")).to_have_count(101)  # the first hundred, and the head
    page.goto(f"{dashboard}places?place=own:1")
    expect(page.locator(".page-title")).to_have_text(re.compile(" 1$"), timeout=30 * SECONDS)
