"""Word, OpenDocument, RTF, EPUB: files as their programs write them, and damaged ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from places.model import Article

Articles = Callable[[Path], list[Article]]
Problems = Callable[[Path], list[str]]


@pytest.mark.parametrize("suffix", ["docx", "odt", "rtf", "epub"])
def test_a_document_is_read_as_it_shows_itself(files: Path, articles: Articles, suffix: str) -> None:
    (article,) = articles(files / f"dampfer.{suffix}")
    assert article.title == "Mit dem Dampfer über den Bodensee"
    assert article.author == "Seeblatt"
    assert article.language == "de"
    lines = [" ".join(line.split()) for line in article.text.replace("\xad", "").splitlines()]
    assert lines[0] == "Mit dem Dampfer über den Bodensee"
    assert any(line.startswith("Um acht Uhr legt der alte Raddampfer in Konstanz ab.") for line in lines)
    assert any(line.endswith("bis nach Schaffhausen.") for line in lines)
    assert {"Konstanz 8 Uhr", "Bregenz 12 Uhr"} <= {line.replace("|", " ") for line in lines}
    assert "Seite" not in article.text  # the foot of a page
    assert "Ausflügler" not in article.text  # its head


@pytest.mark.parametrize("suffix", ["docx", "odt", "epub"])
def test_the_text_of_a_footnote_stands_at_the_end(files: Path, articles: Articles, suffix: str) -> None:
    text = articles(files / f"dampfer.{suffix}")[0].text
    assert text.endswith("Die Fahrkarten werden in Romanshorn gedruckt.")


@pytest.mark.parametrize("suffix", ["docx", "odt", "rtf"])
def test_the_date_of_a_document_is_an_estimate_from_its_properties(
    files: Path, articles: Articles, tmp_path: Path, suffix: str
) -> None:
    (article,) = articles(files / f"dampfer.{suffix}")
    assert (str(article.published), article.date_origin) == ("2024-06-19", "estimated")
    named = tmp_path / f"2025-03-04 Dampfer.{suffix}"
    shutil.copy(files / f"dampfer.{suffix}", named)
    (article,) = articles(named)
    assert (str(article.published), article.date_origin) == ("2025-03-04", "stated")


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_what_was_struck_out_is_not_read(files: Path, articles: Articles, suffix: str) -> None:
    (article,) = articles(files / f"korrektur.{suffix}")
    assert "Lindau" in article.text
    assert "Timbuktu" not in article.text


def test_a_flat_document_is_read_as_the_packed_one(files: Path, articles: Articles) -> None:
    (flat,) = articles(files / "sources/dampfer.fodt")
    (packed,) = articles(files / "dampfer.odt")
    assert flat.text == packed.text
    assert flat.published == packed.published


@pytest.mark.parametrize("suffix", ["docx", "odt", "epub", "rtf"])
@pytest.mark.parametrize("content", [b"", b"kein Dokument", b"PK\x03\x04abc", b"{\\rtf1", b"%PDF-1.4"])
def test_a_document_that_is_none_gives_one_line(
    tmp_path: Path, articles: Articles, problems: Problems, suffix: str, content: bytes
) -> None:
    file = tmp_path / f"a.{suffix}"
    file.write_bytes(content)
    assert articles(file) == []
    (line,) = problems(file)
    assert line.startswith(f"a.{suffix}: ")
    assert "Traceback" not in line


@pytest.mark.parametrize("suffix", ["docx", "odt", "epub"])
def test_a_document_cut_short_gives_one_line(
    files: Path, tmp_path: Path, articles: Articles, problems: Problems, suffix: str
) -> None:
    whole = (files / f"dampfer.{suffix}").read_bytes()
    file = tmp_path / f"a.{suffix}"
    file.write_bytes(whole[: len(whole) // 2])
    assert (len(articles(file)), len(problems(file))) == (0, 1)


@pytest.mark.parametrize(
    ("suffix", "inside"),
    [("docx", "word/document.xml"), ("odt", "content.xml"), ("epub", "OEBPS/a.xhtml")],
)
def test_a_document_that_unpacks_to_too_much_is_refused_before_it_is(
    tmp_path: Path, problems: Problems, suffix: str, inside: str
) -> None:
    file = tmp_path / f"a.{suffix}"
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as archive, archive.open(inside, "w") as stream:
        for _ in range(25):
            stream.write(b" " * 10_000_000)
    assert problems(file) == [f"a.{suffix}: unpacks to 250 MB, and a document may have 200"]


@pytest.mark.slow
def test_entities_that_grow_without_end_are_not_followed(
    files: Path, tmp_path: Path, problems: Problems, articles: Articles
) -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    bomb += "".join(
        f'<!ENTITY {two} "{f"&{one};" * 10}">' for one, two in zip("abcdefghi", "bcdefghij", strict=True)
    )
    for suffix, inside in (("docx", "word/document.xml"), ("odt", "content.xml")):
        file = tmp_path / f"a.{suffix}"
        with ZipFile(files / f"dampfer.{suffix}") as good, ZipFile(file, "w") as bad:
            for name in good.namelist():
                content = good.read(name)
                if name == inside:
                    head, rest = content.decode().split("?>", 1)
                    content = f"{head}?>{bomb}]>{rest.replace('Konstanz', '&j;')}".encode()
                bad.writestr(name, content)
        assert sum(len(article.text) for article in articles(file)) < 100_000
        assert len(articles(file)) + len(problems(file)) >= 1


def test_cells_of_a_table_in_rtf_have_tabs_between_them(tmp_path: Path, articles: Articles) -> None:
    (tmp_path / "a.rtf").write_bytes(
        rb"{\rtf1\ansi\trowd\cellx100\cellx200 Lindau\cell 8:00\cell\row"
        rb" Bregenz | Hard\cell 9:00\cell\row\pard Ende.\par}"
    )
    assert articles(tmp_path)[0].text == "Lindau\t8:00\nBregenz | Hard\t9:00\nEnde."


def test_a_large_first_letter_in_word_is_joined_to_its_word(
    files: Path, tmp_path: Path, articles: Articles
) -> None:
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    initial = '<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr><w:r><w:t>L</w:t></w:r></w:p>'
    begin = (
        (initial + paragraph.format("indau hat einen Zug.")) + paragraph.format("A") + paragraph.format("B")
    )
    with ZipFile(files / "dampfer.docx") as made, ZipFile(tmp_path / "a.docx", "w") as changed:
        for entry in made.infolist():
            data = made.read(entry)
            if entry.filename == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + begin.encode())
            changed.writestr(entry.filename, data)
    assert articles(tmp_path)[0].text.startswith("Lindau hat einen Zug.\n\nA\n\nB\n\n")
