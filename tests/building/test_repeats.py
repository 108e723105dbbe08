"""Articles that stand in the source twice count once, and every build says so in the same way."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

import pytest

from places.building import Report, build, pipeline
from places.building.watching import Watch, snapshot
from places.dataset import account_file, open_dataset
from places.journal import ArticleAdded, ArticleEdited, ArticleRemoved, InArticle, Journal, PlaceDecided
from places.language import language
from places.model import Article, Mention
from places.query import account_of

from ..one_part import table_files
from .changing import Known

LETTER = "Sehr geehrte Redaktion,\ngestern war ich in Lindau.\n"
NEWS = "Die Fähre nach Lindau ist voll; und am Ufer warten hundert Leute auf das nächste Schiff. " * 3


class Nowhere:
    """A geoparser that finds nothing."""

    def parse(self, *_: object) -> Sequence[Mention]:
        return []


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    (folder / "exports").mkdir(parents=True)
    for name in ("1912 Brief", "Kopie von 1912 Brief", "1912 Brief - Kopie (2)", "1913 Brief"):
        (folder / f"{name}.txt").write_text(LETTER, encoding="utf-8")
    head = "title,date,source,text\n"
    rows = [f"Fähre,2024-06-19,Seeblatt,{NEWS}", f"Fähre,2024-06-19,Bergblatt,{NEWS}"]
    (folder / "exports" / "a.csv").write_text(head + "\n".join(rows), encoding="utf-8")
    wrapped = NEWS.replace(" und", "\n\u0020 und")
    rows = [f'Fähre,19. Juni 2024,Seeblatt,"{wrapped}"', f"Fähre,2024-06-20,Seeblatt,{NEWS}"]
    (folder / "exports" / "b.csv").write_text(head + "\n".join(rows), encoding="utf-8")
    return folder


def built(
    source: Path, target: Path, journal: Journal | None = None, executor: Executor | None = None
) -> Report:
    return build(source, target, geoparser=Nowhere(), journal=journal, places=Known(), executor=executor)


def paths(dataset: Path) -> list[str]:
    with open_dataset(dataset) as opened:
        return [path for (path,) in opened.rows("SELECT path FROM articles ORDER BY path, id")]


ONCE = ["1912 Brief.txt", "1913 Brief.txt", "exports/a.csv", "exports/a.csv", "exports/b.csv"]
LINES = {
    "Kopie von 1912 Brief.txt: the same article as 1912 Brief.txt",
    "1912 Brief - Kopie (2).txt: the same article as 1912 Brief.txt",
    "exports/b.csv, row 2: the same article as exports/a.csv, row 2",
}


def test_a_copy_and_a_report_in_two_exports_count_once_and_what_two_papers_print_twice(
    pile: Path, tmp_path: Path
) -> None:
    report = built(pile, tmp_path / "d")
    assert paths(tmp_path / "d") == ONCE
    assert set(map(str, report.repeats)) == LINES
    assert (report.articles_read, report.articles_failed, report.repeated) == (5, 0, 3)


def test_each_is_named_in_the_manifest_the_list_and_on_the_page(pile: Path, tmp_path: Path) -> None:
    built(pile, tmp_path / "d")
    with open_dataset(tmp_path / "d") as dataset:
        manifest = dataset.manifest
        told = account_of(dataset, "repeated", 10)
        file = account_file(tmp_path / "d", manifest)
    assert manifest["repeated"] == told.total == len(manifest["repeats"]) == 3
    assert file is not None
    listed = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [line["became"] for line in listed] == ["repeated"] * 3
    german = {language("de").reason(line.reason) for line in told.lines}
    assert german == {
        "derselbe Artikel wie 1912 Brief.txt",
        "derselbe Artikel wie exports/a.csv, Zeile 2",
    }


def test_the_copy_counts_once_the_first_is_gone(pile: Path, tmp_path: Path) -> None:
    seen = snapshot(pile)
    built(pile, tmp_path / "d")
    watch = Watch(pile, lambda: built(pile, tmp_path / "d"), seen)
    (pile / "1912 Brief.txt").unlink()
    (pile / "1912 Brief - Kopie (2).txt").unlink()
    assert watch.look().removed == 2
    assert paths(tmp_path / "d") == sorted(["Kopie von 1912 Brief.txt", *ONCE[1:]])
    shutil.copy(pile / "Kopie von 1912 Brief.txt", pile / "1912 Brief.txt")
    assert watch.look().new == 1
    assert paths(tmp_path / "d") == sorted(["Kopie von 1912 Brief.txt", *ONCE[1:]])


def ids(dataset: Path) -> list[tuple[str, str]]:
    with open_dataset(dataset) as opened:
        return sorted(opened.rows("SELECT path, id FROM articles"))


def test_what_was_built_before_keeps_its_id_whatever_is_put_beside_it(tmp_path: Path) -> None:
    pile, dataset = tmp_path / "pile", tmp_path / "d"
    pile.mkdir()
    (pile / "m.txt").write_text(NEWS, encoding="utf-8")
    with zipfile.ZipFile(pile / "z.zip", "w") as archive:
        archive.writestr("n.txt", f"Auch das: {NEWS}")
    built(pile, dataset)
    before = ids(dataset)
    (pile / "a.txt").write_text(NEWS, encoding="utf-8")
    shutil.copy(pile / "z.zip", pile / "b.zip")
    for _ in range(2):
        report = built(pile, dataset)
        assert ids(dataset) == before
        assert [*map(str, report.repeats)] == [
            "a.txt: the same article as m.txt",
            "b.zip/n.txt: the same article as z.zip/n.txt",
        ]
    (pile / "m.txt").unlink()
    built(pile, dataset)
    assert [path for path, _ in ids(dataset)] == ["a.txt", "z.zip/n.txt"]


def test_rows_that_nothing_but_their_words_make_the_same_are_articles_of_their_own(tmp_path: Path) -> None:
    undated, numbered = tmp_path / "undated.csv", tmp_path / "numbered.csv"
    undated.write_text("text\nLindau\nLindau\n", encoding="utf-8")
    numbered.write_text("id,date,text\n1,2024,Bregenz\n2,2024,Bregenz\n", encoding="utf-8")
    report = built(tmp_path, tmp_path / "d")
    assert (report.articles_read, report.repeated) == (4, 0)


def test_letters_alike_with_names_of_their_own_are_letters_of_their_own(tmp_path: Path) -> None:
    for name in ("An Frau Ott", "An Herrn Huth"):
        (tmp_path / f"{name}.txt").write_text(LETTER, encoding="utf-8")
    assert built(tmp_path, tmp_path / "d").articles_read == 2


def test_short_words_of_two_people_or_in_two_files_are_articles_of_their_own(tmp_path: Path) -> None:
    head = "title,date,author,text\n"
    (tmp_path / "a.csv").write_text(f"{head}Treffen,2024-06-19,Anna,In Lindau.\n", encoding="utf-8")
    rows = "Treffen,2024-06-19,Bert,In Lindau.\nTreffen,2024-06-19,Anna,In Lindau.\n"
    (tmp_path / "b.csv").write_text(head + rows, encoding="utf-8")
    for name in ("Montag", "Dienstag", "Dienstag - Kopie"):
        (tmp_path / f"{name}.txt").write_text("Nichts Neues in Lindau.", encoding="utf-8")
    report = built(tmp_path, tmp_path / "d")
    assert set(map(str, report.repeats)) == {
        "b.csv, row 3: the same article as a.csv, row 2",
        "Dienstag - Kopie.txt: the same article as Dienstag.txt",
    }


def test_a_copy_in_an_archive_is_named_with_the_archive(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text(NEWS, encoding="utf-8")
    with zipfile.ZipFile(source / "b.zip", "w") as archive:
        archive.writestr("c.txt", NEWS)
    report = built(source, tmp_path / "d")
    assert [*map(str, report.repeats)] == ["b.zip/c.txt: the same article as a.txt"]
    assert (report.articles_failed, report.files_read) == (0, 1)


def test_with_workers_and_with_what_was_read_before_the_same_ones_count(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("z", "z - Kopie"):
        page = f"<html><title>Fähre</title><body><article><p>{NEWS}</p></article></body></html>"
        (pile / f"{name}.html").write_text(page, encoding="utf-8")
    alone = built(pile, tmp_path / "alone")
    monkeypatch.setattr(pipeline, "_WORTH_READING", 100)
    with ProcessPoolExecutor(2) as executor:
        for _ in range(2):
            report = built(pile, tmp_path / "d", executor=executor)
            assert report.repeats == alone.repeats
            assert paths(tmp_path / "d") == paths(tmp_path / "alone")
    names = [table_files(tmp_path / each)["articles"].name for each in ("d", "alone")]
    assert names[0] == names[1]


def test_what_somebody_has_said_something_of_counts_in_any_case(tmp_path: Path) -> None:
    source, journal = tmp_path / "source", Journal(tmp_path / "changes.sqlite")
    source.mkdir()
    for name in ("b", "c", "d"):
        (source / f"{name}.txt").write_text(NEWS, encoding="utf-8")
        if name == "b":
            built(source, tmp_path / "d")
            with open_dataset(tmp_path / "d") as dataset:
                ((article_id,),) = dataset.rows("SELECT id FROM articles")
    journal.append("anna", [PlaceDecided(InArticle("Lindau", article_id), None)])
    (source / "a.txt").write_text(NEWS, encoding="utf-8")
    (source / "corrections.csv").write_text("name,place,article\nLindau,none,d.txt\n", encoding="utf-8")
    report = built(source, tmp_path / "d", journal=journal)
    assert paths(tmp_path / "d") == ["b.txt", "d.txt"]
    assert {*map(str, report.repeats)} == {
        "a.txt: the same article as b.txt",
        "c.txt: the same article as b.txt",
    }
    assert [(held.name, held.nowhere) for held in report.held] == [("corrections.csv", 0), ("journal", 0)]


def test_what_was_left_out_or_edited_by_hand_does_not_come_back_as_its_copy(
    pile: Path, tmp_path: Path
) -> None:
    journal = Journal(tmp_path / "changes.sqlite")
    built(pile, tmp_path / "d")
    with open_dataset(tmp_path / "d") as dataset:
        ids = dict(dataset.rows("SELECT path, id FROM articles WHERE path LIKE '%.txt'"))
    journal.append(
        "anna",
        [
            ArticleRemoved(ids["1912 Brief.txt"]),
            ArticleEdited(ids["1913 Brief.txt"], title="Ein Brief"),
            ArticleAdded.of(Article("added", "Brief", LETTER, "de")),
        ],
        texts=[LETTER],
    )
    shutil.copy(pile / "1913 Brief.txt", pile / "1913 Brief Kopie.txt")
    report = built(pile, tmp_path / "d", journal=journal)
    assert paths(tmp_path / "d") == ["", *ONCE[1:]]
    assert (report.repeated, report.removed) == (4, 1)
