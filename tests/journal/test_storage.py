from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from places.journal import (
    ArticleAdded,
    Change,
    Everywhere,
    InArticle,
    Journal,
    JournalError,
    OneMention,
    PlaceDecided,
    RefusedError,
    Undone,
    line_of,
)
from places.model import Article

LINDAU = PlaceDecided(Everywhere("Lindau"), "geonames:1")


def test_a_journal_in_which_nothing_stands_is_empty_and_makes_no_file(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "changes.sqlite")
    assert (journal.last(), list(journal.changes()), journal.identity()) == (0, [], "")
    assert not list(tmp_path.iterdir())


def test_changes_are_numbered_and_tell_who_said_them_when(journal: Journal, where: Path | str) -> None:
    before = datetime.now(UTC)
    first = journal.append("anna", [LINDAU, PlaceDecided(InArticle("Lindau", "a"), None, "kein Ort")])
    second = journal.append(" bert\x1b[2J ", [Undone(1)])
    assert [(each.number, each.step, each.who) for each in (*first, *second)] == [
        (1, 1, "anna"),
        (2, 1, "anna"),
        (3, 3, "bert\\x1b[2J"),
    ]
    assert before <= first[0].when <= second[0].when <= datetime.now(UTC)
    assert Journal(where).changes() == (*first, *second) == journal.changes()
    assert journal.last() == 3
    assert journal.standing().of_all == {}
    assert journal.standing() is journal.standing()


def test_another_one_sees_what_was_said_at_once(journal: Journal, where: Path | str) -> None:
    other = Journal(where)
    for number in range(1, 4):
        journal.append("anna", [LINDAU])
        assert (other.last(), len(other.changes()), other.standing().last) == (number, number, number)
    assert journal.identity() == other.identity() != ""


@pytest.mark.parametrize("text", ["Ein Text.", "Mit \x00 und \ud800 und 🛰.", ""])
def test_the_text_of_an_article_that_was_added_is_kept_as_it_is(journal: Journal, text: str) -> None:
    added = ArticleAdded.of(Article("new", "Neu", text))
    journal.append("anna", [added], texts=[text])
    assert journal.texts([added.text_digest, "another"]) == {added.text_digest: text}
    journal.append("anna", [Undone(1)])
    journal.append("anna", [added])  # the text is there already
    assert journal.standing().added["new"].number == 3


def test_an_article_without_its_text_is_refused(journal: Journal) -> None:
    with pytest.raises(RefusedError, match="without its text"):
        journal.append("anna", [LINDAU, ArticleAdded.of(Article("new", "Neu", "Ein Text."))])
    assert journal.last() == 0


@pytest.mark.parametrize("who", ["", "  ", "x" * 201])
def test_nobody_says_nothing(journal: Journal, who: str) -> None:
    with pytest.raises(RefusedError, match="has a name"):
        journal.append(who, [LINDAU])
    assert journal.append("anna", []) == ()
    assert journal.last() == 0


def test_of_two_who_change_one_name_the_second_is_refused_and_told_whose_change_came_first(
    journal: Journal,
) -> None:
    journal.append("anna", [LINDAU], seen=0)
    with pytest.raises(RefusedError, match="anna changed this meanwhile \\(change 1\\)"):
        journal.append("bert", [PlaceDecided(Everywhere("Lindau"), "geonames:2")], seen=0)
    with pytest.raises(RefusedError, match="meanwhile"):
        journal.append("bert", [PlaceDecided(Everywhere("Bregenz"), None), Undone(1)], seen=0)
    assert journal.last() == 1
    journal.append("bert", [PlaceDecided(Everywhere("Bregenz"), None)], seen=0)  # another name
    journal.append("bert", [PlaceDecided(OneMention("a", 3, 9, "Lindau"), None)], seen=0)  # a narrower scope
    journal.append("bert", [PlaceDecided(Everywhere("Lindau"), "geonames:2")], seen=1)


