"""A dataset in a bucket: fetched once, kept up to date, and no more of it on the disk than is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import platformdirs
import pytest

from places import sample
from places.cli import main
from places.dataset import DatasetError, open_dataset
from places.dataset.mirror import (
    GIGABYTES,
    UnreachableError,
    address_of,
    fetched,
    keep_up,
    mirror_folder,
)
from places.journal.location import journal_file

from ..s3 import BadLine, keys, upload


@pytest.fixture
def address(bucket: str) -> str:
    """A bucket with the sample's dataset in it."""
    upload(sample.DATASET, f"{bucket}/news/sample")
    return f"{bucket}/news/sample"


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def write(folder: Path, number: int) -> Path:
    """Make another dataset, of some articles without places."""
    from places.dataset import SCHEMAS, DatasetWriter
    from places.model import Article

    with DatasetWriter(folder) as writer:
        articles = [
            Article(f"a{at}", f"Titel {at}", f"Text {at}", "de", path="a.txt") for at in range(number)
        ]
        writer.add(articles, SCHEMAS["mentions"].empty_table(), [])
        writer.commit({"source": "test"})
    return folder


def articles(address: str) -> int:
    with open_dataset(address) as dataset:
        ((number,),) = dataset.rows("SELECT count(*) FROM articles")
    return number  # type: ignore[no-any-return]


def test_a_dataset_in_a_bucket_opens_as_the_same_dataset_in_a_folder_does(address: str) -> None:
    query = "SELECT * FROM mentions ORDER BY article_id, start"
    with open_dataset(address) as there, open_dataset(sample.DATASET) as here:
        assert there.rows(query) == here.rows(query)
        assert there.manifest == here.manifest
    assert names(mirror_folder(address)) == names(sample.DATASET)
    assert address_of(mirror_folder(address)) == address
    assert address_of(sample.DATASET) == ""


def test_a_file_that_was_fetched_is_not_fetched_again(address: str, bad_line: BadLine) -> None:
    bad_line.share = 0
    fetched(address)
    first = len(bad_line.seen)
    fetched(f"{address}/")
    manifest = [path for _, path in bad_line.seen[first:]]
    assert manifest
    assert all("dataset.json" in path for path in manifest)


def test_another_dataset_in_the_bucket_is_noticed_and_the_old_one_goes(address: str, tmp_path: Path) -> None:
    folder = fetched(address)
    ended = threading.Event()
    keep_up(address, ended, every=0.1)
    try:
        with open_dataset(folder) as before:
            upload(write(tmp_path / "new", 3), address)
            until = time.monotonic() + 30
            while before.is_current and time.monotonic() < until:
                time.sleep(0.05)
            assert not before.is_current
            assert before.rows("SELECT count(*) FROM articles") != [(3,)]
        assert articles(address) == 3
    finally:
        ended.set()
    assert names(folder) >= names(tmp_path / "new")


