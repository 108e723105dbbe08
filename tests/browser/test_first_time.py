"""Somebody comes with a folder of their own, starts the dashboard as README says, and works with it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import platformdirs
import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import ROOT, free_port

FILES = ROOT / "tests" / "reading" / "files"
SECONDS = 1_000
WEB_PAGE = """<!doctype html>
<html lang="de"><head><title>Ein Dampfer fährt wieder</title>
<meta property="article:published_time" content="2024-06-03"></head>
<body><article><h1>Ein Dampfer fährt wieder</h1>
<p>Der Raddampfer fährt von Montag an wieder zwischen Konstanz und Bregenz. Er legt an der Felsenmole an,
sagte ein Sprecher in Konstanz, und kehrt am Abend zurück. Die Werft hat ihn gestrichen. Die
ersten Gäste kamen aus Neustadt.</p>
</article></body></html>"""


@contextmanager
def started(folder: Path, home: Path) -> Iterator[str]:
    """Start the server by the line of README that shows a folder of one's own; give its address."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    line = re.search(r"^\.venv/bin/(streamlit run dashboard\.py -- )my-articles$", readme, re.MULTILINE)
    assert line, "README does not say how to show a folder of one's own"
    program, *words = line[1].split()
    words.remove("--")
    port = free_port()
    process = subprocess.Popen(
        [
            Path(sys.executable).with_name(program),
            *words,
            f"--server.port={port}",
            "--server.headless=true",
            "--",
            folder,
        ],
        cwd=ROOT,
        env={**os.environ, "XDG_DATA_HOME": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://localhost:{port}/"
    try:
        deadline = time.monotonic() + 60
        while not answers(f"{url}_stcore/health"):
            assert process.poll() is None, "the server ended"
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=60)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which nothing of the program's lies but the gazetteer's index: it takes a minute to make."""
    cache = tmp_path / "home" / "cache" / "places"
    cache.mkdir(parents=True)
    for index in platformdirs.user_cache_path("places").glob("*-*"):
        if index.is_dir():
            (cache / index.name).symlink_to(index)
    return tmp_path / "home"


def counts(page: Page) -> list[int]:
    """Read how many articles, places and mentions the page counts."""
    return [int(number) for number in re.findall(r"\d+", page.locator(".st-key-counts").inner_text())]


def show_counts(page: Page, mentions: int) -> None:
    expect(page.locator(".st-key-counts")).to_contain_text(f"· {mentions} Erwähnungen", timeout=30 * SECONDS)


def atlas(page: Page) -> FrameLocator:
    return page.frame_locator(".st-key-map iframe")


def on_map(page: Page, name: str) -> None:
    """Go to the map, and wait until it shows a place."""
    page.get_by_role("link", name="Karte", exact=True).click()
    marker = atlas(page).locator(f".place-marker[aria-label*='{name}']")
    expect(marker).to_have_count(1, timeout=60 * SECONDS)


def open_article(page: Page, title: str) -> None:
    page.get_by_role("link", name="Artikel", exact=True).click()
    page.get_by_role("link", name=title).first.click()
    expect(page.locator(".body mark").first).to_be_visible(timeout=30 * SECONDS)


def search_and_save(page: Page, query: str, choice: str, scope: str) -> int:
    """Search for a place in the editor, choose and save it; give how many mentions that changes."""
    page.locator(".st-key-editor_search input").fill(query)
    page.keyboard.press("Enter")
    found = page.locator(".st-key-editor_choices .choice", has_text=choice).first
    found.click()
    expect(found).to_have_attribute("aria-pressed", "true")
    scopes = page.locator(".st-key-editor_scope")
    scopes.get_by_text(scope).click()
    counted = re.compile(rf"{scope}\s*(\d+ Erwähnung\w*)")
    expect(scopes).to_contain_text(counted)
    wanted = counted.search(scopes.inner_text())
    assert wanted
    impact = page.locator(".st-key-editor .impact")
    expect(impact).to_contain_text(wanted[1])  # it tells of the scope before until the page has answered
    told = impact.inner_text()
    page.locator(".st-key-editor_save button").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    return int(re.findall(r"\d+", told)[0])


def exported(page: Page) -> dict[str, int]:
    """Write what is shown as GeoJSON, and give the mentions of each place by its name."""
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as file:
        page.get_by_role("button", name="GeoJSON").click()
    page.keyboard.press("Escape")
    features = json.loads(file.value.path().read_text(encoding="utf-8"))["features"]
    return {each["properties"]["name"]: each["properties"]["mentions"] for each in features}


def drop_and_add(page: Page, files: Sequence[Path]) -> None:
    page.get_by_role("link", name="Hinzufügen").click()
    page.locator("input[type=file]").set_input_files(files, timeout=60 * SECONDS)
    page.get_by_role("button", name="3 Artikel hinzufügen").click(timeout=60 * SECONDS)
    expect(page.locator(".st-key-counts")).to_contain_text("3 Artikel", timeout=60 * SECONDS)


def review_one(page: Page) -> str:
    """Say that the first name to be reviewed is right; give it."""
    page.get_by_role("link", name="Durchsicht", exact=True).click()
    card = page.locator(".st-key-review_card .panel-title")
    name = card.inner_text(timeout=30 * SECONDS)
    page.keyboard.press("1")
    expect(page.locator(".st-key-review_head")).to_contain_text("1 entschieden")
    expect(card.filter(has_text=name)).to_have_count(0)
    return name


def test_files_are_dropped_put_right_reviewed_and_exported_and_all_is_there_after_a_restart(
    new_page: Callable[..., Page], home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "my-articles"
    folder.mkdir()
    web_page = tmp_path / "seite.html"
    web_page.write_text(WEB_PAGE, encoding="utf-8")
    with started(folder, home) as url:
        page = new_page(locale="de-DE")
        page.set_default_timeout(60 * SECONDS)  # much is built on this way
        page.goto(url)
        expect(page.locator(".st-key-counts")).to_contain_text("0 Artikel", timeout=120 * SECONDS)

        drop_and_add(page, [FILES / "dampfer.docx", FILES / "seite-gedruckt.pdf", web_page])
        on_map(page, "Schaffhausen")
        _, _, before = counts(page)

        open_article(page, "Ein Dampfer fährt wieder")
        page.locator(".body mark", has_text="Konstanz").first.click()
        changed = search_and_save(page, "Constanța", "Rumänien", "in allen Artikeln")
        assert changed > 3, "the name stands in all three articles"
        on_map(page, "Constanța")
        expect(atlas(page).locator(".place-marker[aria-label*='Konstanz']")).to_have_count(0)

        page.get_by_role("button", name="Rückgängig").click()
        expect(atlas(page).locator(".place-marker[aria-label*='Konstanz']")).to_have_count(1)
        page.get_by_role("button", name="Wiederholen").click()
        expect(atlas(page).locator(".place-marker[aria-label*='Constanța']")).to_have_count(1)

        open_article(page, "Ein Dampfer fährt wieder")
        page.get_by_label("Ein übersehener Name").fill("Felsenmole")
        page.keyboard.press("Enter")
        assert search_and_save(page, "Lindau", "Bayern", "in allen Artikeln") == 1
        expect(page.locator(".body mark", has_text="Felsenmole")).to_have_count(1)
        show_counts(page, before + 1)

        reviewed = review_one(page)

        on_map(page, "Constanța")
        held, file = counts(page), exported(page)
        assert file["Constanța"] == changed
        assert "Konstanz" not in file
        assert len(file) == held[1]

    with started(folder, home) as url:
        page = new_page(locale="de-DE")
        page.set_default_timeout(60 * SECONDS)  # much is built on this way
        page.goto(url)
        expect(page.locator(".st-key-counts")).to_contain_text("3 Artikel", timeout=120 * SECONDS)
        on_map(page, "Constanța")
        assert counts(page) == held
        assert exported(page) == file
        expect(page.get_by_role("button", name="Rückgängig")).to_be_enabled()
        open_article(page, "Ein Dampfer fährt wieder")
        expect(page.locator(".body mark", has_text="Felsenmole")).to_have_count(1)
        page.get_by_role("link", name="Durchsicht", exact=True).click()
        expect(page.locator(".st-key-review_head")).to_be_visible(timeout=30 * SECONDS)
        expect(page.locator(".st-key-review_card .panel-title", has_text=reviewed)).to_have_count(0)