def test_many_who_write_at_once_get_every_change_in_or_are_told(journal: Journal, where: Path | str) -> None:
    accepted: list[Change] = []
    refused: list[str] = []
    ready = threading.Barrier(4)

    def edit(who: str) -> None:
        mine = Journal(where)
        ready.wait()
        for at in range(10):
            seen = mine.last()
            try:
                accepted.extend(
                    mine.append(who, [PlaceDecided(Everywhere(f"n{at}"), f"{who}:{at}")], seen=seen)
                )
            except RefusedError as error:
                refused.append(str(error))
        mine.close()

    editors = [threading.Thread(target=edit, args=(f"editor-{at}",)) for at in range(4)]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()
    assert len(accepted) + len(refused) == 40
    assert list(journal.changes()) == sorted(accepted, key=lambda change: change.number)
    assert [change.number for change in journal.changes()] == list(range(1, len(accepted) + 1))


def test_a_new_journal_waits_for_another_one_who_begins_it(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "new.sqlite", check_same_thread=False)) as other:
        other.execute("CREATE TABLE begun (x)")
        other.execute("BEGIN IMMEDIATE")
        threading.Timer(0.5, other.rollback).start()
        (change,) = Journal(tmp_path / "new.sqlite").append("anna", [LINDAU])
    assert change.number == 1


def test_a_line_of_a_change_says_all_of_it(journal: Journal) -> None:
    (change,) = journal.append("anna", [LINDAU])
    assert json.loads(line_of(change)) == {
        "number": 1,
        "step": 1,
        "when": change.when.isoformat(),
        "who": "anna",
        "said": {
            "type": "place decided",
            "scope": {"type": "everywhere", "name": "Lindau"},
            "place_id": "geonames:1",
            "note": "",
        },
    }


def test_an_older_copy_that_takes_the_place_of_a_journal_is_read_anew(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "changes.sqlite")
    journal.append("anna", [LINDAU])
    copy = (tmp_path / "changes.sqlite").read_bytes()
    journal.append("anna", [PlaceDecided(Everywhere("Lindau"), "geonames:2")])
    assert journal.standing().of_all["Lindau"].place_id == "geonames:2"
    (tmp_path / "changes.sqlite").write_bytes(copy)
    assert journal.standing().of_all["Lindau"].place_id == "geonames:1"
    (change,) = journal.append("anna", [Undone(1)])
    assert change.number == 2


def test_a_file_that_is_no_journal_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "changes.sqlite"
    file.write_text("Es war einmal " * 100, encoding="utf-8")
    with pytest.raises(
        JournalError, match=r"changes.sqlite: the file is no journal, or damaged; nothing was read"
    ):
        Journal(file).changes()
    with pytest.raises(JournalError, match="the change was not made"):
        Journal(file).append("anna", [LINDAU])


def test_another_database_gets_a_journal_beside_its_own_tables(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.sqlite") as other:
        other.execute("CREATE TABLE articles (id TEXT)")
    journal = Journal(tmp_path / "other.sqlite")
    assert journal.last() == 0
    journal.append("anna", [LINDAU])
    assert journal.last() == 1


def test_a_journal_of_a_newer_form_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "changes.sqlite"
    Journal(file).append("anna", [LINDAU])
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE places_journal SET version = 99")
    for touch in (lambda: Journal(file).append("anna", [LINDAU]), lambda: Journal(file).changes()):
        with pytest.raises(JournalError, match="a newer version of places has written it; update places"):
            touch()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("://", "the address of the journal is none"),
        ("mysql://somebody:secret@host/db", "a journal lies in SQLite or PostgreSQL, not in mysql"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(address: str, told: str) -> None:
    with pytest.raises(JournalError) as error:
        Journal(address)
    assert str(error.value).startswith(told)
    assert "secret" not in str(error.value)


def test_the_name_of_a_journal_keeps_its_password() -> None:
    pytest.importorskip("psycopg")
    journal = Journal("postgres://somebody:secret@127.0.0.1:9/places")
    assert "secret" not in journal.name
    with pytest.raises(JournalError, match="the database does not answer; nothing was read") as error:
        journal.changes()
    assert "secret" not in str(error.value)
