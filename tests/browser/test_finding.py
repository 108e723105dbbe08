"""Words and places found in Chromium, on the sample."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
)
Page, expect = playwright.Page, playwright.expect

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
SECONDS = 1000


@pytest.fixture(scope="module")
def dashboard(serve: Callable[..., str]) -> str:
    return serve(DASHBOARD)


def grave_faults(page: Page) -> list[str]:
    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa"]}, "iframes": False}
    found = axe.Axe().run(page, options=options).response["violations"]
    return [each["id"] for each in found if each["impact"] in {"serious", "critical"}]


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_one_key_finds_a_place_by_another_name_from_any_page(page: Page, dashboard: str, key: str) -> None:
    page.goto(f"{dashboard}articles?lang=de")
    page.locator(".entry").first.wait_for(timeout=30 * SECONDS)
    page.locator(".finder .find").wait_for()
    page.keyboard.press(key)
    field = page.get_by_role("combobox", name="Ort nach einem seiner Namen finden")
    expect(field).to_be_focused()
    page.keyboard.type("Pyongyang")
    expect(page.locator(".finder-dialog [role=status]")).to_have_text("1 Ort gefunden", timeout=15 * SECONDS)
    expect(page.get_by_role("option", selected=True)).to_contain_text("Pjöngjang")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("place=geonames"), timeout=15 * SECONDS)
    expect(page.locator(".st-key-excerpts h2").first).to_have_text("Pjöngjang")


def test_a_country_that_is_found_is_shown_whole(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}?lang=en&view=39.0,125.7,9")
    page.frame_locator(".st-key-map iframe").locator(".place-marker").first.wait_for(timeout=60 * SECONDS)
    page.locator(".finder .find").wait_for()
    page.keyboard.press("/")
    page.keyboard.type("Russia")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Russia", timeout=15 * SECONDS)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"view=6\d\.\d+(,|%2C)\d+\.\d+(,|%2C)2"), timeout=15 * SECONDS)
    expect(page.locator(".st-key-excerpts h2").first).to_have_text("Russia")


def test_arrows_choose_and_escape_closes(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}method?lang=en")
    page.locator(".finder .find").click(timeout=30 * SECONDS)
    page.keyboard.type("kor")
    options = page.get_by_role("option")
    expect(options.nth(2)).to_be_visible(timeout=15 * SECONDS)
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("combobox", name="Find a place by any of its names")).to_have_attribute(
        "aria-activedescendant", "finder-1"
    )
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".finder-dialog")).to_be_hidden()
    expect(page.locator(".finder .find")).to_be_focused()


def test_a_slash_that_somebody_writes_stays_a_slash(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}?lang=en")
    field = page.get_by_role("searchbox", name="Search")
    field.click(timeout=30 * SECONDS)
    page.keyboard.type("a/b")
    expect(field).to_have_value("a/b")
    expect(page.locator(".finder-dialog")).to_be_hidden()


def test_a_place_that_no_article_names_is_shown_and_said_to_be_so(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}?lang=en")
    page.frame_locator(".st-key-map iframe").locator(".place-marker").first.wait_for(timeout=60 * SECONDS)
    page.locator(".finder .find").wait_for()
    page.keyboard.press("Control+k")
    page.keyboard.type("Ouagadougou")
    more = page.get_by_role("option", name="Look in the gazetteer")
    option = page.get_by_role("option", name=re.compile("Ouagadougou.*no article names it"))
    expect(more.or_(option).first).to_be_visible(timeout=60 * SECONDS)
    if more.is_visible():  # the server may have opened it for somebody before
        more.click()
    option.first.click(timeout=120 * SECONDS)
    expect(page.locator(".st-key-excerpts h2").first).to_have_text("Ouagadougou", timeout=15 * SECONDS)
    expect(page.locator(".st-key-excerpts")).to_contain_text("No article of this dataset names this place.")
    page.wait_for_url(re.compile(r"view=12\.\d+%2C-1\.\d+"), timeout=15 * SECONDS)
    page.get_by_role("button", name="Clear choice").click()
    expect(page.locator(".st-key-excerpts h2").first).to_have_text("Most named places")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_open_field_and_the_hits_have_no_grave_fault(new_page, dashboard: str, theme: str) -> None:
    page = new_page(width=390, color_scheme=theme)
    page.goto(f"{dashboard}?lang=de&q=Brücke OR Soldat")
    page.locator(".hit").first.wait_for(timeout=30 * SECONDS)
    assert grave_faults(page) == []
    page.locator(".finder .find").click()
    page.keyboard.type("kor")
    page.get_by_role("option").nth(2).wait_for(timeout=15 * SECONDS)
    assert grave_faults(page) == []


def test_a_hit_leads_to_its_word_in_the_article(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}?lang=de&q=Brücken")
    sentence = page.locator(".hit .sentence").nth(1)
    expect(sentence.locator(".word")).to_have_text("Brücke", timeout=30 * SECONDS)
    sentence.click()
    page.wait_for_url(re.compile(r"/articles\?.*at=\d+"), timeout=15 * SECONDS)
    at = re.search(r"at=(\d+)", page.url)
    assert at
    expect(page.locator(f".body [id=at-{at[1]}]")).to_have_text("Brücke")
    expect(page.locator(f".body [id=at-{at[1]}]")).to_be_in_viewport()
