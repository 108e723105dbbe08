"""Feeds at the start of a server."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from places.building import build
from places.geoparsing import Geoparser
from places.journal import FeedFollowed
from places.views import feeds
from places.views.opening import journal_of
from places.views.settings import Settings


@pytest.fixture
def dataset(tmp_path: Path, small_geoparser: Geoparser) -> Path:
    source = tmp_path / "articles"
    source.mkdir()
    (source / "a.txt").write_text("Nach Lindau.", encoding="utf-8")
    build(source, tmp_path / "dataset", geoparser=small_geoparser)
    journal_of(tmp_path / "dataset").append("anna", [FeedFollowed("http://127.0.0.1/secret-feed")])
    return tmp_path / "dataset"


def test_feeds_are_looked_at_at_the_start_only_where_a_setting_allows_it(
    dataset: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "places")
    feeds.look_at_start(Settings(dataset))
    assert caplog.messages == []
    feeds.look_at_start(Settings(dataset, fetch=True))
    assert caplog.messages == ["1 feeds were looked at: 0 new articles, 1 not fetched"]


def test_a_dataset_that_is_not_there_is_no_hindrance_at_the_start(
    dataset: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (dataset / "dataset.json").write_text("{", encoding="utf-8")
    feeds.look_at_start(Settings(dataset, fetch=True))
    assert [message.partition(":")[0] for message in caplog.messages] == ["the feeds were not looked at"]
