from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.exporting import Extract, write
from places.exporting.table import COLUMNS, LONGEST, guard, unguard


@pytest.fixture
def path(extract: Extract, tmp_path: Path) -> Path:
    path = tmp_path / "mentions.csv"
    write(extract, "csv", path)
    return path


@pytest.fixture
def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_there_is_one_row_a_mention(rows: list[dict[str, str]]) -> None:
    assert [row["toponym"] for row in rows] == [
        "Pjöngjang",
        "Pjöngjangs",
        "Pjöngjang",
        "Wostotschnij",
        "Wostotschny",
        "Tumen",
        "Casey",
    ]


def test_a_row_says_article_date_quote_offsets_place_point_and_confidence(rows: list[dict[str, str]]) -> None:
    assert rows[1] == dict(
        zip(
            COLUMNS,
            (
                "launch",
                "Treffen am Startplatz",
                "2023-09-13",
                "stated",
                "Eigener Bericht",
                "https://example.org/launch?a=1&b=2",
                "de",
                "100",
                "110",
                "Pjöngjangs",
                'Pjöngjangs Zug hielt am Morgen; "pünktlich", hieß es.',
                "100",
                "geonames:1871859",
                "Pjöngjang",
                "city",
                "KP",
                "39.03385",
                "125.75432",
                "1.0",
                "GeoNames",
            ),
            strict=True,
        )
    )


def test_offsets_lead_to_the_toponym_in_the_quote(rows: list[dict[str, str]]) -> None:
    for row in rows:
        begin, end = (int(row[name]) - int(row["quote_start"]) for name in ("start", "end"))
        assert unguard(row["quote"])[begin:end] == unguard(row["toponym"])


def test_a_date_is_no_more_precise_than_it_is_known(rows: list[dict[str, str]]) -> None:
    assert [row["date"] for row in rows[:3]] == ["2024-06", "2023-09-13", ""]
    assert [row["date_origin"] for row in rows[:3]] == ["estimated", "stated", ""]


def test_excel_sees_that_it_is_utf_8(path: Path) -> None:
    assert path.read_bytes().startswith(b"\xef\xbb\xbfarticle_id,")


def test_lines_end_as_rfc_4180_says(path: Path) -> None:
    head, *_ = path.read_bytes().split(b"\n")
    assert head.endswith(b"\r")


def test_a_text_that_a_spreadsheet_would_run_is_a_text_in_the_file(rows: list[dict[str, str]]) -> None:
    assert rows[0]["article"] == '\'=Sommer "am Fluss"'
    assert rows[2]["quote"] == "'-1 Grad, sagt Pjöngjang."


def test_a_negative_coordinate_stays_a_number(rows: list[dict[str, str]]) -> None:
    assert (rows[6]["latitude"], rows[6]["longitude"]) == ("-66.28243", "-110.52764")


@pytest.mark.parametrize("text", ["=1+1", "+49", "-1", "@here", "\t=1", "\n=1", "＝1"])
def test_no_text_is_left_to_begin_like_a_formula(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["'s-Hertogenbosch", "Pjöngjang", "", "1+1", "'", "''n Dorp"])
def test_a_text_that_is_no_formula_stays_as_it_is(text: str) -> None:
    assert guard(text) == text


@given(st.text(alphabet="'=+-@\t\r\n＝aß "))
def test_what_was_guarded_can_be_had_back(text: str) -> None:
    assert unguard(guard(text)) == text


def test_duckdb_reads_every_mention_with_numbers_as_numbers(path: Path) -> None:
    counted = duckdb.execute(
        "SELECT count(*), count(DISTINCT place_id), typeof(any_value(latitude)), min(longitude), "
        'typeof(any_value("end")) FROM read_csv(?)',
        [str(path)],
    ).fetchone()
    assert counted == (7, 4, "DOUBLE", -110.52764, "BIGINT")


def test_gdal_reads_every_mention_with_its_point(path: Path, ogrinfo: Callable[..., str]) -> None:
    columns = ("-oo", "X_POSSIBLE_NAMES=longitude", "-oo", "Y_POSSIBLE_NAMES=latitude")
    read = ogrinfo(path, *columns, "-oo", "AUTODETECT_TYPE=YES")
    assert "Feature Count: 7" in read
    assert "Geometry: Point" in read
    assert read.count("POINT (125.75432 39.03385)") == 3
    assert "POINT (-110.52764 -66.28243)" in read
    assert "confidence: Real" in read


def test_a_text_that_is_too_long_for_a_cell_ends_with_dots_and_other_readers_can_read_the_file() -> None:
    long = "=" + "x" * 200_000
    assert len(guard(long)) == LONGEST + 1
    assert guard(long).startswith("'=x")
    assert guard(long).endswith("x…")
    assert guard("x" * LONGEST) == "x" * LONGEST
