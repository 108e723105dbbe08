"""Whatever happens to a server or its disk: a change that was accepted is there."""

from __future__ import annotations

import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from places.journal import Everywhere, Journal, JournalError, PlaceDecided, RefusedError
from places.journal.tables import VERSION

from .conftest import Cluster

WRITER = str(Path(__file__).with_name("writer.py"))
LINDAU = PlaceDecided(Everywhere("Lindau"), "geonames:1")


def start(where: Path | str, who: str, number: int) -> subprocess.Popen[str]:
    command = [sys.executable, WRITER, str(where), who, str(number)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def names_of(journal: Journal) -> list[str]:
    return [change.said.scope.name for change in journal.changes() if isinstance(change.said, PlaceDecided)]


def accepted_by(told: str) -> dict[int, str]:
    lines = [line.split(maxsplit=2) for line in told.splitlines() if line.startswith("accepted ")]
    return {int(number): name for _, number, name in lines}


@pytest.mark.slow
def test_a_writer_that_is_killed_at_any_moment_loses_no_change_that_was_accepted(
    journal: Journal, where: Path | str
) -> None:
    chance = random.Random(7)
    accepted: dict[int, str] = {}
    killed = 0
    while len(accepted) < 200 or killed < 4:  # a fast machine may take them all at once
        writer = start(where, f"writer-{killed}", max(200 - len(accepted), 20))
        assert writer.stdout is not None
        told = writer.stdout.readline()  # it has begun
        time.sleep(chance.uniform(0, 0.4))
        writer.kill()
        rest, _ = writer.communicate()
        told = (told + rest).rpartition("\n")[0]
        killed += 1
        accepted |= accepted_by(told)
        names = names_of(journal)
        assert {number: names[number - 1] for number in accepted} == accepted
    names = names_of(journal)
    # The last one of a writer may be there although nobody was told any more; nothing else is.
    assert len(names) - len(accepted) <= killed
    assert [change.number for change in journal.changes()] == list(range(1, len(names) + 1))


@pytest.mark.slow
def test_two_who_write_at_once_in_processes_of_their_own_get_every_change_in(
    journal: Journal, where: Path | str
) -> None:
    writers = [start(where, who, 40) for who in ("anna", "bert")]
    told = [writer.communicate()[0] for writer in writers]
    accepted = accepted_by(told[0]) | accepted_by(told[1])
    assert len(accepted) == 80
    assert dict(enumerate(names_of(journal), 1)) == accepted


def _with_little_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))


