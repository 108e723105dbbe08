from __future__ import annotations

import plistlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from places.model import Article
from places.reading.markup import text_of

Articles = Callable[[Path], list[Article]]
Problems = Callable[[Path], list[str]]


@pytest.fixture(params=["seite.html", "seite.mhtml"])
def page(request: pytest.FixtureRequest, files: Path, tmp_path: Path) -> Path:
    source = files / "sources/seite.html" if request.param == "seite.html" else files / "seite.mhtml"
    return Path(shutil.copy(source, tmp_path))


def test_a_saved_page_tells_title_author_date_address_and_source(page: Path, articles: Articles) -> None:
    (article,) = articles(page)
    assert article.title == "Raddampfer läuft in Konstanz aus"
    assert article.author == "Redaktion Seeblatt"
    assert (str(article.published), article.date_origin) == ("2024-06-19", "stated")
    assert article.url == "https://seeblatt.example/ausflug/raddampfer"
    assert article.source == "Seeblatt"


def test_what_stands_around_an_article_on_a_page_is_not_read(page: Path, articles: Articles) -> None:
    text = articles(page)[0].text
    assert {name for name in ("Meersburg", "Friedrichshafen", "Pfänder") if name in text} == {
        "Meersburg",
        "Friedrichshafen",
        "Pfänder",
    }
    assert not [name for name in ("Ravensburg", "Wangen", "Weingarten", "Tettnang") if name in text]


def test_the_address_that_a_browser_noted_is_taken(tmp_path: Path, articles: Articles) -> None:
    file = tmp_path / "a.html"
    text = "Der Dampfer legt um acht in Konstanz ab und kommt am Mittag in Bregenz an. " * 5
    file.write_text(
        f"<!-- saved from url=(0030)https://seeblatt.example/a/b -->\n<html><body><p>{text}</p></html>",
        encoding="utf-8",
    )
    assert articles(file)[0].url == "https://seeblatt.example/a/b"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("named", [True, False])
def test_a_page_is_read_in_its_own_encoding(
    tmp_path: Path, articles: Articles, encoding: str, *, named: bool
) -> None:
    file = tmp_path / "a.htm"
    said = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">' if named else ""
    text = "Für die Gäste fährt der Dampfer über den Bodensee nach Überlingen. " * 6
    file.write_bytes(f"<html><head>{said}</head><body><p>{text}</p></body></html>".encode(encoding))
    assert text.strip() in " ".join(articles(file)[0].text.split())


def test_a_page_with_little_on_it_is_read_whole(tmp_path: Path, articles: Articles) -> None:
    file = tmp_path / "a.html"
    file.write_text(
        "<title>Fahrplan</title><table><tr><td>Konstanz<td>8 Uhr<tr><td>Bregenz<td>12 Uhr</table>"
    )
    assert articles(file)[0].text.endswith("Konstanz\t8 Uhr\nBregenz\t12 Uhr")


@pytest.mark.parametrize("name", ["a.html", "a.mht"])
def test_a_page_with_nothing_on_it_gives_one_line(tmp_path: Path, problems: Problems, name: str) -> None:
    for content in (b"", b"<html></html>", b"<!-- -->"):
        (tmp_path / name).write_bytes(content)
        assert len(problems(tmp_path / name)) == 1


@pytest.mark.parametrize(
    "piece", ["<tr>", "<td> ", "<p>", "<div>", "<a>", " \n", "<table><tr><td>", "<!--", "&amp;", "\x1f\n"]
)
def test_text_is_taken_from_any_markup_in_time_that_grows_with_its_length(piece: str) -> None:
    text = text_of(piece * (200_000 // len(piece)) + "Konstanz")
    assert "Konstanz" in text or piece == "<!--"


def test_blocks_lines_and_cells_stand_apart_and_words_do_not() -> None:
    page = (
        "<h1>Über</h1><p>Ein<b>fach</b> so<br>und <i>dann </i>so</p><ul><li>eins<li>zwei</ul><style>x</style>"
    )
    assert text_of(page) == "Über\n\nEinfach so\nund dann so\n\neins\nzwei"


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_page_that_safari_saved_is_read(
    tmp_path: Path, articles: Articles, form: plistlib.PlistFormat
) -> None:
    page = (
        "<html><head><title>Am See</title></head><body><p>Der Zug hält in Lindau und Köln.</p></body></html>"
    )
    main = {
        "WebResourceData": page.encode("cp1252"),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "ISO-8859-1",
        "WebResourceURL": "https://seeblatt.example/see",
    }
    for name, resource in (
        ("a", main),
        ("b", {"WebResourceData": b"GIF89a", "WebResourceMIMEType": "image/gif"}),
    ):
        (tmp_path / f"{name}.webarchive").write_bytes(plistlib.dumps({"WebMainResource": resource}, fmt=form))
    (article,) = articles(tmp_path)
    assert (article.title, article.text) == ("Am See", "Der Zug hält in Lindau und Köln.")
    assert article.url == "https://seeblatt.example/see"


def test_what_is_no_archive_of_safari_is_one_line(tmp_path: Path, problems: Problems) -> None:
    for name, data in (
        ("a", b"bplist00"),
        ("b", plistlib.dumps([1])),
        ("c", b"<plist><!DOCTYPE x [<!ENTITY a 'b'>]>"),
    ):
        (tmp_path / f"{name}.webarchive").write_bytes(data)
    assert [line[:14] for line in problems(tmp_path)] == [f"{name}.webarchive: "[:14] for name in "abc"]
