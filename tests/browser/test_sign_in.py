"""Signing in with a provider (OpenID Connect): a real one, from the package oidc-provider-mock."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import ROOT, free_port

if TYPE_CHECKING:
    from playwright.sync_api import Page

USERS = (
    {"sub": "anna", "email": "Anna@example.org", "email_verified": True},
    {"sub": "berta", "email": "berta@example.org", "email_verified": True},
    {"sub": "clara", "email": "clara@example.net", "email_verified": True},
    {"sub": "mallory", "email": "anna@example.org", "email_verified": False},
)
"""An editor, a reader, a stranger, and one who claims the editor's address."""


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """Start the provider; give its address."""
    pytest.importorskip("oidc_provider_mock", reason="no provider to sign in with (oidc-provider-mock)")
    port = free_port()
    users = [argument for user in USERS for argument in ("--user-claims", json.dumps(user))]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *users]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with suppress(OSError), urllib.request.urlopen(f"{address}/.well-known/openid-configuration"):
            break
        time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="module")
def private_map(serve: Callable[..., str], provider: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Serve a private map, with an editor, and a domain of readers."""
    port = free_port()
    secrets = tmp_path_factory.mktemp("secrets") / "secrets.toml"
    secrets.write_text(
        f"""
        [places]
        private = true
        editors = ["anna@example.org"]
        readers = ["@example.org"]

        [auth]
        redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
        cookie_secret = "only for this test"
        client_id = "places"
        client_secret = "only for this test too"
        server_metadata_url = "{provider}/.well-known/openid-configuration"
        """,
        encoding="utf-8",
    )
    return serve(ROOT / "dashboard.py", options=(f"--secrets.files={secrets}",), port=port)


def sign_in(page: Page, address: str, subject: str) -> None:
    page.goto(f"{address}?lang=en")
    page.get_by_text("This map is private.").wait_for()
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=sub]").fill(subject)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{address}**")


def test_whoever_has_not_signed_in_sees_nothing_of_a_private_map(
    private_map: str, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    for path in ("", "articles", "places", "method"):
        page.goto(f"{private_map}{path}?lang=en")
        page.get_by_text("This map is private.").wait_for()
        assert page.get_by_text("mentions").count() == 0
        assert page.locator("iframe").count() == 0


@pytest.mark.parametrize("subject", ["anna", "berta"])
def test_an_editor_and_a_reader_sign_in_and_see_it(
    private_map: str, provider: str, new_page: Callable[..., Page], subject: str
) -> None:
    page = new_page()
    sign_in(page, private_map, subject)
    page.get_by_text("mentions").first.wait_for()
    page.get_by_role("button", name=f"{subject}@example.org").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{provider}/**")  # it asks whether to sign out there too
    page.goto(f"{private_map}?lang=en")
    page.get_by_text("This map is private.").wait_for()


@pytest.mark.parametrize("subject", ["clara", "mallory"])
def test_a_stranger_and_one_who_only_claims_an_address_see_nothing(
    private_map: str, new_page: Callable[..., Page], subject: str
) -> None:
    page = new_page()
    sign_in(page, private_map, subject)
    page.get_by_text("This map is", exact=False).first.wait_for()
    page.wait_for_timeout(1500)
    assert page.get_by_text("mentions").count() == 0
