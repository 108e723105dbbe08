from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from places.dataset import MANIFEST, TABLES, DatasetError, holding, manifest
from places.dataset.holding import claim, hold
from places.dataset.manifest import check_target, clear_up, content_name
from places.dataset.workshop import Workshop, abandoned

KILLED = """
import os, signal, sys
from pathlib import Path
from places.dataset import workshop

sys.path.insert(0, os.path.dirname(sys.argv[3]))
from test_workshop import put
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
moment = sys.argv[2]
if moment == "before":
    workshop.Workshop.commit = die
if moment == "while writing through":
    os.fsync = die
if moment == "between files and manifest":
    workshop._begin_grace = die
if moment == "after":
    workshop._replace = lambda *files, replace=workshop._replace: (replace(*files), die())
put(Path(sys.argv[1]), "new")
"""


def put(target: Path, content: str) -> None:
    """Commit three files that hold the same, and a manifest."""
    workshop = Workshop(target)
    files, names = {}, {}
    for table in TABLES:
        file = workshop.folder / table
        file.write_text(content, encoding="utf-8")
        names[table] = content_name(table, file)
        files[names[table]] = file
    about = workshop.folder / "manifest"
    about.write_text(json.dumps({"format": manifest.FORMAT, "files": names}), encoding="utf-8")
    workshop.commit(files, about)
    workshop.close()


def table_files(target: Path) -> dict[str, Path]:
    return {table: file for table, (file,) in manifest.table_files(target).items()}


def content(target: Path) -> str:
    (held,) = {file.read_text(encoding="utf-8") for file in table_files(target).values()}
    return held


def entries(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_new_dataset_takes_the_place_of_nothing_of_an_empty_folder_and_of_an_older_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "empty").mkdir()
    for target in (tmp_path / "new", tmp_path / "empty", tmp_path / "deep/er"):
        put(target, "one")
        put(target, "two")
        assert content(target) == "two"
        assert len(entries(target)) == len(TABLES) + 1
        assert not list(abandoned(target))
    assert entries(tmp_path) == ["deep", "empty", "new"]


@pytest.mark.parametrize(
    ("moment", "left"),
    [
        ("before", "old"),
        ("while writing through", "old"),
        ("between files and manifest", "old"),
        ("after", "new"),
    ],
)
def test_a_commit_that_is_killed_leaves_the_old_dataset_or_the_new_one_and_the_next_clears_up(
    tmp_path: Path, moment: str, left: str
) -> None:
    target = tmp_path / "target"
    put(target, "old")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(target), moment, __file__], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert content(target) == left
    put(target, "newer")
    assert content(target) == "newer"
    assert len(entries(target)) == len(TABLES) + 1
    assert entries(tmp_path) == ["target"]


def test_a_first_commit_that_is_killed_leaves_a_folder_that_the_next_one_takes(tmp_path: Path) -> None:
    target = tmp_path / "target"
    subprocess.run(
        [sys.executable, "-c", KILLED, str(target), "between files and manifest", __file__], check=False
    )
    assert len(entries(target)) == len(TABLES)
    check_target(target, target)
    put(target, "new")
    assert content(target) == "new"
    assert len(entries(target)) == len(TABLES) + 1


def test_a_commit_that_fails_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr("places.dataset.workshop._begin_grace", fail)
    with pytest.raises(OSError, match="no space"):
        put(tmp_path / "target", "new")
    assert not (tmp_path / "target").exists()


def test_files_that_are_held_stay_and_go_when_they_are_let_go(tmp_path: Path) -> None:
    put(tmp_path / "d", "one")
    old = list(table_files(tmp_path / "d").values())
    held = [hold(file) for file in old]
    put(tmp_path / "d", "two")
    assert [file.read_text(encoding="utf-8") for file in old] == ["one"] * len(TABLES)
    held.pop().close()
    clear_up(tmp_path / "d")
    assert [file.exists() for file in old] == [True, True, False]
    for each in held:
        each.close()
    clear_up(tmp_path / "d")
    assert not any(file.exists() for file in old)
    assert content(tmp_path / "d") == "two"