@pytest.mark.slow
def test_where_the_disk_is_full_a_change_is_refused_in_one_line_and_what_was_accepted_stays(
    tmp_path: Path,
) -> None:
    file = tmp_path / "changes.sqlite"
    code = (
        "import signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"sys.argv[0] = {WRITER!r}; import runpy; runpy.run_path({WRITER!r}, run_name='__main__')"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(file), "anna", "400"],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=_with_little_room,
    ).stdout
    accepted = accepted_by(told)
    refused = [line for line in told.splitlines() if line.startswith("refused ")]
    assert len(accepted) + len(refused) == 400
    assert 0 < len(accepted) < 400
    assert all("the disk" in line and line.endswith("; the change was not made") for line in refused)
    journal = Journal(file)
    assert dict(enumerate(names_of(journal), 1)) == accepted
    (change,) = journal.append("bert", [LINDAU])  # there is room again
    assert change.number == len(accepted) + 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_disk_that_is_full_is_told_as_such(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk could be mounted: {mounted.stderr.decode().strip()}")
    try:
        journal = Journal(disk / "changes.sqlite")
        journal.append("anna", [LINDAU])
        (disk / "much").write_bytes(b"x" * (shutil.disk_usage(disk).free - 4_096))
        with pytest.raises(JournalError, match=r"the disk (is full|cannot be written; it may be full)"):
            journal.append("anna", [PlaceDecided(Everywhere("x" * 200), None, "y" * 4_000)] * 30)
        (disk / "much").unlink()
        assert len(journal.changes()) == 1
        journal.append("anna", [LINDAU])
        assert len(Journal(disk / "changes.sqlite").changes()) == 2
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_file_that_is_taken_away_and_brought_back_is_used_again(tmp_path: Path) -> None:
    file, away = tmp_path / "disk" / "changes.sqlite", tmp_path / "away"
    journal = Journal(file)
    journal.append("anna", [LINDAU])
    file.parent.rename(away)
    file.parent.write_text("no folder", encoding="utf-8")
    with pytest.raises(JournalError, match="the change was not made"):
        journal.append("anna", [LINDAU])
    file.parent.unlink()
    away.rename(file.parent)
    assert [change.number for change in journal.append("anna", [LINDAU])] == [2]


@pytest.mark.postgres
def test_a_server_that_stops_and_comes_back_is_used_again(cluster: Cluster) -> None:
    journal = Journal(cluster.new_database())
    journal.append("anna", [LINDAU])
    cluster.stop()
    try:
        for touch in (journal.changes, journal.last, lambda: journal.append("anna", [LINDAU])):
            with pytest.raises(JournalError, match="the database does not answer; ") as error:
                touch()
            assert "\n" not in str(error.value)
    finally:
        cluster.start()
    assert [change.number for change in journal.append("anna", [LINDAU])] == [2]
    assert len(journal.changes()) == 2


@pytest.mark.postgres
def test_a_change_whose_acceptance_was_not_heard_of_is_there_once(
    cluster: Cluster,
) -> None:
    journal = Journal(cluster.new_database())
    journal.append("anna", [LINDAU])
    engine = journal.database._engine
    lost = []

    def lose(connection: object) -> None:
        if not lost:
            lost.append(connection)
            connection.connection.dbapi_connection.commit()  # type: ignore[attr-defined]
            raise OperationalError("COMMIT", {}, Exception("server closed the connection unexpectedly"))

    event.listen(engine, "commit", lose)
    (change,) = journal.append("anna", [PlaceDecided(Everywhere("Bregenz"), None)])
    assert lost
    assert [each.number for each in journal.changes()] == [1, change.number] == [1, 2]


FIRST_FORM = """
CREATE TABLE places_journal (version INTEGER NOT NULL, identity VARCHAR(36) NOT NULL);
CREATE TABLE places_changes (number INTEGER NOT NULL PRIMARY KEY, step INTEGER NOT NULL,
    at VARCHAR(32) NOT NULL, who TEXT NOT NULL, subject VARCHAR(64) NOT NULL, said TEXT NOT NULL);
CREATE INDEX ix_places_changes_subject ON places_changes (subject);
CREATE TABLE places_texts (digest VARCHAR(32) NOT NULL PRIMARY KEY, content %s NOT NULL);
INSERT INTO places_journal VALUES (1, '0b9f4d2e-5d0c-4b0e-8a39-1f1c1d3a7a10');
INSERT INTO places_changes VALUES (1, 1, '2024-06-01T12:00:00+00:00', 'anna', 'x',
    '{"type": "place decided", "scope": {"type": "everywhere", "name": "Lindau"}, "place_id": null}');
"""


def make_first_form(where: Path | str) -> None:
    if isinstance(where, Path):
        with sqlite3.connect(where) as connection:
            connection.executescript(FIRST_FORM % "BLOB")
        connection.close()
        return
    import psycopg

    with psycopg.connect(where) as server:
        for statement in (FIRST_FORM % "BYTEA").split(";\n"):
            if statement.strip():
                server.execute(statement.encode())


@pytest.mark.parametrize("first", ["read", "written"])
def test_a_journal_of_the_first_form_is_read_and_goes_on(where: Path | str, first: str) -> None:
    make_first_form(where)
    journal = Journal(where)
    if first == "read":
        assert [change.who for change in journal.changes()] == ["anna"]
    (change,) = journal.append("bert", [LINDAU])
    assert change.number == 2
    assert journal.identity() == "0b9f4d2e-5d0c-4b0e-8a39-1f1c1d3a7a10"
    assert [each.who for each in Journal(where).changes()] == ["anna", "bert"]
    with pytest.raises(RefusedError):
        journal.append("bert", [LINDAU], seen=1)
    if isinstance(where, Path):
        with sqlite3.connect(where) as connection:
            assert connection.execute("SELECT version FROM places_journal").fetchall() == [(VERSION,)]
