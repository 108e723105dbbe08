"""Measure the dashboard on 10,000 places: ``python tests/benchmarks/large_speed.py [--write]``."""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Route

sys.path.insert(0, str(Path(__file__).parent))

import big_dataset
from chromium import browser_page
from sample_speed import (
    ROOT,
    painted,
    print_table,
    resident_megabytes,
    seconds_to_first_map,
    server,
    wait_for_answer,
)
from tables import write_table

from places.dataset import open_dataset
from places.maps import LEAFLET
from places.query import list_places
from places.selection import Selection

PAGE = ROOT / "docs" / "speed.md"
PLAIN = Path(__file__).with_name("plain_page.py")
NUMBER_OF = "document.querySelectorAll('{}').length"
KIND_BUTTONS = "[data-testid=stButtonGroup] button"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--dataset", type=Path, help="one that big_dataset.py wrote; made anew if not given")
    options.add_argument("--changes", type=int, default=30, help="how often a filter is changed (30)")
    options.add_argument("--visitors", type=int, default=20, help="how many change filters at once (20)")
    options.add_argument(
        "--without-plain", action="store_true", help="leave the plain page out, it takes long"
    )
    options.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dataset = asked.dataset
        if dataset is None:
            dataset = Path(folder) / "big"
            big_dataset.write(dataset)
        ours, rows = measure_ours(dataset, asked.changes)
        if not asked.without_plain:
            rows += compare(ours, measure_plain(dataset))
        rows += measure_list(dataset)
        if asked.visitors:
            rows += measure_visitors(dataset, asked.visitors)
    load = f"{os.getloadavg()[1]:.1f} on {os.cpu_count()} processors"
    rows.append(("load of the machine", load, "mean of the last 5 min; what else it did slows all of this"))
    print_table(rows)
    if asked.write:
        write_table(PAGE, "large", [("what", "measured", "spread"), *rows])


@dataclass(frozen=True)
class Changes:
    """What changing a filter took, time and again: seconds, and bytes received over the websocket."""

    seconds: list[float]
    received: list[int]


def measure_ours(dataset: Path, changes: int) -> tuple[Changes, list[tuple[str, str, str]]]:
    """Time the start and the filter; read bytes and memory."""
    first = seconds_to_first_map(dataset)
    with server(ROOT / "dashboard.py", dataset) as (url, process, _), browser_page() as page:
        received = count_bytes(page)
        atlas = painted(page, url)
        time.sleep(3)
        # Far out there are as many markers for many places: how many are dots stands in the note.
        shown = f"{NUMBER_OF.format('.place-marker')} + document.querySelector('.places-note').textContent"
        frame = atlas.locator("body").element_handle().owner_frame()
        buttons = page.locator(".st-key-kinds .tick")
        took = change_filter(lambda: frame.evaluate(shown), buttons, received, changes)
        memory = resident_megabytes(process.pid)
    what = "changed filter to changed markers, 10,000 places"
    middle = f"median {statistics.median(took.seconds):.2f} s of {changes}"
    return took, [
        ("first painted map, 10,000 places", f"{first:.2f} s", "aim 5 s"),
        (what, f"{percentile(took.seconds, 95):.2f} s", f"95th percentile; {middle}; aim 0.5 s"),
        (f"{what}, bytes received", f"{statistics.median(took.received) / 1e3:.0f} kB", "median a change"),
        ("resident memory, 10,000 places", f"{memory:.0f} MB", "aim under 600 MB"),
    ]


def measure_list(dataset: Path) -> list[tuple[str, str, str]]:
    """Time what the list of places asks of the processor, each time for another selection."""
    with open_dataset(dataset) as opened:
        begun = date(2015, 1, 1)
        list_places(opened, Selection())  # what is read once is read

        def median(days: range, *, grouped: bool) -> float:
            took = []
            for day in days:
                began = time.process_time()
                list_places(opened, Selection(first=begun + timedelta(days=day)), grouped=grouped)
                took.append(time.process_time() - began)
            return statistics.median(took)

        plain, grouped = median(range(1, 8), grouped=False), median(range(11, 18), grouped=True)
    return [
        ("list 10,000 places, seconds of the processor", f"{plain:.3f} s", "median of 7"),
        ("the same by country", f"{grouped:.3f} s", f"median of 7; ratio {grouped / plain:.2f}"),
    ]


