"""What documents gave in earlier builds."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import platformdirs
import pytest

from places.building import build, pipeline, readings
from places.model import Mention
from places.reading import Document, Item, elsewhere

from ..cases import slow
from ..one_part import table_files

PAGE = (
    "<html><title>Fähre {0}</title><body><p>Heute ist die Fähre nach Lindau voll. Und {0} Möwen.</p></body>"
)


class Nowhere:
    """A geoparser that finds nothing."""

    def parse(self, *_: object) -> Sequence[Mention]:
        return []


@pytest.fixture(autouse=True)
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which documents are read, in a cache of its own, however little is to be read."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(pipeline, "_WORTH_READING", 100)
    read: list[str] = []
    read_documents = elsewhere.read_documents

    def noted(documents: Sequence[Document]) -> list[list[Item]]:
        read.extend(document.source.name for document in documents)
        return read_documents(documents)

    monkeypatch.setattr(elsewhere, "read_documents", noted)
    return read


@pytest.fixture
def source(tmp_path: Path) -> Path:
    source = tmp_path / "pages"
    source.mkdir()
    for at in range(5):
        (source / f"{at}.html").write_text(PAGE.format(at), encoding="utf-8")
    (source / "notes.csv").write_text("id,text\na,Das Boot nach Bremen.\n", encoding="utf-8")
    return source


def made(source: Path, target: Path) -> tuple[list[bytes], list[str]]:
    """Build; return the tables and the lines about what was not read."""
    report = build(source, target, geoparser=Nowhere(), versions={"v": "1"})
    files = [file.read_bytes() for _, file in sorted(table_files(target).items())]
    return files, list(map(str, report.problems))


def store() -> Path:
    (file,) = (platformdirs.user_cache_path("places") / "documents").glob("*.sqlite")
    return file


def test_the_next_build_reads_what_is_new_or_was_changed_alone(
    source: Path, tmp_path: Path, read: list[str]
) -> None:
    made(source, tmp_path / "d")
    assert read == [f"{at}.html" for at in range(5)]
    read.clear()
    (source / "2.html").write_text(PAGE.format("zwei"), encoding="utf-8")
    (source / "6.html").write_text(PAGE.format(6), encoding="utf-8")
    (source / "4.html").rename(source / "2024-05-06 Möwen.html")  # its name tells a date now
    result = made(source, tmp_path / "d")
    assert read == ["2.html", "2024-05-06 Möwen.html", "6.html"]
    assert result == made(source, tmp_path / "new")


def test_a_build_that_goes_round_twice_or_has_nothing_new_reads_nothing(
    source: Path, tmp_path: Path, read: list[str]
) -> None:
    first = made(source, tmp_path / "d")
    read.clear()
    assert made(source, tmp_path / "d") == first
    assert read == []


def test_lines_about_what_was_read_in_part_are_told_again(
    source: Path, tmp_path: Path, read: list[str]
) -> None:
    (source / "5.md").write_text("---\ndate: 12/01/2025\n---\nDas Boot nach Emden.\n", encoding="utf-8")
    first = made(source, tmp_path / "d")
    assert any("12/01/2025" in line for line in first[1])
    read.clear()
    assert made(source, tmp_path / "d") == first
    assert read == []


def test_what_could_not_be_read_is_tried_again(source: Path, tmp_path: Path, read: list[str]) -> None:
    (source / "5.docx").write_bytes(b"PK no document")
    first = made(source, tmp_path / "d")
    read.clear()
    assert made(source, tmp_path / "d") == first
    assert read == ["5.docx"]


def test_a_build_that_was_ended_leaves_to_the_next_one_what_it_has_read(
    source: Path, tmp_path: Path, read: list[str]
) -> None:
    class Ending(Nowhere):
        def parse_all(self, *_: object, **__: object) -> Sequence[Sequence[Mention]]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(source, tmp_path / "d", geoparser=Ending(), versions={"v": "1"})
    assert len(read) == 5
    made(source, tmp_path / "d")
    assert len(read) == 5


def test_other_rules_of_reading_read_everything_anew(
    source: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made(source, tmp_path / "d")
    monkeypatch.setattr(readings, "_version", lambda: "others")
    made(source, tmp_path / "d")
    assert len(read) == 10


def test_another_version_of_what_tells_languages_reads_everything_anew(
    source: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made(source, tmp_path / "d")
    monkeypatch.setattr(readings, "version", lambda name: "99" if name == "py3langid" else version(name))
    made(source, tmp_path / "d")
    assert len(read) == 10


def test_nothing_is_kept_of_a_document_that_is_gone(source: Path, tmp_path: Path) -> None:
    made(source, tmp_path / "d")
    (source / "3.html").unlink()
    made(source, tmp_path / "d")
    with closing(sqlite3.connect(store())) as database:
        assert database.execute("SELECT count(*) FROM documents").fetchone() == (4,)


def test_nothing_is_kept_once_so_little_is_left_that_it_is_read_each_time(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(source, tmp_path / "d")
    assert store().exists()
    for at in range(4):
        (source / f"{at}.html").unlink()
    monkeypatch.setattr(pipeline, "_WORTH_READING", 1000)
    made(source, tmp_path / "d")
    assert not list((platformdirs.user_cache_path("places") / "documents").iterdir())


@pytest.mark.parametrize("damage", ["middle", *slow("all", "items")])
def test_what_is_damaged_is_read_anew(source: Path, tmp_path: Path, damage: str) -> None:
    first = made(source, tmp_path / "d")
    if damage == "items":
        with closing(sqlite3.connect(store())) as database, database:
            database.execute("UPDATE documents SET items = x'00'")
    else:
        content = bytearray(store().read_bytes())
        begin = 0 if damage == "all" else len(content) // 2
        content[begin:] = b"x" * (len(content) - begin)
        store().write_bytes(content)
    assert made(source, tmp_path / "d") == first
    assert made(source, tmp_path / "d") == first


DAMAGES = {
    "rows that lead to one another": "UPDATE documents SET items = (SELECT max(items) FROM documents)",
    "text where bytes were": "UPDATE documents SET items = CAST(x'ff' AS TEXT)",
    "a round that is none": "UPDATE documents SET round = 'x'",
    "the last round of all": f"UPDATE documents SET round = {2**63 - 1}",
    "a folder that is none": "UPDATE target SET path = CAST(x'ff' AS TEXT)",
    "no folder": "DROP TABLE target; CREATE TABLE target (path); INSERT INTO target VALUES (NULL)",
    "other columns": "DROP TABLE documents; CREATE TABLE documents (key, \xff)",
}


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_what_is_damaged_within_costs_a_reading_and_is_begun_anew(
    source: Path, tmp_path: Path, read: list[str], damage: str
) -> None:
    first = made(source, tmp_path / "d")
    with closing(sqlite3.connect(store())) as database:
        database.executescript(damage)
    assert made(source, tmp_path / "d") == first
    assert made(source, tmp_path / "d") == first
    read.clear()
    assert made(source, tmp_path / "d") == first
    assert read == []


def test_what_sqlite_says_of_a_damaged_table_need_not_be_text(
    source: Path, tmp_path: Path, read: list[str]
) -> None:
    first = made(source, tmp_path / "d")
    content = store().read_bytes()
    assert content.count(b"CREATE TABLE target") == 1
    store().write_bytes(content.replace(b"CREATE TABLE target", b"CREATE \x8aABLE target"))
    assert made(source, tmp_path / "d") == first
    read.clear()
    assert made(source, tmp_path / "d") == first
    assert read == []


def test_what_another_build_is_writing_is_not_waited_for_long(
    source: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "_PATIENCE", 0.1)
    first = made(source, tmp_path / "d")
    with closing(sqlite3.connect(store())) as other:
        other.execute("BEGIN IMMEDIATE")
        assert made(source, tmp_path / "d") == first
    assert len(read) == 10


def test_a_cache_that_cannot_be_written_costs_nothing_else(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(source, tmp_path / "d")
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert made(source, tmp_path / "d") == first
