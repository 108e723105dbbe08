"""Whoever signs in by name stays so when the page is loaded again, and only then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT

SECONDS = 1_000
PASSWORD = "korrekt Pferd Batterie"


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    known = PasswordHasher(time_cost=1, memory_cost=64).hash(PASSWORD)
    file = tmp_path / "secrets.toml"
    file.write_text(
        f"""
        [places]
        private = true
        cookie_secret = "only for this test"
        [places.accounts]
        "Anna" = "{known}"
        """,
        encoding="utf-8",
    )
    return file


def signed_in(page: Page) -> None:
    expect(page.locator(".st-key-counts")).to_contain_text("5 articles", timeout=60 * SECONDS)


def signed_out(page: Page) -> None:
    expect(page.get_by_text("This map is private.")).to_be_visible(timeout=60 * SECONDS)


@pytest.mark.parametrize("base", ["", "atlas"])
def test_a_sign_in_by_name_lasts_over_a_reload_until_one_signs_out(
    serve: Callable[..., str], new_page: Callable[..., Page], secrets: Path, base: str
) -> None:
    options = [f"--secrets.files={secrets}", *([f"--server.baseUrlPath={base}"] if base else [])]
    url = serve(ROOT / "dashboard.py", options=options).rstrip("/")
    page = new_page()
    page.goto(f"{url}/articles?lang=en")
    page.get_by_label("Name").fill("Anna")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    with page.expect_response("**/places-stay") as answer:
        page.get_by_role("button", name="Sign in").last.click()
    assert answer.value.status == 204
    signed_in(page)
    (cookie,) = [each for each in page.context.cookies() if each["name"] == "places_sign_in"]
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    assert "places_sign_in" not in page.evaluate("document.cookie")

    page.reload()
    signed_in(page)
    other = new_page()
    other.goto(f"{url}/?lang=en")
    signed_out(other)
    forged = cookie["value"][:-2] + ("AA" if cookie["value"][-2:] != "AA" else "BB")
    other.context.add_cookies([{"name": "places_sign_in", "value": forged, "url": url}])
    other.reload()
    signed_out(other)

    page.get_by_role("button", name="Anna").click()
    with page.expect_response("**/places-stay"):
        page.get_by_role("button", name="Sign out").click()
    signed_out(page)
    page.reload()
    signed_out(page)
    assert [each for each in page.context.cookies() if each["name"] == "places_sign_in"] == []


def test_a_ticket_that_nobody_was_given_brings_no_cookie(
    serve: Callable[..., str], new_page: Callable[..., Page], secrets: Path
) -> None:
    url = serve(ROOT / "dashboard.py", options=[f"--secrets.files={secrets}"])
    page = new_page()
    answer = page.request.post(f"{url}places-stay", data="guessed")
    assert answer.status == 403
    assert "set-cookie" not in answer.headers
