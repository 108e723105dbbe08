"""A build that asks a server for what the gazetteer lacks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from places.building import build
from places.dataset import Dataset, open_dataset
from places.geocoding import OnlineGeocoder
from places.geoparsing import Geoparser

from .conftest import Door

pytestmark = pytest.mark.nominatim

TEXT = "Von der Insel Gröde aus sieht man den Berg Brocken nicht."


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "island.txt").write_text(TEXT, encoding="utf-8")
    return folder


def places_of(dataset: Dataset) -> list[str]:
    with dataset.cursor() as cursor:
        return [row[0] for row in cursor.execute("SELECT id FROM places ORDER BY id").fetchall()]


def test_what_was_found_online_is_in_the_dataset_with_its_source(
    articles: Path, tmp_path: Path, small_geoparser: Geoparser, online: OnlineGeocoder
) -> None:
    build(articles, tmp_path / "dataset", geoparser=small_geoparser, online=online)
    dataset = open_dataset(tmp_path / "dataset")
    assert places_of(dataset) == ["osm:node/109", "osm:node/302"]
    assert "OpenStreetMap contributors" in dataset.manifest["credits"]["online"]


def test_a_server_that_is_gone_is_reported_and_the_build_goes_on(
    articles: Path,
    tmp_path: Path,
    small_geoparser: Geoparser,
    opened: Callable[..., OnlineGeocoder],
    door: Door,
    lines: list[str],
) -> None:
    online = opened(timeout=2)
    door.shut()
    report = build(
        articles, tmp_path / "dataset", geoparser=small_geoparser, versions={"test": "1"}, online=online
    )
    assert (report.articles_read, report.articles_failed) == (1, 0)
    assert lines
    assert places_of(open_dataset(tmp_path / "dataset")) == []


def test_online_lookups_and_workers_do_not_go_together(
    articles: Path, tmp_path: Path, online: OnlineGeocoder
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as executor, pytest.raises(ValueError, match="do not go together"):
        build(articles, tmp_path / "dataset", online=online, executor=executor)
