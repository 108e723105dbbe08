"""A build whose texts are parsed by the workers of a Dask scheduler: real ones, that are killed."""

from __future__ import annotations

import csv
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from places.building import BuildError, build
from places.cli import main
from places.dataset import TABLES

from ..s3 import BadLine, manifest, upload

pytest.importorskip("distributed", reason="Dask is not installed: the extra cluster brings it")

from places.building.cluster import ClusterError, cluster

from ..one_part import table_files

pytestmark = pytest.mark.slow

TOWNS = (
    "Bremen",
    "Lindau",
    "Passau",
    "Husum",
    "Emden",
    "Görlitz",
    "Aachen",
    "Ulm",
    "Jena",
    "Rheine",
    "Lyon",
    "Turin",
)
ARTICLES = 2_000
POISON = "Zyankali"
PRELOAD = f"""
import os
from places.geoparsing import Geoparser
parse_all = getattr(Geoparser, "unharmed", Geoparser.parse_all)
Geoparser.unharmed = parse_all
def deadly(self, documents, **options):
    if any({POISON!r} in document.text for document in documents):
        os._exit(1)  # as an error in native code ends a process
    return parse_all(self, documents, **options)
Geoparser.parse_all = deadly
"""

GREEDY = """
import time
from places.geoparsing import Geoparser

parse_all = getattr(Geoparser, "sparing", Geoparser.parse_all)
Geoparser.sparing = parse_all
def greedy(self, documents, **options):
    documents = list(documents)
    held = [bytearray(b"x") * 10_000_000 for _ in documents]
    if len(held) > 99:
        time.sleep(5)  # as long as it takes whoever looks at the memory
    return parse_all(self, documents, **options)
Geoparser.parse_all = greedy
"""


