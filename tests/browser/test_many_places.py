"""A map of 200,000 places: few of them are sent, cells stand for the rest, and none is missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import ROOT
from tests.views.test_bounded import write_many

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page, WebSocket

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect

NUMBER = 200_000
SECONDS = 1_000
MOST = 100_000  # bytes of a change


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(ROOT / "dashboard.py", write_many(tmp_path_factory.mktemp("many") / "dataset", NUMBER))


def received_by(page: Page) -> list[int]:
    """Note the bytes of every message that comes over the websocket."""
    messages: list[int] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: messages.append(len(frame)))

    page.on("websocket", listen)
    return messages


def opened(page: Page, address: str) -> Frame:
    """Open the map and wait until it is painted."""
    page.goto(address)
    frame = page.locator(".st-key-map iframe").element_handle(timeout=60 * SECONDS).content_frame()
    assert frame
    frame.wait_for_function("window.placesMap?.painted", timeout=60 * SECONDS)
    return frame


def circles(frame: Frame) -> list[dict[str, float]]:
    found: list[dict[str, float]] = frame.evaluate("placesMap.clusters()")
    return found


def on_the_map(frame: Frame) -> int:
    """Count the places that are drawn, alone or in circles."""
    counted: int = frame.evaluate(
        "placesMap.markers().length + placesMap.clusters().reduce((sum, { number }) => sum + number, 0)"
    )
    return counted


def settled(page: Page, messages: list[int]) -> int:
    """Wait until no message has come for a while, and count the bytes of those that came."""
    before = -1
    while len(messages) != before:
        before = len(messages)
        page.wait_for_timeout(1_500)
    received = sum(messages)
    messages.clear()
    return received


def test_no_place_is_missing_and_a_click_on_a_circle_leads_to_markers_in_small_messages(
    address: str, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    messages = received_by(page)
    frame = opened(page, f"{address}?lang=en")
    page.wait_for_timeout(1_500)
    assert max(messages) < MOST
    assert on_the_map(frame) == NUMBER
    settled(page, messages)
    box = page.locator(".st-key-map iframe").bounding_box()
    assert box
    note = frame.locator(".places-note")
    for _ in range(4):
        inner = [
            each
            for each in circles(frame)
            if 100 < each["x"] < box["width"] - 100 and 200 < each["y"] < box["height"] - 150
        ]
        if not inner:
            break
        largest = max(inner, key=lambda each: each["number"])
        page.mouse.move(box["x"] + largest["x"], box["y"] + largest["y"])
        expect(frame.locator(".places-tip")).to_contain_text(f"{largest['number']:,} places together")
        expect(frame.locator(".places-tip")).to_contain_text("Ort")
        page.mouse.click(box["x"] + largest["x"], box["y"] + largest["y"])
        page.wait_for_url(re.compile("view="))
        assert 0 < settled(page, messages) < MOST
        assert on_the_map(frame) <= 4 * largest["number"]
    assert not circles(frame)
    expect(note).to_be_hidden()
    assert frame.locator(".place-marker").count() > 20
    # What stands in the address is what is in sight: a copy of it shows the same.
    same = opened(new_page(), page.url)
    assert named(same) == named(frame)


def named(frame: Frame) -> list[str]:
    names: Any = frame.locator(".place-marker").evaluate_all(
        "nodes => nodes.map(node => node.getAttribute('aria-label')).sort()"
    )
    return list(names)


def test_a_filter_and_a_choice_are_small_messages_and_what_is_shown_adds_up(
    address: str, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    messages = received_by(page)
    frame = opened(page, f"{address}?lang=en&view=40,10,4")
    settled(page, messages)
    frame.get_by_role("button", name="Only what the map shows").click()
    counts = page.locator(".st-key-counts")
    expect(counts).not_to_contain_text("200,000 places")
    assert 0 < settled(page, messages) < MOST
    found = re.search(r"([\d,]+) places", counts.inner_text())
    assert found
    in_sight = int(found[1].replace(",", ""))
    assert 5_000 < in_sight < 50_000
    assert on_the_map(frame) == in_sight
    page.locator(".st-key-excerpts").get_by_role("button", name=re.compile("^Ort")).nth(3).click()
    page.wait_for_url(re.compile("place="))
    assert 0 < settled(page, messages) < MOST
    expect(frame.locator(".place-marker.chosen")).to_have_count(1)
    assert on_the_map(frame) == in_sight


def test_groups_of_places_that_were_not_sent_are_reached_said_and_opened_by_keys(
    address: str, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    frame = opened(page, f"{address}?lang=en")
    group = frame.locator(".place-group").nth(20)
    group.focus()
    expect(group).to_have_attribute("aria-label", re.compile(r"^[\d,]+ places together, Ort \d+"))
    expect(frame.locator(".places-tip")).to_contain_text("places together")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("view="))
    focused = frame.locator(".place-marker:focus, .place-group:focus")  # one goes on from where it was
    expect(focused).to_have_count(1)


def test_places_taken_apart_leave_circles_for_those_that_were_not_sent(
    address: str, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    frame = opened(page, f"{address}?lang=en&clusters=0")
    assert on_the_map(frame) == NUMBER
    assert frame.evaluate("placesMap.markers().some(({ drawn }) => drawn === 'dot')")
    button = frame.get_by_role("button", name="Group places that are near each other")
    expect(button).to_have_attribute("aria-pressed", "false")
    covered = """() => placesMap.markers().filter(({ drawn, x, y }) => drawn === "marker" &&
        placesMap.clusters().some((circle) => Math.hypot(circle.x - x, circle.y - y) < 12)).length"""
    assert frame.evaluate(covered) == 0