def test_a_dataset_that_comes_back_takes_the_files_that_are_still_read(tmp_path: Path) -> None:
    put(tmp_path / "d", "one")
    old = table_files(tmp_path / "d")["places"]
    entry = old.stat().st_ino
    with hold(old):
        put(tmp_path / "d", "two")
        put(tmp_path / "d", "one")
        assert table_files(tmp_path / "d")["places"].stat().st_ino == entry
        put(tmp_path / "d", "two")
        assert old.read_text(encoding="utf-8") == "one"


def test_a_file_that_is_damaged_is_replaced_by_the_one_that_it_should_be(tmp_path: Path) -> None:
    put(tmp_path / "d", "one")
    table_files(tmp_path / "d")["places"].write_text("spoiled", encoding="utf-8")
    put(tmp_path / "d", "one")
    assert content(tmp_path / "d") == "one"


def test_a_file_that_is_claimed_cannot_be_held(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with claim(tmp_path / "file") as free:
        assert free
        with pytest.raises(FileNotFoundError):
            hold(tmp_path / "file")
    with hold(tmp_path / "file"), claim(tmp_path / "file") as free:
        assert not free
    with claim(tmp_path / "missing") as free:
        assert not free


def test_where_files_cannot_be_locked_and_linked_old_ones_stay_for_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "not supported")

    monkeypatch.setattr(holding.fcntl, "flock", refuse)
    monkeypatch.setattr(os, "link", refuse)
    put(tmp_path / "d", "one")
    old = table_files(tmp_path / "d")["places"]
    day_before = time.time() - 2 * holding.GRACE
    os.utime(old, (day_before, day_before))
    put(tmp_path / "d", "two")
    assert content(tmp_path / "d") == "two"
    assert old.read_text(encoding="utf-8") == "one"
    os.utime(old, (day_before, day_before))
    clear_up(tmp_path / "d")
    assert not old.exists()
    assert content(tmp_path / "d") == "two"


def test_a_folder_that_is_a_mount_point_has_its_workshops_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "d"
    target.mkdir()
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == target)
    workshop = Workshop(target)
    assert workshop.folder.parent == target
    workshop.close(keep=True)
    check_target(target, target)
    put(target, "one")
    assert entries(tmp_path) == ["d"]
    assert len(entries(target)) == len(TABLES) + 1


def test_what_is_in_a_manifest_that_cannot_be_read_is_not_deleted(tmp_path: Path) -> None:
    put(tmp_path / "d", "one")
    (tmp_path / "d" / MANIFEST).write_text('{"format": 99}', encoding="utf-8")
    clear_up(tmp_path / "d")
    assert len(entries(tmp_path / "d")) == len(TABLES) + 1


def test_a_workshop_in_use_is_not_abandoned(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path / "target")
    assert not list(abandoned(tmp_path / "target"))
    workshop.close(keep=True)
    assert list(abandoned(tmp_path / "target")) == [workshop.folder]


def test_workshops_of_a_target_with_a_similar_name_are_left_alone(tmp_path: Path) -> None:
    Workshop(tmp_path / "target.old").close(keep=True)
    Workshop(tmp_path / "[abc]").close(keep=True)
    assert not list(abandoned(tmp_path / "target"))
    assert not list(abandoned(tmp_path / "a"))
    assert len(list(abandoned(tmp_path / "[abc]"))) == 1


def test_a_name_that_is_no_text_is_refused_in_a_line_that_can_be_printed(tmp_path: Path) -> None:
    name = os.fsdecode(b"d\xff")
    with pytest.raises(DatasetError, match="is no text in UTF-8") as error:
        check_target(tmp_path / name, Path(name))
    assert str(error.value).isprintable()


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OSError) as error:  # noqa: PT011
        Workshop(tmp_path / "file/target")
    assert error.value.errno in (errno.ENOTDIR, errno.EEXIST)
