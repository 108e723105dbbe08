"""Processes that parse."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from places.building import build, pipeline, run
from places.building.workers import in_order, usable_cores, worker_processes
from places.model import Mention, Place

from ..one_part import table_files


class Lindau:
    """A geoparser that a process can be sent."""

    def parse(self, text: str, *_: object) -> Sequence[Mention]:
        at = text.find("Lindau")
        place = Place("test:lindau", "Lindau", "city", 47.55, 9.68, ("DE",))
        return [Mention(at, at + 6, "Lindau", place, 0.9, (), 0, len(text))] if at >= 0 else []


def write(file: Path, number: int) -> Path:
    rows = [f"{at},Heute ist die Fähre nach Lindau voll. Und {at} Möwen.\n" for at in range(number)]
    file.write_text("id,text\n" + "".join(rows), encoding="utf-8")
    return file


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note how many workers a build starts, and start them."""
    started: list[int] = []

    def start(number: int):  # type: ignore[no-untyped-def]
        started.append(number)
        return worker_processes(number)

    monkeypatch.setattr(run, "worker_processes", start)
    return started


def test_what_is_small_is_parsed_without_workers(tmp_path: Path, started: list[int]) -> None:
    build(write(tmp_path / "a.csv", 600), tmp_path / "d", geoparser=Lindau(), workers=2)
    assert started == []


@pytest.mark.slow
def test_what_is_large_is_parsed_by_workers_with_the_same_result(
    tmp_path: Path, started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_WORTH_WORKERS", 10_000)
    source = write(tmp_path / "a.csv", 1_500)
    build(source, tmp_path / "two", geoparser=Lindau(), workers=2, versions={"v": "1"})
    assert started == [2]
    assert not multiprocessing.active_children()
    build(source, tmp_path / "one", geoparser=Lindau(), versions={"v": "1"})
    for table, file in table_files(tmp_path / "one").items():
        assert file.read_bytes() == table_files(tmp_path / "two")[table].read_bytes()


@pytest.mark.slow
def test_many_documents_are_read_by_workers_with_the_same_result(
    tmp_path: Path, started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_WORTH_READING", 1_000)
    source = tmp_path / "pages"
    source.mkdir()
    for at in range(70):
        page = f"<title>Fähre {at}</title><p>Heute ist die Fähre nach Lindau voll. Und {at} Möwen.</p>"
        (source / f"{at}.html").write_text(f"<html>{page}</html>" if at % 9 else "", encoding="utf-8")
    two = build(source, tmp_path / "two", geoparser=Lindau(), workers=2, versions={"v": "1"})
    assert (started, two.articles_read, two.articles_failed) == ([2], 62, 8)
    assert not multiprocessing.active_children()
    one = build(source, tmp_path / "one", geoparser=Lindau(), versions={"v": "1"})
    assert one.problems == two.problems
    for table, file in table_files(tmp_path / "one").items():
        assert file.read_bytes() == table_files(tmp_path / "two")[table].read_bytes()


@pytest.mark.slow
def test_what_is_large_but_known_is_parsed_without_workers(
    tmp_path: Path, started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_WORTH_WORKERS", 10_000)
    build(write(tmp_path / "a.csv", 1_500), tmp_path / "d", geoparser=Lindau(), versions={"v": "1"})
    source = write(tmp_path / "a.csv", 1_510)
    report = build(source, tmp_path / "d", geoparser=Lindau(), versions={"v": "1"}, workers=2)
    assert (report.articles_reused, started) == (1_500, [])


def test_pieces_are_taken_as_room_for_them_is_free_and_come_back_in_their_order() -> None:
    taken: list[int] = []

    def pieces() -> Iterator[int]:
        for piece in range(9):
            taken.append(piece)
            yield piece

    with ThreadPoolExecutor(2) as executor:
        answers = in_order(executor, 3, str, pieces())
        assert (next(answers), taken) == ("0", [0, 1, 2, 3])
        assert list(answers) == list("12345678")


def test_there_is_a_core_at_least() -> None:
    assert 1 <= usable_cores() <= (os.cpu_count() or 1)


def test_an_error_ends_the_workers_in_the_midst_of_their_work() -> None:
    began = time.monotonic()
    with pytest.raises(ZeroDivisionError), worker_processes(2) as executor:
        _begin_and_fail(executor)
    assert not multiprocessing.active_children()
    assert time.monotonic() - began < 60


def _begin_and_fail(executor: Executor) -> None:
    executor.submit(time.sleep, 600)
    raise ZeroDivisionError
