"""Two selections side by side as tables, as a workbook, as points."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from places import sample
from places.dataset import Dataset, open_dataset
from places.exporting import COMPARISON_WRITERS, FORMATS, extract_shown, write
from places.exporting.comparison import COLUMNS, ComparedExtract, Part
from places.language import language
from places.model import Place
from places.query import SIDES, ComparedPlace, Counts, count
from places.selection import from_query

FORMULA = Place("own:x", "=1+1", "city", 53.0755, 8.8, ("DE",), names={"de": "=1+1"})
ONE = ComparedExtract(
    "Orte",
    Part("2024", Counts(2, 1, 3)),
    Part("=2025", Counts(1, 1, 1)),
    [ComparedPlace(FORMULA, "a-more", 3, 1, 2, 1, 0.5, 0.1234567)],
    language("de"),
)
QUERY = {"from": "2024", "to": "2024", "with": "from=2025&to=2025"}


@pytest.fixture(scope="module")
def dataset() -> Iterator[Dataset]:
    with open_dataset(sample.DATASET) as opened:
        yield opened


def _written(form: str, extract: ComparedExtract = ONE) -> bytes:
    stream = BytesIO()
    COMPARISON_WRITERS[form](extract, stream)
    stream.write(b"")  # it was left open
    return stream.getvalue()


def test_a_comparison_is_a_row_a_place_and_no_formula_of_a_spreadsheet() -> None:
    (read,) = csv.DictReader(StringIO(_written("csv").decode("utf-8-sig"), newline=""))
    assert tuple(read) == COLUMNS
    assert not read["place"].startswith("=")
    assert (read["side"], read["mentions_a"], read["mentions_b"]) == ("a-more", "3", "1")
    assert read["share_b"] == "0.123457"


def test_german_excel_reads_its_commas() -> None:
    text = _written("csv-de").decode("utf-8-sig")
    (read,) = csv.DictReader(StringIO(text, newline=""), delimiter=";")
    assert (read["latitude"], read["share_a"]) == ("53,0755", "0,5")


def test_a_workbook_says_what_a_and_b_are_and_keeps_texts_texts() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(_written("xlsx")))
    compared, told = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert book.sheet_names[0] == "Vergleich"
    assert compared[1][1] == "=1+1"
    assert compared[1][7:11] == [3, 1, 2, 1]
    about = [row[1] for row in told]
    assert "A: 2024 (2 Artikel, 3 Erwähnungen)" in about
    assert "B: =2025 (1 Artikel, 1 Erwähnung)" in about


def test_geojson_has_a_point_for_each_place_and_what_both_say_of_it() -> None:
    read = json.loads(_written("geojson"))
    (feature,) = read["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [8.8, 53.0755]}
    assert (feature["properties"]["side"], feature["properties"]["mentions_a"]) == ("a-more", 3)
    assert (read["a"], read["b"]) == ("2024", "=2025")


def test_what_is_shown_beside_another_selection_is_a_comparison_of_all_their_places(dataset: Dataset) -> None:
    selection, spoiled = from_query(QUERY)
    assert not spoiled
    extract = extract_shown(dataset, selection, language("en"))
    assert isinstance(extract, ComparedExtract)
    assert selection.beside is not None
    for part, of, mentions in (
        (extract.a, selection.beside, "mentions_a"),
        (extract.b, selection, "mentions_b"),
    ):
        assert part.counts == count(dataset, of)
        assert sum(getattr(row, mentions) for row in extract.places) == part.counts.mentions
    assert {row.side for row in extract.places} <= set(SIDES)


@pytest.mark.parametrize("form", [name for name in FORMATS if name not in COMPARISON_WRITERS])
def test_a_format_that_holds_no_comparison_says_so_and_writes_nothing(form: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="choose one of csv, csv-de, xlsx, geojson"):
        write(ONE, form, tmp_path / "file")
    assert not list(tmp_path.iterdir())
