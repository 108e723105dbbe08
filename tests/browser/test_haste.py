"""Somebody who clicks everywhere, and does not wait for what comes."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from places import sample

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
Locator, Page, expect = playwright.Locator, playwright.Page, playwright.expect

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
STEPS = 40
PAUSES = (0, 0, 20, 50, 100, 200, 400)
"""Milliseconds between two steps."""

ANYTHING = ", ".join(f"{what}:visible" for what in ("a", "button", "[role=button]", "label", "summary"))
TYPED = ("Kim", '"Kim Jong"', "Put* -Kursk", "1. Mai 2024", "")


@pytest.fixture
def dashboard(serve, tmp_path) -> str:
    return serve(DASHBOARD, shutil.copytree(sample.DATASET, tmp_path / "dataset"))


@pytest.mark.parametrize(("seed", "width"), [(1, 1440), (2, 390)])
def test_clicks_and_words_in_haste_break_no_page(new_page, dashboard, seed, width):
    page, chance = new_page(width=width), random.Random(seed)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(dashboard)
    expect(page.locator(".masthead")).to_be_visible()
    page.set_default_timeout(1000)
    for _ in range(STEPS):
        try:
            _do_something(page, chance)
        except playwright.Error:  # what was to be clicked has gone
            continue
        finally:
            page.wait_for_timeout(chance.choice(PAUSES))
    page.goto(dashboard)
    expect(page.locator(".masthead")).to_be_visible()
    expect(page.frame_locator(".st-key-map iframe").locator(".place-marker").first).to_be_visible()
    assert not broken  # that no page failed is looked up where the server ends


def _do_something(page: Page, chance: random.Random) -> None:
    what = chance.random()
    if what < 0.05:
        page.go_back()
    elif what < 0.15:
        field = _one_of(page.locator("input[type=text]:visible"), chance)
        field.fill(chance.choice(TYPED))
        page.keyboard.press("Enter")
    elif what < 0.25:
        _one_of(page.frame_locator("iframe >> nth=0").locator(".place-marker"), chance).click(force=True)
    elif what < 0.3:
        page.keyboard.press(chance.choice(("Escape", "Enter", "ArrowRight", "1")))
    else:
        clicked = _one_of(page.locator(ANYTHING), chance)
        if not (clicked.get_attribute("href") or "").startswith(("http", "mailto")):
            clicked.click()


def _one_of(found: Locator, chance: random.Random) -> Locator:
    return found.nth(chance.randrange(found.count() or 1))
