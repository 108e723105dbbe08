from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from places.building import BuildError, build, revise
from places.dataset import DamagedDatasetError, Dataset, article_table, open_dataset
from places.dataset.manifest import SEARCH, files_beside, read_manifest
from places.fulltext import has_index, index_file, index_like, is_index_of, renewed_index, write_index
from places.journal import ArticleEdited, ArticleRemoved, Journal
from places.model import Article, Mention
from places.query import count, select_articles
from places.selection import Selection

from .conftest import ARTICLES, found


class Blind:
    """Finds no place in any article."""

    def parse(self, *_: object, **__: object) -> list[Mention]:
        return []


def table_of(articles: list[Article]) -> pa.Table:
    return article_table(articles, [None] * len(articles), [0] * len(articles))


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_the_same_articles_make_the_same_file(index: Path, tmp_path: Path) -> None:
    write_index(table_of(ARTICLES), tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == index.read_bytes()
    assert is_index_of(index, table_of(ARTICLES))


@pytest.mark.parametrize("name", ["title", "text", "language"])
def test_an_index_is_not_that_of_an_article_that_was_changed(index: Path, name: str) -> None:
    changed = [replace(ARTICLES[0], **{name: "fr"}), *ARTICLES[1:]]
    assert not is_index_of(index, table_of(changed))
    assert is_index_of(index, table_of([replace(ARTICLES[0], author="Anna"), *ARTICLES[1:]]))


def test_a_renewed_index_finds_what_is_new_and_not_what_is_gone(index: Path, tmp_path: Path) -> None:
    edited = replace(ARTICLES[0], text="Nun steht hier etwas von einer Furt.")
    added = Article("neu", "Neu", "Auch hier eine Furt.", "de")
    renewed_index(index, table_of([edited, *ARTICLES[2:], added]), tmp_path / "renewed")
    assert found(tmp_path / "renewed", "Furt") == {"bruecke", "neu"}
    assert found(tmp_path / "renewed", "Fluss") == set()
    assert found(tmp_path / "renewed", "Steg") == set()
    assert found(tmp_path / "renewed", "-Furt") == {article.id for article in ARTICLES[2:]}
    renewed_index(tmp_path / "renewed", table_of(ARTICLES), tmp_path / "back")
    assert found(tmp_path / "back", "Fluss") == {"bruecke", "steg"}


def test_an_article_in_another_language_makes_the_index_anew(index: Path, tmp_path: Path) -> None:
    french = Article("pont", "Le pont", "Les vieux ponts.", "fr")
    renewed_index(index, table_of([*ARTICLES, french]), tmp_path / "renewed")
    assert found(tmp_path / "renewed", "pont vieux") == {"pont"}


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_an_index_that_is_damaged_is_made_anew(index: Path, tmp_path: Path, damage: bytes | None) -> None:
    earlier = tmp_path / "earlier"
    earlier.write_bytes(index.read_bytes()[:5000] if damage is None else damage)
    renewed_index(earlier, table_of(ARTICLES), tmp_path / "renewed")
    assert found(tmp_path / "renewed", "Fluss") == {"bruecke", "steg"}


def test_a_dataset_without_an_index_gets_one_in_the_cache_with_one_line(
    dataset: Dataset, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert not has_index(dataset)
    with caplog.at_level(logging.WARNING):
        assert count(dataset, Selection(words="Fluss")).articles == 2
        assert count(dataset, Selection(words="Steg")).articles == 1
    assert [record.name for record in caplog.records] == ["places.fulltext.kept"]
    assert has_index(dataset)
    assert index_file(dataset).is_relative_to(tmp_path / "cache")
    assert SEARCH not in read_manifest(dataset.folder)[0]["files"]


def test_an_index_in_the_cache_that_is_damaged_is_made_anew(dataset: Dataset) -> None:
    index_file(dataset).write_bytes(b"no database")
    assert [article.id for article in select_articles(dataset, Selection(words="Steg"))] == ["steg"]


@pytest.mark.parametrize("what", ["another", "fewer articles", "fewer words"])
def test_an_index_in_the_cache_that_is_not_of_its_articles_is_made_anew(
    dataset: Dataset, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    file = index_file(dataset)
    caplog.clear()
    if what == "another":
        file.unlink()
        write_index(table_of([Article("x", "Steg", "Ein anderer Steg.", "de")]), file)
    else:
        with closing(sqlite3.connect(file)) as connection:
            table = "articles" if what == "fewer articles" else "words_docsize"
            connection.execute(f"DELETE FROM {table} WHERE rowid = 1")
            connection.commit()
    assert [article.id for article in select_articles(dataset, Selection(words="Steg"))] == ["steg"]
    assert ["another one's; it is made now" in record.getMessage() for record in caplog.records] == [True]


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    for name in ("Lindau", "Bregenz"):
        (tmp_path / "articles" / f"{name}.txt").write_text(f"Die Brücken von {name}.", encoding="utf-8")
    build(tmp_path / "articles", tmp_path / "built", geoparser=Blind())
    return tmp_path / "built"


def test_a_build_writes_the_index_and_the_next_one_takes_it_over(built: Path) -> None:
    file = files_beside(built, read_manifest(built)[0])[SEARCH]
    made = file.stat()
    build(built.parent / "articles", built, geoparser=Blind())
    assert file.stat().st_mtime_ns == made.st_mtime_ns
    (built.parent / "articles" / "Lindau.txt").write_text("Der Steg von Lindau.", encoding="utf-8")
    build(built.parent / "articles", built, geoparser=Blind())
    assert not file.exists(), "nobody reads it, and nothing names it"
    with open_dataset(built) as dataset:
        assert count(dataset, Selection(words="Brücke")).articles == 1


def test_who_reads_an_index_keeps_it_while_another_takes_its_place(built: Path) -> None:
    with open_dataset(built) as dataset:
        (built.parent / "articles" / "Lindau.txt").write_text("Der Steg von Lindau.", encoding="utf-8")
        build(built.parent / "articles", built, geoparser=Blind())
        assert count(dataset, Selection(words="Brücke")).articles == 2


def test_a_folder_that_can_only_be_read_is_searched(built: Path) -> None:
    for each in (*built.iterdir(), built):
        each.chmod(0o555 if each.is_dir() else 0o444)
    try:
        with open_dataset(built) as dataset:
            assert count(dataset, Selection(words="Brücke")).articles == 2
    finally:
        built.chmod(0o755)


@pytest.mark.parametrize("damage", ["cut", "overwritten"])
def test_an_index_that_is_not_as_it_was_written_is_named(built: Path, damage: str) -> None:
    file = files_beside(built, read_manifest(built)[0])[SEARCH]
    content = file.read_bytes()
    file.write_bytes(content[:4096] if damage == "cut" else b"x" * len(content))
    with open_dataset(built) as dataset, pytest.raises(DamagedDatasetError, match=file.name):
        count(dataset, Selection(words="Brücke"))


@pytest.mark.parametrize("what", ["another", "fewer"])
def test_an_index_that_can_be_read_but_is_not_the_one_that_was_written_is_named(
    built: Path, index: Path, what: str
) -> None:
    file = files_beside(built, read_manifest(built)[0])[SEARCH]
    with open_dataset(built) as dataset:
        if what == "another":
            file.write_bytes(index.read_bytes())
        else:
            with closing(sqlite3.connect(file)) as connection:
                connection.execute("DELETE FROM articles")
                connection.commit()
        with pytest.raises(DamagedDatasetError, match=f"{file.name}.*build it again"):
            count(dataset, Selection(words="Brücke"))


def test_an_index_that_is_missing_is_named(built: Path) -> None:
    file = files_beside(built, read_manifest(built)[0])[SEARCH]
    file.unlink()
    with pytest.raises(DamagedDatasetError, match=f"{file.name} is missing"):
        open_dataset(built)


def test_another_index_is_not_taken_over(index: Path, tmp_path: Path, built: Path) -> None:
    index_like(index, [built / read_manifest(built)[0]["files"]["articles"]], tmp_path / "new")
    assert found(tmp_path / "new", "Fluss") == set()
    assert len(found(tmp_path / "new", "Brücke")) == 2


def test_an_index_with_other_stems_is_not_asked(built: Path, tmp_path: Path) -> None:
    file = files_beside(built, read_manifest(built)[0])[SEARCH]
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE about SET value = 'other' WHERE name = 'form'")
        connection.commit()
    with open_dataset(built) as dataset:
        assert index_file(dataset).is_relative_to(tmp_path / "cache")
        assert count(dataset, Selection(words="Brücke")).articles == 2


def test_a_change_of_mentions_leaves_the_index_as_it_is(tmp_path: Path, built: Path) -> None:
    before = files_beside(built, read_manifest(built)[0])[SEARCH]
    made = before.stat()
    with open_dataset(built) as dataset:
        ((lindau,),) = dataset.rows("SELECT id FROM articles WHERE path = 'Lindau.txt'")
    journal = Journal(tmp_path / "journal.sqlite")
    journal.append("anna", [ArticleEdited(lindau, author="Anna")])
    revise(built, journal, geoparser=Blind())
    assert files_beside(built, read_manifest(built)[0])[SEARCH] == before
    assert before.stat().st_mtime_ns == made.st_mtime_ns
    journal.append("anna", [ArticleRemoved(lindau)])
    revise(built, journal, geoparser=Blind())
    with open_dataset(built) as dataset:
        assert count(dataset, Selection(words="Brücke")).articles == 1
    journal.undo("anna", [2])
    revise(built, journal, geoparser=Blind())
    with open_dataset(built) as dataset:
        assert count(dataset, Selection(words="Brücke")).articles == 2


def test_a_build_that_finds_no_room_for_the_index_says_so_and_leaves_the_dataset_as_it_was(
    built: Path,
) -> None:
    resource = pytest.importorskip("resource", reason="limits of a process are there on Unix alone")
    before = {path.name for path in built.iterdir()}
    text = " ".join(f"Wort{number}" for number in range(8_000))
    (built.parent / "articles" / "Lindau.txt").write_text(text, encoding="utf-8")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, hard))
    try:
        with pytest.raises(BuildError, match=r"cannot be written .*for the index of the search"):
            build(built.parent / "articles", built, geoparser=Blind())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert {path.name for path in built.iterdir()} == before
