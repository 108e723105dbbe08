"""A chosen place and where the map looks: a copied address shows both as they were."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
Page, FrameLocator, expect = playwright.Page, playwright.FrameLocator, playwright.expect

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
SECONDS = 1000
PYONGYANG = "geonames:1871859"
NORTH_SEA = "view=55,2,6"


@pytest.fixture(scope="module")
def dashboard(serve: Callable[..., str]) -> str:
    return serve(DASHBOARD)


def map_of(page: Page) -> FrameLocator:
    atlas = page.frame_locator(".st-key-map iframe")
    atlas.locator("canvas").first.wait_for(timeout=30 * SECONDS)
    return atlas


def looked(address: str) -> list[float]:
    """Read where the map looks from an address: latitude, longitude, zoom."""
    (view,) = parse_qs(urlsplit(address).query)["view"]
    return [float(part) for part in view.split(",")]


def settled(page: Page) -> str:
    """Wait until the map and the address are at rest; give the address."""
    before = ""
    while before != page.url:
        before = page.url
        page.wait_for_timeout(2 * SECONDS)
    return before


def by_row(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}?{NORTH_SEA}")
    map_of(page)
    page.locator(".st-key-excerpts .row", has_text="Pyongyang").click()


def by_key(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}?{NORTH_SEA}")
    map_of(page)
    page.locator(".st-key-excerpts .row", has_text="Pyongyang").focus()
    page.keyboard.press("Enter")


def by_chip(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}?{NORTH_SEA}&place=geonames:524901")
    map_of(page)
    page.locator(".st-key-excerpts .chip", has_text="Pyongyang").click()


def by_table(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}places?{NORTH_SEA}")
    page.locator(".st-key-places_all").get_by_role("link", name="Pyongyang").click(timeout=30 * SECONDS)
    expect(page.get_by_role("heading", name="Pyongyang")).to_be_visible()
    page.locator(".st-key-nav").get_by_role("link", name="Map").click()
    map_of(page)


def in_reader(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}articles?{NORTH_SEA}")
    page.locator(".entry h3 a").first.click(timeout=30 * SECONDS)
    page.locator(".st-key-reader_side .row", has_text="Pyongyang").click()
    expect(page.locator(".st-key-reader_side .panel-title")).to_have_text("Pyongyang")
    page.locator(".st-key-nav").get_by_role("link", name="Map").click()
    map_of(page)


@pytest.mark.parametrize("choose", [by_row, by_key, by_chip, by_table, in_reader])
def test_the_address_of_a_chosen_place_shows_it_on_the_map(new_page, dashboard, choose):
    page = new_page()
    choose(page, dashboard)
    expect(page).to_have_url(re.compile("place=geonames(:|%3A)1871859"))
    expect(page).not_to_have_url(re.compile("view=55"), timeout=20 * SECONDS)  # the map turns, then writes
    address = settled(page)
    other = new_page()
    other.goto(address)
    map_of(other)
    expect(other.locator(".st-key-excerpts .panel-title")).to_have_text("Pyongyang")
    marker = map_of(other).locator(f".place-marker[data-place-id='{PYONGYANG}']")
    expect(marker).to_be_visible()
    box, frame = marker.bounding_box(), other.locator(".st-key-map").bounding_box()
    assert box
    assert frame
    assert frame["x"] < box["x"] < frame["x"] + frame["width"]
    assert frame["y"] < box["y"] < frame["y"] + frame["height"]


def test_where_the_map_looks_goes_along_to_another_page_and_back(new_page, dashboard):
    page = new_page()
    page.goto(dashboard)
    map_of(page).get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile("view="))
    before = looked(settled(page))
    page.locator(".st-key-nav").get_by_role("link", name="Method").click()
    expect(page.locator(".page-title")).to_be_visible()
    page.locator(".st-key-nav").get_by_role("link", name="Map").click()
    map_of(page)
    assert looked(settled(page)) == before


def test_a_view_that_somebody_else_chose_with_a_place_stays(new_page, dashboard):
    page = new_page()
    page.goto(f"{dashboard}?place={PYONGYANG}&{NORTH_SEA}")
    map_of(page)
    assert looked(settled(page)) == [55, 2, 6]


def test_the_map_shows_the_places_of_an_article_that_is_chosen(new_page, dashboard):
    page = new_page()
    page.goto(f"{dashboard}?{NORTH_SEA}")
    atlas = map_of(page)
    expect(atlas.locator(".place-marker")).to_have_count(0)
    page.locator(".st-key-ticks_articles .tick", has_text="Badegäste").click()
    expect(page).to_have_url(re.compile("articles="))
    expect(atlas.locator(f".place-marker[data-place-id='{PYONGYANG}']")).to_be_visible()
    assert looked(settled(page)) != [55, 2, 6]
