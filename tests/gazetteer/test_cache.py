"""Indexes on disk that something has damaged, or that cannot be kept."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from places.gazetteer import Entry, Gazetteer, Name, open_gazetteer
from places.gazetteer.cache import CACHE_VARIABLE, CacheError, build_once
from places.geoparsing import Geoparser
from places.model import Place


class Berlin:
    name = "berlin"
    version = "1"
    credit = "written for the tests"

    def entries(self) -> list[Entry]:
        place = Place("t:berlin", "Berlin", "city", 52.5, 13.4, ("DE",), 3_600_000)
        return [Entry(place, (Name("Berlin", "de", True),), "PPLC")]


def open_both(cache: Path) -> Gazetteer:
    gazetteer = open_gazetteer([Berlin()], cache)
    assert [one.place.id for one in Geoparser(gazetteer).parse("Sie flog nach Berlin.", "de")] == ["t:berlin"]
    return gazetteer


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def overwrite_the_end(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


@pytest.mark.slow
@pytest.mark.parametrize("harm", [cut, empty, overwrite_the_end, Path.unlink])
@pytest.mark.parametrize("which", ["gazetteer", "lexicon"])
def test_an_index_with_a_damaged_file_is_made_anew_and_says_so(
    tmp_path: Path, which: str, harm: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    open_both(tmp_path)
    (folder,) = tmp_path.glob(f"{which}-*")
    for file in sorted(folder.iterdir()):
        harm(file)
        caplog.clear()
        open_both(tmp_path)
        assert [record.getMessage() for record in caplog.records] == [f"{folder} is damaged and is made anew"]


def test_a_file_that_is_damaged_in_its_middle_is_made_anew(tmp_path: Path) -> None:
    whole = bytes(300_000)

    def write(folder: Path) -> None:
        (folder / "large").write_bytes(whole)

    build_once(tmp_path / "index", write)
    damaged = bytearray(whole)
    damaged[150_000] = 1
    (tmp_path / "index" / "large").write_bytes(damaged)
    build_once(tmp_path / "index", write)
    assert (tmp_path / "index" / "large").read_bytes() == whole


@pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")
def test_an_index_whose_making_was_killed_is_made_by_the_next_who_needs_it(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom places.gazetteer.cache import build_once\n"
        "def write(folder):\n"
        "    (folder / 'content').write_text('half')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "build_once(Path(sys.argv[1]), write)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(tmp_path / "index")], check=False)
    assert killed.returncode < 0
    assert not (tmp_path / "index").exists()
    build_once(tmp_path / "index", lambda folder: (folder / "content").write_text("whole") and None)
    assert (tmp_path / "index" / "content").read_text() == "whole"


@pytest.mark.parametrize("which", ["gazetteer", "lexicon"])
def test_a_file_in_the_place_of_an_index_gives_way(tmp_path: Path, which: str) -> None:
    open_both(tmp_path)
    (folder,) = tmp_path.glob(f"{which}-*")
    shutil.rmtree(folder)
    folder.write_text("not an index")
    open_both(tmp_path)
    assert folder.is_dir()


def test_a_whole_index_is_opened_without_a_word(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    open_both(tmp_path)
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    open_both(tmp_path)
    assert not caplog.records


def test_a_cache_that_cannot_be_written_says_where_and_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(CacheError) as raised:
        open_gazetteer([Berlin()], tmp_path / "cache")
    message = str(raised.value)
    assert str(tmp_path / "cache") in message
    assert CACHE_VARIABLE in message
    assert "\n" not in message


def test_a_full_disk_says_the_same(tmp_path: Path) -> None:
    def write(_: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(CacheError, match=rf"No space left on device.*{CACHE_VARIABLE}"):
        build_once(tmp_path / "index", write)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_command_that_cannot_keep_its_index_says_so_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    ended = subprocess.run(
        [sys.executable, "-m", "places", "find"],
        input="Sie flog nach Berlin.",
        env=os.environ | {CACHE_VARIABLE: str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("places: ")
    assert CACHE_VARIABLE in ended.stderr
    assert ended.stderr.count("\n") == 1
