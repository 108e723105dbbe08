from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from places.building import BuildError, Progress, build, parsing
from places.building.parsing import parse_articles
from places.dataset import TABLES, open_dataset
from places.geoparsing import Geoparser
from places.model import Mention, Place
from places.reading import Problem

from ..one_part import table_files

SLOW_BUILD = [sys.executable, str(Path(__file__).with_name("slow_build.py"))]
VERSIONS = {"slow": "1"}  # those of slow_build.py
SENTENCES = (
    "Das Schiff fährt von Lindau nach Bregenz.",
    "In Konstanz warten die Gäste am Bodensee.",
    "Heute ist nichts geschehen.",
    "Die Fähre nach Lindau ist voll, die nach Konstanz nicht.",
)


class Counting:
    """A geoparser that counts what it is asked, and hands it on."""

    def __init__(self, geoparser: Geoparser) -> None:
        self.geoparser = geoparser
        self.titles: list[str] = []

    def parse(self, text: str, language: str | None = None, title: str = "") -> Sequence[Mention]:
        self.titles.append(title)
        return self.geoparser.parse(text, language, title)


class Lindau:
    """A geoparser that a process can be sent."""

    def parse(self, text: str, *_: object) -> Sequence[Mention]:
        at = text.find("Lindau")
        place = Place("test:lindau", "Lindau", "city", 47.55, 9.68, ("DE",))
        return [Mention(at, at + 6, "Lindau", place, 0.9, (), 0, len(text))] if at >= 0 else []


def table(file: Path, number: int) -> Path:
    rows = [f'{at},"{SENTENCES[at % 4]} Und {at} Möwen.",2024-{at % 12 + 1:02},de\n' for at in range(number)]
    file.write_text("id,text,date,language\n" + "".join(rows), encoding="utf-8")
    return file


def everything(dataset: Path) -> dict[str, list[dict[str, object]]]:
    return {name: pq.read_table(file).to_pylist() for name, file in table_files(dataset).items()}


def counts(dataset: Path) -> tuple[int, int, int]:
    with open_dataset(dataset) as opened:
        counted = ", ".join(f"(SELECT count(*) FROM {name})" for name in TABLES)
        (found,) = opened.cursor().execute(f"SELECT {counted}").fetchall()
        stated = opened.manifest["counts"]
        assert found == (stated["articles"], stated["places"], stated["mentions"])
        return found  # type: ignore[no-any-return]


def test_articles_become_a_dataset_whose_mentions_point_into_the_texts(
    tmp_path: Path, small_geoparser: Geoparser
) -> None:
    report = build(table(tmp_path / "a.csv", 200), tmp_path / "d", geoparser=small_geoparser)
    found = everything(tmp_path / "d")
    assert (report.articles_read, report.articles_failed, report.undated) == (200, 0, 0)
    assert report.mentions == len(found["mentions"])
    assert sum(row["surface"] == "Lindau" for row in found["mentions"]) == 100
    assert {row["id"] for row in found["places"]} == {row["place_id"] for row in found["mentions"]}
    texts = {row["id"]: row["text"] for row in found["articles"]}
    for mention in found["mentions"]:
        assert texts[mention["article_id"]][mention["start"] : mention["end"]] == mention["surface"]  # type: ignore[index]
    assert [row["id"] for row in found["articles"]] == [str(at) for at in range(200)]


def test_an_article_without_places_is_kept(tmp_path: Path, small_geoparser: Geoparser) -> None:
    (tmp_path / "a.txt").write_text("Heute ist nichts geschehen.", encoding="utf-8")
    build(tmp_path / "a.txt", tmp_path / "d", geoparser=small_geoparser)
    assert counts(tmp_path / "d") == (1, 0, 0)


