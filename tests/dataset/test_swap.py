from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from places.dataset import swap
from places.dataset.swap import Workshop, abandoned, repair

KILLED = """
import os, signal, sys
from pathlib import Path
from places.dataset import swap
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
workshop = swap.Workshop(Path(sys.argv[1]))
(workshop.new / "file").write_text("new")
moment = sys.argv[2]
if moment == "before":
    die()
if moment == "while writing through":
    os.fsync = die
if moment == "between two renames":
    swap._exchange = lambda *_: False
    Path.rename = lambda self, to, rename=Path.rename: (rename(self, to), die())
if moment == "after":
    swap._exchange = lambda *paths, exchange=swap._exchange: (exchange(*paths), die())
workshop.swap()
"""


def put(target: Path, content: str) -> None:
    workshop = Workshop(target)
    (workshop.new / "file").write_text(content, encoding="utf-8")
    workshop.swap()
    workshop.close()


def content(target: Path) -> str:
    return (target / "file").read_text(encoding="utf-8")


def test_a_new_folder_takes_the_place_of_nothing_of_an_empty_folder_and_of_a_full_one(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for target in (tmp_path / "new", tmp_path / "empty", tmp_path / "deep/er"):
        put(target, "one")
        put(target, "two")
        assert content(target) == "two"
        assert not list(abandoned(target))
    assert sorted(os.listdir(tmp_path)) == ["deep", "empty", "new"]  # noqa: PTH208


def test_without_a_rename_that_exchanges_the_swap_works_in_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    put(tmp_path / "target", "one")
    put(tmp_path / "target", "two")
    assert content(tmp_path / "target") == "two"
    assert os.listdir(tmp_path) == ["target"]  # noqa: PTH208


@pytest.mark.parametrize(
    ("moment", "left"),
    [("before", "old"), ("while writing through", "old"), ("between two renames", "new"), ("after", "new")],
)
def test_a_swap_that_is_killed_leaves_the_old_folder_or_the_new_one(
    tmp_path: Path, moment: str, left: str
) -> None:
    target = tmp_path / "target"
    put(target, "old")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(target), moment], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(list(abandoned(target))) == 1
    repair(target)
    assert content(target) == left


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


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OSError) as error:  # noqa: PT011
        Workshop(tmp_path / "file/target")
    assert error.value.errno in (errno.ENOTDIR, errno.EEXIST)
