from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.dataset import (
    MANIFEST,
    SCHEMAS,
    TABLES,
    DatasetError,
    DatasetWriter,
    fingerprint,
    fold,
    mention_table,
    open_dataset,
)
from places.dataset.manifest import content_name
from places.dataset.tables import candidates_of
from places.model import Article, Candidate, Evidence, Mention, PartialDate, Place
from places.query import known_places

from ..one_part import table_files

LINDAU = Place("test:lindau", "Lindau", "city", 47.55, 9.68, ("DE",), 25_490, "test", {"de": "Lindau"})
LAKE = Place(
    "test:lake", "Lake Constance", "water", 47.6, 9.4, ("AT", "CH", "DE"), 0, "test", {"de": "Bodensee"}
)
TEXT = "Lindau liegt am Bodensee."


def candidate(place: Place, score: float) -> Candidate:
    where = (place.latitude, place.longitude, place.country_codes)
    return Candidate(
        place.id, score, place.name, place.kind, *where, (Evidence("population", 1.5), Evidence("kind", -2.0))
    )


MENTIONS = [
    Mention(0, 6, "Lindau", LINDAU, 0.93, (candidate(LINDAU, 0.93), candidate(LAKE, 0.07)), 0, 25),
    Mention(16, 24, "Bodensee", LAKE, 1.0, (), 0, 25, (Evidence("preposition", 0.5),)),
]


def write(folder: Path, number: int = 3) -> None:
    with DatasetWriter(folder) as writer:
        for at in range(number):
            published = PartialDate.parse("2024-06") if at % 2 else None
            article = Article(
                f"a{at}", f"Titel {at}", TEXT, "de", published, "stated" if published else None, path="a.txt"
            )
            article = replace(article, section=f"Seite {at}")
            writer.add([article], mention_table([(article.id, MENTIONS)]), [LINDAU, LAKE])
        writer.commit({"source": "test"})


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with open_dataset(folder) as dataset:
        return dataset.cursor().execute(query).fetchall()


def test_mentions_keep_their_own_candidates_where_others_share_theirs() -> None:
    shared, own = MENTIONS[0].candidates, (candidate(LAKE, 0.8), candidate(LINDAU, 0.2))
    written = [shared, (), own, shared, ()]
    mentions = [Mention(0, 6, "Lindau", LINDAU, 0.9, candidates, 0, 25) for candidates in written]
    table = mention_table([("a", mentions[:2]), ("b", []), ("c", mentions[2:])])
    assert table.column("article_id").to_pylist() == ["a", "a", "c", "c", "c"]
    assert [
        [(of_place["place_id"], of_place["score"], len(of_place["evidence"])) for of_place in candidates]
        for candidates in table.column("candidates").to_pylist()
    ] == [[(one.place_id, one.score, len(one.evidence)) for one in candidates] for candidates in written]


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    write(tmp_path / "d")
    assert rows(tmp_path / "d", "SELECT id, published_first::text, published_last::text FROM articles") == [
        ("a0", None, None),
        ("a1", "2024-06-01", "2024-06-30"),
        ("a2", None, None),
    ]
    assert rows(tmp_path / "d", "SELECT DISTINCT section FROM articles ORDER BY 1")[0] == ("Seite 0",)
    assert rows(tmp_path / "d", "SELECT id, names['de'], country_codes FROM places") == [
        ("test:lake", "Bodensee", ["AT", "CH", "DE"]),
        ("test:lindau", "Lindau", ["DE"]),
    ]
    ((candidates, confidence),) = rows(
        tmp_path / "d", "SELECT candidates, confidence FROM mentions WHERE article_id = 'a1' AND start = 0"
    )
    assert confidence == 0.93
    assert candidates == [
        {
            "place_id": place.id,
            "score": score,
            "name": place.name,
            "kind": place.kind,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "country_codes": list(place.country_codes),
            "evidence": [{"reason": "population", "weight": 1.5}, {"reason": "kind", "weight": -2.0}],
        }
        for place, score in ((LINDAU, 0.93), (LAKE, 0.07))
    ]


def test_what_spoke_for_a_mention_is_read_back(tmp_path: Path) -> None:
    write(tmp_path / "d", 1)
    assert rows(tmp_path / "d", "SELECT evidence FROM mentions ORDER BY start") == [
        ([],),
        ([{"reason": "preposition", "weight": 0.5}],),
    ]


def test_the_manifest_counts_what_is_in_the_tables(tmp_path: Path) -> None:
    write(tmp_path / "d")
    with open_dataset(tmp_path / "d") as dataset:
        assert dataset.manifest["counts"] == {"articles": 3, "places": 2, "mentions": 6, "undated": 2}
        assert dataset.manifest["source"] == "test"


