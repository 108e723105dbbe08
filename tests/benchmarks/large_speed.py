"""Measure the dashboard on 10,000 places: ``python tests/benchmarks/large_speed.py``."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

import big_dataset
from sample_speed import CHROMIUM, ROOT, answers, painted, print_table, resident_megabytes, server


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--dataset", type=Path, help="one that big_dataset.py wrote; made anew if not given")
    options.add_argument("--changes", type=int, default=30, help="how often a filter is changed (30)")
    options.add_argument("--visitors", type=int, default=20, help="how many change filters at once (20)")
    options.add_argument(
        "--without-plain", action="store_true", help="leave the plain page out, it takes long"
    )
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dataset = asked.dataset
        if dataset is None:
            dataset = Path(folder) / "big"
            big_dataset.write(dataset)
        rows = list(measure_ours(dataset, asked.changes))
        rows += measure_visitors(dataset, asked.visitors)
    print_table(rows)


def measure_ours(dataset: Path, changes: int) -> Iterator[tuple[str, str, str]]:
    """Time the start and the filter; read bytes and memory."""
    with server(ROOT / "dashboard.py", dataset) as (url, process, started), browser_page() as page:
        received = count_bytes(page)
        atlas = painted(page, url)
        first = time.perf_counter() - started
        time.sleep(3)
        frame = atlas.locator("body").element_handle().owner_frame()
        times, sizes = [], []
        buttons = page.locator(".st-key-kinds button")
        for change in range(changes):
            before_bytes = received[0]
            before = frame.evaluate("placesMap.markers().length")
            began = time.perf_counter()
            buttons.nth(change // 2 % 6).click()
            frame.wait_for_function(f"placesMap.markers().length !== {before}", polling=10)
            times.append(time.perf_counter() - began)
            time.sleep(0.4)
            sizes.append(received[0] - before_bytes)
        yield "first painted map, 10,000 places", f"{first:.2f} s", "aim 5 s"
        yield from told("changed filter to changed markers, 10,000 places", times, sizes)
        yield (
            "resident memory, 10,000 places",
            f"{resident_megabytes(process.pid):.0f} MB",
            "aim under 600 MB",
        )


def measure_visitors(dataset: Path, number: int) -> Iterator[tuple[str, str, str]]:
    """Let visitors change filters at once, each a session of its own, and time the answers."""
    from visitors import Visitor

    with server(ROOT / "dashboard.py", dataset) as (url, process, _):
        while not answers(url):
            time.sleep(0.05)
        visitors = [Visitor(url) for _ in range(number)]
        threads = [threading.Thread(target=visitor.run, args=(5,)) for visitor in visitors]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        times = [seconds for visitor in visitors for seconds in visitor.times]
        errors = sum(visitor.errors for visitor in visitors)
        yield (
            f"{number} visitors at once, an answer to a changed filter",
            f"{percentile(times, 95):.2f} s",
            f"95th percentile of {len(times)}; {errors} errors; aim 1.5 s",
        )
        yield f"resident memory, {number} visitors", f"{resident_megabytes(process.pid):.0f} MB", ""


def told(what: str, times: list[float], sizes: list[int]) -> Iterator[tuple[str, str, str]]:
    """Write times and bytes as rows."""
    middle = f"median {statistics.median(times):.2f} s of {len(times)}"
    yield what, f"{percentile(times, 95):.2f} s", f"95th percentile; {middle}"
    yield f"{what}, bytes received", f"{statistics.median(sizes) / 1e6:.2f} MB", "median a change"


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


class browser_page:  # noqa: N801 - used like a function
    """A page in a browser of its own."""

    def __enter__(self) -> Page:
        self.driver = sync_playwright().start()
        self.browser = self.driver.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM))
        return self.browser.new_page(viewport={"width": 1440, "height": 900})

    def __exit__(self, *of_error: object) -> None:
        self.browser.close()
        self.driver.stop()


if __name__ == "__main__":
    main()
