from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from places.dataset import open_dataset
from places.exporting import Extract, from_dataset, write
from places.exporting.extract import groups
from places.language import language
from places.maps import outline_of
from places.sample import DATASET
from places.selection import Selection


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


def test_gdal_reads_the_layers_with_every_place_mention_and_article(
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
        path, "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'places'"
    )
    longitudes = [row.place.longitude for row in extract.places]
    latitudes = [row.place.latitude for row in extract.places]
    assert extent == pytest.approx((min(longitudes), min(latitudes), max(longitudes), max(latitudes)))


def test_nothing_shown_is_an_empty_layer(
    extract: Extract, tmp_path: Path, ogrinfo: Callable[..., str]
) -> None:
    path = tmp_path / "empty.gpkg"
    write(replace(extract, articles=[], places=[], mentions=[]), "gpkg", path)
    assert ogrinfo(path, "-so").count("Feature Count: 0") == 4


@pytest.mark.slow
def test_gdal_reads_the_course_of_a_river_and_the_outline_of_a_country(
    tmp_path: Path, ogrinfo: Callable[..., str]
) -> None:
    path = tmp_path / "shapes.gpkg"
    with open_dataset(DATASET) as dataset:
        extract = from_dataset(dataset, Selection(), language("de"))
        write(extract, "gpkg", path)
        with_shape = [row.place.id for row in extract.places if outline_of(row.place.id)]
    assert "Layer name: shapes\n" in ogrinfo(path, "-so")
    assert _rows(path, "SELECT place_id FROM shapes ORDER BY place_id") == [
        (one,) for one in sorted(with_shape)
    ]
    checked = subprocess.run(
        [
            "ogrinfo", "-ro", "-q", "-dialect", "SQLite", "-sql",
            "SELECT place_id, ST_GeometryType(geom) AS type, ST_X(ST_Centroid(geom)) AS x, "
            "ST_Y(ST_Centroid(geom)) AS y FROM shapes",
            str(path),
        ],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    korea = checked.partition("= geonames:1873107\n")[2].partition("OGRFeature")[0]
    assert "MULTIPOLYGON" in korea
    x, y = (float(korea.partition(f"{name} (Real) = ")[2].split()[0]) for name in "xy")
    assert (x, y) == pytest.approx((127.2, 40.1), abs=0.5)
    assert "MULTILINESTRING" in checked
    (extent,) = _rows(
        path, "SELECT min_x, max_x, min_y, max_y FROM gpkg_contents WHERE table_name = 'shapes'"
    )
    west, east, south, north = (float(str(degrees)) for degrees in extent)
    assert -180 <= west < east <= 180
    assert -90 <= south < north <= 90