def test_the_same_articles_give_the_same_files(tmp_path: Path) -> None:
    write(tmp_path / "one")
    write(tmp_path / "two")
    shared = [name for name in os.listdir(tmp_path / "one") if not name.startswith("build-")]  # noqa: PTH208
    assert len(shared) == len(TABLES) + 2  # the pairs and the manifest
    for name in shared:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_the_tables_have_the_columns_that_they_promise(tmp_path: Path) -> None:
    write(tmp_path / "d")
    for table in TABLES:
        assert pq.read_schema(table_files(tmp_path / "d")[table]).names == SCHEMAS[table].names


def test_many_mentions_are_written_in_row_groups_of_one_size(tmp_path: Path) -> None:
    with DatasetWriter(tmp_path / "d") as writer:
        for at in range(30):
            article = Article(f"a{at}", "T", TEXT)
            writer.add([article], mention_table([(article.id, MENTIONS * 750)]), [LINDAU, LAKE])
        writer.commit({})
    metadata = pq.read_metadata(table_files(tmp_path / "d")["mentions"])
    assert [metadata.row_group(at).num_rows for at in range(metadata.num_row_groups)] == [
        20_000,
        20_000,
        5_000,
    ]


def test_a_dataset_that_is_open_stays_as_it_was_when_another_takes_its_place(tmp_path: Path) -> None:
    write(tmp_path / "d", 3)
    with open_dataset(tmp_path / "d") as old:
        assert old.is_current
        write(tmp_path / "d", 5)
        assert not old.is_current
        query = "SELECT count(*), count(DISTINCT a.id) FROM mentions m JOIN articles a ON a.id = m.article_id"
        assert old.cursor().execute(query).fetchall() == [(6, 3)]
        with open_dataset(tmp_path / "d") as new:
            assert new.cursor().execute(query).fetchall() == [(10, 5)]
            assert new.fingerprint == fingerprint(tmp_path / "d") != old.fingerprint


def in_old_form(folder: Path, number: int) -> None:
    """Write a dataset as it was before files were named by what they hold."""
    write(folder, number)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    del manifest["files"]
    for table, file in table_files(folder).items():
        lacking = {
            "section",
            "home",
            "tags",
            "by_hand",
            "checked",
            *(["evidence"] if table == "mentions" else []),
        }
        columns = pq.read_table(file)
        pq.write_table(
            columns.drop_columns([name for name in columns.column_names if name in lacking]),
            folder / f"{table}.parquet",
        )
        file.unlink()
    next(folder.glob("build-*")).unlink()
    (folder / MANIFEST).write_text(json.dumps({**manifest, "format": 1}), encoding="utf-8")


def test_a_dataset_of_the_old_form_is_read_and_stays_open_when_a_new_one_takes_its_place(
    tmp_path: Path,
) -> None:
    in_old_form(tmp_path / "d", 3)
    query = "SELECT count(*), max(len(evidence)), count(DISTINCT a.id) FROM mentions m, articles a"
    with open_dataset(tmp_path / "d") as old:
        assert old.cursor().execute(query).fetchall() == [(18, 0, 3)]
        write(tmp_path / "d", 5)
        assert old.cursor().execute(query).fetchall() == [(18, 0, 3)]
        assert rows(tmp_path / "d", query) == [(50, 1, 5)]
    write(tmp_path / "d", 5)
    assert not {f"{table}.parquet" for table in TABLES} & set(os.listdir(tmp_path / "d"))  # noqa: PTH208


def test_a_dataset_that_does_not_tell_what_people_changed_is_read(tmp_path: Path) -> None:
    write(tmp_path / "d", 3)
    manifest = json.loads((tmp_path / "d" / MANIFEST).read_text(encoding="utf-8"))
    for table, file in table_files(tmp_path / "d").items():
        columns = pq.read_table(file)
        lacking = {"home", "tags", "by_hand", "checked"} & set(columns.column_names)
        pq.write_table(columns.drop_columns(list(lacking)), tmp_path / "new")
        name = content_name(table, tmp_path / "new")
        (tmp_path / "new").rename(tmp_path / "d" / name)
        manifest["files"][table] = name
    (tmp_path / "d" / MANIFEST).write_text(json.dumps({**manifest, "format": 2}), encoding="utf-8")
    query = (
        "SELECT count(*), count(m.by_hand), count(m.checked), max(len(a.tags)) FROM mentions m, articles a"
    )
    assert rows(tmp_path / "d", query) == [(18, 0, 0, 0)]
    assert rows(tmp_path / "d", "SELECT count(*), count(by_hand) FROM places") == [(2, 0)]


