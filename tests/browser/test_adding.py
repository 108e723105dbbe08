"""An editor adds articles in a browser, and they are still there when the server starts again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
FILES = Path(__file__).parents[1] / "reading" / "files"
SECONDS = 1_000
_IS_IN_THE_WAY = """toast => {
  const { x, y, width, height } = toast.getBoundingClientRect();
  return toast.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""
PAGE = """<!doctype html>
<html lang="de"><head><title>Hochwasser in Lindau</title>
<meta property="article:published_time" content="2024-06-03"></head>
<body><article><h1>Hochwasser in Lindau</h1>
<p>Der Bodensee ist am Montag in Lindau über die Ufer getreten. Auch in Bregenz stieg das Wasser, die
Feuerwehr pumpte Keller leer und sperrte mehrere Straßen am Hafen bis zum frühen Abend.</p>
</article></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The articles that the dashboard is pointed at."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "alt.txt").write_text("Regen in Konstanz und am Bodensee.", encoding="utf-8")
    return articles


def counts(page: Page) -> str:
    return page.locator(".st-key-counts").inner_text()


def test_three_files_are_dropped_looked_at_and_added_and_stay(
    serve: Callable[..., str], new_page: Callable[..., Page], folder: Path, tmp_path: Path
) -> None:
    web_page = tmp_path / "seite.html"
    web_page.write_text(PAGE, encoding="utf-8")
    env = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CACHE_HOME": _cache_with_gazetteer(tmp_path)}
    page = new_page(locale="de-DE")
    page.goto(serve("dashboard.py", folder, env=env) + "add")
    dropzone = page.get_by_test_id("stFileUploaderDropzone")
    expect(dropzone.get_by_role("button", name="Auswählen")).to_be_visible(timeout=60 * SECONDS)
    expect(dropzone.get_by_text("per file")).to_be_hidden()
    page.locator("input[type=file]").set_input_files(
        [FILES / "dampfer.docx", FILES / "seite-gedruckt.pdf", web_page], timeout=120 * SECONDS
    )
    accept = page.get_by_role("button", name="3 Artikel hinzufügen")
    expect(accept).to_be_visible(timeout=120 * SECONDS)
    expect(page.get_by_role("checkbox", name="Hochwasser in Lindau")).to_be_checked()
    places = page.frame_locator(".st-key-add_map iframe").locator("canvas")
    expect(places.first).to_be_visible(timeout=30 * SECONDS)
    assert counts(page).startswith("1 Artikel")
    accept.click()
    expect(page.get_by_text("3 Artikel wurden hinzugefügt.")).to_be_visible(timeout=60 * SECONDS)
    expect(page.locator(".st-key-counts")).to_contain_text("4 Artikel", timeout=60 * SECONDS)
    page.get_by_text("Auf der Karte ansehen").click()
    expect(page.locator(".st-key-counts")).to_contain_text("3 von 4 Artikeln", timeout=60 * SECONDS)

    again = new_page(locale="de-DE")
    again.goto(serve("dashboard.py", folder, env=env) + "articles")
    expect(again.get_by_role("heading", name="Hochwasser in Lindau")).to_be_visible(timeout=60 * SECONDS)
    assert counts(again).startswith("4 Artikel")


def _cache_with_gazetteer(tmp_path: Path) -> str:
    """A cache of its own for datasets, with the gazetteer's index, which takes a minute to make."""
    import platformdirs

    cache = tmp_path / "cache"
    (cache / "places").mkdir(parents=True)
    for index in platformdirs.user_cache_path("places").glob("*-*"):
        if index.is_dir():
            (cache / "places" / index.name).symlink_to(index)
    return str(cache)


def test_a_folder_is_watched_and_an_article_is_edited_removed_and_brought_back(
    serve: Callable[..., str], new_page: Callable[..., Page], folder: Path, tmp_path: Path
) -> None:
    env = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CACHE_HOME": _cache_with_gazetteer(tmp_path)}
    page = new_page(width=390, height=844, locale="de-DE")
    page.goto(serve("dashboard.py", folder, env=env) + "articles")
    expect(page.get_by_text("Regen in Konstanz")).to_be_visible(timeout=120 * SECONDS)
    (folder / "neu.txt").write_text("Sturm in Bregenz", encoding="utf-8")
    expect(page.get_by_role("link", name="Sturm in Bregenz")).to_be_visible(timeout=60 * SECONDS)

    page.get_by_role("link", name="Sturm in Bregenz").click()
    page.get_by_text("Artikel bearbeiten").click()
    page.get_by_label("Titel").fill("Orkan in Bregenz")
    page.get_by_label("Datum").fill("Juni 2024")
    page.get_by_label("Schlagwörter").fill("Wetter, See")
    page.get_by_role("button", name="Speichern").click()
    toast = page.get_by_test_id("stToast").first
    expect(toast).to_be_visible(timeout=60 * SECONDS)
    assert toast.evaluate(_IS_IN_THE_WAY) is False
    expect(page.get_by_role("heading", name="Orkan in Bregenz")).to_be_visible(timeout=60 * SECONDS)
    expect(page.get_by_text("Juni 2024 · Wetter · See")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.get_by_role("button", name="Artikel entfernen").click()
    expect(page.locator(".st-key-counts")).to_contain_text("1 Artikel", timeout=60 * SECONDS)
    page.get_by_role("link", name="Hinzufügen").click()
    page.get_by_text("1 entfernter Artikel").click()
    page.get_by_role("button", name="Zurückholen").click()
    expect(page.locator(".st-key-counts")).to_contain_text("2 Artikel", timeout=60 * SECONDS)

    (folder / "neu.txt").unlink()
    expect(page.locator(".st-key-counts")).to_contain_text("1 Artikel", timeout=60 * SECONDS)


def test_looking_at_files_can_be_stopped(
    serve: Callable[..., str], new_page: Callable[..., Page], folder: Path, tmp_path: Path
) -> None:
    words = "In Bregenz, Lindau und Konstanz, am Rhein und am Bodensee, stand das Wasser hoch. "
    files = [
        {
            "name": f"{number}.txt",
            "mimeType": "text/plain",
            "buffer": (f"Nummer {number}. " + words * 60).encode(),
        }
        for number in range(300)
    ]
    env = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CACHE_HOME": _cache_with_gazetteer(tmp_path)}
    page = new_page(locale="de-DE")
    page.goto(serve("dashboard.py", folder, env=env) + "add")
    page.locator("input[type=file]").set_input_files(files, timeout=120 * SECONDS)
    page.get_by_role("button", name="Anhalten").click(timeout=120 * SECONDS)
    expect(page.get_by_text("Angehalten")).to_be_visible(timeout=60 * SECONDS)
    expect(page.get_by_role("button", name="Anhalten")).to_have_count(0)
    expect(page.locator(".st-key-counts")).to_have_count(1)  # that of the run that was stopped goes
    expect(page.locator(".st-key-counts")).to_contain_text("1 Artikel")
