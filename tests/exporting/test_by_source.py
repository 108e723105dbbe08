"""Which source writes about where, as a table."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from places.building import build
from places.cli import main

ARTICLES = {
    "a.md": "---\ntitle: A\nsource: Blatt\n---\nMoskau schweigt. In Moskau regnet es. In Bremen auch.",
    "b.md": "---\ntitle: B\nsource: '=Bote'\n---\nBremen schweigt.",
    "c.md": "---\ntitle: C\n---\nIn Tokio scheint die Sonne.",
}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    build(folder, folder / "dataset")
    return folder / "dataset"


def test_a_row_is_a_source_and_a_place_with_its_share(dataset: Path, tmp_path: Path) -> None:
    file = tmp_path / "sources.csv"
    assert main(["export", str(dataset), "-o", str(file), "--by-source", "--language", "de"]) == 0
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = [
            (row["source"], row["place"], row["mentions"], row["share"]) for row in csv.DictReader(stream)
        ]
    assert rows[0] == ("Blatt", "Moskau", "2", "0.666667")
    assert ("Blatt", "Bremen", "1", "0.333333") in rows
    assert ("'=Bote", "Bremen", "1", "1.0") in rows
    assert rows[-1] == ("", "Tokio", "1", "1.0")


def test_the_workbook_keeps_a_strangers_source_a_text(dataset: Path, tmp_path: Path) -> None:
    file = tmp_path / "sources.xlsx"
    assert main(["export", str(dataset), "-o", str(file), "--by-source", "--language", "de"]) == 0
    book = CalamineWorkbook.from_path(file)
    assert book.sheet_names[0] == "Orte nach Quellen"
    assert "=Bote" in {row[0] for row in book.get_sheet_by_index(0).to_python()}
    about = dict(reversed(row) for row in book.get_sheet_by_index(1).to_python())
    assert [line for line in about if str(line).startswith("Länder: Namen aus Unicode CLDR")]


def test_the_table_is_not_written_as_a_map(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(dataset), "-o", str(tmp_path / "x.kml"), "--by-source"]) == 2
    assert "the table by source is written as csv, csv-de, xlsx" in capsys.readouterr().err
