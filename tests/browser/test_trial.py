"""Visitors try a hosted dashboard with texts of their own, which nobody else can see."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from places import sample
from tests.browser.conftest import ROOT

SECONDS = 1_000
FROM_ELSEWHERE = {"X-Forwarded-For": "203.0.113.9"}
SECRET_WORD = "Quittengelee"
TEXT = (
    f"{SECRET_WORD} aus Radolfzell\n\nAm Montag fuhr ein Wagen mit {SECRET_WORD} von Radolfzell nach Bregenz."
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("data", "temporary"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def hosted(serve: Callable[..., str], home: Path) -> str:
    secrets = home / "secrets.toml"
    secrets.write_text("[places]\ntrial = true\ntrial_articles = 2\n", encoding="utf-8")
    env = {"XDG_DATA_HOME": str(home / "data"), "TMPDIR": str(home / "temporary")}
    options = (f"--secrets.files={secrets}", "--server.disconnectedSessionTTL=1")
    return serve(ROOT / "dashboard.py", sample.DATASET, options=options, env=env)


def bring(page: Page, url: str) -> None:
    page.goto(f"{url}?lang=de")
    page.get_by_role("link", name="Ausprobieren").click()
    page.get_by_label("Oder ein Text").fill(TEXT)
    page.get_by_role("button", name="Auf der Karte zeigen").click()
    expect(page.locator(".st-key-counts")).to_contain_text("1 Artikel · 2 Orte", timeout=90 * SECONDS)


def trials(home: Path) -> list[Path]:
    return list((home / "temporary").glob("places-trial-*"))


def test_what_a_visitor_brings_is_seen_by_them_alone_and_gone_with_them(
    hosted: str, home: Path, new_page: Callable[..., Page]
) -> None:
    own, other = (new_page(extra_http_headers=FROM_ELSEWHERE) for _ in range(2))
    bring(own, hosted)
    expect(own.get_by_text("Das sind Ihre eigenen Texte.")).to_be_visible()
    own.get_by_role("link", name="Artikel", exact=True).click()
    own.get_by_role("link", name=f"{SECRET_WORD} aus Radolfzell").click()
    expect(own.locator(".st-key-reader_text mark")).to_have_count(3)
    expect(own.locator(".page-title mark")).to_have_count(1)  # its heading is read once, with its name
    expect(own.locator("[data-at], [data-select], .st-key-undo")).to_have_count(0)
    own.get_by_role("button", name="Exportieren").click()
    with own.expect_download() as file:
        own.get_by_role("button", name="GeoJSON").click()
    names = {each["properties"]["name"] for each in json.loads(file.value.path().read_text())["features"]}
    assert names == {"Radolfzell am Bodensee", "Bregenz"} or len(names) == 2

    # The very address shows somebody else, and the same person in another window, what the host shows.
    assert "places-trial" not in own.url
    for page in (other, own.context.new_page()):
        page.goto(own.url)
        expect(page.locator(".st-key-counts")).to_contain_text("5 Artikel", timeout=60 * SECONDS)
        assert SECRET_WORD not in page.content()
        expect(page.get_by_text("Das sind Ihre eigenen Texte.")).to_have_count(0)
    assert len(trials(home)) == 1

    assert list((home / "data").rglob("*.sqlite")) == [], "no journal is made or touched"
    own.close()
    for _ in range(100):
        if not trials(home):
            break
        other.wait_for_timeout(SECONDS / 4)
    assert trials(home) == []


def test_a_visitor_deletes_what_they_brought_and_sees_the_map_of_the_host_again(
    hosted: str, home: Path, new_page: Callable[..., Page]
) -> None:
    page = new_page(width=390, height=844, extra_http_headers=FROM_ELSEWHERE)
    bring(page, hosted)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Jetzt löschen").click()
    expect(page.locator(".st-key-counts")).to_contain_text("5 Artikel", timeout=60 * SECONDS)
    assert trials(home) == []


def test_more_files_than_may_be_tried_are_refused(
    hosted: str, home: Path, new_page: Callable[..., Page]
) -> None:
    page = new_page(extra_http_headers=FROM_ELSEWHERE)
    page.goto(f"{hosted}try?lang=de")
    files = [{"name": f"{at}.txt", "mimeType": "text/plain", "buffer": TEXT.encode()} for at in range(3)]
    page.locator("input[type=file]").set_input_files(files, timeout=60 * SECONDS)
    page.get_by_role("button", name="Auf der Karte zeigen").click()
    expect(page.get_by_text("Das ist mehr, als hier ausprobiert werden darf")).to_be_visible(
        timeout=60 * SECONDS
    )
    assert trials(home) == []
