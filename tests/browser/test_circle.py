"""The circle around a place that a selection keeps to, in Chromium."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
SECONDS = 1000


def test_what_lies_around_a_place_has_a_circle_around_it(
    new_page: Callable[..., playwright.Page], serve: Callable[..., str]
) -> None:
    page = new_page()
    page.goto(f"{serve(DASHBOARD)}?within=geonames:1871859,500km&view=39,126,5")
    atlas = page.frame_locator(".st-key-map iframe")
    circle = atlas.locator(".places-circle")
    expect(circle).to_have_count(1, timeout=30 * SECONDS)
    frame = page.locator(".st-key-map iframe").element_handle().content_frame()
    assert frame
    north = frame.evaluate(
        "placesMap.leaflet.latLngToContainerPoint([39.034 + 500 / 111.2, 125.754]).y"
        " + document.querySelector('#map_div').getBoundingClientRect().top"
    )
    top = circle.evaluate("(path) => path.getBoundingClientRect().top")
    assert abs(top - north) < 8
    page.get_by_role("button", name="500 km around Pyongyang").click()
    expect(circle).to_have_count(0)
