from __future__ import annotations

import json
from pathlib import Path

import pytest

from places.cli import main
from places.dataset import open_dataset


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    folder = tmp_path / "articles" / "2024"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("Von Berlin nach Hamburg, von Berlin nach Wien.", encoding="utf-8")
    (folder / "b.txt").write_text("Berlin liegt nicht bei Hamburg. Die Möwe schreit.", encoding="utf-8")
    assert main(["build", str(tmp_path / "articles"), "-o", str(tmp_path / "d"), "--quiet"]) == 0
    return tmp_path / "d"


def surfaces(dataset: Path) -> list[str]:
    with open_dataset(dataset) as opened:
        rows = opened.rows(
            "SELECT surface FROM mentions JOIN articles ON id = article_id ORDER BY path, start"
        )
    return [surface for (surface,) in rows]


AS_FOUND = ["Berlin", "Hamburg", "Berlin", "Wien", "Berlin", "Hamburg"]


def test_a_table_is_taken_over_listed_undone_and_folded_in_by_the_next_build(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "mine.csv"
    table.write_text(
        "name,article,place,note\nBerlin,,none,Band\nHamburg,2024/b.txt,none,\n", encoding="utf-8"
    )
    assert main(["changes", str(dataset), "--import", str(table), "--who", "Anna"]) == 0
    told = capsys.readouterr().err
    assert "mine.csv: 2 of 2 rows hold, at 4 spots in 2 articles" in told
    assert "2 changes made" in told
    assert surfaces(dataset) == ["Hamburg", "Wien"]
    assert main(["changes", str(dataset)]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert len(listed) == 3
    assert "Anna  “Berlin” everywhere: no place (Band)" in listed[1]
    assert main(["changes", str(dataset), "--undo", "1", "--who", "Bert"]) == 0
    assert surfaces(dataset) == ["Berlin", "Hamburg", "Berlin", "Wien", "Berlin"]
    assert main(["build", str(tmp_path / "articles"), "-o", str(dataset)]) == 0
    assert "journal: 1 of 1 rows hold, at 1 spot in 1 article" in capsys.readouterr().err
    assert surfaces(dataset) == ["Berlin", "Hamburg", "Berlin", "Wien", "Berlin"]
    assert main(["changes", str(dataset), "--undo", "3"]) == 0
    assert surfaces(dataset) == ["Hamburg", "Wien"]
    capsys.readouterr()
    assert main(["changes", str(dataset)]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert "undone: change 1: undone" in listed[3]
    assert main(["changes", str(dataset), "--format", "jsonl"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["number"] for line in lines] == [1, 2, 3, 4]
    assert main(["changes", str(dataset), "--format", "csv"]) == 0
    assert "Berlin,,,,none,,,,,,Band" in capsys.readouterr().out.splitlines()


def test_a_row_that_fits_nothing_is_named_and_the_others_are_taken_over(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "mine.csv"
    table.write_text(
        "name,article,place\nBerlin,a.txt,none\nWyhl,,none\nWien,,none\nWien,,geonames:0\n", encoding="utf-8"
    )
    assert main(["changes", str(dataset), "--import", str(table)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("mine.csv, row 5: the gazetteer has no place “geonames:0”")
    assert "mine.csv, row 2: there is no article “a.txt”; write “2024/a.txt”" in told
    assert any(line.startswith("mine.csv, row 3: “Wyhl” stands nowhere") for line in told)
    assert surfaces(dataset) == [surface for surface in AS_FOUND if surface != "Wien"]


def test_what_cannot_be_done_is_told_in_one_line(
    dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["changes", str(dataset)]) == 0
    assert "nothing was changed" in capsys.readouterr().err
    assert main(["changes", str(dataset), "--undo", "1"]) == 2
    assert capsys.readouterr().err == "places: there is no change 1\n"
    assert main(["changes", str(dataset), "--journal", "mysql://host/db"]) == 2
    assert "a journal lies in SQLite or PostgreSQL" in capsys.readouterr().err
    assert main(["changes", str(tmp_path / "nowhere"), "--import", str(tmp_path / "no.csv")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    table = tmp_path / "mine.csv"
    table.write_text("name,place\nBerlin,none\n", encoding="utf-8")
    assert main(["changes", str(tmp_path / "nowhere"), "--import", str(table)]) == 2
    assert (
        capsys.readouterr().err == f"places: {tmp_path / 'nowhere'}: is no dataset (dataset.json missing)\n"
    )
    assert surfaces(dataset) == AS_FOUND
