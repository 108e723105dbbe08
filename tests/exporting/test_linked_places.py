from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from places.exporting import Extract, write
from places.model import KINDS

SCHEMA = json.loads(Path(__file__).with_name("linked_places.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def path(extract: Extract, tmp_path: Path) -> Path:
    path = tmp_path / "places.lpf.json"
    write(extract, "lpf", path)
    return path


@pytest.fixture
def collection(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _faults(collection: Any) -> list[str]:
    return [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(SCHEMA).iter_errors(collection)
    ]


def test_the_file_is_as_the_specification_demands(collection: Any) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert _faults(collection) == []


def test_the_schema_notices_a_feature_class_that_geonames_does_not_have(collection: Any) -> None:
    collection["features"][0]["properties"]["fclasses"] = ["X"]
    assert _faults(collection) == [
        "$.features[0].properties.fclasses[0]: 'X' is not one of ['A', 'H', 'L', 'P', 'R', 'S', 'T']"
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_place_type_and_a_feature_class(extract: Extract, tmp_path: Path, kind: Any) -> None:
    path = tmp_path / "places.json"
    write(
        replace(
            extract, places=[row._replace(place=replace(row.place, kind=kind)) for row in extract.places]
        ),
        "lpf",
        path,
    )
    assert _faults(json.loads(path.read_text(encoding="utf-8"))) == []


def test_there_is_one_feature_a_place_and_each_counts_its_mentions(collection: Any) -> None:
    assert [feature["properties"]["mentions"] for feature in collection["features"]] == [3, 2, 1, 1]


def test_a_name_stands_as_in_the_articles_with_them_as_its_citations_and_their_dates(collection: Any) -> None:
    names = collection["features"][0]["names"]
    assert [name["toponym"] for name in names] == ["Pjöngjang", "Pyongyang", "Pjöngjang", "Pjöngjangs"]
    assert names[0]["citations"] == [{"label": "GeoNames", "@id": "https://www.geonames.org/1871859/"}]
    assert names[3]["citations"] == [
        {
            "label": "Treffen am Startplatz (Eigener Bericht, 2023-09-13)",
            "@id": "https://example.org/launch?a=1&b=2",
        }
    ]
    assert names[3]["when"] == {"timespans": [{"start": {"in": "2023-09-13"}}]}


def test_an_estimated_date_is_marked_as_approximate(collection: Any) -> None:
    assert collection["features"][0]["when"]["timespans"] == [
        {"start": {"in": "2023-09-13"}},
        {"start": {"in": "2024-06~"}},
    ]


def test_a_place_from_geonames_links_to_its_record_there_and_one_of_our_own_to_none(collection: Any) -> None:
    pyongyang, cosmodrome, *_ = collection["features"]
    assert pyongyang["links"] == [{"type": "exactMatch", "identifier": "https://sws.geonames.org/1871859/"}]
    assert cosmodrome["links"] == []


def test_a_location_is_as_certain_as_its_mentions(collection: Any) -> None:
    certainties = [feature["geometry"]["geometries"][0]["certainty"] for feature in collection["features"]]
    assert certainties == ["certain", "certain", "uncertain", "less-certain"]


def test_excerpts_describe_the_place(collection: Any) -> None:
    descriptions = collection["features"][1]["descriptions"]
    assert [description["value"] for description in descriptions] == [
        "Der Weltraumbahnhof Wostotschnij liegt im Fernen Osten.",
        "In Wostotschny sahen sie Raketen.",
    ]


def test_it_is_geojson_too(path: Path, ogrinfo: Callable[..., str]) -> None:
    read = ogrinfo(path)
    assert "Feature Count: 4" in read
    assert "GEOMETRYCOLLECTION (POINT (125.75432 39.03385))" in read