@pytest.mark.slow
def test_the_dataset_that_is_there_is_shown_while_the_bucket_is_out_of_reach(
    address: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder = fetched(address)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    ended = threading.Event()
    keep_up(address, ended, every=0.01)
    until = time.monotonic() + 60
    while not caplog.messages and time.monotonic() < until:
        time.sleep(0.1)
    ended.set()
    assert [line for line in caplog.messages if "its server does not answer" in line]
    with open_dataset(folder) as dataset:
        assert dataset.rows("SELECT count(*) FROM articles")[0][0] > 0


@pytest.mark.slow
def test_what_arrives_damaged_or_is_none_is_not_taken(address: str, bucket: str, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(sample.DATASET, damaged)
    file = next(damaged.glob("mentions-*.parquet"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    upload(damaged, f"{bucket}/damaged")
    with pytest.raises(UnreachableError, match=file.name):
        fetched(f"{bucket}/damaged")
    assert not mirror_folder(f"{bucket}/damaged").exists()
    with pytest.raises(DatasetError, match=r"is no dataset \(dataset.json missing\); make one with"):
        open_dataset(f"{bucket}/nothing")
    with pytest.raises(UnreachableError, match="there is no such bucket"):
        open_dataset("s3://no-such-bucket-of-anybody/a")
    file.unlink()
    shutil.rmtree(damaged)
    shutil.copytree(sample.DATASET, damaged)
    (damaged / "dataset.json").write_text("{", encoding="utf-8")
    upload(damaged, f"{bucket}/other")
    with pytest.raises(DatasetError, match=f"^{bucket}/other: is damaged"):
        fetched(f"{bucket}/other")
    assert articles(address) > 0


def test_a_copy_that_is_damaged_is_fetched_anew_when_it_is_looked_through(address: str) -> None:
    file = next(fetched(address).glob("mentions-*.parquet"))
    right = file.read_bytes()
    file.write_bytes(b"\0" * len(right))
    fetched(address)
    assert file.read_bytes() != right
    fetched(address, checked=True)
    assert file.read_bytes() == right
    file.write_bytes(b"\0" * len(right))
    assert articles(address) > 0
    assert file.read_bytes() == right


def test_copies_that_nobody_has_asked_for_the_longest_make_room(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = [f"{bucket}/{at}" for at in range(4)]
    for at, one in enumerate(addresses):
        upload(write(tmp_path / str(at), 2_000 + at), one)
    size = sum(file.stat().st_size for file in (tmp_path / "0").iterdir())
    monkeypatch.setenv(GIGABYTES, str(2.5 * size / 1e9))
    for at, one in enumerate(addresses[:2]):
        fetched(one)
        os.utime(mirror_folder(one).parent / "address", (at, at))
    with open_dataset(mirror_folder(addresses[0])):  # in use: it stays
        fetched(addresses[2])
        assert [mirror_folder(one).exists() for one in addresses] == [True, False, True, False]
    os.utime(mirror_folder(addresses[2]).parent / "address", (5, 5))
    fetched(addresses[0])
    fetched(addresses[3])
    assert [mirror_folder(one).exists() for one in addresses] == [True, False, False, True]


@pytest.mark.slow
def test_two_processes_may_fetch_at_once_over_a_line_that_fails(address: str, bad_line: BadLine) -> None:
    code = f"from places.dataset import open_dataset as o; print(len(o({address!r}).rows('FROM mentions')))"
    running = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    counted = {process.communicate(timeout=120)[0] for process in running}
    with open_dataset(sample.DATASET) as here:
        assert counted == {f"{len(here.rows('FROM mentions'))}\n"}
    assert bad_line.spoiled


def test_commands_take_a_dataset_in_a_bucket(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for dataset, name in ((address, "there.csv"), (str(sample.DATASET), "here.csv")):
        assert main(["export", dataset, "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "there.csv").read_bytes() == (tmp_path / "here.csv").read_bytes()
    with open_dataset(address) as dataset:
        ((surface,),) = dataset.rows("SELECT surface FROM mentions ORDER BY article_id, start LIMIT 1")
    assert main(["search", address, surface]) == 0
    assert capsys.readouterr().out
    assert main(["export", address, "--query", "place=geonames:0", "-o", str(tmp_path / "a.csv")]) == 2
    assert f"not in {address}" in capsys.readouterr().err
    assert main(["export", "s3://no-such-bucket-of-anybody/a", "-o", str(tmp_path / "b.csv")]) == 2
    said = capsys.readouterr().err
    assert said == "places: s3://no-such-bucket-of-anybody: there is no such bucket\n"


def test_what_people_change_needs_a_journal_that_is_named(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLACES_JOURNAL", raising=False)
    for command in ("changes", "refresh"):
        assert main([command, address]) == 2
        assert "no journal lies beside a dataset in a bucket" in capsys.readouterr().err
    assert main(["changes", address, "--journal", str(tmp_path / "journal.sqlite")]) == 0
    assert not journal_file(mirror_folder(address)).exists()


def test_what_is_changed_is_kept_in_a_copy_of_the_copy(address: str, tmp_path: Path) -> None:
    from places.building import revise
    from places.journal import Everywhere, Journal, PlaceDecided

    journal = Journal(tmp_path / "journal.sqlite")
    with open_dataset(address) as dataset:
        ((name, place),) = dataset.rows(
            "SELECT surface, place_id FROM mentions GROUP BY ALL ORDER BY count(*) DESC LIMIT 1"
        )
    journal.append("Jana", [PlaceDecided(Everywhere(name), None)])
    folder = fetched(address)
    before = names(folder)
    revised = revise(folder, journal)
    assert revised.folder.is_relative_to(platformdirs.user_cache_path("places") / "revised")
    query = "SELECT count(*) FROM mentions WHERE surface = ? AND place_id = ?"
    with open_dataset(revised.folder) as after, open_dataset(folder) as unchanged:
        assert after.rows(query, [name, place]) == [(0,)]
        assert unchanged.rows(query, [name, place]) != [(0,)]
    assert names(folder) == before == {key.rpartition("/")[2] for key in keys(f"{address}/")}
