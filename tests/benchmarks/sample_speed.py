"""Measure building and the dashboard: ``python tests/benchmarks/sample_speed.py``.

It prints a table with the machine that it ran on. Times are wall-clock seconds, the least of a
few runs where more than one is sensible, because other programs only ever add to them.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import FrameLocator, Page

sys.path.insert(0, str(Path(__file__).parent))

from chromium import browser_page, unwatched_browser

from places import sample
from places.building import build
from places.gazetteer import open_gazetteer
from places.geoparsing import Geoparser

ROOT = Path(__file__).parents[2]
MARKERS = ".st-key-map iframe"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3, help="how often the dashboard is started (3)")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = [*measure_building(Path(folder)), *measure_dashboard(Path(folder) / "sample", asked.runs)]
    print_table(rows)


def measure_building(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Time the sample and 1,000 articles made from its paragraphs."""
    geoparser = Geoparser(open_gazetteer())
    started = time.perf_counter()
    build(sample.ARTICLES, folder / "sample", geoparser=geoparser)
    yield "build the sample", f"{time.perf_counter() - started:.2f} s", ""
    characters = make_articles(folder / "articles", 1000)
    started = time.perf_counter()
    build(folder / "articles", folder / "thousand", geoparser=geoparser)
    seconds = time.perf_counter() - started
    yield (
        "build 1,000 articles",
        f"{seconds:.2f} s",
        f"{characters / seconds / 1e6:.1f} million characters a second",
    )


def make_articles(folder: Path, number: int) -> int:
    """Write articles of shuffled sample paragraphs, dated over ten years; return their characters."""
    folder.mkdir()
    paragraphs = [
        paragraph
        for path in sorted(sample.ARTICLES.glob("*.md"))
        for paragraph in path.read_text(encoding="utf-8").split("---\n", 2)[2].split("\n\n")
        if len(paragraph) > 200
    ]
    chance = random.Random(1)
    characters = 0
    for n in range(number):
        text = "\n\n".join(chance.sample(paragraphs, 8))
        date = f"{2015 + n % 10}-{n % 12 + 1:02}"
        (folder / f"{n:04}.md").write_text(
            f"---\ntitle: Artikel {n}\ndate: {date}\n---\n{text}\n", encoding="utf-8"
        )
        characters += len(text)
    return characters


def measure_dashboard(dataset: Path, runs: int) -> Iterator[tuple[str, str, str]]:
    """Time the start, the filter, and read the memory."""
    first = [seconds_to_first_map(dataset) for _ in range(runs)]
    with server(ROOT / "dashboard.py", dataset) as (url, process, _), browser_page() as page:
        filtered = list(filter_times(page, painted(page, url)))
        memory = resident_megabytes(process.pid)
    median = sorted(first)[len(first) // 2]
    yield (
        "`streamlit run` to the first painted map",
        f"{min(first):.2f} s",
        f"best; median {median:.2f} s; aim 3 s",
    )
    yield (
        "changed filter to changed markers",
        f"{sorted(filtered)[len(filtered) // 2]:.3f} s",
        "median; aim 0.3 s",
    )
    yield "resident memory of the dashboard", f"{memory:.0f} MB", "aim under 350 MB"


def seconds_to_first_map(dataset: Path) -> float:
    """Start a server, open its page as soon as it answers, and time the painted map from that start."""
    with unwatched_browser() as browser, server(ROOT / "dashboard.py", dataset) as (url, _, started):
        wait_for_answer(url)
        browser.open(url)
        return browser.places_painted() - started


@contextmanager
def server(script: Path, *arguments: Path | str) -> Iterator[tuple[str, subprocess.Popen[bytes], float]]:
    """Start a server for a script on a free port; give its address, its process and when it started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = time.time()
    # A server keeps what Python compiled at its last start; a machine may be told not to write that down.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "streamlit", "run", str(script)),
            *(f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"),
            *("--", *map(str, arguments)),
        ],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}/", process, started
    finally:
        process.terminate()
        process.wait(timeout=10)


def painted(page: Page, url: str) -> FrameLocator:
    """Open the page once the server answers, and wait for the markers."""
    wait_for_answer(url)
    page.goto(url)
    atlas = page.frame_locator(MARKERS)
    atlas.locator(".place-marker").first.wait_for(timeout=60_000)
    return atlas


def wait_for_answer(url: str) -> None:
    """Wait until the server is up, as Streamlit itself does before it opens a browser."""
    while True:
        try:
            urllib.request.urlopen(f"{url}_stcore/health").close()
        except OSError:
            time.sleep(0.02)
        else:
            return


def filter_times(page: Page, atlas: FrameLocator) -> Iterator[float]:
    """Take a kind out and put it back, three times, and time it; Playwright's own click would wait first."""
    frame = atlas.locator("body").element_handle().owner_frame()
    button = page.locator(".st-key-kinds .tick").first
    for _ in range(6):
        before = frame.evaluate("document.querySelectorAll('.place-marker').length")
        started = time.perf_counter()
        button.evaluate("button => button.click()")
        frame.wait_for_function(f"document.querySelectorAll('.place-marker').length !== {before}", polling=10)
        yield time.perf_counter() - started
        time.sleep(0.5)


def resident_megabytes(pid: int) -> float:
    """Read the resident memory of a process (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else float("nan")


def print_table(rows: list[tuple[str, str, str]]) -> None:
    """Print rows as Markdown, under the machine that they were measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}\n")
    print("| what | measured | |\n|---|---|---|")
    for row in rows:
        print("|", " | ".join(row), "|")


if __name__ == "__main__":
    main()
