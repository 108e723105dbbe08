"""Many places close together, in Chromium: the most named ones have their names before towns do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

APP = Path(__file__).parent / "apps" / "heap_app.py"
SECONDS = 1000
NAMED = """() => [...document.querySelectorAll(".place-marker")]
    .filter((node) => node.lastChild.textContent).map((node) => node.place.name)"""
MIDDLE = """() => {
    const inHeap = ({ px, py }) => Math.abs(px - placesMap.leaflet.getSize().x / 2) < 60
        && Math.abs(py - placesMap.leaflet.getSize().y / 2) < 40;
    return [...document.querySelectorAll(".place-marker")].filter((node) => inHeap(node.place)).length;
}"""


def test_the_most_named_places_of_a_heap_have_their_names(
    new_page: Callable[..., playwright.Page], serve: Callable[..., str]
) -> None:
    page = new_page()
    page.goto(serve(APP))
    page.frame_locator(".st-key-map iframe").locator(".place-marker").first.wait_for(timeout=30 * SECONDS)
    frame = page.locator(".st-key-map iframe").element_handle().content_frame()
    assert frame
    frame.wait_for_function("placesMap.ground().cells.length && placesMap.ground().towns.length > 5")
    assert frame.evaluate(MIDDLE) > 10  # a heap indeed
    named = frame.evaluate(NAMED)
    most = [f"Heaped {at}" for at in range(10)]
    assert set(most[:3]) <= set(named)
    assert len(set(most) & set(named)) >= 8
    towns = frame.evaluate("placesMap.ground().towns")
    assert "Münster" in towns or "Cologne" in towns or "Düsseldorf" in towns  # around it
    assert not {"Essen", "Bochum", "Gelsenkirchen"} & set(towns)  # in its midst
    scale = page.frame_locator(".st-key-map iframe").locator(".leaflet-control-scale-line")
    assert scale.inner_text().endswith("km")
