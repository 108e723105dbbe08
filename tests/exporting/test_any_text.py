"""Whatever stands in names and articles, a file is whole and says the same."""

from __future__ import annotations

import csv
import json
import subprocess
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from places.exporting import FORMATS, Extract
from places.exporting.extract import clean
from places.exporting.table import unguard
from places.language import language
from places.model import Place
from places.query import ArticleRow, MentionRow, PlaceRow, typed

SCHEMA = json.loads(Path(__file__).with_name("linked_places.schema.json").read_text(encoding="utf-8"))
KML = {"": "http://www.opengis.net/kml/2.2"}


def _quote(mention: MentionRow) -> str:
    """Return what an export says of a mention's excerpt."""
    return "".join(typed(replace(mention, excerpt=clean(mention.excerpt))))


SOME = settings(max_examples=30, deadline=None)
GDAL_TAKES_LONG = settings(max_examples=5, deadline=None)

NASTY = ['"', "'", "\n", "\r\n", "<script>alert(1)</script>", "]]>", "-->", "&amp;", "\0", "\x1b", "\ud800"]
NASTY += [
    "\u2028",
    "\ufeff",
    "=1+1",
    ";",
    ",",
    "\\",
    "\U0001f680",
    "</",
    "<!--",
    "${1}",
    "{{1}}",
    "{n}",
    "%s",
]
texts = (
    st.lists(st.sampled_from(NASTY) | st.text(max_size=5), min_size=1, max_size=6).map("".join).filter(bool)
)


@st.composite
def extracts(draw: st.DrawFn) -> Extract:
    place_texts = draw(st.lists(texts, min_size=1, max_size=3))
    places = [
        PlaceRow(
            Place(
                id=f"own:{number}",
                name=text,
                names={"de": text} if draw(st.booleans()) else {},
                kind=draw(st.sampled_from(("city", "country"))),
                latitude=draw(st.floats(-90, 90)),
                longitude=draw(st.floats(-180, 180)),
                country_codes=("KP",),
                population=0,
                source=draw(texts),
            ),
            mentions=0,
            articles=0,
            confidence=0,
        )
        for number, text in enumerate(place_texts)
    ]
    article = ArticleRow(
        "a", draw(texts), None, None, draw(texts), draw(texts), draw(texts), "de", "a.txt", 0
    )
    mentions = []
    for place in places:
        for _ in range(draw(st.integers(0, 2))):
            before, surface, after = draw(texts), draw(texts), draw(texts)
            start = 7 + len(before)
            mentions.append(
                MentionRow(
                    "a",
                    start,
                    start + len(surface),
                    surface,
                    place.place.id,
                    0.5,
                    before + surface + after,
                    7,
                )
            )
    return Extract(draw(texts), [article], places, mentions, language("de"), description=draw(texts))


def _written(extract: Extract, name: str) -> str:
    stream = BytesIO()
    FORMATS[name].write(extract, stream)
    return stream.getvalue().decode("utf-8")


@SOME
@given(extracts())
def test_geojson_holds_every_text(extract: Extract) -> None:
    features = json.loads(_written(extract, "geojson"))["features"]
    assert [feature["properties"]["name"] for feature in features] == [
        clean(place.place.name) for place in extract.places
    ]
    assert [excerpt["text"] for feature in features for excerpt in feature["properties"]["excerpts"]] == [
        _quote(mention) for mention in extract.mentions
    ]


@SOME
@given(extracts())
def test_csv_holds_every_text(extract: Extract) -> None:
    rows = list(csv.DictReader(StringIO(_written(extract, "csv").removeprefix("\ufeff"), newline="")))
    assert [unguard(row["quote"]) for row in rows] == [_quote(mention) for mention in extract.mentions]
    assert not any(row["quote"].startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in rows)


@SOME
@given(extracts())
def test_kml_is_well_formed_and_holds_every_name(extract: Extract) -> None:
    root = ElementTree.fromstring(_written(extract, "kml"))
    names = [mark.findtext("name", namespaces=KML) for mark in root.iterfind("Document/Placemark", KML)]
    # a reader of XML turns every line end into a line feed
    expected = [clean(place.place.name).replace("\r\n", "\n").replace("\r", "\n") for place in extract.places]
    assert names == expected


@SOME
@given(extracts())
def test_linked_places_are_valid_and_hold_every_text(extract: Extract) -> None:
    collection = json.loads(_written(extract, "lpf"))
    Draft202012Validator(SCHEMA).validate(collection)
    values = [
        description["value"] for feature in collection["features"] for description in feature["descriptions"]
    ]
    assert values == [_quote(mention) for mention in extract.mentions]


@pytest.mark.slow
@pytest.mark.skipif(which("ogrinfo") is None, reason="GDAL's ogrinfo is missing (Debian: gdal-bin)")
@GDAL_TAKES_LONG
@given(extracts())
def test_gdal_counts_what_the_extract_counts(extract: Extract) -> None:
    with TemporaryDirectory() as folder:
        for name, count in (
            ("geojson", len(extract.places)),
            ("kml", len(extract.places)),
            ("csv", len(extract.mentions)),
        ):
            path = Path(folder, f"export{FORMATS[name].suffix}")
            path.write_text(_written(extract, name), encoding="utf-8", newline="")
            done = subprocess.run(
                ["ogrinfo", "-ro", "-al", "-so", str(path)], capture_output=True, text=True, check=True
            )
            assert f"Feature Count: {count}" in done.stdout
