from __future__ import annotations

import csv
from pathlib import Path

import pytest

from places.corrections import Corrections, correction_row, read_corrections
from places.gazetteer import Gazetteer

HEADER = "name,article,place,latitude,longitude,label,kind,countries,source,start,note\n"


def read(file: Path, text: str, gazetteer: Gazetteer) -> tuple[Corrections, list[str]]:
    file.write_text(text, encoding="utf-8")
    corrections, problems = read_corrections(file, gazetteer)
    return corrections, [str(problem) for problem in problems]


def test_a_table_of_a_german_spreadsheet_is_read(tmp_path: Path, small_gazetteer: Gazetteer) -> None:
    table = "\ufeffName;Artikel;Ort;Breite;Länge;Land\nWyhl;;;48,164;7,65;de\nLindau;;NONE\n;;;;;\n"
    corrections, problems = read(tmp_path / "c.csv", table, small_gazetteer)
    assert not problems
    place = corrections.of_all["Wyhl"].place
    assert place is not None
    assert (place.latitude, place.longitude, place.country_codes) == (48.164, 7.65, ("DE",))
    assert corrections.of_all["Lindau"].place is None


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",,test:lindau", "no name"),
        ("Lindau,,test:nowhere", "the gazetteer has no place “test:nowhere”"),
        ("Lindau", "neither a place nor coordinates for “Lindau”"),
        ("Lindau,,,47.5", "neither a place nor coordinates for “Lindau”"),
        ("Lindau,,,147.5,9", "no latitude: “147.5”"),
        ("Lindau,,,47.5,east", "no longitude: “east”"),
        ("Lindau,,,nan,9", "no latitude: “nan”"),
        ("Lindau,,,47.5,9,,town", "no kind of place: “town”"),
        ("Lindau,,,47.5,9,,city,Germany", "no country code: “GERMANY”"),
        ("Lindau,a.txt,none,,,,,,,-1", "no start of a mention: “-1”"),
        ("Lindau,,none,,,,,,,7", "the start of a mention, but not in which article"),
    ],
)
def test_a_row_that_makes_no_sense_is_told_and_the_others_count(
    tmp_path: Path, small_gazetteer: Gazetteer, row: str, told: str
) -> None:
    table = f"{HEADER}Bregenz,,none\n{row}\nKonstanz,,none\n"
    corrections, problems = read(tmp_path / "c.csv", table, small_gazetteer)
    assert set(corrections.of_all) == {"Bregenz", "Konstanz"}
    (problem,) = problems
    assert problem.startswith(f"c.csv, row 3: {told}")


def test_the_name_of_the_table_cannot_steer_a_terminal(tmp_path: Path, small_gazetteer: Gazetteer) -> None:
    _, problems = read(tmp_path / "\x1b[2J.csv", "name,place\nLindau,", small_gazetteer)
    assert problems[0].startswith("\\x1b[2J.csv, row 2: ")


def test_of_two_rows_for_one_name_the_first_counts(tmp_path: Path, small_gazetteer: Gazetteer) -> None:
    table = HEADER + "Lindau,,none\nLindau,,test:lindau\n"
    corrections, problems = read(tmp_path / "c.csv", table, small_gazetteer)
    assert corrections.of_all["Lindau"].place is None
    assert problems == ["c.csv, row 3: “Lindau” stands in an earlier row, and that one counts"]


@pytest.mark.parametrize("table", ["", "\n\n", "title,text\na,b\n", '"' + "x" * 200_000])
def test_what_is_no_table_of_corrections_is_told_in_one_line(
    tmp_path: Path, small_gazetteer: Gazetteer, table: str
) -> None:
    corrections, problems = read(tmp_path / "c.csv", table, small_gazetteer)
    assert not corrections.of_all
    assert len(problems) == 1
    assert problems[0].startswith("c.csv: ")


def test_a_row_that_is_offered_is_one_that_is_read(tmp_path: Path, small_gazetteer: Gazetteer) -> None:
    rows = [correction_row('Haus "Lindau", Nord', "test:lindau"), correction_row("=Bregenz", "none")]
    corrections, problems = read(
        tmp_path / "c.csv", "name,article,place\n" + "\n".join(rows), small_gazetteer
    )
    assert not problems
    assert set(corrections.of_all) == {'Haus "Lindau", Nord', "=Bregenz"}
    assert next(csv.reader([rows[0]])) == ['Haus "Lindau", Nord', "", "test:lindau"]


def test_a_row_says_for_which_mentions_it_is_and_why(tmp_path: Path, small_gazetteer: Gazetteer) -> None:
    rows = [
        "Lindau,,none,,,,,,,,überall",
        "Lindau,,test:lindau,,,,,,Bote",
        "Lindau,a.txt,test:konstanz",
        "Lindau,a.txt,,47.5,9.7,Steg,site,DE,,3,am Ufer",
    ]
    corrections, problems = read(tmp_path / "c.csv", HEADER + "\n".join(rows), small_gazetteer)
    assert not problems
    told = [
        (row.by.scope, row.article, row.source, row.start, row.by.note, row.row) for row in corrections.rows()
    ]
    assert told == [
        ("all", "", "", None, "überall", 2),
        ("source", "", "Bote", None, "", 3),
        ("article", "a.txt", "", None, "", 4),
        ("mention", "a.txt", "", 3, "am Ufer", 5),
    ]
    assert {(row.by.who, row.by.at, row.by.number) for row in corrections.rows()} == {("c.csv", None, None)}