def test_the_same_source_gives_the_same_tables_whoever_parses(
    tmp_path: Path, small_geoparser: Geoparser
) -> None:
    source = table(tmp_path / "a.csv", 500)
    build(source, tmp_path / "here", geoparser=small_geoparser)
    with ThreadPoolExecutor(3) as executor:
        build(source, tmp_path / "threads", geoparser=small_geoparser, executor=executor)
    build(source, tmp_path / "again", geoparser=small_geoparser)
    for name in TABLES:
        written = table_files(tmp_path / "here")[name].read_bytes()
        assert table_files(tmp_path / "threads")[name].read_bytes() == written
        assert table_files(tmp_path / "again")[name].read_bytes() == written


@pytest.mark.slow
def test_processes_parse_what_they_are_sent(tmp_path: Path) -> None:
    source = table(tmp_path / "a.csv", 300)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        build(source, tmp_path / "processes", geoparser=Lindau(), executor=executor)
    build(source, tmp_path / "here", geoparser=Lindau())
    assert everything(tmp_path / "processes") == everything(tmp_path / "here")


@pytest.mark.slow
def test_articles_in_flight_are_few_however_many_there_are(tmp_path: Path) -> None:
    submitted = finished = most = 0

    class Watched(ThreadPoolExecutor):
        def submit(self, work, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            nonlocal submitted, most
            submitted += work is parse_articles
            most = max(most, submitted - finished)
            return super().submit(work, *args, **kwargs)

    def progress(_: Progress) -> None:
        nonlocal finished
        finished += 1

    with Watched(2) as executor:
        build(
            table(tmp_path / "a.csv", 10_000),
            tmp_path / "d",
            geoparser=Lindau(),
            executor=executor,
            progress=progress,
        )
    assert submitted > 35
    assert most <= 2 * (os.cpu_count() or 2) + 4


def test_unchanged_articles_are_not_parsed_again(tmp_path: Path, small_geoparser: Geoparser) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for at in range(300):
        (folder / f"{at:03}.md").write_text(f"---\ntitle: T{at}\n---\n{SENTENCES[at % 4]}", encoding="utf-8")
    build(folder, tmp_path / "d", geoparser=small_geoparser, versions={"v": "1"})
    (folder / "007.md").write_text("---\ntitle: neu\n---\nVon Konstanz aus.", encoding="utf-8")
    (folder / "008.md").unlink()
    (folder / "sub").mkdir()
    (folder / "009.md").rename(folder / "sub/renamed.md")
    (folder / "100a.md").write_text("---\ntitle: dazwischen\n---\nNach Bregenz.", encoding="utf-8")
    counting = Counting(small_geoparser)
    report = build(folder, tmp_path / "d", geoparser=counting, versions={"v": "1"})
    assert counting.titles == ["neu", "dazwischen"]
    assert (report.articles_read, report.articles_reused) == (300, 298)
    build(folder, tmp_path / "fresh", geoparser=small_geoparser)
    assert everything(tmp_path / "d") == everything(tmp_path / "fresh")


@pytest.mark.parametrize("versions", [{"v": "2"}, None])
def test_with_another_geoparser_everything_is_parsed_again(
    tmp_path: Path, small_geoparser: Geoparser, versions: dict[str, str] | None
) -> None:
    source = table(tmp_path / "a.csv", 10)
    build(source, tmp_path / "d", geoparser=small_geoparser, versions={"v": "1"})
    counting = Counting(small_geoparser)
    build(source, tmp_path / "d", geoparser=counting, versions=versions)
    assert len(counting.titles) == 10


def test_a_table_of_corrections_among_the_articles_is_followed(
    tmp_path: Path, small_geoparser: Geoparser
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for at, sentence in enumerate(SENTENCES):
        (folder / f"{at}.txt").write_text(sentence, encoding="utf-8")
    (folder / "corrections.csv").write_text("name,place,latitude,longitude\nMöwe,none\n", encoding="utf-8")
    first = build(folder, tmp_path / "d", geoparser=small_geoparser, versions={"v": "1"})
    assert (first.articles_read, first.articles_failed, first.passed_over) == (4, 0, 0)
    (folder / "corrections.csv").write_text(
        "name,place,latitude,longitude\nBregenz,none\nGäste,,47.6,9.2\n", encoding="utf-8"
    )
    counting = Counting(small_geoparser)
    second = build(folder, tmp_path / "d", geoparser=counting, versions={"v": "1"})
    assert second.articles_reused == 4
    surfaces = [row["surface"] for row in everything(tmp_path / "d")["mentions"]]
    assert surfaces == ["Lindau", "Konstanz", "Gäste", "Bodensee", "Lindau", "Konstanz"]
    assert not counting.titles  # what was found is kept where a table said something else
    assert [str(line) for line in second.held] == [
        "corrections.csv: 2 of 2 rows hold, at 2 spots in 2 articles"
    ]
    (folder / "corrections.csv").unlink()
    assert build(folder, tmp_path / "d", geoparser=small_geoparser, versions={"v": "1"}).articles_reused == 4
    assert len(everything(tmp_path / "d")["mentions"]) == 6
    with ThreadPoolExecutor(2) as executor:
        table = tmp_path / "elsewhere.csv"
        table.write_text("name,place\nLindau,none\n", encoding="utf-8")
        build(folder, tmp_path / "d2", geoparser=small_geoparser, corrections=table, executor=executor)
    assert "Lindau" not in [row["surface"] for row in everything(tmp_path / "d2")["mentions"]]


def test_a_row_of_corrections_that_makes_no_sense_costs_no_article(
    tmp_path: Path, small_geoparser: Geoparser
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(SENTENCES[0], encoding="utf-8")
    (folder / "corrections.csv").write_text("name,latitude,longitude\nLindau,x,y\n", encoding="utf-8")
    report = build(folder, tmp_path / "d", geoparser=small_geoparser)
    assert (report.articles_read, report.articles_failed) == (1, 0)
    assert str(report.problems[0]).startswith("corrections.csv, row 2: no latitude: “x”")
    with pytest.raises(BuildError, match=r"missing\.csv: cannot be read"):
        build(folder, tmp_path / "d", geoparser=small_geoparser, corrections=tmp_path / "missing.csv")


def test_a_geoparser_is_another_one_if_its_rules_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "geoparser_with_rules"
    package.mkdir()
    (package / "__init__.py").write_text("RULE = 1")
    monkeypatch.syspath_prepend(tmp_path)
    before = parsing.code_of(package.name)
    assert parsing.code_of(package.name) == before
    (package / "__init__.py").write_text("RULE = 2")
    assert parsing.code_of(package.name) != before


@pytest.mark.slow
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 40), max_size=60), st.lists(st.integers(0, 40), min_size=1, max_size=60))
def test_a_build_over_any_older_dataset_gives_what_a_fresh_one_gives(
    tmp_path_factory: pytest.TempPathFactory, before: list[int], now: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    for numbers in (before, now):
        rows = "".join(f"{SENTENCES[number % 4]} {number}\n" for number in numbers)
        (folder / "a.csv").write_text("text\n" + rows.replace(",", ""), encoding="utf-8")
        if numbers:
            build(folder / "a.csv", folder / "d", geoparser=Lindau(), versions={"v": "1"})
    build(folder / "a.csv", folder / "fresh", geoparser=Lindau(), versions={"v": "1"})
    assert everything(folder / "d") == everything(folder / "fresh")


def test_what_could_not_be_read_is_reported_and_the_rest_is_built(
    tmp_path: Path, small_geoparser: Geoparser
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.csv").write_text(
        "text,date\nNach Lindau.,gestern\n,2024\nNach Bregenz.,2024\n", encoding="utf-8"
    )
    (source / "b.txt").write_bytes(b"")
    (source / "c.doc").write_bytes(b"%PDF")
    (source / "d.png").write_bytes(b"x")
    lines: list[Problem] = []
    report = build(source, tmp_path / "d", geoparser=small_geoparser, report_problem=lines.append)
    assert (report.articles_read, report.articles_failed, report.undated, report.passed_over) == (2, 3, 1, 1)
    assert [str(problem).partition(": ")[0] for problem in lines] == [
        "a.csv, row 2",
        "a.csv, row 3",
        "b.txt",
        "c.doc",
    ]
    with open_dataset(tmp_path / "d") as dataset:
        assert dataset.manifest["not_read"] == 3
        assert dataset.manifest["problems"][1] == {"path": "a.csv", "row": 3, "reason": "no text"}


def test_an_article_at_which_the_geoparser_fails_is_kept_and_named(tmp_path: Path) -> None:
    class Failing(Lindau):
        def parse(self, text: str, *_: object) -> Sequence[Mention]:
            if "Konstanz" in text:
                raise ZeroDivisionError("odd")
            return super().parse(text)

    source = table(tmp_path / "a.csv", 4)
    report = build(source, tmp_path / "d", geoparser=Failing(), versions={"v": "1"})
    assert (report.articles_read, report.articles_failed, report.mentions) == (4, 0, 1)
    assert [str(problem) for problem in report.problems] == [
        "a.csv: 1: its places were not found (ZeroDivisionError: odd)",
        "a.csv: 3: its places were not found (ZeroDivisionError: odd)",
    ]
    assert build(source, tmp_path / "d", geoparser=Lindau(), versions={"v": "1"}).mentions == 2


@pytest.mark.parametrize("content", [None, "", "text\n"])
def test_a_source_without_articles_writes_nothing_and_keeps_the_old_dataset(
    tmp_path: Path, content: str | None
) -> None:
    build(table(tmp_path / "a.csv", 3), tmp_path / "d", geoparser=Lindau())
    source = tmp_path / "source"
    source.mkdir()
    if content is not None:
        (source / "a.csv").write_text(content, encoding="utf-8")
    with pytest.raises(BuildError, match="no article could be read; nothing was written"):
        build(source, tmp_path / "d", geoparser=Lindau())
    assert counts(tmp_path / "d") == (3, 1, 1)
    assert sorted(os.listdir(tmp_path)) == ["a.csv", "d", "source"]  # noqa: PTH208


def test_a_source_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"nowhere: cannot be read \(no such file or directory\)"):
        build(tmp_path / "nowhere", tmp_path / "d", geoparser=Lindau())


