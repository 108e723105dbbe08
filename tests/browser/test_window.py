"""What stays in view: the map page in a window, the map beside an article, a chosen place on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
Page, expect = playwright.Page, playwright.expect

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
SECONDS = 1000


@pytest.fixture(scope="module")
def dashboard(serve: Callable[..., str]) -> str:
    return serve(DASHBOARD)


@pytest.mark.parametrize("query", ["", "from=2024-06-01&to=2024-06-30", "kinds=castle&from=2024-06-01"])
def test_the_map_page_fits_the_window_whatever_it_has_to_say(new_page, dashboard, query):
    height = 900
    page = new_page(height=height)
    page.goto(f"{dashboard}?lang=de&{query}")
    atlas = page.frame_locator(".st-key-map iframe")
    atlas.locator(".place-marker").first.wait_for(timeout=30 * SECONDS)
    expect(page.locator(".timeline .bar").first).to_be_visible()
    for part in (page.locator(".timeline .buttons"), atlas.get_by_role("button", name="Näher heran")):
        box = part.bounding_box()
        assert box
        assert 0 <= box["y"] <= height - box["height"]
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("main => main.scrollHeight - main.clientHeight") <= 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_header_of_a_phone_leaves_the_map_most_of_the_window(new_page, dashboard, scheme):
    page = new_page(width=390, height=844, has_touch=True, color_scheme=scheme, locale="de-DE")
    page.goto(dashboard)
    page.frame_locator(".st-key-map iframe").locator(".place-marker").first.wait_for(timeout=30 * SECONDS)
    top = "document.querySelector('.st-key-map').getBoundingClientRect().y"
    page.wait_for_function(f"{top} < 170")  # once its letters and styles are there
    for name in ("Link kopieren", "Exportieren"):
        box = page.locator(".st-key-tools").get_by_role("button", name=name).bounding_box()
        assert box["width"] >= 24
        assert 0 <= box["x"] <= 390 - box["width"]
    page.locator(".st-key-tools").get_by_role("button", name="Exportieren").click()
    expect(page.get_by_role("button", name="GeoJSON").first).to_be_visible()


def test_a_comparison_on_a_phone_can_be_ended_without_scrolling_sideways(new_page, dashboard):
    page = new_page(width=390, height=844, locale="de-DE")
    page.goto(f"{dashboard}?from=2024-06&to=2024-12&with=from%3D2025-01%26to%3D2025-12")
    end = page.get_by_role("button", name="Vergleich beenden")
    expect(end).to_be_in_viewport(ratio=1, timeout=30 * SECONDS)
    box = end.bounding_box()
    assert box["x"] + box["width"] <= 390


def test_the_number_of_an_excerpt_stands_in_one_line_beside_a_long_source(new_page, dashboard):
    page = new_page(locale="de-DE")
    page.goto(f"{dashboard}?place=geonames:2013348")
    number = page.locator(".excerpt .line > :last-child", has_text="1 von 2")
    expect(number).to_be_visible(timeout=30 * SECONDS)
    expect(page.locator(".excerpt .line").first).to_contain_text("nacherzählt nach")
    assert number.bounding_box()["height"] < 30


def test_the_counts_are_whole_on_a_common_screen_in_german(new_page, dashboard):
    page = new_page(width=1440, height=900, locale="de-DE")
    page.goto(f"{dashboard}?from=2024-06&to=2024-12")
    told = page.locator(".st-key-counts p")
    expect(told).to_contain_text("von 5 Artikeln", timeout=30 * SECONDS)
    assert told.evaluate("told => told.scrollWidth <= told.clientWidth")
    assert told.evaluate("told => getComputedStyle(told).textOverflow") == "clip"


def opened(page: Page, dashboard: str) -> None:
    """Open an article at its last mention, as an excerpt does."""
    page.goto(f"{dashboard}articles")
    page.locator(".entry h3 a").first.click(timeout=30 * SECONDS)
    expect(page).to_have_url(re.compile("article="), timeout=30 * SECONDS)
    last = page.locator(".st-key-reader_text .body mark").last
    at = (last.get_attribute("id") or "").removeprefix("at-")
    page.goto(f"{page.url}&at={at}")
    expect(page.locator(f"#at-{at}")).to_be_in_viewport(timeout=30 * SECONDS)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
def test_who_comes_from_an_excerpt_sees_the_map_beside_it(new_page, dashboard, width, height):
    page = new_page(width=width, height=height)
    opened(page, dashboard)
    page.wait_for_timeout(1 * SECONDS)  # it scrolls smoothly
    expect(page.locator(".st-key-reader_map iframe")).to_be_in_viewport(ratio=0.9)
    expect(page.locator(".body mark").last).to_be_in_viewport()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_a_place_chosen_in_an_article_tells_on_a_phone_what_it_is_and_leads_on(new_page, dashboard):
    page = new_page(width=390, height=844, has_touch=True)
    opened(page, dashboard)
    sheet = page.locator(".sheet")
    expect(sheet).to_have_count(0)
    page.goto(f"{page.url}&place=geonames:1873107")
    expect(sheet).to_be_in_viewport(ratio=1, timeout=30 * SECONDS)
    expect(sheet).to_contain_text("North Korea")
    expect(sheet).to_contain_text("Country")
    sheet.get_by_role("button", name="Clear choice").tap()
    expect(sheet).to_have_count(0)
    page.locator(".st-key-reader_side .row", has_text="North Korea").tap()
    sheet.get_by_role("link", name="Page of the place").tap()
    expect(page).to_have_url(re.compile("/places.*place="))


def test_a_place_tapped_on_the_map_of_a_phone_brings_what_it_is_into_view(new_page, dashboard):
    page = new_page(width=390, height=560, has_touch=True)
    page.goto(dashboard)
    marker = page.frame_locator(".st-key-map iframe").locator(
        ".place-marker[data-place-id='geonames:524901']"
    )
    marker.tap(timeout=30 * SECONDS)
    expect(page.locator(".st-key-excerpts .panel-title")).to_have_text("Moscow")
    expect(page.locator(".st-key-excerpts .panel-title")).to_be_in_viewport()
