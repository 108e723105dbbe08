"""A folder that is watched."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from places.building import BuildError, build
from places.building.watching import Difference, Watch, difference, pause_after, snapshot
from places.dataset import open_dataset
from places.geoparsing import Geoparser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "articles"
    (source / "deep").mkdir(parents=True)
    (source / "a.txt").write_text("Nach Lindau.", encoding="utf-8")
    (source / "deep" / "b.txt").write_text("Nach Konstanz.", encoding="utf-8")
    return source


@pytest.fixture
def watched(folder: Path, tmp_path: Path, small_geoparser: Geoparser) -> Iterator[Callable[..., Watch]]:
    watches: list[Watch] = []

    def rebuild() -> None:
        build(folder, tmp_path / "dataset", geoparser=small_geoparser, versions={"geoparser": "1"})

    def watch(**options: float) -> Watch:
        seen = snapshot(folder)
        rebuild()
        watches.append(Watch(folder, rebuild, seen, **options))
        return watches[-1]

    yield watch
    for each in watches:
        each.end()


def texts(tmp_path: Path) -> set[str]:
    with open_dataset(tmp_path / "dataset") as dataset:
        return {text for (text,) in dataset.rows("SELECT text FROM articles")}


def test_new_changed_and_removed_files_are_told_apart(folder: Path) -> None:
    before = snapshot(folder)
    assert not difference(before, snapshot(folder))
    (folder / "c.txt").write_text("Nach Bregenz.", encoding="utf-8")
    (folder / "a.txt").write_text("Nach Bregenz und zurück.", encoding="utf-8")
    (folder / "deep" / "b.txt").unlink()
    (folder / "picture.png").write_bytes(b"x")
    assert difference(before, snapshot(folder)) == Difference(new=1, changed=1, removed=1)


def test_a_file_of_the_same_size_that_was_written_again_has_changed(folder: Path) -> None:
    before = snapshot(folder)
    (folder / "a.txt").write_text("Von Lindau.", encoding="utf-8")
    os.utime(folder / "a.txt", ns=(0, 1))
    assert difference(before, snapshot(folder)).changed == 1


def test_the_table_of_corrections_is_watched_too(folder: Path) -> None:
    before = snapshot(folder)
    (folder / "corrections.csv").write_text("name,place\n", encoding="utf-8")
    assert difference(before, snapshot(folder)).new == 1


def test_a_look_builds_what_has_changed_and_nothing_else(
    folder: Path, tmp_path: Path, watched: Callable[..., Watch]
) -> None:
    watch = watched()
    manifest = tmp_path / "dataset" / "dataset.json"
    built = manifest.stat().st_mtime_ns
    assert not watch.look()
    assert manifest.stat().st_mtime_ns == built
    (folder / "c.txt").write_text("Nach Bregenz.", encoding="utf-8")
    assert watch.look() == Difference(new=1)
    assert texts(tmp_path) == {"Nach Lindau.", "Nach Konstanz.", "Nach Bregenz."}


def test_what_changes_is_seen_by_itself(folder: Path, tmp_path: Path, watched: Callable[..., Watch]) -> None:
    watched(every=0.05).start()
    (folder / "a.txt").unlink()
    deadline = time.monotonic() + 30
    while texts(tmp_path) != {"Nach Konstanz."}:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_file_that_goes_right_after_another_came_is_gone_as_soon(folder: Path) -> None:
    built: list[set[str]] = []

    def rebuild() -> None:
        time.sleep(1)
        built.append(set(snapshot(folder)))

    watch = Watch(folder, rebuild, snapshot(folder), every=0.05)
    watch.start()
    deadline = time.monotonic() + 15  # of which looking takes a twentieth at most, and may not take all
    try:
        (folder / "c.txt").write_text("Nach Bregenz.", encoding="utf-8")
        while not built:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        (folder / "a.txt").unlink()
        while "a.txt" in built[-1]:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    finally:
        watch.end()
    assert built[-1] == {"c.txt", "deep/b.txt"}


@pytest.mark.parametrize(
    ("looked", "built", "pause"),
    [(0.01, 0, 3), (0.01, 2, 3), (1, 0, 20), (0.01, 60, 60)],
)
def test_looking_takes_a_twentieth_of_the_time_and_building_half_of_it_at_most(
    looked: float, built: float, pause: float
) -> None:
    assert pause_after(3, looked, built) == pytest.approx(pause)


def test_what_cannot_be_built_is_tried_again_at_once_when_something_changes(folder: Path) -> None:
    tried: list[set[str]] = []

    def rebuild() -> None:
        tried.append(set(snapshot(folder)))
        raise BuildError("no room")

    watch = Watch(folder, rebuild, snapshot(folder), every=0.05)
    watch.start()
    try:
        for name in ("c.txt", "d.txt"):
            (folder / name).write_text("Nach Bregenz.", encoding="utf-8")
            deadline = time.monotonic() + 30
            while not tried or name not in tried[-1]:
                assert time.monotonic() < deadline
                time.sleep(0.05)
    finally:
        watch.end()
    assert watch.error == "no room"


def test_a_folder_that_is_emptied_or_gone_leaves_the_dataset_as_it_was_and_says_why(
    folder: Path, tmp_path: Path, watched: Callable[..., Watch]
) -> None:
    watch = watched()
    for name in ("a.txt", "deep/b.txt"):
        (folder / name).unlink()
    assert not watch.look()
    assert "no article could be read" in watch.error
    assert texts(tmp_path) == {"Nach Lindau.", "Nach Konstanz."}
    (folder / "c.txt").write_text("Nach Bregenz.", encoding="utf-8")
    assert watch.look()
    assert watch.error == ""
    folder.rename(tmp_path / "elsewhere")
    assert not watch.look()
    assert watch.error
