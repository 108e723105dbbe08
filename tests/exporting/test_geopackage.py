from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from places.exporting import Extract, write
from places.exporting.extract import groups


@pytest.fixture
def path(extract: Extract, tmp_path: Path) -> Path:
    path = tmp_path / "places.gpkg"
    write(extract, "gpkg", path)
    return path


def _rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(statement).fetchall()


def test_the_file_says_that_it_is_a_geopackage(path: Path) -> None:
    head = path.read_bytes()[:100]
    assert head[:15] == b"SQLite format 3"
    assert head[68:72] == b"GPKG"
    assert int.from_bytes(head[60:64], "big") == 10301
    assert _rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert _rows(path, "PRAGMA foreign_key_check") == []


def test_gdal_reads_three_layers_with_every_place_mention_and_article(
    extract: Extract, path: Path, ogrinfo: Callable[..., str]
) -> None:
    told = ogrinfo(path, "-so")
    for layer, number in (
        ("places", len(extract.places)),
        ("mentions", len(extract.mentions)),
        ("articles", len(extract.articles)),
    ):
        assert (
            f"Feature Count: {number}"
            in told.partition(f"Layer name: {layer}\n")[2].partition("Layer name:")[0]
        )


def test_gdal_finds_each_place_where_it_stands(
    extract: Extract, path: Path, ogrinfo: Callable[..., str]
) -> None:
    told = ogrinfo(path)
    assert "EPSG" in told
    for group in groups(extract):
        place = group.place
        feature = told.partition(f"place_id (String) = {place.id}\n")[2].partition("OGRFeature")[0]
        point = feature.partition("POINT (")[2].partition(")")[0]
        assert tuple(map(float, point.split())) == pytest.approx((place.longitude, place.latitude))
        assert f"mentions (Integer64) = {len(group.mentions)}\n" in feature


def test_mentions_join_places_and_articles(extract: Extract, path: Path) -> None:
    joined = _rows(
        path,
        "SELECT count(*) FROM mentions JOIN places USING (place_id) JOIN articles USING (article_id)",
    )
    assert joined == [(len(extract.mentions),)]


def test_the_extent_is_that_of_the_places(extract: Extract, path: Path) -> None:
    (extent,) = _rows(
        path, "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE data_type = 'features'"
    )
    longitudes = [row.place.longitude for row in extract.places]
    latitudes = [row.place.latitude for row in extract.places]
    assert extent == pytest.approx((min(longitudes), min(latitudes), max(longitudes), max(latitudes)))


def test_nothing_shown_is_an_empty_layer(
    extract: Extract, tmp_path: Path, ogrinfo: Callable[..., str]
) -> None:
    path = tmp_path / "empty.gpkg"
    write(replace(extract, articles=[], places=[], mentions=[]), "gpkg", path)
    assert ogrinfo(path, "-so").count("Feature Count: 0") == 3
