from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from places.exporting import FORMATS, Extract, write
from places.exporting import page as html
from places.gazetteer.sources import SOURCES
from places.language import language
from places.maps import ShadedArea, Shades, point_on_course
from places.model import Place
from places.query import ArticleRow, MentionRow, PlaceRow, typed


class _Page(HTMLParser):
    """The elements of a page as a browser parts them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None], str]] = []
        self._open = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), ""))
        self._open = True

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            tag, attributes, text = self.elements[-1]
            self.elements[-1] = (tag, attributes, text + data)

    def texts(self, tag: str) -> list[str]:
        return [text for name, _, text in self.elements if name == tag]

    @property
    def data(self) -> Any:
        return json.loads(
            next(text for _, attributes, text in self.elements if attributes.get("id") == "data")
        )

    @property
    def policy(self) -> str:
        return next(a["content"] or "" for _, a, _ in self.elements if a.get("http-equiv"))


@pytest.fixture
def written(extract: Extract, tmp_path: Path) -> _Page:
    path = tmp_path / "places.html"
    write(extract, "html", path)
    return _Page(path.read_text(encoding="utf-8"))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_page_says_in_the_readers_language_whose_data_it_is(extract: Extract, tmp_path: Path) -> None:
    path = tmp_path / "places.html"
    write(replace(extract, credits=tuple(source.credit for source in SOURCES)), "html", path)
    text = path.read_text(encoding="utf-8")
    assert "Länder: Namen aus Unicode CLDR" in text
    assert "Natural Earth, gemeinfrei" in text
    assert "by way of" not in text


def test_every_place_and_every_mention_is_in_the_page(written: _Page) -> None:
    assert [place["name"] for place in written.data["places"]] == [
        "Pjöngjang",
        "Kosmodrom Wostotschny",
        "Tumen",
        "Casey Station",
    ]
    assert [len(place["said"]) for place in written.data["places"]] == [3, 2, 1, 1]
    assert [article["title"] for article in written.data["articles"]] == [
        '=Sommer "am Fluss"',
        "Treffen am Startplatz",
        "Ohne Datum",
    ]


def test_the_counts_stand_in_the_page_in_its_language(written: _Page) -> None:
    assert "3 Artikel · 4 Orte · 7 Erwähnungen" in written.texts("p")


def test_a_river_stands_where_its_articles_mean_it(tmp_path: Path) -> None:
    rhine = PlaceRow(Place("own:rhine", "Rhein", "water", 51.97, 4.08), 1, 1, 0.9)
    spots = []
    for number, points in enumerate(({}, {"own:rhine": (50.9, 7.0)})):
        path = tmp_path / f"{number}.html"
        write(Extract("Rhein", [], [rhine], [], points=points), "html", path)
        told = _Page(path.read_text(encoding="utf-8")).data["map"]["places"]
        spots.append((told["latitudes"], told["longitudes"]))
    course = point_on_course("own:rhine")
    assert course
    assert spots == [([pytest.approx(course[0])], [pytest.approx(course[1])]), ([50.9], [7.0])]


def test_only_the_outlines_of_shaded_regions_are_in_the_page(extract: Extract, tmp_path: Path) -> None:
    areas = (ShadedArea("KP-01", "geonames:1871856", "Pyongyang", 2, "2 mentions in it"),)
    path = tmp_path / "places.html"
    write(replace(extract, shades=Shades(regions=areas)), "html", path)
    assert set(_Page(path.read_text(encoding="utf-8")).data["land"]["shades"]["shapes"]) == {
        areas[0].place_id
    }


def test_labels_follow_the_language(extract: Extract, tmp_path: Path) -> None:
    path = tmp_path / "places.html"
    write(replace(extract, language=language("en")), "html", path)
    page = _Page(path.read_text(encoding="utf-8"))
    assert "3 articles · 4 places · 7 mentions" in page.texts("p")
    assert page.data["places"][0]["facts"].startswith("City · North Korea · 39.03°\xa0N\xa0125.75°\xa0E")
    assert page.elements[0] == ("html", {"lang": "en"}, "\n")


def test_the_policy_allows_the_scripts_and_the_style_of_the_page_and_no_request(written: _Page) -> None:
    scripts = [text for tag, a, text in written.elements if tag == "script" and a.get("id") != "data"]
    assert len(scripts) == 3
    assert f"script-src {' '.join(map(_hash, scripts))};" in written.policy
    assert f"style-src {_hash(written.texts('style')[0])};" in written.policy
    assert "default-src 'none'" in written.policy
    assert "unsafe" not in written.policy
    assert "http" not in written.policy


def test_the_page_loads_nothing(written: _Page) -> None:
    for tag, attributes, _ in written.elements:
        assert tag not in {"link", "img", "iframe", "object", "embed"}
        assert "src" not in attributes


def test_an_address_that_is_no_web_address_is_no_link(extract: Extract, tmp_path: Path) -> None:
    bad = [replace(article, url="javascript:alert(1)") for article in extract.articles]
    path = tmp_path / "places.html"
    write(replace(extract, articles=bad, url="javascript:alert(2)"), "html", path)
    page = _Page(path.read_text(encoding="utf-8"))
    assert {article["url"] for article in page.data["articles"]} == {None}
    assert not page.texts("a")


def test_a_place_named_too_often_says_how_many_mentions_it_leaves_out(
    extract: Extract, tmp_path: Path
) -> None:
    once = next(iter(extract.mentions))
    often = [
        replace(once, offset=once.offset + n, start=once.start + n, end=once.end + n)
        for n in range(html.excerpts + 5)
    ]
    path = tmp_path / "places.html"
    write(replace(extract, places=extract.places[:1], mentions=often), "html", path)
    (place,) = _Page(path.read_text(encoding="utf-8")).data["places"]
    assert len(place["said"]) == html.excerpts
    assert place["mentions"] == html.excerpts + 5
    assert "5" in place["rest"]


def test_a_sentence_that_names_a_place_twice_stands_there_once(extract: Extract, tmp_path: Path) -> None:
    once = next(iter(extract.mentions))
    sentence = replace(once, excerpt="Wonsan liegt am Meer, Wonsan wächst.", offset=10)
    twice = [replace(sentence, start=10, end=16), replace(sentence, start=32, end=38, confidence=0.2)]
    path = tmp_path / "places.html"
    write(replace(extract, places=extract.places[:1], mentions=twice), "html", path)
    (place,) = _Page(path.read_text(encoding="utf-8")).data["places"]
    ((_, pieces, (sure, doubt)),) = place["said"]
    assert pieces == ["", "Wonsan", " liegt am Meer, ", "Wonsan", " wächst."]
    assert not sure
    assert "0,2" in doubt
    assert place["mentions"] == 2


def test_data_and_sources_are_credited(written: _Page) -> None:
    text = " ".join(written.texts("p"))
    assert re.search(r"GeoNames.*CC BY 4\.0.*Natural Earth.*Leaflet", text)


@pytest.mark.parametrize(
    "hostile", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "&lt;", '"><img src=x>']
)
def test_markup_in_a_text_stays_a_text(hostile: str) -> None:
    place = PlaceRow(Place("own:x", hostile, "city", 1, 2, (hostile,), 0, hostile), 1, 1, 1)
    article = ArticleRow("a", hostile, None, None, hostile, hostile, hostile, hostile, "a.txt", 1)
    mention = MentionRow("a", 0, len(hostile), hostile, "own:x", 0.1, hostile, 0)
    extract = Extract(hostile, [article], [place], [mention], description=hostile, credits=(hostile,))
    stream = BytesIO()
    FORMATS["html"].write(extract, stream)
    page = _Page(stream.getvalue().decode())
    assert page.data["places"][0]["name"] == hostile
    assert page.data["places"][0]["said"][0][1] == list(typed(mention))
    assert page.texts("title") == [hostile]
    assert page.texts("h1") == [hostile]
    assert [tag for tag, *_ in page.elements].count("script") == 4
    assert "img" not in [tag for tag, *_ in page.elements]