def test_a_dataset_whose_places_do_not_tell_what_they_lie_in_is_read(tmp_path: Path) -> None:
    write(tmp_path / "d", 3)
    manifest = json.loads((tmp_path / "d" / MANIFEST).read_text(encoding="utf-8"))
    columns = pq.read_table(tmp_path / "d" / manifest["files"]["places"])
    pq.write_table(columns.drop_columns(["area", "consists_of"]), tmp_path / "new")
    manifest["files"]["places"] = content_name("places", tmp_path / "new")
    (tmp_path / "new").rename(tmp_path / "d" / manifest["files"]["places"])
    (tmp_path / "d" / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert rows(tmp_path / "d", "SELECT count(*), count(area), count(consists_of) FROM places") == [(2, 0, 0)]
    assert [place.area for place in known_places(open_dataset(tmp_path / "d"))] == ["", ""]


def test_a_dataset_of_the_old_form_is_replaced_and_cleared_up(tmp_path: Path) -> None:
    in_old_form(tmp_path / "d", 3)
    write(tmp_path / "d", 4)
    assert len(os.listdir(tmp_path / "d")) == len(TABLES) + 3  # noqa: PTH208
    assert rows(tmp_path / "d", "SELECT count(*) FROM articles") == [(4,)]


def test_a_dataset_that_may_only_be_read_is_opened(tmp_path: Path) -> None:
    write(tmp_path / "d")
    for entry in [*(tmp_path / "d").iterdir(), tmp_path / "d"]:
        entry.chmod(0o555 if entry.is_dir() else 0o444)
    try:
        code = (
            "import os, sys, duckdb\n"
            "from pathlib import Path; from places.dataset import DatasetWriter, open_dataset\n"
            "os.getuid() or os.setuid(65534)\n"
            "dataset = open_dataset(Path(sys.argv[1]))\n"
            "print(dataset.cursor().execute('FROM articles').fetchall()[0][0])\n"
            "DatasetWriter(Path(sys.argv[1]))"
        )
        for parent in (tmp_path, *tmp_path.parents):
            if Path(gettempdir()) in parent.parents:  # those that pytest has made
                parent.chmod(0o755)
        told = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "d")], capture_output=True, text=True, check=False
        )
        assert told.stdout == "a0\n", told.stderr
        assert "d: cannot be written" in told.stderr
    finally:
        (tmp_path / "d").chmod(0o755)


@pytest.mark.slow
def test_readers_in_many_threads_see_one_dataset_or_the_other_whole(tmp_path: Path) -> None:
    write(tmp_path / "d", 1)
    seen: set[int] = set()
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                with open_dataset(tmp_path / "d") as dataset:
                    ((articles, mentions),) = (
                        dataset.cursor()
                        .execute("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM mentions)")
                        .fetchall()
                    )
                    seen.add(articles)
                    if not dataset.manifest["counts"]["articles"] == articles == mentions / 2:
                        wrong.append((articles, mentions))
            except Exception as error:
                wrong.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(2, 10):
        write(tmp_path / "d", number)
    done.set()
    for reader in readers:
        reader.join()
    assert not wrong
    assert len(seen) > 1
    assert os.listdir(tmp_path) == ["d"]  # noqa: PTH208


