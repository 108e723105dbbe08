"""Of a very large dataset in a bucket texts and mentions are fetched when somebody asks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from places.dataset import Dataset, DatasetError, open_dataset, table_files
from places.dataset.awaited import is_awaited
from places.dataset.mirror import fetched
from places.query import (
    count,
    count_by_place,
    read_article,
    read_mentions,
    select_listed,
    select_places,
    select_timeline,
)
from places.query.footprint import footprint
from places.selection import Selection

from ..s3 import BadLine, upload
from . import test_offsets
from .test_arranged import write


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("places.dataset.arranged.MANY", 1)
    monkeypatch.setattr("places.dataset.parts.LEAST", 6)
    monkeypatch.setattr("places.dataset.parts.MOST", 6)
    return write(tmp_path / "here")


@pytest.fixture
def address(folder: Path, bucket: str) -> str:
    upload(folder, f"{bucket}/maps/news")
    return f"{bucket}/maps/news"


def awaited(copy: Path) -> set[str]:
    files = table_files(copy)
    return {file.name for table in ("articles", "mentions") for file in files[table] if is_awaited(file)}


def test_where_mentions_stand_is_fetched_when_somebody_reads_them(
    tmp_path: Path, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("places.dataset.arranged.MANY", 1)
    folder = test_offsets.write(tmp_path / "here")
    upload(folder, f"{bucket}/maps/read")
    copy = fetched(f"{bucket}/maps/read", whole=False)
    file = test_offsets.offsets_file(copy)
    assert file is not None
    with open_dataset(copy) as there, open_dataset(folder) as here:
        select_places(there, Selection())
        assert is_awaited(file)
        read = read_mentions(here, Selection(), "own:Celle", 5)
        assert read_mentions(there, Selection(), "own:Celle", 5) == read
        assert not is_awaited(file)


def shown(dataset: Dataset) -> list[object]:
    """Ask what a first screen asks."""
    asked = Selection(sources=("Post",))
    counts = [each.tolist() for each in count_by_place(dataset, asked)]
    return [
        footprint(dataset),
        count(dataset, Selection()),
        select_places(dataset, Selection()),
        select_timeline(dataset, asked),
        counts,
    ]


def test_a_first_screen_needs_no_part_but_the_first(address: str, folder: Path) -> None:
    copy = fetched(address, whole=False)
    parts = table_files(copy)
    assert awaited(copy) == {file.name for name in ("articles", "mentions") for file in parts[name][1:]}
    with open_dataset(copy) as there, open_dataset(folder) as here:
        assert shown(there) == shown(here)
    assert len(awaited(copy)) == 12


def test_what_is_on_the_screen_brings_its_parts_and_a_question_about_all_brings_all(
    address: str, folder: Path
) -> None:
    copy = fetched(address, whole=False)
    with open_dataset(copy) as there, open_dataset(folder) as here:
        newest = select_listed(here, Selection(), "newest", 2)
        assert select_listed(there, Selection(), "newest", 2) == newest
        left = awaited(copy)
        assert 12 - 2 <= len(left) < 12
        assert all(name in left for name in (file.name for file in table_files(copy)["mentions"][1:]))
        for number in range(40):
            assert read_article(there, f"a{number}") == read_article(here, f"a{number}")
        query = "SELECT * FROM mentions ORDER BY article_id, start"
        assert there.rows(query) == here.rows(query)
        assert awaited(copy) == set()


def test_who_asks_for_no_part_fetches_none_and_who_asks_for_one_that_one(address: str) -> None:
    copy = fetched(address, whole=False)
    with open_dataset(copy) as there:
        assert there.rows("SELECT text FROM articles WHERE false", parts=[]) == []
        assert len(awaited(copy)) == 12
        assert len(there.rows("SELECT text FROM articles", parts=[2])) == 6
        assert len(awaited(copy)) == 11


def test_a_copy_is_completed_for_who_needs_all_of_it(address: str, folder: Path) -> None:
    copy = fetched(address, whole=False)
    with open_dataset(copy) as opened:
        assert fetched(address) == copy
        assert awaited(copy) == set()
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == {
            file.name: file.read_bytes() for file in copy.iterdir()
        }
        assert len(opened.rows("SELECT id FROM articles")) == 40
    fetched(address, whole=False)
    assert awaited(copy) == set()


@pytest.mark.slow  # every request is sent again and again
def test_a_part_that_cannot_be_fetched_is_told_in_one_line_and_fetched_once_it_can(
    address: str, bad_line: BadLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("places.storage._PAUSE", 0.01)
    bad_line.share = 0
    with open_dataset(fetched(address, whole=False)) as dataset:
        count(dataset, Selection())
        bad_line.share = 1
        with pytest.raises(DatasetError, match="s3://") as told:
            dataset.rows("SELECT text FROM articles")
        assert "\n" not in str(told.value)
        bad_line.share = 0
        assert len(dataset.rows("SELECT text FROM articles")) == 40
