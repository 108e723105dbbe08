"""A dataset that is too large for the server, in the browser."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from places import sample

if TYPE_CHECKING:
    from playwright.sync_api import Page

APP = Path(__file__).parents[2] / "dashboard.py"


def test_every_page_says_that_the_server_is_too_small_and_the_server_goes_on(
    serve: Callable[..., str], page: Page, tmp_path: Path
) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("[places]\nmemory_megabytes = 100\n", encoding="utf-8")
    url = serve(APP, sample.DATASET, options=(f"--secrets.files={secrets}",))
    page.goto(f"{url}?lang=de")
    line = page.get_by_text("Dieser Datensatz ist für diesen Server zu groß: 5 Artikel und 40 Orte")
    line.wait_for(timeout=60_000)
    assert page.locator("h1.masthead").inner_text() == "Orte in den Nachrichten"
    page.goto(f"{url}articles?lang=en")
    page.get_by_text("This dataset is too large for this server").wait_for()
    assert urllib.request.urlopen(f"{url}_stcore/health").read() == b"ok"
