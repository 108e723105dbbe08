from __future__ import annotations

import os
from pathlib import Path

import pytest

from places.journal.location import journal_file
from places.sample import DATASET


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def a_dataset(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "dataset.json").write_text("{}", encoding="utf-8")
    return folder


def test_the_journal_of_a_dataset_lies_beside_it_and_not_in_it(tmp_path: Path) -> None:
    dataset = a_dataset(tmp_path / "desk")
    assert journal_file(dataset) == tmp_path / "desk.changes.sqlite"
    assert journal_file(tmp_path / "not-there-yet") == tmp_path / "not-there-yet.changes.sqlite"


def test_one_dataset_has_one_journal_however_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = a_dataset(tmp_path / "desk")
    (tmp_path / "link").symlink_to(dataset)
    monkeypatch.chdir(tmp_path)
    assert journal_file(Path("desk")) == journal_file(tmp_path / "link") == journal_file(dataset)


def test_the_journal_of_the_sample_and_of_what_is_cached_lies_with_the_data_of_the_user(
    tmp_path: Path,
) -> None:
    cached = a_dataset(tmp_path / "cache" / "places" / "datasets" / "0123")
    articles = tmp_path / "articles"
    articles.mkdir()
    found = [journal_file(each) for each in (DATASET, cached, articles)]
    assert {each.parent for each in found} == {tmp_path / "data" / "places" / "journals"}
    assert len(set(found)) == 3
    assert found[2].name.startswith("articles-")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_the_journal_of_a_dataset_in_a_folder_that_cannot_be_written_lies_with_the_data_of_the_user(
    tmp_path: Path,
) -> None:
    dataset = a_dataset(tmp_path / "shared" / "desk")
    dataset.parent.chmod(0o555)
    try:
        assert journal_file(dataset).is_relative_to(tmp_path / "data")
    finally:
        dataset.parent.chmod(0o755)


def test_a_journal_that_lies_beside_is_the_one(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (tmp_path / "articles.changes.sqlite").touch()
    assert journal_file(articles) == tmp_path / "articles.changes.sqlite"
