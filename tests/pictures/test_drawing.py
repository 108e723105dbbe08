from __future__ import annotations

import io
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from places.exporting import ComparedExtract, Extract
from places.exporting.comparison import Part
from places.language import language
from places.maps import ShadedArea, Shades, point_on_course
from places.model import MapView, Place
from places.pictures import PAPERS, PictureError, save, write
from places.pictures.scene import scene_of
from places.query import Companion, ComparedPlace, Counts, PlaceRow, Side

ExtractOf = Callable[..., Extract]
Row = Callable[..., PlaceRow]
pytestmark = pytest.mark.slow  # a picture takes a second or more, and there are forty
SHAPES = {"svg", "g", "path", "use", "defs", "style", "clipPath", "rect", "metadata", "title"}
SVG = "{http://www.w3.org/2000/svg}"


def _drawn(extract: Extract | ComparedExtract, **asked: object) -> bytes:
    stream = io.BytesIO()
    write(extract, stream, **asked)  # type: ignore[arg-type]
    return stream.getvalue()


def _words(extract: Extract | ComparedExtract, **asked: object) -> str:
    """What a reader of the PDF finds on it."""
    document = pypdfium2.PdfDocument(_drawn(extract, file_format="pdf", **asked))
    assert len(document) == 1
    text = document[0].get_textpage().get_text_bounded()
    return " ".join(text.split())


def _colours(picture: bytes) -> dict[tuple[int, ...], int]:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    return {colour: number for number, colour in image.getcolors(image.width * image.height) or ()}


@pytest.mark.parametrize(
    ("paper", "pixels", "dpi"),
    [("A4", (3508, 2480), 300), ("A4-portrait", (2480, 3508), 300), ("screen", (1600, 900), 144)],
)
def test_a_png_has_the_pixels_of_its_size_and_says_how_dense_they_are(
    extract_of: ExtractOf, korea: list[PlaceRow], paper: str, pixels: tuple[int, int], dpi: int
) -> None:
    image = Image.open(io.BytesIO(_drawn(extract_of(korea), paper=paper)))
    assert image.size == pixels
    assert image.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)
    assert image.info["Title"] == "Korea"


def test_a_png_can_be_denser_or_lighter(extract_of: ExtractOf, korea: list[PlaceRow]) -> None:
    image = Image.open(io.BytesIO(_drawn(extract_of(korea), paper="screen", dpi=72)))
    assert image.size == (800, 450)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_pdf_has_the_size_of_its_paper(extract_of: ExtractOf, korea: list[PlaceRow], paper: str) -> None:
    document = pypdfium2.PdfDocument(_drawn(extract_of(korea), file_format="pdf", paper=paper))
    assert document[0].get_size() == pytest.approx((PAPERS[paper].width, PAPERS[paper].height), abs=0.1)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("de", ["Stadt", "Gewässer", "Ort, Anlage", "NORDKOREA", "JAPAN", "500 km", "5 Orte", "28.11.2026"]),
        ("en", ["City", "Water", "Site", "JAPAN", "500 km", "5 places", "Nov 28, 2026"]),
    ],
)
def test_a_picture_has_title_names_legend_scale_date_and_credits(
    extract_of: ExtractOf, korea: list[PlaceRow], code: str, words: list[str]
) -> None:
    told = _words(extract_of(korea, "Von A nach B", code), view=MapView(39, 129, 5.5))
    for word in [*words, "Von A nach B", "Pjöngjang", "Seoul", "GeoNames", "Natural Earth"]:
        assert word in told


def test_what_lies_outside_of_the_view_is_counted(extract_of: ExtractOf, korea: list[PlaceRow]) -> None:
    told = _words(extract_of(korea), view=MapView(37.5, 127, 9))
    assert "Außerhalb des Ausschnitts: 4" in told
    assert "Pjöngjang" not in told
    assert "Gewässer" not in told


def test_markers_have_the_colours_of_the_map(extract_of: ExtractOf, korea: list[PlaceRow]) -> None:
    colours = _colours(_drawn(extract_of(korea), paper="screen"))
    for colour in [(0xC2, 0x41, 0x0C), (0x7C, 0x3A, 0xED), (0x1D, 0x6F, 0xA5), (0xE9, 0xEE, 0xF0)]:
        assert colours.get(colour, 0) > 30


