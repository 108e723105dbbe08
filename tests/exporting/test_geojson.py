from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from places.exporting import Extract, write


@pytest.fixture
def path(extract: Extract, tmp_path: Path) -> Path:
    path = tmp_path / "places.geojson"
    write(extract, "geojson", path)
    return path


@pytest.fixture
def collection(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_there_is_one_feature_a_place_and_each_counts_its_mentions(collection: Any) -> None:
    assert [feature["properties"]["mentions"] for feature in collection["features"]] == [3, 2, 1, 1]
    assert collection["counts"] == {"articles": 3, "places": 4, "mentions": 7}


def test_coordinates_are_longitude_then_latitude(collection: Any) -> None:
    points = [feature["geometry"] for feature in collection["features"]]
    assert points[0] == {"type": "Point", "coordinates": [125.75432, 39.03385]}
    assert points[3]["coordinates"] == [-110.52764, -66.28243]


def test_a_place_is_named_in_the_language_of_the_export(collection: Any) -> None:
    names = [feature["properties"]["name"] for feature in collection["features"]]
    assert names == ["Pjöngjang", "Kosmodrom Wostotschny", "Tumen", "Casey Station"]


def test_an_excerpt_says_where_it_stands_and_when_it_was_written(collection: Any) -> None:
    excerpt = collection["features"][0]["properties"]["excerpts"][1]
    assert excerpt == {
        "article": "launch",
        "title": "Treffen am Startplatz",
        "date": "2023-09-13",
        "text": 'Pjöngjangs Zug hielt am Morgen; "pünktlich", hieß es.',
        "toponym": "Pjöngjangs",
        "start": 100,
        "end": 110,
        "confidence": 1.0,
    }


def test_the_file_credits_geonames(collection: Any) -> None:
    assert any("GeoNames" in line and "CC BY 4.0" in line for line in collection["credits"])


def test_gdal_reads_every_place_with_its_point_and_its_types(path: Path, ogrinfo: Callable[..., str]) -> None:
    read = ogrinfo(path)
    assert "Layer name: places" in read
    assert "Geometry: Point" in read
    assert "Feature Count: 4" in read
    assert "POINT (125.75432 39.03385)" in read
    assert "mentions: Integer" in read
    assert "confidence: Real" in read
    assert "country_codes (StringList) = (3:CN,KP,RU)" in read
