"""Files whose names do not say what they are."""

from __future__ import annotations

import shutil
import struct
import tarfile
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from places.model import Article
from places.reading import PassedOver, Repeated, find, read, read_files

from ..cases import slow

Articles = Callable[[Path], list[Article]]
Problems = Callable[[Path], list[str]]

PAGE = (
    "<!DOCTYPE html>\n<html><head><title>Am See</title></head><body><article><p>Der Dampfer legt in Konstanz"
    " ab und kommt am Mittag in Bregenz an.</p></article></body></html>"
)
KINDS = {
    "dampfer.pdf": "PDF",
    "dampfer.docx": "Word",
    "dampfer.odt": "OpenDocument text",
    "dampfer.rtf": "RTF",
    "dampfer.epub": "EPUB",
    "tabelle.xlsx": "spreadsheet",
    "tabelle.ods": "spreadsheet",
    "tabelle.xls": "spreadsheet",
    "mail.eml": "mail",
    "mail.msg": "Outlook mail",
    "mails.mbox": "mailbox",
    "seite.mhtml": "web page in one file",
}


def compound(stream: str) -> bytes:
    """Write an old document that holds one empty stream, as [MS-CFB] has it."""
    free, end, of_table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        0,
        4096,
        end,
        0,
        end,
        0,
        0,
    )
    head += struct.pack("<108I", *[free] * 108)
    table = struct.pack("<128I", of_table, end, *[free] * 126)

    def entry(name: str, kind: int, child: int) -> bytes:
        written = name.encode("utf-16-le") + b"\0\0"
        return struct.pack(
            "<64sHBBIII16xI8x8xIQ", written, len(written), kind, 1, free, free, child, 0, end, 0
        )

    nothing = struct.pack("<64xHBBIII16xI8x8xIQ", 0, 0, 0, free, free, free, 0, 0, 0)
    return head + table + entry("Root Entry", 5, 1) + entry(stream, 2, free) + 2 * nothing


@pytest.mark.parametrize("ending", ["", ".doc", *slow(".txt", ".pdf", ".docx", ".html", ".odt", ".rtf")])
@pytest.mark.parametrize("made", KINDS)
def test_a_file_is_read_as_what_it_is_whatever_it_is_called(
    files: Path, tmp_path: Path, articles: Articles, problems: Problems, made: str, ending: str
) -> None:
    if made.endswith(ending or "-"):
        return
    file = tmp_path / f"Ein Fund{ending}"
    shutil.copy(files / made, file)
    as_named = articles(files / made)
    assert [article.text for article in articles(file)] == [article.text for article in as_named]
    line = f"{file.name}: its name does not say what it is: {KINDS[made]}"
    assert problems(file).count(line) == 1


@pytest.mark.parametrize("name", ["Seite.doc", "Seite.txt", "Seite", "Brief an Dr. Müller", "Brief vom 3.5"])
def test_a_page_under_another_name_is_read_as_a_page(
    tmp_path: Path, articles: Articles, problems: Problems, name: str
) -> None:
    (tmp_path / name).write_text(PAGE, encoding="utf-8")
    (article,) = articles(tmp_path)
    assert (article.title, article.text[:11]) == ("Am See", "Der Dampfer")
    assert problems(tmp_path) == [f"{name}: its name does not say what it is: web page"]


@pytest.mark.parametrize(
    ("stream", "line"),
    [
        ("WordDocument", "an old Word document; save it as .docx"),
        ("PowerPoint Document", "an old presentation; save it as .pdf"),
    ],
)
@pytest.mark.parametrize("name", ["a.doc", "a.docx", "a.txt", "a"])
def test_an_old_document_is_one_line_that_says_what_to_do(
    tmp_path: Path, problems: Problems, name: str, stream: str, line: str
) -> None:
    (tmp_path / name).write_bytes(compound(stream))
    assert problems(tmp_path) == [f"{name}: {line}"]


def test_a_presentation_under_another_name_is_named(tmp_path: Path, problems: Problems) -> None:
    with ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("ppt/presentation.xml", "<p/>")
    assert problems(tmp_path) == ["a.docx: a presentation; save it as .pdf"]


def test_files_in_an_archive_and_attached_to_mails_are_looked_at_too(
    files: Path, tmp_path: Path, articles: Articles
) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(files / "dampfer.pdf", "Dampfer")
        archive.write(files / "dampfer.rtf", "b/Dampfer.doc")
    assert [article.path for article in articles(tmp_path)] == ["a.zip/Dampfer", "a.zip/b/Dampfer.doc"]


