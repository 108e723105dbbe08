"""Documents that other processes read."""

from __future__ import annotations

import shutil
import zipfile
from functools import partial
from pathlib import Path

import pytest

from places.building.workers import in_order, worker_processes
from places.model import Article
from places.reading import (
    PassedOver,
    Problem,
    ReadingEach,
    SourceFile,
    find,
    format_of,
    may_hold_documents,
    read_files,
    reader,
)

MAIL = (
    "From: Rike Boot <rike@boot.example>\nSubject: Fahrplan\nDate: Tue, 4 Mar 2025 09:00:00 +0100\n"
    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=teil\n\n--teil\nContent-Type: text/plain\n\n"
    "Die Fähre nach Lindau fährt wieder.\n--teil\nContent-Type: image/png; name=boot.png\n"
    "Content-Disposition: attachment; filename=boot.png\n\nx\n--teil--\n"
)
PAGE = "<html><title>Der Markt</title><body><p>Der Markt in Bregenz beginnt. {}</p></body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with documents, tables between them, and what cannot be read."""
    for name in ("a", "c", "e"):
        (tmp_path / f"{name}.html").write_text(PAGE.format(name), encoding="utf-8")
    (tmp_path / "b.csv").write_text("id,text\nboot,Das Boot nach Bremen.\n,Nach Husum.\n", encoding="utf-8")
    (tmp_path / "d.eml").write_text(MAIL, encoding="utf-8")
    (tmp_path / "f.docx").write_bytes(b"PK no document")
    (tmp_path / "g.md").write_text("---\nid: boot\ndate: 12/01/2025\n---\nDas Boot nach Emden.\n", "utf-8")
    (tmp_path / "h.txt").write_text("\n", encoding="utf-8")
    (tmp_path / "i.html").write_text("", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "j.zip", "w") as archive:
        for name in ("a.html", "b.csv", "d.eml", "i.html", "c.html"):
            archive.write(tmp_path / name, f"alt/{name}")
        archive.writestr("alt/bild.png", b"x")
    (tmp_path / "k.mbox").write_text(f"From rike Tue Mar  4 09:00:00 2025\n{MAIL}\n", encoding="utf-8")
    return tmp_path


def read(folder: Path, each: ReadingEach | None) -> tuple[list[Article | Problem], list[PassedOver]]:
    others: list[PassedOver] = []
    return list(read_files(find(folder).files, passed_over=others.append, each=each)), others


def test_what_is_read_elsewhere_is_what_is_read_here(folder: Path) -> None:
    here, others = read(folder, None)
    assert [item.id for item in here if isinstance(item, Article)].count("boot") == 1
    assert {item.path for item in here if isinstance(item, Problem)} >= {"f.docx", "h.txt", "i.html"}
    assert [other.path for other in others] == [
        *("d.eml/boot.png", "j.zip/alt/d.eml/boot.png", "j.zip/alt/bild.png", "k.mbox/1/boot.png")
    ]
    assert read(folder, map) == (here, others)


@pytest.mark.slow
def test_processes_read_documents(folder: Path) -> None:
    for copy in range(40):
        shutil.copy(folder / "a.html", folder / f"a{copy}.html")
    with worker_processes(2) as workers:
        assert read(folder, partial(in_order, workers, 2)) == read(folder, None)


def test_files_that_programs_made_are_read_elsewhere_as_here(files: Path) -> None:
    here, others = read(files, None)
    assert sum(isinstance(item, Article) for item in here) > 15
    assert read(files, map) == (here, others)


def test_what_is_in_archives_counts_for_the_limits_of_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for at in range(5):
            archive.writestr(f"{at}.html", PAGE.format(at))
    monkeypatch.setattr(reader, "_FILES", 3)
    here, _ = read(tmp_path, None)
    assert [type(item) for item in here] == [Article, Article, Article, Problem]
    assert read(tmp_path, map)[0] == here


def test_a_document_that_goes_before_it_is_sent_is_one_line(folder: Path) -> None:
    found = find(folder)
    (folder / "c.html").unlink()
    (said,) = (
        item
        for item in read_files(found.files, each=map)
        if isinstance(item, Problem) and item.path == "c.html"
    )
    assert said.reason == "cannot be read (no such file or directory)"


@pytest.mark.slow
def test_tables_and_very_large_documents_are_not_sent(folder: Path) -> None:
    (folder / "large.html").write_text(PAGE.format("Und die Fähre. " * 300_000), encoding="utf-8")
    sent: list[str] = []

    def each(work, pieces):  # type: ignore[no-untyped-def]
        for piece in pieces:
            sent.extend(document.source.name for document in piece)
            yield work(piece)

    items, _ = read(folder, each)
    assert sent == [
        *("a.html", "c.html", "d.eml", "e.html", "f.docx", "g.md", "h.txt", "i.html"),
        *(f"j.zip/alt/{name}" for name in ("a.html", "d.eml", "i.html", "c.html")),
    ]
    assert {item.path for item in items} >= {"b.csv", "large.html"}


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        *(("a.zip", True), ("a.tar.gz", True), ("a.warc.gz", True), ("a.mbox", True), ("a.html.gz", False)),
        *(("a.csv.gz", False), ("a.jsonl.bz2", False), ("a.csv", False)),
    ],
)
def test_what_may_have_documents_in_it_is_told_by_its_name(name: str, holds: bool) -> None:
    form = format_of(name)
    assert form
    assert may_hold_documents(SourceFile(Path(name), name, 1, form)) == holds
