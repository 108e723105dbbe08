"""The page that says what became of every file of a folder."""

import pytest
from playwright.sync_api import expect

from places.building import build

pytestmark = pytest.mark.browser
SECONDS = 1_000
MARKUP = "<img src=x onerror=alert(1)>\x1b[31m.txt"


def test_a_number_opens_the_list_of_what_was_not_read_and_more_of_it(
    serve, new_page, tmp_path, small_geoparser
):
    source = tmp_path / "source"
    source.mkdir()
    (source / "Bäder.txt").write_text("Nach Lindau.", encoding="utf-8")
    (source / MARKUP).write_bytes(b"")
    (source / "kaputt.pdf").write_bytes(b"%PDF-1.4")
    for number in range(150):
        (source / f"{number:03}.doc").write_bytes(b"x")
        (source / f"{number:03}.png").write_bytes(b"x")
    build(source, tmp_path / "d", geoparser=small_geoparser)
    page = new_page(width=390, height=844)
    page.goto(serve("dashboard.py", tmp_path / "d") + "method?lang=de")
    lists = page.locator("details.account")
    expect(lists.locator("summary")).to_have_text(
        [
            "1 Datei wurde gelesen",
            "152 Dateien oder Zeilen daraus wurden nicht gelesen",
            "150 Dateien wurden übergangen",
        ],
        timeout=30 * SECONDS,
    )
    unread = lists.nth(1)
    expect(unread.locator("li").first).to_be_hidden()
    unread.locator("summary").click()
    expect(unread.locator("li").first).to_have_text("000.doc: .doc wird nicht gelesen; als .docx speichern")
    expect(unread.locator("li")).to_have_count(100)
    unread.get_by_text("52 weitere zeigen").click()
    expect(unread.locator("li")).to_have_count(152)
    expect(unread).to_have_attribute("open", "")
    expect(unread).to_contain_text("<img src=x onerror=alert(1)>\\x1b[31m.txt: leer")
    expect(unread.locator("img")).to_have_count(0)
    expect(unread).to_contain_text("kaputt.pdf: nicht lesbar als PDF")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
