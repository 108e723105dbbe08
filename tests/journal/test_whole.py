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


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (json.dumps({"text": "nobody's"}).encode(), "a text is of no article that was added"),
        (b'{"text": "\xff\xfe"}', "line 8: is not UTF-8"),
        (b"\xe4", "line 8: is not UTF-8"),
    ],
)
def test_a_line_that_belongs_to_nothing_or_cannot_be_read_is_named(
    first: Journal, journal: Journal, line: bytes, told: str
) -> None:
    lines = [each.encode() for each in lines_of(first)]
    with pytest.raises(JournalError, match=told):
        restore(journal, [*lines, line])
    assert journal.last() == 0
    with pytest.raises(JournalError, match="line 10: no object of JSON"):
        restore(journal, [*lines, b"\n", b" ", b"x"])


@pytest.mark.parametrize("identity", [None, "", 5, "a\nb"])
def test_lines_that_do_not_tell_which_journal_they_are_of_are_refused(
    first: Journal, journal: Journal, identity: object
) -> None:
    about, *lines = lines_of(first)
    with pytest.raises(JournalError, match=r"line 1: .*identity of the journal"):
        restore(journal, [json.dumps(json.loads(about) | {"identity": identity}), *lines])


def test_changes_of_one_step_follow_one_another(first: Journal, journal: Journal) -> None:
    about, *lines = lines_of(first)
    broken = [json.dumps(json.loads(line) | {"step": 1}) if '"step": 3' in line else line for line in lines]
    assert broken != lines
    wrong = [broken[0], *lines[1:2], json.dumps(json.loads(lines[2]) | {"step": 2}), *lines[3:]]
    with pytest.raises(JournalError, match="does not follow"):
        restore(journal, [about, *wrong])


def test_where_there_is_no_journal_nothing_is_saved_or_copied(
    first: Journal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dataset, saved, none = (str(tmp_path / name) for name in ("nowhere", "saved.jsonl", "none.sqlite"))
    for what in (["--save", saved], ["--copy-to", saved]):
        assert main(["changes", dataset, "--journal", none, *what]) == 2
        assert f"{none}: there is no journal" in capsys.readouterr().err
    assert main(["changes", dataset, "--journal", first.name, "--copy-to", ""]) == 2
    assert "--copy-to: names no journal" in capsys.readouterr().err
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"no journal")
    assert main(["changes", dataset, "--journal", str(damaged), "--save", saved]) == 2
    assert main(["changes", dataset, "--journal", first.name, "--save", str(tmp_path / "no" / "x")]) == 2
    told = capsys.readouterr().err
    assert f"{tmp_path / 'no' / 'x'}: cannot be written (No such file or directory)" in told
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "damaged.sqlite",
        "first.sqlite",
    ]


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
        ("number", "1", "number is no whole number"),
        ("number", True, "number is no whole number"),
        ("step", 1.0, "step is no whole number"),
        ("when", "2026-01-02T03:04:05", "its time has no zone"),
        ("when", "2026-01-02T03:04:05+99:00", "no change of a journal"),
        ("said", {"type": "place checked", "place_id": ""}, "id of the place is empty"),
        ("said", {"type": "place checked", "place_id": None}, "not of the type str"),
        ("said", {"type": "place checked", "place_id": "a\x1b[2J"}, "no id of the place"),
        ("said", {"type": "place checked", "place_id": "a", "checked": "false"}, "not of the type bool"),
        ("said", {"type": "article restored", "article_id": 7}, "not of the type str"),
        ("said", {"type": "article edited", "article_id": "a", "tags": "abc"}, "is no list"),
        ("said", {"type": "article edited", "article_id": "a", "tags": [1]}, "not of the type str"),
        ("said", {"type": "article edited", "article_id": "a", "tags": ["a\nb"]}, "no tag"),
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