TABLE = "Datum;Titel;Text\n05.05.2024;Am See;Der Dampfer legt in Konstanz ab.\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (TABLE, "CSV"),
        (TABLE.replace(";", "\t"), "CSV"),
        ('[{"title": "Am See", "text": "Der Dampfer legt in Konstanz ab.", "date": "2024-05-05"}]', "JSON"),
        (
            '{"title": "Am See", "text": "Der Dampfer legt in Konstanz ab."}\n{"text": "Da."}\n',
            "JSON lines",
        ),
        ("<h1>Am See</h1>\n<p>Der Dampfer legt in Konstanz ab.</p>", "web page"),
    ],
)
def test_a_table_or_a_piece_of_a_page_that_was_saved_as_text_is_read_as_such(
    tmp_path: Path, articles: Articles, problems: Problems, text: str, kind: str
) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    first = articles(tmp_path)[0]
    assert (first.title, first.text[-32:]) == ("Am See", "Der Dampfer legt in Konstanz ab.")
    assert problems(tmp_path) == [f"a.txt: its name does not say what it is: {kind}"]


@pytest.mark.parametrize("name", ["Seite.php", "artikel.aspx"])
def test_a_page_called_after_what_made_it_is_read(tmp_path: Path, articles: Articles, name: str) -> None:
    (tmp_path / name).write_text(PAGE, encoding="utf-8")
    (tmp_path / "code.php").write_text("<?php echo 'Konstanz'; ?>", encoding="utf-8")
    (article,) = articles(tmp_path)
    assert article.title == "Am See"


@pytest.mark.parametrize("name", ["Archiv", "Archiv.txt", "Archiv.html"])
def test_an_archive_of_any_kind_is_opened_whatever_it_is_called(
    tmp_path: Path, articles: Articles, name: str
) -> None:
    (tmp_path / "Brief.txt").write_text("Der Dampfer legt in Konstanz ab.", encoding="utf-8")
    with tarfile.open(tmp_path / name, "w:gz") as archive:
        archive.add(tmp_path / "Brief.txt", "Brief.txt")
    (tmp_path / "Brief.txt").unlink()
    (article,) = articles(tmp_path)
    assert article.text == "Der Dampfer legt in Konstanz ab."


@pytest.mark.parametrize(
    ("begin", "line"),
    [(b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"), (b"Rar!\x1a\x07\x01\x00", "a RAR archive")],
)
def test_an_archive_that_is_not_opened_says_so(
    tmp_path: Path, problems: Problems, begin: bytes, line: str
) -> None:
    (tmp_path / "a").write_bytes(begin + bytes(50))
    assert problems(tmp_path) == [f"a: {line}; unpack it"]


@pytest.mark.parametrize(
    "text",
    [
        "From: Anna\nTo: Bert\nDate: Monday\n\nDer Dampfer legt in Konstanz ab.",
        "Die Seite beginnt mit <html> und der Dampfer legt in Konstanz ab.",
        "From Konstanz we went to Bregenz in 2024\nwith the boat: it was late.",
        "<p> steht vor einem Absatz, in dem der Dampfer in Konstanz ablegt.",
        "BZh, so hieß der Dampfer, der in Konstanz ablegt.",
        "Text, Bilder, Karten: Der Dampfer legt in Konstanz ab.",
        '[{"Dampfer"}] stand am Bug, als er in Konstanz ablegte.',
        "PK, so hieß der Dampfer, legt in Konstanz ab.",
    ],
)
def test_what_a_person_wrote_stays_a_text(
    tmp_path: Path, articles: Articles, problems: Problems, text: str
) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert problems(tmp_path) == []
    assert articles(tmp_path)[0].text.endswith(text[-20:])


def test_what_is_nothing_known_is_passed_over_or_named_as_before(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("Der Dampfer legt in Konstanz ab.", encoding="utf-8")
    (tmp_path / "a.doc").write_text("Der Dampfer legt in Konstanz ab.", encoding="utf-8")
    (tmp_path / "b").write_bytes(b"")
    (tmp_path / "c.7z").write_bytes(b"7z")
    others: list[PassedOver | Repeated] = []
    items = list(read_files(find(tmp_path).files, passed_over=others.append))
    assert [*map(str, find(tmp_path).problems)] == ["c.7z: .7z is not read; unpack it"]
    assert [*map(str, items)] == ["a.doc: .doc is not read; save it as .docx"]
    assert [*map(str, others)] == [
        "LICENSE: a file without a suffix is not read",
        "b: a file without a suffix is not read",
    ]


def test_a_name_without_an_ending_tells_its_date(files: Path, tmp_path: Path) -> None:
    shutil.copy(files / "dampfer.odt", tmp_path / "Fahrt vom 3.5.1912")
    _, article = read(tmp_path)
    assert isinstance(article, Article)
    assert str(article.published) == "1912-05-03"
