"""The pages of the articles and of the places, as lists to look through."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
Page, expect = playwright.Page, playwright.expect

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
SECONDS = 1000
MOSCOW = "geonames:524901"


@pytest.fixture(scope="module")
def dashboard(serve: Callable[..., str]) -> str:
    return serve(DASHBOARD)


def names(page: Page) -> list[str]:
    return page.locator(".places-table .whole-row").all_inner_texts()


def test_a_click_anywhere_in_a_row_opens_the_page_of_its_place(page, dashboard):
    page.goto(f"{dashboard}places")
    row = page.locator(".of-place", has_text="Moscow").first
    row.wait_for(timeout=30 * SECONDS)
    box = row.bounding_box()
    assert box
    row.click(position={"x": box["width"] - 20, "y": box["height"] / 2})
    expect(page.get_by_role("heading", name="Moscow")).to_be_visible()
    expect(page).to_have_url(re.compile("place=geonames"))


def test_a_row_is_opened_by_keyboard(page, dashboard):
    page.goto(f"{dashboard}places")
    page.locator(".places-table").get_by_role("link", name="Moscow").focus(timeout=30 * SECONDS)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Moscow")).to_be_visible()


def test_the_navigation_leads_to_the_table_and_the_chosen_place_is_marked_there(page, dashboard):
    page.goto(f"{dashboard}places?place={MOSCOW}")
    expect(page.locator(".page-title")).to_have_text("Moscow", timeout=30 * SECONDS)
    page.locator(".st-key-nav").get_by_role("link", name="Places").click()
    expect(page.locator(".of-place[aria-current=true] .whole-row")).to_have_text("Moscow")
    expect(page).to_have_url(re.compile("place=.*list=1"))


def test_the_table_is_ordered_grouped_and_looked_through_and_its_address_tells_how(page, dashboard):
    page.goto(f"{dashboard}places")
    table = page.locator(".places-table")
    table.get_by_role("button", name="Place").click(timeout=30 * SECONDS)
    expect(page).to_have_url(re.compile("by=name"))
    expect(table.locator("th[aria-sort=ascending]")).to_have_text("Place")
    assert names(page) == sorted(names(page), key=str.casefold)
    page.get_by_role("button", name="by country").click()
    expect(table.locator(".group").first).to_contain_text("places ·")
    field = page.get_by_role("searchbox", name="A name in any language")
    field.fill("wladiwost")
    field.press("Enter")
    expect(page).to_have_url(re.compile("by=name.*group=country.*named=wladiwost"))
    expect(table.locator(".of-place")).to_have_count(1)
    expect(table.locator(".whole-row")).to_have_text("Vladivostok")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(".whole-row")).to_have_text("Vladivostok", timeout=30 * SECONDS)
    other.close()


def test_the_table_by_source_shows_one_source_alone_and_is_taken_away(page, dashboard, tmp_path):
    page.goto(f"{dashboard}places")
    page.get_by_role("button", name="by source").click(timeout=30 * SECONDS)
    expect(page).to_have_url(re.compile("group=source"))
    table = page.locator(".places-table")
    expect(table.locator(".group")).to_have_count(1)
    expect(table.locator(".group")).to_contain_text("5 articles")
    with page.expect_download() as download:
        page.locator(".st-key-export_by_source").get_by_role("button", name="CSV", exact=True).click()
    download.value.save_as(tmp_path / "sources.csv")
    head, first = (tmp_path / "sources.csv").read_text(encoding="utf-8-sig").splitlines()[:2]
    assert head.startswith("source,place_id,place")
    assert "nacherzählt" in first
    table.get_by_role("button", name="nacherzählt").click()
    expect(page).to_have_url(re.compile("sources=nacherz"))


def test_an_article_is_listed_with_its_first_words_its_places_and_a_picture_of_where_they_lie(
    page, dashboard
):
    page.goto(f"{dashboard}articles")
    entry = page.locator(".entry").first
    expect(entry.locator(".quote")).to_contain_text("Raketentests", timeout=30 * SECONDS)
    assert entry.locator(".dot-map .dot").count() > 3
    entry.locator(".chip", has_text="Moscow").click()
    expect(page).to_have_url(re.compile("place=geonames"))
    expect(entry.locator(".chip[aria-pressed=true]")).to_contain_text("Moscow")


def test_articles_are_ordered_by_how_many_places_they_name(page, dashboard):
    page.goto(f"{dashboard}articles")
    page.get_by_role("button", name="most places first").click(timeout=30 * SECONDS)
    expect(page).to_have_url(re.compile("sort=places"))
    expect(page.get_by_role("button", name="most places first")).to_have_attribute("aria-pressed", "true")
    told = page.locator(".entry .shown .facts").all_inner_texts()
    numbers = [int(text.split()[0]) for text in told]
    assert numbers == sorted(numbers, reverse=True)


def test_who_goes_by_keyboard_passes_over_the_header(page, dashboard):
    page.goto(f"{dashboard}articles")
    page.locator(".entry").first.wait_for(timeout=30 * SECONDS)
    page.get_by_role("link", name="Skip to the page").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="newest first")).to_be_focused()


def test_the_filter_shows_which_articles_lie_outside_of_the_dates(page, dashboard):
    page.goto(f"{dashboard}?from=2025-01-01")
    ticks = page.locator(".st-key-ticks_articles .tick")
    expect(ticks).to_have_count(5, timeout=30 * SECONDS)
    expect(page.locator(".st-key-ticks_articles .tick:not(.outside)")).to_have_count(1)
    expect(page.locator(".tick.outside").first).to_have_attribute("title", re.compile("other filters"))
