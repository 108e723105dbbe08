"""Countries and regions shaded by how often they are named, in Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
Page, FrameLocator, expect = playwright.Page, playwright.FrameLocator, playwright.expect

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
SECONDS = 1000
CHINA, KAZAKHSTAN, KYIV_LAND = (41, 86), (48, 67), (50.53, 30.45)
PIXEL = """([lat, lng]) => {
  const { x, y } = placesMap.leaflet.latLngToContainerPoint([lat, lng]);
  const canvas = placesMap.leaflet.getPane("land").querySelector("canvas");
  const box = canvas.getBoundingClientRect(), ratio = canvas.width / box.width;
  const pixel = canvas.getContext("2d").getImageData((x - box.left) * ratio, (y - box.top) * ratio, 1, 1);
  return [...pixel.data];
}"""


@pytest.fixture(scope="module")
def dashboard(serve: Callable[..., str]) -> str:
    return serve(DASHBOARD)


def map_of(page: Page) -> FrameLocator:
    atlas = page.frame_locator(".st-key-map iframe")
    atlas.locator("canvas").first.wait_for(timeout=30 * SECONDS)
    return atlas


def colour(page: Page, point: tuple[float, float]) -> list[int]:
    frame = page.locator(".st-key-map iframe").element_handle().content_frame()
    assert frame
    return frame.evaluate(PIXEL, list(point))


def go_to(page: Page, point: tuple[float, float]) -> None:
    """Move the pointer to a point of the earth."""
    iframe = page.locator(".st-key-map iframe")
    frame = iframe.element_handle().content_frame()
    assert frame
    at = frame.evaluate("(at) => placesMap.leaflet.latLngToContainerPoint(at)", list(point))
    box = iframe.bounding_box()
    assert box
    page.mouse.move(box["x"] + at["x"] - 3, box["y"] + at["y"])
    page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])


def wait_for_tip(page: Page, point: tuple[float, float], text: str) -> None:
    """Stir the pointer over a point until the map tells of it: what lies there may still be on its way."""
    tip = map_of(page).locator(".places-tip")
    for _ in range(40):
        go_to(page, point)
        if tip.text_content() == text:
            break
        page.wait_for_timeout(SECONDS / 2)
    expect(tip).to_have_text(text)


def test_a_plain_map_turns_into_one_of_countries_and_back(new_page, dashboard):
    page = new_page()
    page.goto(dashboard)
    atlas = map_of(page)
    switch = atlas.locator(".places-switch")
    expect(switch.get_by_label("Plain map")).to_be_checked()
    expect(atlas.locator(".places-shades")).to_have_count(0)
    plain = colour(page, KAZAKHSTAN)
    switch.get_by_label("By country").check(force=True)
    expect(page).to_have_url(re.compile("shades=countries"))
    expect(atlas.locator(".places-shades")).to_contain_text("Mentions by country")
    expect(atlas.locator(".places-shades i")).to_have_count(5)
    assert colour(page, CHINA) != plain
    assert colour(page, KAZAKHSTAN) == plain  # nobody names it
    switch.get_by_label("Plain map").check(force=True)
    expect(page).not_to_have_url(re.compile("shades="))
    expect(atlas.locator(".places-shades")).to_have_count(0)


def test_how_many_places_are_outside_is_told_on_another_ground_too(new_page, dashboard):
    page = new_page()
    page.goto(dashboard)
    atlas = map_of(page)
    note = atlas.locator(".places-note")
    expect(note).to_contain_text("Outside this view")
    told = note.inner_text()
    for ground in ("By country", "By region", "Plain map"):
        atlas.locator(".places-switch").get_by_label(ground).check(force=True)
        expect(page).to_have_url(re.compile("shades=" if ground != "Plain map" else "^((?!shades=).)*$"))
        page.wait_for_timeout(SECONDS)  # longer than a view takes to come to rest and be told
        expect(note).to_have_text(told)


def test_a_country_tells_its_number_and_a_click_chooses_it(new_page, dashboard):
    page = new_page()
    page.goto(f"{dashboard}?shades=countries")
    atlas = map_of(page)
    expect(atlas.locator(".places-shades")).to_be_visible()
    wait_for_tip(page, CHINA, "China8 mentions in it")
    go_to(page, KAZAKHSTAN)
    expect(atlas.locator(".places-tip")).to_be_hidden()
    go_to(page, CHINA)
    page.mouse.down()
    page.mouse.up()
    expect(page.locator(".st-key-excerpts .panel-title")).to_have_text("China")
    expect(page.locator(".st-key-excerpts .chip", has_text="All in it")).to_be_visible()


def test_zoomed_in_the_regions_are_shaded_and_one_that_nobody_names_is_kept_to(new_page, dashboard):
    page = new_page()
    page.goto(f"{dashboard}?shades=countries&view=50.4,30.5,8")
    atlas = map_of(page)
    expect(atlas.locator(".places-shades")).to_contain_text("Mentions by region")
    wait_for_tip(page, KYIV_LAND, "Kyiv2 mentions in it")
    page.mouse.down()
    page.mouse.up()
    expect(page).to_have_url(re.compile("within=geonames(:|%3A)703447"))
    expect(page.locator(".st-key-counts")).to_contain_text("1 place")


def test_a_pointer_that_rests_where_a_region_is_still_fetched_is_told_of_it_when_it_comes(
    new_page, dashboard
):
    page = new_page()
    held = []

    def hold(route):
        held.append(route)

    page.route(re.compile(r"outlines[^?]*/\d+\.json"), hold)
    page.goto(f"{dashboard}?shades=countries&view=50.4,30.5,8")
    atlas = map_of(page)
    expect(atlas.locator(".places-shades")).to_contain_text("Mentions by region")
    go_to(page, KYIV_LAND)
    page.wait_for_timeout(SECONDS)
    expect(atlas.locator(".places-tip")).to_be_hidden()
    assert held
    for each in held:
        each.continue_()
    expect(atlas.locator(".places-tip")).to_have_text("Kyiv2 mentions in it")


@pytest.mark.parametrize("query", ["?shades=countries", ""])
def test_the_legend_of_the_shades_is_above_that_of_the_markers_whichever_came_first(
    new_page, dashboard, query
):
    page = new_page()
    page.goto(dashboard + query)
    atlas = map_of(page)
    if not query:
        expect(atlas.locator(".places-legend")).to_be_visible()
        atlas.locator(".places-switch").get_by_label("By country").check(force=True)
    shades, markers = atlas.locator(".places-shades"), atlas.locator(".places-legend")
    expect(shades).to_be_visible()
    expect(markers).to_be_visible()
    assert shades.bounding_box()["y"] < markers.bounding_box()["y"]


def test_regions_are_shaded_from_far_out_where_that_is_chosen_in_german(new_page, dashboard):
    page = new_page()
    page.goto(f"{dashboard}?shades=regions&lang=de")
    atlas = map_of(page)
    expect(atlas.locator(".places-shades")).to_contain_text("Erwähnungen nach Regionen")
    expect(atlas.locator(".places-switch").get_by_label("Nach Regionen")).to_be_checked()
