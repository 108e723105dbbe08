from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from places.exporting import Extract, workbook, write
from places.exporting.table import COLUMNS, rows
from places.gazetteer.sources import SOURCES
from places.language import language
from places.model import PartialDate


@pytest.fixture
def path(extract: Extract, tmp_path: Path) -> Path:
    path = tmp_path / "places.xlsx"
    write(extract, "xlsx", path)
    return path


def _sheet(path: Path, number: int) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(number).to_python()


def test_the_first_sheet_has_the_rows_of_the_table(extract: Extract, path: Path) -> None:
    head, *filled = _sheet(path, 0)
    assert head[:3] == ["Artikel-Kennung", "Artikel", "Datum"]
    table = list(rows(extract))
    assert len(filled) == len(table)
    for row, cells in zip(filled, table, strict=True):
        for cell, wanted in zip(row, cells, strict=True):
            if not isinstance(wanted, PartialDate):
                assert cell == ("" if wanted is None else wanted)


def test_heads_are_in_the_language_of_the_page_and_in_english_those_of_the_table(
    extract: Extract, tmp_path: Path
) -> None:
    write(replace(extract, language=language("en")), "xlsx", tmp_path / "en.xlsx")
    assert tuple(_sheet(tmp_path / "en.xlsx", 0)[0]) == COLUMNS
    write(extract, "xlsx", tmp_path / "de.xlsx")
    for number in range(3):
        head = [str(cell) for cell in _sheet(tmp_path / "de.xlsx", number)[0]]
        assert not [cell for cell in head if "_" in cell]
        assert len(set(head)) == len(head)


def test_a_day_is_a_date_and_a_month_stays_a_month(path: Path) -> None:
    at = COLUMNS.index("date")
    found = {row[at] for row in _sheet(path, 0)[1:]}
    assert {date(2023, 9, 13), "2024-06", ""} <= found


def test_no_text_is_a_formula_or_a_link(extract: Extract, tmp_path: Path) -> None:
    evil = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "http://example.org", "{=1}", "12", "\t=1"]
    articles = [
        replace(article, title=title)
        for article, title in zip([extract.articles[0]] * len(evil), evil, strict=True)
    ]
    write(replace(extract, articles=articles, places=[], mentions=[]), "xlsx", tmp_path / "evil")
    assert [row[1] for row in _sheet(tmp_path / "evil", 2)[1:]] == evil
    with zipfile.ZipFile(tmp_path / "evil") as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
        assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
        assert not [name for name in book.namelist() if "externalLink" in name or "vba" in name.lower()]


def test_the_sheets_are_named_in_the_language_of_the_page(extract: Extract, tmp_path: Path) -> None:
    write(replace(extract, language=language("de")), "xlsx", tmp_path / "de")
    assert CalamineWorkbook.from_path(tmp_path / "de").sheet_names == [
        "Erwähnungen",
        "Orte",
        "Artikel",
        "Über",
    ]


def test_the_last_sheet_tells_title_day_and_sources(extract: Extract, path: Path) -> None:
    about = _sheet(path, 3)
    assert about[0][1] == extract.title
    assert extract.created.date() in [row[1] for row in about]
    assert [row[1] for row in about][-len(extract.credits) :] == list(extract.credits)


def test_whose_data_it_is_is_told_in_the_readers_language(extract: Extract, tmp_path: Path) -> None:
    lines = tuple(source.credit for source in SOURCES)
    write(replace(extract, credits=lines), "xlsx", tmp_path / "de.xlsx")
    told = [row[1] for row in _sheet(tmp_path / "de.xlsx", 3)][-len(lines) :]
    assert told[0].startswith("Länder: Namen aus Unicode CLDR")
    assert not set(told) & set(lines)


def test_what_has_no_room_in_a_sheet_is_told(
    extract: Extract, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    write(extract, "xlsx", tmp_path / "short")
    assert len(_sheet(tmp_path / "short", 0)) == 4
    left_out = sum(max(0, n - 3) for n in (len(extract.mentions), len(extract.places), len(extract.articles)))
    assert _sheet(tmp_path / "short", 3)[1] == ["Ausgelassen", f"{left_out} Zeilen haben keinen Platz"]


def test_an_endless_quote_is_cut_to_what_a_cell_holds(extract: Extract, tmp_path: Path) -> None:
    write(replace(extract, title="x" * 50_000, places=[], mentions=[]), "xlsx", tmp_path / "long")
    assert len(str(_sheet(tmp_path / "long", 3)[0][1])) == 32_000


def test_control_characters_and_halves_of_pairs_do_not_break_the_file(
    extract: Extract, tmp_path: Path
) -> None:
    articles = [replace(extract.articles[0], title="a\x00b\ud800c", author="\x0b")]
    write(replace(extract, articles=articles, places=[], mentions=[]), "xlsx", tmp_path / "odd")
    assert _sheet(tmp_path / "odd", 2)[1][1] == "a\ufffdb\ufffdc"


def test_an_address_that_is_not_of_the_web_is_left_out(extract: Extract, tmp_path: Path) -> None:
    articles = [replace(extract.articles[0], url=url) for url in ("javascript:alert(1)", "file:///etc/x")]
    write(replace(extract, articles=articles, places=[], mentions=[]), "xlsx", tmp_path / "odd")
    assert [row[7] for row in _sheet(tmp_path / "odd", 2)] == ["Adresse", "", ""]
