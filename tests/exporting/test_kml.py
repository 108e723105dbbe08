from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from places.exporting import Extract, kml, write
from places.model import KINDS

KML = {"": "http://www.opengis.net/kml/2.2"}


@pytest.fixture
def path(extract: Extract, tmp_path: Path) -> Path:
    path = tmp_path / "places.kml"
    write(extract, "kml", path)
    return path


@pytest.fixture
def document(path: Path) -> ElementTree.Element:
    document = ElementTree.parse(path).getroot().find("Document", KML)
    assert document is not None
    return document


class _Reader(HTMLParser):
    """What a viewer makes of a description: its tags and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(description: str | None) -> _Reader:
    reader = _Reader()
    reader.feed(description or "")
    reader.close()
    return reader


def _tag(element: ElementTree.Element) -> str:
    return element.tag.removeprefix("{http://www.opengis.net/kml/2.2}")


def test_there_is_one_placemark_a_place(document: ElementTree.Element) -> None:
    names = [mark.findtext("name", namespaces=KML) for mark in document.iterfind("Placemark", KML)]
    assert names == ["Pjöngjang", "Kosmodrom Wostotschny", "Tumen", "Casey Station"]


def test_coordinates_are_longitude_then_latitude(document: ElementTree.Element) -> None:
    assert document.findtext("Placemark/Point/coordinates", namespaces=KML) == "125.75432,39.03385"


def test_every_kind_has_its_style_and_every_placemark_one_of_them(document: ElementTree.Element) -> None:
    styles = {style.get("id") for style in document.iterfind("Style", KML)}
    used = {mark.findtext("styleUrl", namespaces=KML) for mark in document.iterfind("Placemark", KML)}
    assert styles == set(KINDS)
    assert used == {"#city", "#site", "#water"}


def test_elements_stand_in_the_order_that_the_schema_of_kml_demands(document: ElementTree.Element) -> None:
    order = ["name", "description", "TimeSpan", "styleUrl", "ExtendedData", "Point"]
    for mark in document.iterfind("Placemark", KML):
        tags = [_tag(child) for child in mark]
        assert tags == [tag for tag in order if tag in tags]
    heads = list(dict.fromkeys(_tag(child) for child in document))
    assert heads == ["name", "description", "Style", "Schema", "Placemark"]


def test_a_time_span_covers_every_day_that_the_dates_may_mean(document: ElementTree.Element) -> None:
    tumen = document.findall("Placemark", KML)[2]
    assert tumen.findtext("TimeSpan/begin", namespaces=KML) == "2024-06-01"
    assert tumen.findtext("TimeSpan/end", namespaces=KML) == "2024-06-30"


def test_an_undated_place_has_no_time_span(extract: Extract, tmp_path: Path) -> None:
    undated = [mention for mention in extract.mentions if mention.article_id == "undated"]
    path = tmp_path / "undated.kml"
    write(replace(extract, places=extract.places[:1], mentions=undated), "kml", path)
    assert "TimeSpan" not in path.read_text(encoding="utf-8")


def test_the_extended_data_count_the_mentions(document: ElementTree.Element) -> None:
    data = document.iterfind("Placemark/ExtendedData/SchemaData/SimpleData[@name='mentions']", KML)
    assert [element.text for element in data] == ["3", "2", "1", "1"]


def test_a_description_shows_excerpts_with_the_toponym_in_bold_and_runs_nothing(
    document: ElementTree.Element,
) -> None:
    description = document.findtext("Placemark/description", namespaces=KML)
    assert description is not None
    assert "<b>Pjöngjangs</b> Zug" in description
    read = _read(description)
    assert set(read.tags) == {"p", "br", "b"}
    assert "am <Abend> Antwort & Dank." in read.text


def test_a_description_of_a_place_named_too_often_says_how_many_mentions_it_leaves_out(
    extract: Extract, tmp_path: Path
) -> None:
    often = [*extract.mentions][:1] * (kml.excerpts + 5)
    path = tmp_path / "often.kml"
    write(replace(extract, places=extract.places[:1], mentions=often), "kml", path)
    description = ElementTree.parse(path).getroot().findtext("Document/Placemark/description", namespaces=KML)
    read = _read(description)
    assert read.tags.count("b") == kml.excerpts
    assert "5" in read.text.rpartition("Dank.")[2]


def test_no_icon_is_fetched_from_a_server(path: Path) -> None:
    assert "href" not in path.read_text(encoding="utf-8")


def test_gdal_reads_every_place_with_its_point_and_its_types(path: Path, ogrinfo: Callable[..., str]) -> None:
    read = ogrinfo(path)
    assert "Feature Count: 4" in read
    assert "POINT (125.75432 39.03385)" in read
    assert "mentions (Integer) = 3" in read
    assert "confidence (Real) = 0.9" in read
    assert "end (DateTime) = 2024/06/30" in read