def test_a_comparison_has_the_colours_of_its_sides_and_says_what_they_are(korea: list[PlaceRow]) -> None:
    sides: list[tuple[Side, int, int]] = [("a-only", 4, 0), ("b-only", 0, 9), ("both", 5, 5)]
    places = [
        ComparedPlace(row.place, side, a, b, a, b, a / 9, b / 14)
        for row, (side, a, b) in zip(korea, sides, strict=False)
    ]
    parts = Part("Sommer", Counts(2, 2, 9)), Part("Winter", Counts(3, 2, 14))
    compared = ComparedExtract("Korea", *parts, places, language("de"))
    colours = _colours(_drawn(compared, paper="screen"))
    for colour in [(0x17, 0x49, 0x8F), (0xB3, 0x38, 0x0A), (0x8A, 0x85, 0x78)]:
        assert colours.get(colour, 0) > 30
    assert (0xC2, 0x41, 0x0C) not in colours  # that of a city
    told = _words(compared)
    for words in ("A: Sommer (2 Artikel, 9 Erwähnungen)", "B: Winter", "nur A", "nur B", "beide gleich"):
        assert words in told
    assert "mehr in A" not in told


def test_lines_lead_to_what_is_named_together_with_the_chosen_place(
    extract_of: ExtractOf, korea: list[PlaceRow]
) -> None:
    extract = extract_of(korea)
    tied = replace(extract, company=(Companion(korea[1], 2), Companion(korea[3], 0)))
    told = _words(tied, chosen=korea[0].place.id)
    assert "gepunktet" in told
    assert "gepunktet" not in _words(extract, chosen=korea[0].place.id)
    with_lines = _drawn(tied, paper="screen", chosen=korea[0].place.id)
    assert with_lines != _drawn(extract, paper="screen", chosen=korea[0].place.id)
    assert "gepunktet" in _words(tied)  # the chosen place may lie outside
    _drawn(tied, paper="screen")


def test_the_named_countries_are_a_shade_deeper(extract_of: ExtractOf, korea: list[PlaceRow]) -> None:
    shaded = (0xF1, 0xE9, 0xDA)
    assert _colours(_drawn(extract_of(korea), paper="screen")).get(shaded, 0) > 3000
    others = [each for each in korea if each.place.kind != "country"]
    assert shaded not in _colours(_drawn(extract_of(others), paper="screen"))


SHADES = Shades(
    countries=(ShadedArea("KP", "geonames:1873107", "Nordkorea", 90, ""), ShadedArea("RU", "", "", 1, "")),
    regions=(
        ShadedArea("KP-01", "geonames:1871856", "Pjöngjang", 20, ""),
        ShadedArea("KP-07", "geonames:1876101", "Kangwon", 3, ""),
        ShadedArea("KP-99", "own:nowhere", "ohne Umriss", 1, ""),
    ),
    countries_title="Nach Ländern",
    regions_title="Nach Regionen",
)


@pytest.mark.parametrize(
    ("zoom", "title", "classes", "colours"),
    [
        (4, "Nach Ländern", ["1", "2–4", "5–19", "20–49", "50+"], [(0x39, 0x82, 0x74)]),
        (7, "Nach Regionen", ["1", "2–4", "5–9", "10+"], [(0x39, 0x82, 0x74), (0xA6, 0xC9, 0xBD)]),
    ],
)
def test_countries_or_regions_are_shaded_as_the_page_does_it_and_the_legend_says_what_that_means(
    extract_of: ExtractOf,
    korea: list[PlaceRow],
    zoom: float,
    title: str,
    classes: list[str],
    colours: list[tuple[int, int, int]],
) -> None:
    view = MapView(39.2, 126.8, zoom)
    shaded = replace(extract_of(korea), shades=SHADES)
    words = _words(shaded, view=view)
    assert f"{title} {' '.join(classes)}" in words
    assert title not in _words(extract_of(korea), view=view)
    found = _colours(_drawn(shaded, paper="screen", view=view))
    plain = _colours(_drawn(extract_of(korea), paper="screen", view=view))
    for colour in colours:
        assert found.get(colour, 0) > 1000  # more than its place in the legend
        assert colour not in plain


