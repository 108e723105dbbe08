"""``places refresh``."""

from __future__ import annotations

from pathlib import Path

import pytest

from places.building import build
from places.cli import main
from places.geoparsing import Geoparser
from places.journal import FeedFollowed, Journal
from places.journal.location import journal_file


@pytest.fixture
def dataset(tmp_path: Path, small_geoparser: Geoparser) -> Path:
    source = tmp_path / "articles"
    source.mkdir()
    (source / "a.txt").write_text("Nach Lindau.", encoding="utf-8")
    build(source, tmp_path / "dataset", geoparser=small_geoparser)
    return tmp_path / "dataset"


def test_where_no_feed_is_followed_there_is_nothing_to_do(
    dataset: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["refresh", str(dataset)]) == 2
    assert "no feed is followed" in capsys.readouterr().err


def test_what_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["refresh", str(tmp_path / "none")]) == 2
    assert "there is nothing there" in capsys.readouterr().err


def test_a_feed_of_this_machine_is_not_fetched_and_the_line_says_why(
    dataset: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Journal(journal_file(dataset)).append("anna", [FeedFollowed("http://127.0.0.1/feed")])
    assert main(["refresh", str(dataset)]) == 1
    assert "http://127.0.0.1/feed: the address leads to no machine" in capsys.readouterr().err
