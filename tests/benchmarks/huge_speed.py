"""Measure the dashboard on a million articles: ``python tests/benchmarks/huge_speed.py [--write]``."""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))

import huge_dataset
from chromium import browser_page
from large_speed import NUMBER_OF, change_filter, count_bytes, percentile
from sample_speed import ROOT, painted, print_table, resident_megabytes, seconds_to_first_map, server
from tables import write_table

from places.dataset import Dataset, open_dataset
from places.query import (
    count,
    count_by_place,
    index_of,
    make_search_ready,
    read_mentions,
    select_company,
    select_hits,
    select_listed,
    select_places,
    select_timeline,
)
from places.selection import Selection

PAGE: Final = ROOT / "docs" / "scale.md"
BEGUN: Final = date(2015, 1, 1)
ROUNDS: Final = 5


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--dataset", type=Path, help="one that huge_dataset.py wrote; made anew if not given"
    )
    options.add_argument("--changes", type=int, default=20, help="how often a filter is changed (20)")
    options.add_argument("--without-page", action="store_true", help="ask the dataset alone; no browser")
    options.add_argument("--write", action="store_true", help=f"put the tables into {PAGE.name}")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dataset = asked.dataset
        if dataset is None:
            dataset = Path(folder) / "huge"
            huge_dataset.write(dataset)
        questions = measure_questions(dataset)
        shown = [] if asked.without_page else measure_page(dataset, asked.changes)
    load = f"{os.getloadavg()[1]:.1f} on {os.cpu_count()} processors"
    for name, rows in (("million asked", questions), ("million", shown)):
        if not rows:
            continue
        rows.append(
            ("load of the machine", load, "mean of the last 5 min; what else it did slows all of this")
        )
        print_table(rows)
        if asked.write:
            write_table(PAGE, name, [("what", "measured", "spread"), *rows])


def measure_questions(dataset: Path) -> list[tuple[str, str, str]]:
    """Time what the pages ask of the dataset, each time for another selection."""
    with open_dataset(dataset) as opened:
        began, worked = time.perf_counter(), time.process_time()
        index = index_of(opened)
        read, work = time.perf_counter() - began, time.process_time() - worked
        size = f"{len(index.article_ids):,} articles, {index.mentions.sum():,} mentions"
        size += f"; {work:.2f} of the processor"
        top = select_places(opened, Selection(), 1)[0].place.id
        questions: dict[str, Callable[[Selection], object]] = {
            "count every place of a range of days": lambda asked: count_by_place(opened, asked),
            "timeline": lambda asked: select_timeline(opened, asked),
            "20 articles of the list": lambda asked: select_listed(opened, asked, "newest", 20),
            "20 excerpts of the most named place": lambda asked: read_mentions(opened, asked, top, 20),
            "the 60 most named with it, with sentences": lambda asked: select_company(opened, asked, top, 60),
            "the places named with it": lambda asked: select_company(opened, asked, top, sentences=False),
        }
        rows = [("read what is kept in memory", f"{read:.2f} s", size)]
        rows += [timed(what, question) for what, question in questions.items()]
        if "search" in opened.manifest["files"]:
            rows += timed_search(opened, index.places[-1].name)
    return rows


def timed(what: str, question: Callable[[Selection], object]) -> tuple[str, str, str]:
    """Ask for another range of days each time."""
    took, worked = [], time.process_time()
    for day in range(ROUNDS):
        asked = Selection(first=BEGUN + timedelta(days=day), last=BEGUN + timedelta(days=2_000 + day))
        count_began = time.perf_counter()
        question(asked)
        took.append(time.perf_counter() - count_began)
    work = (time.process_time() - worked) / ROUNDS
    spread = f"median of {ROUNDS}; most {max(took):.2f}; {work:.2f} of the processor"
    return what, f"{statistics.median(took):.2f} s", spread


def timed_search(dataset: Dataset, rare: str) -> Iterator[tuple[str, str, str]]:
    """Look for words: what a page asks for, the counts, the map's numbers and twenty hits with sentences."""
    began, worked = time.perf_counter(), time.process_time()
    make_search_ready(dataset)
    ready, work = time.perf_counter() - began, time.process_time() - worked
    yield (
        "make the search ready, once, beside the server's start",
        f"{ready:.2f} s",
        f"{work:.2f} of the processor",
    )
    size = (dataset.folder / dataset.manifest["files"]["search"]).stat().st_size / 1e6
    for words in ("Gestern", rare, '"sprach man in"', "Nachr*", "Hafen -Gestern", "Gestern OR Niemand"):
        asked = Selection(words=words)
        began, worked = time.perf_counter(), time.process_time()
        counted = count(dataset, asked)
        count_by_place(dataset, asked)
        select_hits(dataset, asked, 20)
        took, work = time.perf_counter() - began, time.process_time() - worked
        yield (
            f"`{words}`: counts, map and 20 hits",
            f"{took:.2f} s",
            f"{counted.articles:,} articles; {work:.2f} of the processor; aim 2 s",
        )
    yield "size of the index of words", f"{size:,.0f} MB", ""


def measure_page(dataset: Path, changes: int) -> list[tuple[str, str, str]]:
    """Time the start and the filter in Chromium; read bytes and memory."""
    first = seconds_to_first_map(dataset)
    with server(ROOT / "dashboard.py", dataset) as (url, process, _), browser_page() as page:
        received = count_bytes(page)
        atlas = painted(page, url)
        time.sleep(3)
        shown = f"{NUMBER_OF.format('.place-marker')} + document.querySelector('.places-note').textContent"
        frame = atlas.locator("body").element_handle().owner_frame()
        assert frame is not None
        buttons = page.locator(".st-key-kinds .tick")
        took = change_filter(lambda: frame.evaluate(shown), buttons, received, changes)
        memory = resident_megabytes(process.pid)
    middle = f"median {statistics.median(took.seconds):.2f} s of {changes}"
    return [
        ("first painted map, from the server's start", f"{first:.2f} s", "aim 5 s"),
        (
            "changed filter to changed markers",
            f"{percentile(took.seconds, 95):.2f} s",
            f"95th percentile; {middle}; aim 0.8 s",
        ),
        ("bytes received for it", f"{max(took.received) / 1e3:.0f} kB", "the most; aim 100 kB"),
        ("resident memory", f"{memory:.0f} MB", "after these changes; aim 1,000 MB"),
    ]


if __name__ == "__main__":
    main()