def test_threads_share_a_dataset_each_with_a_cursor(tmp_path: Path) -> None:
    write(tmp_path / "d", 50)
    found: list[int] = []
    with open_dataset(tmp_path / "d") as dataset:

        def ask() -> None:
            with dataset.cursor() as cursor:
                for _ in range(10):
                    found.append(cursor.execute("SELECT count(*) FROM mentions").fetchall()[0][0])

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [100] * 80


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Über die STRASSE", "uber die strasse"),
        ("Straße", "strasse"),
        ("Café", "cafe"),
        ("Cafe\u0301", "cafe"),
        ("„Łódź“ İstanbul", "„łodz“ istanbul"),
        ("Владивосток", "владивосток"),
        (
            "平壌 " * 3 + "".join(map(chr, range(0x4E00, 0x4F00))),
            "平壌 " * 3 + "".join(map(chr, range(0x4E00, 0x4F00))),
        ),
    ],
)
def test_words_are_folded_for_the_search(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once_whatever_the_text(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert fold(text.casefold()) == once


def test_a_dataset_is_read_only(tmp_path: Path) -> None:
    write(tmp_path / "d")
    with open_dataset(tmp_path / "d") as dataset, pytest.raises(duckdb.Error):
        dataset.cursor().execute("DELETE FROM articles")


def test_a_folder_with_an_odd_name_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "it's [a] *dataset*; DROP TABLE — ä"
    write(folder)
    assert rows(folder, "SELECT count(*) FROM articles") == [(3,)]


def test_a_writer_that_does_not_commit_leaves_everything_as_it_was(tmp_path: Path) -> None:
    write(tmp_path / "d", 3)
    before = fingerprint(tmp_path / "d")
    with DatasetWriter(tmp_path / "d") as writer:
        writer.add([Article("x", "X", TEXT)], mention_table([]), [])
    assert fingerprint(tmp_path / "d") == before
    assert os.listdir(tmp_path) == ["d"]  # noqa: PTH208


def test_what_somebody_put_beside_the_tables_is_taken_along(tmp_path: Path) -> None:
    write(tmp_path / "d")
    (tmp_path / "d/README.md").write_text("Mein Datensatz", encoding="utf-8")
    (tmp_path / "d/notes").mkdir()
    (tmp_path / "d/notes/a.txt").write_text("a", encoding="utf-8")
    write(tmp_path / "d", 4)
    assert (tmp_path / "d/README.md").read_text(encoding="utf-8") == "Mein Datensatz"
    assert (tmp_path / "d/notes/a.txt").read_text(encoding="utf-8") == "a"


def test_a_folder_of_something_else_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d/thesis.odt").write_text("years of work", encoding="utf-8")
    with pytest.raises(DatasetError, match="holds something else than a dataset"):
        DatasetWriter(tmp_path / "d")
    with pytest.raises(DatasetError, match="is a file"):
        DatasetWriter(tmp_path / "d/thesis.odt")
    assert os.listdir(tmp_path / "d") == ["thesis.odt"]  # noqa: PTH208


def test_a_link_to_a_dataset_stays_a_link(tmp_path: Path) -> None:
    write(tmp_path / "d")
    (tmp_path / "link").symlink_to("d")
    write(tmp_path / "link", 7)
    assert (tmp_path / "link").is_symlink()
    assert rows(tmp_path / "d", "SELECT count(*) FROM articles") == [(7,)]


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (
            lambda d: table_files(d)["mentions"].unlink(),
            " is missing); build it again, or put its files back",
        ),
        (lambda d: (d / MANIFEST).unlink(), "is damaged (dataset.json is missing)"),
        (lambda d: (d / MANIFEST).write_text("{"), "dataset.json is damaged"),
        (
            lambda d: (d / MANIFEST).write_text("[]"),
            "format None, and this places reads format 3; build again",
        ),
        (
            lambda d: (d / MANIFEST).write_text('{"format": 99}'),
            "format 99, and this places reads format 3; update",
        ),
        (
            lambda d: (d / MANIFEST).write_text('{"format": 2, "files": {"articles": "../../etc"}}'),
            "does not name its files",
        ),
        (lambda d: table_files(d)["places"].write_bytes(b"PAR1"), "not as it was written: places-"),
        (
            lambda d: table_files(d)["places"].write_bytes(table_files(d)["articles"].read_bytes()),
            "not as it was written: places-",
        ),
    ],
)
def test_a_damaged_dataset_gives_one_clear_line(tmp_path: Path, spoil, line: str) -> None:  # type: ignore[no-untyped-def]
    write(tmp_path / "d")
    spoil(tmp_path / "d")
    with pytest.raises(DatasetError) as error:
        open_dataset(tmp_path / "d")
    assert line in str(error.value)
    assert "\n" not in str(error.value)


def test_what_is_not_there_gives_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="is not there; make a dataset with: places build"):
        open_dataset(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(DatasetError, match="is a file; a dataset is a folder"):
        open_dataset(tmp_path / "file")
    assert fingerprint(tmp_path / "nowhere") == ""


def test_the_memory_of_the_database_can_be_limited(tmp_path: Path) -> None:
    write(tmp_path / "d")
    with open_dataset(tmp_path / "d", memory_limit="64MB", threads=1) as dataset:
        settings = "SELECT current_setting('memory_limit'), current_setting('threads')"
        assert dataset.cursor().execute(settings).fetchall() == [("61.0 MiB", 1)]


def test_the_manifest_is_json_that_others_can_read(tmp_path: Path) -> None:
    write(tmp_path / "d")
    manifest = json.loads((tmp_path / "d" / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["format"] == 3
    assert sorted(manifest["files"]) == sorted((*TABLES, "pairs"))
    with open_dataset(tmp_path / "d") as dataset:
        assert dataset.manifest["built"].endswith("+00:00")


def test_a_candidate_of_which_something_is_not_told_is_left_out():
    told = {
        **dict.fromkeys(("place_id", "name", "kind"), "x"),
        **dict.fromkeys(("score", "latitude", "longitude"), 0.5),
        "country_codes": None,
        "evidence": [{"reason": "population", "weight": 1.0}, {"reason": "population"}],
    }
    (candidate,) = candidates_of([told, {name: value for name, value in told.items() if name != "evidence"}])
    assert candidate.evidence == (Evidence("population", 1.0),)
