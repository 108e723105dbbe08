"""Commands where nothing can be written past some kilobytes, as on a full disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from places.dataset import DatasetWriter, mention_table
from places.journal import Everywhere, Journal, PlaceDecided
from places.model import Article
from places.sample import DATASET

from ..cases import slow

pytest.importorskip("resource", reason="limits of a process are there on Unix alone")

_LIMITED = """
import resource, sys
from places.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.exit(main(sys.argv[2:]))
"""


def run(folder: Path, limit: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {"TMPDIR": str(folder / "temporary"), "XDG_CACHE_HOME": str(folder / "cache")}
    for path in kept.values():
        Path(path).mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-c", _LIMITED, str(limit), *arguments],
        env=os.environ | kept | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", ["xlsx", "csv", *slow("gpkg")])
@pytest.mark.parametrize("limit", [2_000, *slow(12_000)])
def test_an_export_that_finds_no_room_is_one_line_and_leaves_the_file_that_was_there(
    tmp_path: Path, name: str, limit: int
) -> None:
    output = tmp_path / f"out.{name}"
    output.write_text("as it was", encoding="utf-8")
    ended = run(tmp_path, limit, "export", str(DATASET), "-o", str(output))
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    assert f"{output}: cannot be written (" in ended.stderr
    assert output.read_text(encoding="utf-8") == "as it was"
    assert left(tmp_path) == [output.name]


def test_a_journal_that_finds_no_room_to_be_saved_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    journal.append("anna", [PlaceDecided(Everywhere(f"Name {number}"), None) for number in range(500)])
    saved = tmp_path / "saved.jsonl"
    ended = run(
        tmp_path, 40_000, "changes", str(tmp_path / "d"), "--journal", journal.name, "--save", str(saved)
    )
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == [f"places: {saved}: cannot be written (File too large)"]
    assert left(tmp_path) == ["journal.sqlite"]


@pytest.mark.slow
def test_an_index_of_the_search_that_finds_no_room_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    with DatasetWriter(tmp_path / "dataset") as writer:
        writer.add([Article("a", "Am Fluss", "Der Fluss steigt.", "de")], mention_table([]), [])
        writer.commit({})
    before = left(tmp_path)
    ended = run(tmp_path, 6_000, "search", str(tmp_path / "dataset"), "Fluss")
    assert ended.returncode == 2
    assert "the index for the search cannot be written (" in ended.stderr.splitlines()[-1]
    assert "Traceback" not in ended.stderr
    assert left(tmp_path) == before
