from __future__ import annotations

import csv
from pathlib import Path

import pytest

from places.corrections import COLUMNS, Corrections, read_corrections
from places.journal import (
    Everywhere,
    InArticle,
    InSource,
    Journal,
    OneMention,
    OwnPlaceSaved,
    PlaceDecided,
    Said,
)
from places.journal.exchange import decisions, said_by, write_decisions
from places.model import Place

STEG = OwnPlaceSaved("made:steg", "Steg, alt", "site", 47.5, -9.75, ("DE", "AT"))
SAID: list[Said] = [
    STEG,
    PlaceDecided(Everywhere("Lindau"), "test:1", 'weil "so", und\nso'),
    PlaceDecided(Everywhere("=Möwe"), None),
    PlaceDecided(InSource("Lindau", "Der Bote; Abend"), None),
    PlaceDecided(InArticle("Lindau", "a"), "made:steg"),
    PlaceDecided(OneMention("a", 3, 14, "Lindau\nam S"), "made:steg", "am Ufer"),
]


class Known:
    def place(self, place_id: str) -> Place:
        return {"test:1": Place("test:1", "Lindau", "city", 47.5, 9.7)}[place_id]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "changes.sqlite")


def exported(journal: Journal, file: Path) -> Corrections:
    with file.open("w", encoding="utf-8", newline="") as opened:
        write_decisions(journal.standing(), opened)
    corrections, problems = read_corrections(file, Known())
    assert not problems
    return corrections


def test_what_is_written_as_a_table_is_said_again_by_another_journal(
    journal: Journal, tmp_path: Path
) -> None:
    journal.append("anna", SAID)
    table = exported(journal, tmp_path / "c.csv")
    other = Journal(tmp_path / "other.sqlite")
    said, problems = said_by(table, other.standing(), {"a": ["a"]}, "c.csv")
    assert not problems
    other.append("bert", said)

    def held(of: Journal) -> dict[object, object]:
        return {each.scope: (each.place_id, each.note) for each in decisions(of.standing())}

    assert held(other) == held(journal)
    assert other.standing().own_places["made:steg"].said == STEG
    assert said_by(table, other.standing(), {"a": ["a"]}, "c.csv") == ([], [])


def test_a_table_has_the_columns_that_are_documented(journal: Journal, tmp_path: Path) -> None:
    journal.append("anna", SAID)
    exported(journal, tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == list(COLUMNS)
    page = (Path(__file__).parents[2] / "docs/editing.md").read_text(encoding="utf-8")
    assert all(f"`{column}`" in page for column in COLUMNS)


def test_a_row_says_something_of_every_article_that_its_path_names(journal: Journal, tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    file.write_text("name,article,place\nLindau,a.csv,none\nLindau,gone.txt,none\n", encoding="utf-8")
    table, _ = read_corrections(file, Known())
    said, problems = said_by(table, journal.standing(), {"a.csv": ["1", "2"]}, "c.csv")
    assert said == [
        PlaceDecided(InArticle("Lindau", "1"), None),
        PlaceDecided(InArticle("Lindau", "2"), None),
    ]
    assert not problems
