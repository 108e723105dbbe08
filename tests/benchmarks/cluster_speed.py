"""Measure a build on the workers of a Dask scheduler: ``python tests/benchmarks/cluster_speed.py``.

Two questions: what two workers gain over one, and what of the time the engine takes for itself where a
piece has 256 KB. Other programs on the machine spoil the first; so two processes that have nothing to do
with each other are timed beside it, and the load is told.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from distributed import Client

from places.building import build
from places.building.cluster import Chunk, cluster
from places.building.parsing import Parsed, parse_articles
from places.model import Article

PIECE = 256_000  # characters
DASK = str(Path(sys.executable).with_name("dask"))
TOWNS = (
    *("Bremen", "Lindau", "Passau", "Husum", "Emden", "Görlitz", "Aachen", "Ulm", "Jena", "Rheine"),
    *("Lyon", "Turin", "Graz", "Basel", "Kiel", "Trier", "Worms", "Celle", "Hof", "Gera"),
)
WHAT = ("der Zug", "die Fähre", "der Markt", "das Fest", "die Wahl", "der Streik", "die Messe", "das Spiel")
DID = ("begann", "fiel aus", "kam spät", "kostete", "endete", "half", "fehlte", "störte")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=4_000, help="of 2,500 characters (4,000)")
    options.add_argument("--times", type=int, default=3, help="how often each is measured (3)")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder), asked.articles, asked.times)
    for row in rows:
        print(" | ".join(row))


def measure(folder: Path, number: int, times: int) -> list[list[str]]:
    """Build with one worker and with two by turns; give the table."""
    source = write_articles(folder / "articles.csv", number)
    one, two, alone, both, shares = [], [], [], [], []
    load = os.getloadavg()[0]
    with (
        scheduler(folder) as address,
        worker(folder, address, "first"),
        Client(address, set_as_default=False) as client,
    ):
        client.wait_for_workers(1, timeout=120)
        warm(client, 1)
        shares = [engine_share(client, number) for _ in range(times)]
        for at in range(times):
            one.append(seconds(address, source, folder / f"one-{at}"))
            alone.append(busy(1))
            with worker(folder, address, f"second-{at}"):
                client.wait_for_workers(2, timeout=120)
                warm(client, 2)
                two.append(seconds(address, source, folder / f"two-{at}"))
            both.append(busy(2))
    gained = [first / second for first, second in zip(one, two, strict=True)]
    ideal = [2 * first / second for first, second in zip(alone, both, strict=True)]
    return [
        ["what", "middle", "best"],
        [f"{number:,} articles, one worker", f"{middle(one):.1f} s", f"{min(one):.1f} s"],
        ["the same, two workers", f"{middle(two):.1f} s", f"{min(two):.1f} s"],
        ["two workers over one", f"{middle(gained):.2f}", f"{max(gained):.2f}"],
        ["two processes of no engine over one", f"{middle(ideal):.2f}", f"{max(ideal):.2f}"],
        ["the engine's own share, 256 KB a piece", f"{middle(shares):.1%}", f"{min(shares):.1%}"],
        ["load of the machine before, and at the end", f"{load:.1f}", f"{os.getloadavg()[0]:.1f}"],
    ]


def made(number: int, seed: int = 1) -> Iterator[Article]:
    """Make articles of some 2,500 characters that all say something else."""
    chance = random.Random(seed)
    for at in range(number):
        said = [
            f"In {town} {chance.choice(DID)} {chance.choice(WHAT)} nach {chance.randrange(999)} Tagen."
            for town in chance.choices(TOWNS, k=65)
        ]
        yield Article(f"a{at}", f"Bericht {at}", " ".join(said), "de", path="articles.csv")


def write_articles(file: Path, number: int) -> Path:
    """Write articles as a table."""
    rows = [f'{one.id},{one.title},"{one.text}",de\n' for one in made(number)]
    file.write_text("id,title,text,language\n" + "".join(rows), encoding="utf-8")
    return file


def seconds(address: str, source: Path, dataset: Path) -> float:
    """Time a build."""
    with cluster(address) as workers:
        started = time.perf_counter()
        build(source, dataset, executor=workers, in_flight=workers.in_flight)
        return time.perf_counter() - started


def engine_share(client: Client, number: int) -> float:
    """Tell which share of the time of one worker goes into what is not parsing, two pieces under way."""
    pieces: list[Chunk] = []
    piece: list[tuple[Article, None]] = []
    for article in made(number, seed=2):
        piece.append((article, None))
        if sum(len(one.text) for one, _ in piece) >= PIECE:
            pieces.append(piece)
            piece = []
    started = time.perf_counter()
    parsing = 0.0
    under_way = []
    for one in pieces:
        under_way.append(client.submit(timed, one, pure=False))
        if len(under_way) > 2:
            parsing += under_way.pop(0).result()[1]
    parsing += sum(each.result()[1] for each in under_way)
    return 1 - parsing / (time.perf_counter() - started)


def timed(chunk: Chunk) -> tuple[Parsed, float]:
    """Parse on a worker, and tell in how many seconds."""
    started = time.perf_counter()
    parsed = parse_articles(None, chunk)
    return parsed, time.perf_counter() - started


def warm(client: Client, workers: int) -> None:
    """Let every worker open its gazetteer."""
    chunk = [(article, None) for article in made(2)]
    names = list(client.scheduler_info(n_workers=-1)["workers"])
    assert len(names) == workers
    for name in names:
        client.submit(timed, chunk, workers=[name], pure=False).result()


def busy(processes: int) -> float:
    """Time processes that count, each as far as the others."""
    started = time.perf_counter()
    running = [multiprocessing.get_context("spawn").Process(target=count) for _ in range(processes)]
    for process in running:
        process.start()
    for process in running:
        process.join()
    return time.perf_counter() - started


def count() -> None:
    """Keep a processor busy for a few seconds."""
    total = 0
    for at in range(40_000_000):
        total += at


def middle(numbers: Sequence[float]) -> float:
    """Return the median."""
    return sorted(numbers)[len(numbers) // 2]


@contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    """Start a scheduler; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with process(folder, "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"):
        time.sleep(3)
        yield f"tcp://127.0.0.1:{port}"


def worker(folder: Path, address: str, name: str) -> AbstractContextManager[None]:
    """Start a worker of one thread."""
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0", "--name", name)
    return process(folder, "worker", address, *options)


@contextmanager
def process(folder: Path, *arguments: str) -> Iterator[None]:
    """Run a command of Dask."""
    with (folder / f"{arguments[0]}-{time.time_ns()}.log").open("wb") as log:
        running = subprocess.Popen([DASK, *arguments], cwd=folder, stdout=log, stderr=log)
        try:
            yield
        finally:
            running.terminate()
            running.wait()


if __name__ == "__main__":
    main()
