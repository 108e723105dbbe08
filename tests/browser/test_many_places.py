"""A map of 30,000 places: few of them are sent, and nearer ones as one comes nearer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import ROOT
from tests.views.test_bounded import write_many

if TYPE_CHECKING:
    from playwright.sync_api import Page, WebSocket


@pytest.fixture(scope="module")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(ROOT / "dashboard.py", write_many(tmp_path_factory.mktemp("many") / "dataset"))


def received_by(page: Page) -> list[int]:
    """Note the bytes of every message that comes over the websocket."""
    messages: list[int] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: messages.append(len(frame)))

    page.on("websocket", listen)
    return messages


def test_nearer_places_are_sent_as_one_comes_nearer_and_no_change_is_large(
    address: str, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    messages = received_by(page)
    page.goto(f"{address}?lang=en&view=50,10,3")
    atlas = page.frame_locator("iframe").first
    note = atlas.locator(".places-note")
    note.get_by_text("more places: zoom in to see them").wait_for(timeout=60_000)
    assert (
        atlas.locator(".places-grouping").count() == 0 or not atlas.locator(".places-grouping").is_visible()
    )
    before = len(messages)
    for _ in range(5):
        atlas.get_by_role("button", name="Zoom in").click()
        page.wait_for_timeout(400)
    note.get_by_text("more places: zoom in to see them").wait_for(state="hidden", timeout=60_000)
    atlas.locator(".place-marker").first.wait_for()
    page.wait_for_timeout(1_000)
    assert max(messages[before:]) < 100_000
    # What stands in the address is what is in sight: a copy of it shows the same.
    copy = new_page()
    copy.goto(page.url)
    same = copy.frame_locator("iframe").first
    same.locator(".place-marker").first.wait_for(timeout=60_000)
    names = "nodes => nodes.map(node => node.getAttribute('aria-label')).sort()"
    assert same.locator(".place-marker").evaluate_all(names) == atlas.locator(".place-marker").evaluate_all(
        names
    )