def test_a_river_stands_where_its_articles_mean_it(extract_of: ExtractOf, row: Row) -> None:
    rhine = Place("own:rhine", "Rhein", "water", 51.97, 4.08)
    rivers = [PlaceRow(rhine, 3, 1, 0.9), row("Köln", 50.94, 6.96)]
    (course, _) = scene_of(extract_of(rivers)).places
    assert (course.place.latitude, course.place.longitude) == point_on_course(rhine.id)
    (meant, city) = scene_of(replace(extract_of(rivers), points={rhine.id: (50.9, 7.0)})).places
    assert (meant.place.latitude, meant.place.longitude) == (50.9, 7.0)
    assert city == rivers[1]


def test_the_chosen_place_stands_out(extract_of: ExtractOf, korea: list[PlaceRow]) -> None:
    plain = _drawn(extract_of(korea), paper="screen")
    chosen = _drawn(extract_of(korea), paper="screen", chosen="own:Seoul")
    ink = (0x1F, 0x23, 0x28)
    assert _colours(chosen)[ink] > _colours(plain)[ink]


def test_the_chosen_place_has_its_outline(extract_of: ExtractOf, korea: list[PlaceRow]) -> None:
    country = korea[-1]
    known = country._replace(place=replace(country.place, id="geonames:1873107"))
    places = [*korea[:-1], known]
    plain = _colours(_drawn(extract_of(places), paper="screen"))
    chosen = _colours(_drawn(extract_of(places), paper="screen", chosen=known.place.id))
    shaded = (0xF1, 0xE9, 0xDA)
    assert chosen[shaded] < plain[shaded] - 5000  # what lies within is tinted


def test_near_by_the_towns_around_are_named(extract_of: ExtractOf, korea: list[PlaceRow]) -> None:
    told = _words(extract_of(korea), view=MapView(43.3, 132.0, 7), paper="screen")
    assert "Ussurijsk" in told
    assert "Nachodka" in told


def test_an_svg_is_one_document_whose_texts_are_escaped(extract_of: ExtractOf, row: Row) -> None:
    title = '<script>alert("1")</script> & -->'
    places = [row('</text><b onclick="x">$x_2$ & -- -->', 10, 10), row("$\\frac{1}{2}$", 11, 11)]
    root = ElementTree.fromstring(_drawn(extract_of(places, title), file_format="svg"))
    assert root.tag == f"{SVG}svg"
    assert not list(root.iter(f"{SVG}script"))
    drawn = [each for each in root.iter() if str(each.tag).startswith(SVG)]
    assert {str(each.tag).removeprefix(SVG) for each in drawn} <= SHAPES
    assert not [name for each in drawn for name in each.attrib if name.startswith("on")]
    assert title in "".join(root.itertext())


def test_what_looks_like_a_formula_is_written_as_it_stands(extract_of: ExtractOf, row: Row) -> None:
    assert "$x^2$" in _words(extract_of([row("$x^2$", 10, 10)]))


def test_a_name_without_glyphs_is_written_in_letters_that_there_are(extract_of: ExtractOf, row: Row) -> None:
    strange = row("\ue000\ue001", 10, 10)
    latin = replace(strange.place, id="own:b", names={"en": "Latin"}, longitude=10.5)
    told = _words(extract_of([strange, strange._replace(place=latin)], "\ue000 und mehr"))
    assert "Latin" in told
    assert "\ue000" not in told
    assert "und mehr" in told


def test_cyrillic_and_accents_are_written(extract_of: ExtractOf, row: Row) -> None:
    told = _words(extract_of([row("Якутск", 62, 129.7), row("Łódź", 51.8, 19.5), row("Đà Nẵng", 16, 108.2)]))
    for name in ("Якутск", "Łódź", "Đà Nẵng"):
        assert name in told


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("title", ["خريطة الأماكن", "Orte 😀 🌍", "地图"])
def test_a_title_in_any_script_is_written_or_replaced_without_a_warning(
    extract_of: ExtractOf, korea: list[PlaceRow], title: str
) -> None:
    assert _drawn(extract_of(korea, title), paper="screen", dpi=72)


