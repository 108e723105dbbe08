"""What the maps of the dashboard have room for: the shape of a place, the map beside two columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
Page = playwright.Page

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
SECONDS = 1000


@pytest.fixture(scope="module")
def dashboard(serve: Callable[..., str]) -> str:
    return serve(DASHBOARD)


def test_the_small_map_of_a_region_shows_all_of_it(page: Page, dashboard: str) -> None:
    page.goto(f"{dashboard}places?place=geonames:2017623")  # Primorye, 43 to 48 degrees north
    frame = page.locator("iframe").first.element_handle(timeout=60 * SECONDS).content_frame()
    frame.wait_for_function("window.placesMap?.leaflet && placesMap.outlines().length", timeout=60 * SECONDS)
    south, north = frame.evaluate(
        "(() => { const box = placesMap.leaflet.getBounds(); return [box.getSouth(), box.getNorth()]; })()"
    )
    assert south < 42.3
    assert 48.4 < north < 60


@pytest.mark.parametrize("width", [820, 1024, 1180])
def test_the_map_is_the_widest_column_of_a_narrow_window(
    new_page: Callable[..., Page], dashboard: str, width: int
) -> None:
    page = new_page(width, 800)
    page.goto(dashboard)
    page.locator(".st-key-map iframe").wait_for(timeout=60 * SECONDS)
    boxes = [page.locator(f".st-key-{name}").bounding_box() for name in ("filters", "map", "excerpts")]
    filters, between, excerpts = [box["width"] for box in boxes if box]
    assert between > max(filters, excerpts)
    assert filters + between + excerpts == pytest.approx(width, abs=2)


def test_on_a_phone_no_place_starts_under_what_lies_over_the_map_and_a_chosen_one_comes_out(
    new_page: Callable[..., Page], dashboard: str
) -> None:
    page = new_page(width=390, height=844)
    page.goto(f"{dashboard}?lang=en")
    frame = page.locator(".st-key-map iframe").element_handle().content_frame()
    assert frame
    frame.wait_for_function("window.placesMap?.painted")
    under = """() => {
      const boxes = [...document.querySelectorAll(".places-switch, .places-note, .places-legend")]
        .filter((each) => !each.hidden).map((each) => each.getBoundingClientRect());
      return placesMap.markers().filter(({ x, y }) => boxes.some((box) =>
        x > box.left && x < box.right && y > box.top && y < box.bottom)).map(({ name }) => name);
    }"""
    assert frame.evaluate(under) == []
    frame.evaluate("""() => {
      const { x, y } = placesMap.markers().find(({ name }) => name === "Pyongyang");
      const legend = document.querySelector(".places-legend").getBoundingClientRect();
      const to = [legend.left + legend.width / 2, legend.top + legend.height / 2];
      placesMap.leaflet.panBy([x - to[0], y - to[1]], { animate: false });
    }""")
    frame.wait_for_function(f"({under})().includes('Pyongyang')")
    page.locator(".st-key-excerpts button.row", has_text="Pyongyang").click()
    frame.wait_for_function(f"!({under})().includes('Pyongyang')")
