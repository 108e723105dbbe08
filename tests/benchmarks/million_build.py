"""Build a dataset of a million articles: ``python tests/benchmarks/million_build.py [--write]``.

The articles have some 2,500 characters and name some 15 towns each; no two are alike. Printed are the time by
the clock and of the processors, the most memory of the process that reads and writes and of all
together, the size of what came out, and whether the last tenth took as long as the first.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import accumulate, chain
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))

from sample_speed import ROOT, print_table, resident_megabytes
from tables import write_table

from places.building import Progress, build
from places.dataset import table_files
from places.gazetteer import Gazetteer, open_gazetteer

PAGE: Final = ROOT / "docs" / "scale.md"
ARTICLES: Final = 1_000_000
IN_FILE: Final = 10_000
TOWNS: Final = 20_000
PAPERS: Final = 200
EVERY: Final = 1.0  # seconds between two looks at the memory

WHO: Final = (
    *("der Rat", "die Feuerwehr", "eine Lehrerin", "der Händler", "die Fähre", "das Museum"),
    *("ein Verein", "die Polizei"),
)
DID: Final = (
    *("meldete", "verschob", "lobte", "prüfte", "zeigte", "kaufte", "suchte", "verlor", "fand"),
    *("eröffnete", "schloss", "plante"),
)
WHAT: Final = (
    *("die neue Brücke", "einen alten Vertrag", "das Fest am Fluss", "drei Busse", "die Ausstellung"),
    *("den Fahrplan", "viele Briefe", "das Spiel", "die Ernte", "einen Wald", "die Schule"),
    *("das Konzert", "zwei Häuser", "den Markt"),
)
WHEN: Final = (
    *("am Morgen", "gegen Abend", "nach langer Beratung", "trotz des Regens", "ohne Aufsehen"),
    *("wie erwartet", "zuletzt"),
)
WHY: Final = (
    *("weil das Geld fehlte", "obwohl es kalt war", "da niemand sonst wollte", "damit es weitergeht"),
    *("bevor der Winter kam", "sodass alle warten mussten", "wie es im Bericht heißt"),
)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=ARTICLES)
    options.add_argument(
        "--folder", type=Path, help="where articles and dataset are to stay; a temporary one if not given"
    )
    options.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        source = write_articles(folder / "articles", asked.articles)
        rows = measure(source, folder / "dataset", asked.workers)
    print_table(rows)
    if asked.write:
        write_table(PAGE, "million-build", [("what", "measured", "spread"), *rows])


def write_articles(folder: Path, number: int) -> Path:
    """Write articles as compressed JSON lines, ten thousand a file; a file that is there stays."""
    folder.mkdir(parents=True, exist_ok=True)
    towns, named = _towns(open_gazetteer())
    for first in range(0, number, IN_FILE):
        file = folder / f"{first // IN_FILE:05}.jsonl.gz"
        if not file.exists():
            begun = file.with_suffix(".begun")
            with gzip.open(begun, "wt", encoding="utf-8", compresslevel=3) as lines:
                for article in _articles(range(first, min(first + IN_FILE, number)), towns, named):
                    lines.write(json.dumps(article, ensure_ascii=False) + "\n")
            begun.rename(file)
    return folder


def _towns(gazetteer: Gazetteer) -> tuple[list[str], list[float]]:
    """Return the largest towns by their German names, and how often all are named up to each."""
    population = gazetteer.column("population").to_pylist()
    cities = [row for row, number in enumerate(population) if number and gazetteer.at(row).kind == "city"]
    cities.sort(key=lambda row: -population[row])
    names = [gazetteer.at(row).name_in("de") for row in cities[:TOWNS]]
    return names, list(accumulate(1 / (rank + 30) for rank in range(len(names))))


def _articles(numbers: range, towns: Sequence[str], named: Sequence[float]) -> Iterator[dict[str, str]]:
    chance = random.Random(numbers.start)
    pick = chance.choice
    for number in numbers:
        said = []
        for town in chance.choices(towns, cum_weights=named, k=15):
            amount = chance.randrange(2, 9_999)
            said.append(
                f"In {town} {pick(DID)} {pick(WHO)} {pick(WHEN)} {pick(WHAT)}, {pick(WHY)}. Es ging um "
                f"{amount} Euro, und {pick(WHO)} {pick(DID)} {pick(WHEN)} {pick(WHAT)}."
            )
            if len(said) % 5 == 0:
                said.append("\n\n")
        yield {
            "title": f"{pick(WHO).capitalize()} {pick(DID)} {pick(WHAT)} ({number})",
            "text": " ".join(said),
            "date": str(date(2015, 1, 1) + timedelta(days=chance.randrange(3_650))),
            "source": f"Blatt {chance.randrange(PAPERS)}",
            "language": "de",
        }


def measure(source: Path, dataset: Path, workers: int) -> list[tuple[str, str, str]]:
    """Build, and tell what it took."""
    reached: list[tuple[int, float, float]] = []

    def note(progress: Progress) -> None:
        reached.append((progress.articles, time.perf_counter(), _processor()))

    started = time.perf_counter()
    with watched_memory() as most:
        report = build(source, dataset, workers=workers, progress=note)
    took, processor = time.perf_counter() - started, _processor()
    written = sum(file.stat().st_size for file in dataset.iterdir())
    tables = sum(file.stat().st_size for file in chain(*table_files(dataset).values()))
    read = sum(file.stat().st_size for file in source.iterdir())
    first, last = _seconds_of_tenths(reached)
    return [
        (
            "articles",
            f"{report.articles_read:,}",
            f"{read / 1e6:,.0f} MB compressed; {report.mentions:,} mentions",
        ),
        (
            "by the clock",
            f"{took / 60:,.0f} min",
            f"{workers} workers; {report.articles_read / took:,.0f} articles a second",
        ),
        (
            "of the processors",
            f"{processor / 60:,.0f} min",
            f"{processor / report.articles_read * 1_000:.1f} ms an article",
        ),
        ("the last tenth of the articles", f"{last / first:.2f}", "times the first one, of the processors"),
        ("most memory, reading and writing", f"{most[0]:,.0f} MB", f"with all workers {most[1]:,.0f} MB"),
        (
            "the dataset",
            f"{written / 1e6:,.0f} MB",
            f"its tables {tables / 1e6:,.0f} MB; the rest is for searching",
        ),
        (
            "load of the machine",
            f"{os.getloadavg()[2]:.1f} on {os.cpu_count()} processors",
            "mean of the last 15 min",
        ),
    ]


def _processor() -> float:
    """Tell the seconds of the processors of this process and of its children, those too that still work."""
    total = 0.0
    for pid in [os.getpid(), *_children()]:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:  # it has ended, and is counted below
            continue
        total += sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return total + ended.ru_utime + ended.ru_stime


def _children() -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in found.stdout.split() if Path(f"/proc/{pid}/stat").exists()]


def _seconds_of_tenths(reached: Sequence[tuple[int, float, float]]) -> tuple[float, float]:
    """Tell what the second and the last tenth took; the first one begins with what has to be opened."""
    total = reached[-1][0]

    def at(share: float) -> float:
        return next(processor for articles, _, processor in reached if articles >= share * total)

    return at(0.2) - at(0.1), at(1.0) - at(0.9)


@contextmanager
def watched_memory() -> Iterator[list[float]]:
    """Note the most memory that this process has, and all of its workers with it; in megabytes."""
    most = [0.0, 0.0]
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(EVERY):
            own = resident_megabytes(os.getpid())
            others = 0.0
            for pid in _children():
                try:
                    others += resident_megabytes(pid)
                except OSError:  # it has ended
                    continue
            most[0] = max(most[0], own)
            most[1] = max(most[1], own + others)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield most
    finally:
        ended.set()
        thread.join()


if __name__ == "__main__":
    main()