class Engine:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path, preload: Path | None = None) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self._folder = folder
        self._preload = ["--preload", str(preload)] if preload else []
        self._processes: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self.start_scheduler()

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        log = (self._folder / f"dask-{len(self._processes)}.log").open("wb")
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name("dask")), *arguments],
            cwd=self._folder,
            stdout=log,
            stderr=log,
        )
        self._processes.append(process)
        return process

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard"
        )
        return self.scheduler

    def start_workers(self, number: int, memory: str = "") -> None:
        """Start workers; with a limit of memory, each beside a nanny that ends it where it takes more."""
        bound = ("--memory-limit", memory) if memory else ("--no-nanny", "--memory-limit", "0")
        for _ in range(number):
            options = ("--nthreads", "1", "--no-dashboard", *bound)
            self.workers.append(self._start("worker", self.address, *options, *self._preload))

    def stop(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    started = Engine(tmp_path)
    started.start_workers(3)
    wait_for_workers(started, 3)
    yield started
    started.stop()


def wait_for_workers(engine: Engine, number: int) -> None:
    from distributed import Client

    until = time.monotonic() + 90
    while time.monotonic() < until:
        try:
            with Client(engine.address, timeout=5, set_as_default=False) as client:
                client.wait_for_workers(number, timeout=60)
                return
        except (OSError, TimeoutError):
            time.sleep(0.5)
    raise TimeoutError("no workers")


def write_articles(file: Path, number: int = ARTICLES, poisoned: int | None = None) -> Path:
    """Write articles that all say something else."""
    chance = random.Random(1)
    with file.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(["id", "title", "text", "language"])
        for at in range(number):
            towns = chance.sample(TOWNS, 4)
            said = [
                f"In {town} warteten {chance.randrange(9_999)} Menschen auf den Zug." for town in towns * 12
            ]
            poison = f" {POISON}" if at == poisoned else ""
            writer.writerow([f"a{at}", f"Bericht {at}", " ".join(said) + poison, "de"])
    return file


def build_on(
    engine: Engine, source: Path, dataset: Path, meanwhile: Callable[[], None] | None = None
) -> list[str]:
    """Build on a cluster, and do something as soon as the first chunk is done; give back the problems."""
    problems: list[str] = []
    threads: list[threading.Thread] = []

    def once(_: object) -> None:
        if meanwhile and not threads:
            threads.append(threading.Thread(target=meanwhile))
            threads[0].start()

    with cluster(engine.address) as workers:
        build(
            source,
            dataset,
            executor=workers,
            in_flight=workers.in_flight,
            progress=once,
            report_problem=lambda problem: problems.append(str(problem)),
        )
    for thread in threads:
        thread.join()
    assert bool(threads) is (meanwhile is not None)
    return problems


def names(dataset: Path) -> list[str]:
    """The names of the tables of a dataset, which are made of what they hold."""
    return sorted(path.name for path in table_files(dataset).values())


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The articles, and the tables that one process makes of them."""
    folder = tmp_path_factory.mktemp("alone")
    source = write_articles(folder / "articles.csv")
    build(source, folder / "dataset")
    return source, names(folder / "dataset")


def test_workers_of_a_scheduler_find_what_one_process_finds(
    engine: Engine, alone: tuple[Path, list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, expected = alone
    arguments = ["build", str(source), "-o", str(tmp_path / "dataset"), "--scheduler", engine.address]
    assert main(arguments) == 0
    assert f"{ARTICLES:,} articles read, 0 not read" in capsys.readouterr().err
    assert names(tmp_path / "dataset") == expected


def test_workers_of_a_scheduler_count_once_what_one_process_counts_once(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name in ("Fähre", "Kopie von Fähre", "Zug"):
        (source / f"{name}.txt").write_text(f"Von Lindau nach Bremen. {name[-3:]}", encoding="utf-8")
    arguments = ["build", str(source), "-o"]
    assert main([*arguments, str(tmp_path / "there"), "--scheduler", engine.address]) == 0
    line = "there once more: Kopie von Fähre.txt: the same article as Fähre.txt"
    assert line in capsys.readouterr().err
    assert main([*arguments, str(tmp_path / "here")]) == 0
    assert names(tmp_path / "there") == names(tmp_path / "here")


def test_a_worker_that_is_killed_loses_nothing_and_doubles_nothing(
    engine: Engine, alone: tuple[Path, list[str]], tmp_path: Path
) -> None:
    source, expected = alone
    problems = build_on(
        engine, source, tmp_path / "dataset", lambda: os.kill(engine.workers[0].pid, signal.SIGKILL)
    )
    assert (names(tmp_path / "dataset"), problems) == (expected, [])


def test_a_build_goes_on_with_new_workers_when_all_were_killed(
    engine: Engine, alone: tuple[Path, list[str]], tmp_path: Path
) -> None:
    def kill_all() -> None:
        for worker in engine.workers:
            worker.kill()
        engine.start_workers(2)

    source, expected = alone
    problems = build_on(engine, source, tmp_path / "dataset", kill_all)
    assert (names(tmp_path / "dataset"), problems) == (expected, [])


def test_a_build_goes_on_with_a_new_scheduler_when_the_first_was_killed(
    engine: Engine, alone: tuple[Path, list[str]], tmp_path: Path
) -> None:
    def begin_anew() -> None:
        engine.scheduler.kill()
        engine.scheduler.wait()
        engine.start_scheduler()
        engine.start_workers(2)  # those of the first one may have ended with it

    source, expected = alone
    problems = build_on(engine, source, tmp_path / "dataset", begin_anew)
    assert (names(tmp_path / "dataset"), problems) == (expected, [])


def test_an_article_that_no_worker_outlives_is_named_and_costs_no_other_its_places(tmp_path: Path) -> None:
    preload = tmp_path / "preload.py"
    preload.write_text(PRELOAD, encoding="utf-8")
    source = write_articles(tmp_path / "poisoned.csv", 20, poisoned=7)
    engine = Engine(tmp_path, preload)
    ended = threading.Event()

    def keep_three() -> None:
        while not ended.wait(0.2):
            engine.workers = [worker for worker in engine.workers if worker.poll() is None]
            engine.start_workers(3 - len(engine.workers))

    keeping = threading.Thread(target=keep_three)
    keeping.start()
    try:
        wait_for_workers(engine, 3)
        problems = build_on(engine, source, tmp_path / "cluster")
    finally:
        ended.set()
        keeping.join()
        engine.stop()
    assert [problem for problem in problems if "a7: its places were not found" in problem] == problems != []


def test_a_chunk_too_large_for_the_memory_of_the_workers_is_halved_and_loses_nothing(tmp_path: Path) -> None:
    preload = tmp_path / "preload.py"
    preload.write_text(GREEDY, encoding="utf-8")
    source = write_articles(tmp_path / "articles.csv", 200)
    build(source, tmp_path / "alone")
    engine = Engine(tmp_path, preload)
    try:
        engine.start_workers(1, memory="2GB")
        wait_for_workers(engine, 1)
        problems = build_on(engine, source, tmp_path / "cluster")
        killed = "".join(log.read_text(errors="replace") for log in tmp_path.glob("dask-*.log"))
    finally:
        engine.stop()
    assert "exceeded 95% memory budget" in killed
    assert (names(tmp_path / "cluster"), problems) == (names(tmp_path / "alone"), [])


def test_workers_build_from_a_bucket_into_one_over_a_line_that_fails(
    engine: Engine, alone: tuple[Path, list[str]], tmp_path: Path, bucket: str, bad_line: BadLine
) -> None:
    source, _ = alone
    (tmp_path / "in").mkdir()
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    for at in range(20):
        rows = lines[1 + at * ARTICLES // 20 : 1 + (at + 1) * ARTICLES // 20]
        (tmp_path / "in" / f"{at:02}.csv").write_text(lines[0] + "".join(rows), encoding="utf-8")
    upload(tmp_path / "in", f"{bucket}/in")
    bad_line.stalls = 2
    arguments = ["build", f"{bucket}/in/*.csv", "-o", f"{bucket}/out", "--scheduler", engine.address]
    assert main([*arguments, "--quiet"]) == 0
    assert len(bad_line.spoiled) >= 2
    build(tmp_path / "in", tmp_path / "here")
    files = manifest(f"{bucket}/out")["files"]
    assert sorted(files[table] for table in TABLES) == names(tmp_path / "here")  # type: ignore[index]


@pytest.mark.parametrize("other", ["own_versions = dict", "find_spec = lambda package: None"])
def test_a_worker_with_other_rules_or_packages_ends_the_build_with_one_line_and_keeps_nothing_half(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], other: str
) -> None:
    preload = tmp_path / "preload.py"
    preload.write_text(f"from places.building import cluster\ncluster.{other}\n", encoding="utf-8")
    source = write_articles(tmp_path / "a.csv", 20)
    engine = Engine(tmp_path, preload)
    try:
        engine.start_workers(1)
        wait_for_workers(engine, 1)
        assert main(["build", str(source), "-o", str(tmp_path / "d"), "--scheduler", engine.address]) == 2
    finally:
        engine.stop()
    said = capsys.readouterr().err
    assert "a worker has other rules, packages or another gazetteer" in said.splitlines()[-1]
    assert "Traceback" not in said
    assert not (tmp_path / "d").exists()


def test_what_cannot_be_used_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write_articles(tmp_path / "a.csv", 2)
    arguments = ["build", str(source), "-o", str(tmp_path / "d"), "--scheduler", "tcp://127.0.0.1:9"]
    assert main(arguments) == 2
    assert "tcp://127.0.0.1:9: no scheduler answers" in capsys.readouterr().err.splitlines()[-1]
    engine = Engine(tmp_path)
    try:
        time.sleep(3)
        with pytest.raises(ClusterError, match="a scheduler without workers"), cluster(engine.address):
            pass
    finally:
        engine.stop()
    with pytest.raises(BuildError):
        build(tmp_path / "nothing", tmp_path / "d")