def test_a_title_is_broken_into_rows_and_cut_when_it_is_endless(
    extract_of: ExtractOf, korea: list[PlaceRow]
) -> None:
    told = _words(extract_of(korea, "Wort " * 5000), paper="A4-portrait")
    assert 10 < told.count("Wort") < 60
    assert "…" in told
    assert "…" in _words(extract_of(korea, "W" * 5000))


def test_the_same_extract_gives_the_same_file(extract_of: ExtractOf, korea: list[PlaceRow]) -> None:
    for file_format in ("svg", "pdf"):
        asked = {"file_format": file_format, "paper": "screen"}
        assert _drawn(extract_of(korea), **asked) == _drawn(extract_of(korea), **asked)


def test_pictures_of_several_visitors_are_drawn_at_the_same_time(
    extract_of: ExtractOf, korea: list[PlaceRow]
) -> None:
    alone = [_drawn(extract_of(korea[:n]), paper="screen") for n in (1, 2)]
    together: dict[int, bytes] = {}

    def draw(number: int) -> None:
        together[number] = _drawn(extract_of(korea[: number + 1]), paper="screen")

    threads = [threading.Thread(target=draw, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[number] for number in range(2)] == alone


@pytest.mark.slow
def test_ten_thousand_places_are_all_drawn(extract_of: ExtractOf, row: Row) -> None:
    random = np.random.default_rng(1)
    kinds = ("city", "region", "site", "water", "terrain", "country")
    places = [
        row(f"Ort {n}", float(lat), float(lon), int(1 + 200 / (n + 1)), kinds[n % 6])
        for n, (lat, lon) in enumerate(random.uniform((-50, -170), (70, 170), (10_000, 2)))
    ]
    drawn = _drawn(extract_of(places), file_format="svg")
    root = ElementTree.fromstring(drawn)
    shapes = [*root.iter(f"{SVG}use"), *root.iter(f"{SVG}path")]
    assert len([each for each in shapes if "opacity: 0.65" in each.get("style", "")]) > 9_500


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ({"file_format": "bmp"}, "no picture format 'bmp': choose one of png, svg, pdf"),
        ({"paper": "A0"}, "no size 'A0': choose one of A4, A4-portrait, screen"),
        ({"dpi": 5000}, "5000 dots per inch: from 36 to 600 can be drawn"),
    ],
)
def test_what_is_not_on_offer_is_refused_in_one_line(
    extract_of: ExtractOf, korea: list[PlaceRow], asked: dict[str, object], line: str
) -> None:
    with pytest.raises(PictureError) as refused:
        _drawn(extract_of(korea), **asked)
    assert str(refused.value) == line


def test_without_a_place_there_is_nothing_to_draw_and_no_file(extract_of: ExtractOf, tmp_path: Path) -> None:
    kept = tmp_path / "map.png"
    kept.write_bytes(b"as before")
    with pytest.raises(PictureError, match="the selection shows no place"):
        save(extract_of([]), kept)
    assert kept.read_bytes() == b"as before"
    assert list(tmp_path.iterdir()) == [kept]


def test_a_file_is_written_in_the_format_of_its_name(
    extract_of: ExtractOf, korea: list[PlaceRow], tmp_path: Path
) -> None:
    for name, head in (("a.PNG", b"\x89PNG"), ("a.svg", b"<?xml"), ("a.pdf", b"%PDF")):
        save(extract_of(korea), tmp_path / name, paper="screen")
        assert (tmp_path / name).read_bytes().startswith(head)
    with pytest.raises(PictureError, match=r"a\.gif: which format\? end the name with \.png, \.svg, \.pdf"):
        save(extract_of(korea), tmp_path / "a.gif")


def test_a_place_at_a_pole_or_at_the_180th_meridian_is_drawn(extract_of: ExtractOf) -> None:
    for number, (latitude, longitude) in enumerate([(90, 0), (-90, 0), (0, 180)]):
        place = Place(f"own:{number}", "Am Rand", "site", float(latitude), float(longitude))
        assert "Am Rand" in _words(extract_of([PlaceRow(place, 1, 1, 0.2)]))
