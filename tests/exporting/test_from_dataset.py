from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from places.dataset import Dataset, DatasetWriter, mention_table, open_dataset
from places.exporting import from_dataset, write
from places.exporting.extract import groups
from places.language import language
from places.model import Article, Mention, PartialDate, Place
from places.query import count
from places.selection import Selection

PLACES = {
    "Pjöngjang": Place("geonames:1871859", "Pyongyang", "city", 39.03, 125.75, ("KP",), 1, "GeoNames"),
    "Kursk": Place("geonames:538560", "Kursk", "city", 51.74, 36.19, ("RU",), 1, "GeoNames"),
    "Tumen": Place("own:tumen", "Tumen", "water", 42.29, 130.69, ("CN", "KP", "RU"), 0, "own table"),
}
ARTICLES = [
    Article(
        "b", "Juni", "🚀 Kursk. Und ein Café\u0301: Pjöngjang, Kursk.", "de", PartialDate.parse("2024-06")
    ),
    Article("a", "Januar", "Der Tumen trennt. Kursk nicht.", "de", PartialDate.parse("2025-01-31")),
    Article("c", "Irgendwann", "Pjöngjang? Pjöngjang, sagt sie. Und Kursk.", "de"),
    Article("d", "Ortlos", "Nichts Neues.", "de", PartialDate.parse("2025")),
]
SELECTIONS = [
    Selection(),
    Selection(first=date(2025, 1, 1)),
    Selection(undated=False),
    Selection(kinds=("water",)),
    Selection(articles=("a", "b")),
    Selection(words="cafe"),
    Selection(words="steht nirgends"),
]


def _mentions(text: str) -> list[Mention]:
    found = []
    for name, place in PLACES.items():
        start = text.find(name)
        while start >= 0:
            begin = text.rfind(".", 0, start) + 1
            stop = text.find(".", start) + 1
            found.append(
                Mention(start, start + len(name), name, place, 0.9, (), begin, stop),
            )
            start = text.find(name, start + 1)
    return sorted(found, key=lambda mention: mention.start)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataset]:
    folder = tmp_path_factory.mktemp("built") / "dataset"
    with DatasetWriter(folder) as writer:
        table = mention_table([(article.id, _mentions(article.text)) for article in ARTICLES])
        writer.add(ARTICLES, table, PLACES.values())
        writer.commit({"source": "a test"})
    with open_dataset(folder) as dataset:
        yield dataset


@pytest.mark.parametrize("selection", SELECTIONS)
def test_a_file_holds_as_many_places_and_mentions_as_the_selection_counts(
    dataset: Dataset, tmp_path: Path, selection: Selection
) -> None:
    counted = count(dataset, selection)
    extract = from_dataset(dataset, selection, language("de"))
    for name in ("geojson", "lpf"):
        write(extract, name, tmp_path / name)
        collection = json.loads((tmp_path / name).read_text(encoding="utf-8"))
        assert len(collection["features"]) == counted.places
        assert sum(f["properties"]["mentions"] for f in collection["features"]) == counted.mentions
        assert collection["counts"]["articles"] == counted.articles
    write(extract, "csv", tmp_path / "csv")
    with (tmp_path / "csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == counted.mentions
    assert len({row["place_id"] for row in rows}) == counted.places
    write(extract, "kml", tmp_path / "kml")
    marks = ElementTree.parse(tmp_path / "kml").iter("{http://www.opengis.net/kml/2.2}Placemark")
    assert len(list(marks)) == counted.places
    write(extract, "html", tmp_path / "html")
    page = (tmp_path / "html").read_text(encoding="utf-8")
    data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    assert len(data["places"]) == counted.places
    assert sum(len(doubts) for place in data["places"] for *_, doubts in place["said"]) == counted.mentions
    assert len(data["articles"]) == counted.articles


def test_places_come_most_named_first_and_their_mentions_newest_article_first(dataset: Dataset) -> None:
    found = list(groups(from_dataset(dataset, Selection(), language("de"))))
    assert [group.place.id for group in found] == ["geonames:538560", "geonames:1871859", "own:tumen"]
    kursk = [mention for mention, _ in found[0].mentions]
    assert [mention.article_id for mention in kursk] == ["a", "b", "b", "c"]
    assert kursk[1].start < kursk[2].start


def test_an_excerpt_is_cut_where_python_counts_characters(dataset: Dataset) -> None:
    texts = {article.id: article.text for article in ARTICLES}
    for mention in from_dataset(dataset, Selection(), language("de")).mentions:
        text = texts[mention.article_id]
        assert text[mention.offset : mention.offset + len(mention.excerpt)] == mention.excerpt
        begin = mention.start - mention.offset
        assert mention.excerpt[begin : begin + len(mention.surface)] == mention.surface


def test_an_extract_can_be_written_again(dataset: Dataset, tmp_path: Path) -> None:
    extract = from_dataset(dataset, Selection(), language("de"))
    for name in ("once", "twice"):
        write(extract, "csv", tmp_path / name)
    assert (tmp_path / "once").read_bytes() == (tmp_path / "twice").read_bytes()
    assert len(list(extract.mentions)) == len(extract.mentions) == 8


def test_the_extract_says_in_words_what_was_selected(dataset: Dataset) -> None:
    selection = Selection(
        first=date(2024, 1, 1), undated=False, kinds=("city",), articles=("a",), words="Zug"
    )
    described = from_dataset(dataset, selection, language("de")).description
    assert described.startswith("01.01.2024 – …")
    assert "Stadt" in described
    assert "„Zug“" in described
    assert from_dataset(dataset, Selection(), language("de")).description == ""


def test_the_chosen_place_and_the_view_change_nothing_in_a_file(dataset: Dataset, tmp_path: Path) -> None:
    plain = from_dataset(dataset, Selection(), language("de"), title="Orte")
    chosen = from_dataset(dataset, Selection(place="own:tumen", tiles=False), language("de"), title="Orte")
    write(plain, "geojson", tmp_path / "plain")
    write(replace(chosen, created=plain.created), "geojson", tmp_path / "chosen")
    assert (tmp_path / "plain").read_bytes() == (tmp_path / "chosen").read_bytes()


def test_gdal_counts_what_the_selection_counts(
    dataset: Dataset, tmp_path: Path, ogrinfo: Callable[..., str]
) -> None:
    selection = Selection(first=date(2025, 1, 1), undated=False)
    counted = count(dataset, selection)
    extract = from_dataset(dataset, selection, language("de"))
    for name, number in (
        ("geojson", counted.places),
        ("kml", counted.places),
        ("csv", counted.mentions),
        ("gpkg", counted.places),
    ):
        path = tmp_path / f"export.{name}"
        write(extract, name, path)
        assert f"Feature Count: {number}" in ogrinfo(path, "-so")
