"""A build from buckets and into one: as from a folder and into one, whatever breaks off."""

from __future__ import annotations

import csv
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from places.building import build, build_to
from places.cli import main
from places.dataset import MANIFEST, open_dataset
from places.dataset.mirror import mirror_folder
from places.geoparsing import Geoparser
from places.reading import find, find_all, name_of

from ..one_part import divide
from ..s3 import BadLine, keys, manifest, upload

TOWNS = ("Lindau", "Bregenz", "Konstanz")


def text(at: int) -> str:
    chance = random.Random(at)
    said = [
        f"In {chance.choice(TOWNS)} warteten {chance.randrange(9_999)} Menschen am See." for _ in range(9)
    ]
    return f"Bericht {at}. " + " ".join(said)


def articles(folder: Path, number: int = 40) -> Path:
    """Write articles in many kinds of files, in folders, with things beside them that are none."""
    folder.mkdir()
    (folder / "a").mkdir()
    (folder / "a b ü").mkdir()
    (folder / "seite_files").mkdir()
    (folder / ".hidden").mkdir()
    rows = [
        {"id": f"r{at}", "title": f"Titel {at}", "text": text(at), "language": "de"} for at in range(number)
    ]
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", "title", "text", "language"])
        writer.writeheader()
        writer.writerows(rows[: number // 2])
    lines = "".join(f"{json.dumps(row)}\n" for row in rows[number // 2 :])
    (folder / "a" / "lines.jsonl").write_text(lines, encoding="utf-8")
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(
        pa.Table.from_pylist([{"id": f"p{at}", "text": text(1_000 + at)} for at in range(9)]),
        folder / "a" / "rows.parquet",
    )
    for at in range(9):
        (folder / "a b ü" / f"2024-05-0{at + 1} Bericht.txt").write_text(text(2_000 + at), encoding="utf-8")
    (folder / "a.txt").write_text(text(3_000), encoding="utf-8")
    (folder / "packed.txt.gz").write_bytes(gzip.compress(text(3_001).encode()))
    (folder / "damaged.parquet").write_bytes(b"PAR1 nothing")
    (folder / "picture.png").write_bytes(b"")
    (folder / "seite.html").write_text(f"<html><body><p>{text(3_002)}</p></body></html>", encoding="utf-8")
    (folder / "seite_files" / "x.html").write_text("<p>nothing</p>", encoding="utf-8")
    (folder / ".hidden" / "x.txt").write_text("nothing", encoding="utf-8")
    (folder / "corrections.csv").write_text("name,place\nBregenz,\n", encoding="utf-8")
    return folder


def test_what_is_read_in_a_bucket_is_what_is_read_in_a_folder(bucket: str, tmp_path: Path) -> None:
    source = articles(tmp_path / "in")
    upload(source, f"{bucket}/in")
    here, there = find(source), find_all([f"{bucket}/in/"])
    assert [file.name for file in there.files] == [file.name for file in here.files]
    assert [file.size for file in there.files] == [file.size for file in here.files]
    assert there.problems == here.problems
    assert there.others == here.others
    assert there.corrections is not None
    assert name_of(f"{bucket}/in/") == name_of(source)
    assert [file.name for file in find_all([f"{bucket}/in/*.csv"]).files] == ["table.csv"]
    assert [file.name for file in find_all([f"{bucket}/in/a*/*.parquet"]).files] == ["a/rows.parquet"]
    assert [file.name for file in find_all([f"{bucket}/in/a.txt"]).files] == ["a.txt"]


@pytest.mark.slow
def test_a_build_from_a_bucket_into_a_bucket_is_the_build_of_a_folder_into_a_folder(
    bucket: str, tmp_path: Path, small_geoparser: Geoparser
) -> None:
    source = articles(tmp_path / "in")
    upload(source, f"{bucket}/in")
    problems: list[str] = []
    here = build(source, tmp_path / "out", geoparser=small_geoparser)
    there = build_to(
        f"{bucket}/out",
        lambda folder: build(
            f"{bucket}/in",
            folder,
            geoparser=small_geoparser,
            report_problem=lambda problem: problems.append(str(problem)),
        ),
    )
    assert (there.articles_read, there.mentions, there.articles_failed) == (
        here.articles_read,
        here.mentions,
        here.articles_failed,
    )
    assert any("damaged.parquet" in problem for problem in problems)
    assert json.loads((tmp_path / "out" / MANIFEST).read_bytes()) == manifest(f"{bucket}/out")
    names = {key.rpartition("/")[2] for key in keys(f"{bucket}/out")}
    assert names == {file.name for file in (tmp_path / "out").iterdir()}
    with open_dataset(f"{bucket}/out") as one, open_dataset(tmp_path / "out") as other:
        query = "SELECT * FROM articles"
        assert one.rows(query) == other.rows(query) != []


def test_several_sources_make_one_dataset(bucket: str, tmp_path: Path, small_geoparser: Geoparser) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(text(len(name)) + name, encoding="utf-8")
    (tmp_path / "three").mkdir()
    (tmp_path / "three" / "a.txt").write_text(text(5), encoding="utf-8")
    upload(tmp_path / "three", f"{bucket}/one")
    sources = [tmp_path / "one", tmp_path / "two", f"{bucket}/one"]
    build(sources, tmp_path / "out", geoparser=small_geoparser)
    with open_dataset(tmp_path / "out") as dataset:
        assert dataset.rows("SELECT path FROM articles") == [("one/a.txt",), ("two/a.txt",), ("one-2/a.txt",)]
        assert len(set(dataset.rows("SELECT id FROM articles"))) == 3


@pytest.mark.slow
def test_what_was_built_into_a_bucket_before_is_not_parsed_again(
    bucket: str, tmp_path: Path, small_geoparser: Geoparser
) -> None:
    source = articles(tmp_path / "in")

    def again() -> int:
        return build_to(
            f"{bucket}/out",
            lambda folder: build(source, folder, geoparser=small_geoparser, versions={"test": "1"}),
        ).articles_reused

    assert again() == 0
    first = manifest(f"{bucket}/out")
    (source / "new.txt").write_text(text(5_000), encoding="utf-8")
    number = again()
    assert number > 50
    shutil.rmtree(mirror_folder(f"{bucket}/out", "-build").parent)  # another machine
    assert again() == number + 1
    files = set(manifest(f"{bucket}/out")["files"].values())  # type: ignore[attr-defined]
    assert not files & {first["files"]["articles"], first["files"]["mentions"]}  # type: ignore[index]


@pytest.mark.slow
def test_a_dataset_in_parts_lies_in_a_bucket_and_is_gone_on_with_and_read_from_there(
    bucket: str, tmp_path: Path, small_geoparser: Geoparser, monkeypatch: pytest.MonkeyPatch
) -> None:
    divide(monkeypatch, 20)
    source = articles(tmp_path / "in")

    def reused(target: str | Path, of: str | Path) -> int:
        return build_to(
            target, lambda folder: build(of, folder, geoparser=small_geoparser, versions={"test": "1"})
        ).articles_reused

    assert reused(f"{bucket}/out", source) == 0
    shutil.rmtree(mirror_folder(f"{bucket}/out", "-build").parent)  # another machine
    number = reused(f"{bucket}/out", source)
    with open_dataset(f"{bucket}/out") as dataset:
        assert len(dataset.manifest["files"]["mentions"]) > 2
        assert dataset.rows("SELECT count(*) FROM articles") == [(number,)]
    assert reused(tmp_path / "again", f"{bucket}/out") == 0
    with open_dataset(tmp_path / "again") as again:
        assert again.rows("SELECT count(*) FROM articles") == [(number,)]


@pytest.mark.slow
def test_old_files_that_no_manifest_names_are_removed_and_young_ones_are_not(
    bucket: str, tmp_path: Path, small_geoparser: Geoparser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from places.building import target

    source = articles(tmp_path / "in")

    def again(at: int) -> set[str]:
        (source / "new.txt").write_text(text(at), encoding="utf-8")
        build_to(f"{bucket}/out", lambda folder: build(source, folder, geoparser=small_geoparser))
        return {key for key in keys(f"{bucket}/out") if "mentions-" in key}

    first, second = again(1), again(2)
    assert first < second
    assert again(3) > second
    later = datetime.now(UTC) + timedelta(days=2)

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # noqa: ARG003
            return later

    monkeypatch.setattr(target, "datetime", Later)
    last = again(4)
    assert len(last) == 2  # that of the manifest, and that of the one before
    assert not last & second


def test_what_cannot_be_written_or_read_is_said_in_one_line(
    bucket: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = articles(tmp_path / "in", 2)
    upload(source, f"{bucket}/in")
    for arguments, line in (
        ([str(source), "-o", f"{bucket}/in"], f"{bucket}/in: holds something else than a dataset"),
        ([str(source), "-o", "s3://no-such-bucket-of-anybody/a"], "there is no such bucket"),
        ([str(source), "-o", f"{bucket}/a*"], "a dataset is written under one prefix"),
        ([f"{bucket}/nothing", "-o", str(tmp_path / "out")], f"{bucket}/nothing: is not there"),
        ([f"{bucket}/nothing*.txt", "-o", str(tmp_path / "out")], "is not there"),
        ([str(source), f"{bucket}/nothing", "-o", str(tmp_path / "out")], "is not there"),
    ):
        assert main(["build", *arguments]) == 2
        said = capsys.readouterr().err
        assert line in said.splitlines()[-1]
        assert "Traceback" not in said
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_over_a_line_that_fails_the_result_is_the_same(
    bucket: str, bad_line: BadLine, tmp_path: Path, small_geoparser: Geoparser
) -> None:
    source = articles(tmp_path / "in")
    for at in range(60):
        (source / f"one {at}.txt").write_text(text(9_000 + at), encoding="utf-8")
    upload(source, f"{bucket}/in")
    build(source, tmp_path / "out", geoparser=small_geoparser)
    bad_line.stalls = 3
    problems: list[str] = []
    build_to(
        f"{bucket}/out",
        lambda folder: build(
            f"{bucket}/in",
            folder,
            geoparser=small_geoparser,
            report_problem=lambda problem: problems.append(str(problem)),
        ),
    )
    assert [
        problem for problem in problems if "damaged.parquet" not in problem and "corrections" not in problem
    ] == []
    assert json.loads((tmp_path / "out" / MANIFEST).read_bytes()) == manifest(f"{bucket}/out")
    assert len(bad_line.spoiled) >= 3
    with open_dataset(f"{bucket}/out") as one, open_dataset(tmp_path / "out") as other:
        query = "FROM mentions ORDER BY article_id, start"
        assert one.rows(query) == other.rows(query)


COUNTING = """
import sys
from places.building import build, build_to
from places.geoparsing import Geoparser
parsed = 0
parse_all = Geoparser.parse_all
def counted(self, documents, **options):
    global parsed
    documents = list(documents)
    parsed += len(documents)
    return parse_all(self, documents, **options)
Geoparser.parse_all = counted
def slowly(self, documents, **options):
    import time
    documents = list(documents)
    time.sleep(1.0)
    return counted(self, documents, **options)
source, target, *slow = sys.argv[1:]
if slow:
    from places.building import checkpoints, pipeline, taking_over
    checkpoints.SECONDS = taking_over.EVERY = 0.1
    pipeline._CHUNK_ARTICLES = 4
    Geoparser.parse_all = slowly
report = build_to(target, lambda folder: build(source, folder))
print(parsed, report.articles_read)
"""


@pytest.mark.slow
def test_a_build_that_is_killed_while_it_puts_its_files_leaves_the_old_dataset_and_parses_nothing_twice(
    bucket: str, bad_line: BadLine, tmp_path: Path
) -> None:
    source = articles(tmp_path / "in")
    upload(source, f"{bucket}/in")
    bad_line.share = 0
    command = [sys.executable, "-c", COUNTING, f"{bucket}/in", f"{bucket}/out"]
    first = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(first.stdout.split()[0]) > 0
    before = manifest(f"{bucket}/out")
    more = tmp_path / "more"
    more.mkdir()
    (more / "new.txt").write_text(text(7_000), encoding="utf-8")
    upload(more, f"{bucket}/in")
    seen = len(bad_line.seen)
    bad_line.wait_at("PUT", "/out/", 60)
    killed = subprocess.Popen(command)
    until = time.monotonic() + 120
    while time.monotonic() < until and killed.poll() is None:
        if any(method == "PUT" and "/out/" in path for method, path in bad_line.seen[seen:]):
            break
        time.sleep(0.02)
    os.kill(killed.pid, signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    bad_line.wait_at("", "", 0)
    assert manifest(f"{bucket}/out") == before
    with open_dataset(f"{bucket}/out") as dataset:
        read = int(first.stdout.split()[1])
        assert dataset.rows("SELECT count(*) FROM articles") == [(read,)]
    second = subprocess.run(command, capture_output=True, text=True, check=True)
    assert second.stdout.split() == ["0", str(read + 1)]
    build([source, more], tmp_path / "here")
    with open_dataset(f"{bucket}/out") as one, open_dataset(tmp_path / "here") as other:
        query = "SELECT surface, place_id, start FROM mentions ORDER BY ALL"
        assert one.rows(query) == other.rows(query)


@pytest.mark.slow
def test_another_machine_goes_on_with_what_a_build_parsed_that_was_killed(
    bucket: str, bad_line: BadLine, tmp_path: Path
) -> None:
    bad_line.share = 0
    source = articles(tmp_path / "in")
    command = [sys.executable, "-c", COUNTING, str(source), f"{bucket}/out"]
    killed = subprocess.Popen([*command, "slow"])
    until = time.monotonic() + 120
    while time.monotonic() < until and killed.poll() is None:
        if sum("parsed-" in key for key in keys(f"{bucket}/out/.building/")) >= 9:
            break
        time.sleep(0.1)
    os.kill(killed.pid, signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    kept = keys(f"{bucket}/out/")
    assert f"out/{MANIFEST}" not in kept
    shutil.rmtree(mirror_folder(f"{bucket}/out", "-build").parent)  # the disk is gone with the machine
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    parsed, read = map(int, done.stdout.split())
    assert 0 < parsed <= read - 8
    build(source, tmp_path / "here")
    assert json.loads((tmp_path / "here" / MANIFEST).read_bytes()) == manifest(f"{bucket}/out")
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", str(read)]
