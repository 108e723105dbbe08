"""A whole journal as lines of JSON, and from one database into another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from places.cli import main
from places.journal import (
    ArticleAdded,
    Everywhere,
    Journal,
    JournalError,
    OwnPlaceSaved,
    PlaceDecided,
    Undone,
    new_place_id,
)
from places.journal.whole import lines_of, restore
from places.model import Article

TEXT = "Die Fähre nach „Lindau\u0000“ \ud800 fährt.\n\u2028"


@pytest.fixture
def first(tmp_path: Path) -> Journal:
    journal = Journal(tmp_path / "first.sqlite")
    place_id = new_place_id()
    saved = OwnPlaceSaved(place_id, "Steg", "site", 47.5, 9.7, ("AT",), {"en": "jetty"}, "at the lake")
    journal.append("Änne", [saved, PlaceDecided(Everywhere("Steg"), place_id)])
    journal.append("ben", [ArticleAdded.of(Article("a", "Fähre", TEXT, "de"))], texts=[TEXT])
    journal.append("ben", [Undone(1), Undone(2)])
    return journal


def test_a_journal_that_was_restored_is_the_same_and_goes_on(first: Journal, journal: Journal) -> None:
    assert restore(journal, lines_of(first)) == 5
    assert journal.changes() == first.changes()
    assert journal.standing() == first.standing()
    assert journal.identity() == first.identity()
    (digest,) = [each.said.text_digest for each in journal.changes() if isinstance(each.said, ArticleAdded)]
    assert journal.texts([digest]) == {digest: TEXT}
    (change,) = journal.append("anna", [PlaceDecided(Everywhere("Lindau"), None)])
    assert change.number == 6


def test_nothing_is_restored_over_something_or_by_half(first: Journal, journal: Journal) -> None:
    lines = list(lines_of(first))
    for broken in (
        lines[:-1],  # without the text
        [*lines[:2], *lines[3:]],  # without a change
        lines[1:],
        [],
        [lines[0], "{"],
        [lines[0], json.dumps({"number": 1})],
        [lines[0], lines[1].replace("own place saved", "moon landed")],
    ):
        with pytest.raises(JournalError) as raised:
            restore(journal, broken)
        assert "\n" not in str(raised.value)
        assert journal.changes() == ()
    journal.append("anna", [PlaceDecided(Everywhere("Lindau"), None)])
    with pytest.raises(JournalError, match="has changes already"):
        restore(journal, lines)
    assert len(journal.changes()) == 1


def test_the_command_saves_restores_and_copies(
    first: Journal, where: Path | str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset, saved = str(tmp_path / "nowhere"), str(tmp_path / "whole.jsonl")
    of_first = str(tmp_path / "first.sqlite")
    assert main(["changes", dataset, "--journal", of_first, "--copy-to", str(where)]) == 0
    assert Journal(where).changes() == first.changes()
    assert main(["changes", dataset, "--journal", str(where), "--save", saved]) == 0
    third = str(tmp_path / "third.sqlite")
    assert main(["changes", dataset, "--journal", third, "--restore", saved]) == 0
    assert Journal(third).standing() == first.standing()
    assert "5 changes taken over" in capsys.readouterr().err
    assert main(["changes", dataset, "--journal", third, "--restore", saved]) == 2
    assert main(["changes", dataset, "--journal", third, "--save", saved]) == 2
    assert main(["changes", dataset, "--journal", third, "--restore", str(tmp_path / "no")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 3


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("number", 1e999, "no change of a journal"),
        ("who", "", "who said it is empty"),
        ("who", "\ud83d", "no change of a journal"),
        ("said", {"type": "undone", "number": 1}, "undoes what does not stand before it"),
        ("said", {"type": "undone", "number": 2}, "undoes what does not stand before it"),
    ],
)
def test_a_line_that_makes_no_sense_is_named_and_nothing_is_taken_over(
    first: Journal, journal: Journal, field: str, value: object, told: str
) -> None:
    lines = list(lines_of(first))
    at = next(number for number, line in enumerate(lines) if json.loads(line).get("number") == 1)
    lines[at] = json.dumps(json.loads(lines[at]) | {field: value})
    with pytest.raises(JournalError, match=f"line {at + 1}: .*{told}"):
        restore(journal, lines)
    assert journal.last() == 0