def test_a_dataset_can_be_built_anew_from_itself_and_inside_of_its_source(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    table(source / "a.csv", 20)
    build(source, source / "dataset", geoparser=Lindau())
    build(source, source / "dataset", geoparser=Lindau())
    assert counts(source / "dataset") == (20, 1, 10)
    before = everything(source / "dataset")
    build(source / "dataset", source / "dataset", geoparser=Lindau())
    after = everything(source / "dataset")
    assert after["mentions"] == before["mentions"]
    assert [row["published_last"] for row in after["articles"]] == [
        row["published_last"] for row in before["articles"]
    ]


def test_progress_grows_to_the_whole(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    table(source / "a.csv", 300)
    table(source / "b.csv", 600)
    seen: list[Progress] = []
    build(source, tmp_path / "d", geoparser=Lindau(), progress=seen.append)
    done = [progress.done for progress in seen]
    assert done == sorted(done)
    assert seen[-1].done == seen[-1].total == sum(file.stat().st_size for file in source.iterdir())
    assert seen[-1].articles == 600  # those of the first table stand in the second once more


def test_an_interrupted_build_changes_nothing_and_the_next_one_goes_on(tmp_path: Path) -> None:
    class Interrupted(Lindau):
        parsed = 0

        def parse(self, text: str, *_: object) -> Sequence[Mention]:
            self.parsed += 1
            if self.parsed > 400:
                raise KeyboardInterrupt
            return super().parse(text)

    source = table(tmp_path / "a.csv", 700)
    with pytest.raises(KeyboardInterrupt):
        build(source, tmp_path / "d", geoparser=Interrupted(), versions={"v": "1"})
    assert not (tmp_path / "d").exists()
    report = build(source, tmp_path / "d", geoparser=Lindau(), versions={"v": "1"})
    assert report.articles_reused == 256
    assert counts(tmp_path / "d") == (700, 1, 350)
    assert sorted(os.listdir(tmp_path)) == ["a.csv", "d"]  # noqa: PTH208


@pytest.mark.slow
@pytest.mark.parametrize(
    ("moment", "left", "parsed_before"),
    [
        ("the first article", 100, 0),
        ("the last article", 100, 156),
        ("writing the journal", 100, 0),
        ("writing the places", 100, 200),
        ("before the swap", 100, 200),
        ("between files and manifest", 100, 200),
        ("after the swap", 300, 300),
    ],
)
def test_a_build_that_is_killed_leaves_a_whole_dataset_and_the_next_one_goes_on(
    tmp_path: Path, moment: str, left: int, parsed_before: int
) -> None:
    source = tmp_path / "a.csv"
    build(table(source, 100), tmp_path / "d", geoparser=Lindau(), versions=VERSIONS)
    table(source, 300)
    killed = subprocess.run([*SLOW_BUILD, source, tmp_path / "d", "0", moment], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert counts(tmp_path / "d")[0] == left
    report = build(source, tmp_path / "d", geoparser=Lindau(), versions=VERSIONS)
    assert report.articles_reused == min(100 + parsed_before, 300)
    assert counts(tmp_path / "d") == (300, 1, 150)
    assert sorted(os.listdir(tmp_path)) == ["a.csv", "d"]  # noqa: PTH208


@pytest.mark.slow
def test_a_build_killed_from_outside_at_any_time_leaves_a_whole_dataset(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    build(table(source, 100), tmp_path / "d", geoparser=Lindau(), versions=VERSIONS)
    table(source, 300)
    moments = random.Random(20240619)
    for _ in range(2):
        running = subprocess.Popen([*SLOW_BUILD, source, tmp_path / "d", "0.002"])
        until = time.monotonic() + 20
        while not list(tmp_path.glob(".d.*")) and running.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(moments.uniform(0, 0.4))
        running.kill()
        running.wait()
        assert counts(tmp_path / "d")[0] in (100, 300)
    build(source, tmp_path / "d", geoparser=Lindau(), versions=VERSIONS)
    assert counts(tmp_path / "d") == (300, 1, 150)
    assert sorted(os.listdir(tmp_path)) == ["a.csv", "d"]  # noqa: PTH208


@pytest.mark.slow
def test_two_builds_at_once_both_succeed_and_leave_one_whole_dataset(tmp_path: Path) -> None:
    source = table(tmp_path / "a.csv", 300)
    running = [subprocess.Popen([*SLOW_BUILD, source, tmp_path / "d", "0.001"]) for _ in range(2)]
    assert [process.wait(30) for process in running] == [0, 0]
    assert counts(tmp_path / "d") == (300, 1, 150)
    assert sorted(os.listdir(tmp_path)) == ["a.csv", "d"]  # noqa: PTH208


@pytest.mark.slow
def test_a_worker_that_dies_ends_the_build_with_one_line(tmp_path: Path) -> None:
    build(table(tmp_path / "a.csv", 3), tmp_path / "d", geoparser=Lindau())
    make: Callable[[], Executor] = lambda: ProcessPoolExecutor(1, mp_context=get_context("spawn"))  # noqa: E731
    with make() as executor, pytest.raises(BuildError, match="a worker ended before its work"):
        build(table(tmp_path / "a.csv", 300), tmp_path / "d", geoparser=Dying(), executor=executor)
    assert counts(tmp_path / "d")[0] == 3


class Dying:
    """A geoparser that takes its process with it."""

    def parse(self, *_: object) -> Sequence[Mention]:
        os._exit(9)