def change_filter(
    shown: Callable[[], object], buttons: Locator, received: list[int], changes: int
) -> Changes:
    """Take kinds out and put them back; wait each time until something else is shown."""
    took = Changes([], [])
    for change in range(changes):
        received_before, shown_before = received[0], shown()
        began = time.perf_counter()
        # Not as a mouse clicks: for that Playwright waits until the page rests, which a plain one may not.
        buttons.nth(change // 2 % 6).evaluate("button => button.click()", timeout=300_000)
        while shown() in (shown_before, 0):
            time.sleep(0.005)
        took.seconds.append(time.perf_counter() - began)
        time.sleep(0.4)
        took.received.append(received[0] - received_before)
    return took


def measure_plain(dataset: Path) -> Changes:
    """Time the filter of the plain page: a few changes, each takes half a minute."""
    with server(PLAIN, dataset) as (url, _, _), browser_page() as page:
        received = count_bytes(page)
        page.route(lambda address: not address.startswith(url), answer_at_once)
        wait_for_answer(url)
        page.goto(url)
        # Each change makes a new frame, so the markers are looked for in the one that is there.
        markers = page.frame_locator("iframe").locator(".leaflet-marker-icon")
        markers.nth(9_999).wait_for(timeout=300_000)
        return change_filter(markers.count, page.locator(KIND_BUTTONS), received, 3)


def answer_at_once(route: Route) -> None:
    """Answer what the plain page wants of other hosts without a network: Leaflet, and nothing else.

    It needs no more to draw its markers, and it does not have to wait for it.
    """
    name = urlsplit(route.request.url).path.rsplit("/", 1)[-1]
    if name in {"leaflet.js", "leaflet.css"}:
        route.fulfill(path=LEAFLET / name)
    else:
        route.fulfill(body="")


def compare(ours: Changes, plain: Changes) -> Iterator[tuple[str, str, str]]:
    """Set our changes beside those of the plain page."""
    seconds, plain_seconds = statistics.median(ours.seconds), statistics.median(plain.seconds)
    received, plain_received = statistics.median(ours.received), statistics.median(plain.received)
    yield (
        "changed filter, plain streamlit-folium page",
        f"{plain_seconds:.1f} s",
        f"ours {seconds:.2f} s: {plain_seconds / seconds:.0f} times quicker; aim 10 times",
    )
    yield (
        "bytes received a change, plain streamlit-folium page",
        f"{plain_received / 1e6:.2f} MB",
        f"ours {received / 1e6:.2f} MB: {plain_received / received:.0f} times fewer; aim 5 times",
    )


def measure_visitors(dataset: Path, number: int) -> Iterator[tuple[str, str, str]]:
    """Let visitors choose, search, filter and open pages at once, and time the answers."""
    from visitors import visit

    with server(ROOT / "dashboard.py", dataset) as (url, process, _):
        wait_for_answer(url)
        visitors = visit(url, number, 5, 1.0, tuple(f"own:{rank}" for rank in range(50)))
        times = [seconds for visitor in visitors for seconds in visitor.times]
        errors = sum(visitor.errors for visitor in visitors)
        if errors:
            sys.exit(f"{errors} pages of visitors failed or were not answered")
        yield (
            f"{number} visitors at once, an answer to a step",
            f"{percentile(times, 95):.2f} s",
            f"95th percentile of {len(times)}; aim 2.5 s",
        )
        yield f"resident memory, {number} visitors", f"{resident_megabytes(process.pid):.0f} MB", ""


def percentile(values: list[float], share: int) -> float:
    """Give the value that so many in a hundred do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share / 100 * len(ordered)))]


def count_bytes(page: Page) -> list[int]:
    """Count what the page receives over its websocket."""
    received = [0]

    def listen(socket: Any) -> None:
        socket.on("framereceived", lambda payload: received.__setitem__(0, received[0] + len(payload)))

    page.on("websocket", listen)
    return received


if __name__ == "__main__":
    main()
