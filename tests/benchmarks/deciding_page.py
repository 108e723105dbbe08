"""Measure decisions on the page, from the press to the new counts.

    python tests/benchmarks/deciding_page.py [--rounds N] [--write]

On the sample, and on the 10,000 articles of ``deciding_speed.py``: the first name of an article is said
to be no place, in all articles; then that is undone; and so on.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).parent))

import deciding_speed
from chromium import browser_page
from sample_speed import ROOT, print_table, server, wait_for_answer
from tables import write_table

from places import sample

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGE: Final = ROOT / "docs" / "speed.md"
COUNTS: Final = ".st-key-counts"
CHANGED: Final = f"before => document.querySelector('{COUNTS}')?.innerText != before"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5, help="how often it is decided and undone (5)")
    options.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(sample.DATASET, Path(scratch) / "sample")
        deciding_speed.write(Path(scratch) / "many")
        rows = [
            *measured("the sample", Path(scratch) / "sample", asked.rounds, "aim 1 s"),
            *measured("10,000 articles", Path(scratch) / "many", asked.rounds, "aim 3 s"),
        ]
    load = f"{os.getloadavg()[1]:.1f} on {os.cpu_count()} processors"
    rows.append(("load of the machine", load, "mean of the last 5 min; what else it did slows all of this"))
    print_table(rows)
    if asked.write:
        write_table(PAGE, "deciding on the page", [("what", "measured", "spread"), *rows])


def measured(what: str, dataset: Path, rounds: int, aim: str) -> list[tuple[str, str, str]]:
    """Decide and undo on one dataset."""
    decided, undone, impact = [], [], ""
    with server(ROOT / "dashboard.py", dataset) as (url, _, _), browser_page() as page:
        wait_for_answer(url)
        page.set_default_timeout(120_000)
        page.goto(f"{url}articles?lang=en")
        page.locator(".entry h3 a").first.click()
        page.locator(".body mark").first.wait_for()
        for _ in range(rounds):
            page.wait_for_timeout(2_000)
            page.locator(".body mark").first.click()
            page.locator(".st-key-editor .choice", has_text="No place").click()
            page.locator(".st-key-editor_scope").get_by_text("in all articles").click()
            page.locator(".st-key-editor_impact .impact", has_text="articles").wait_for()
            impact = page.locator(".st-key-editor_impact .impact").inner_text()
            page.wait_for_timeout(1_500)
            decided.append(seconds_until_counted(page, ".st-key-editor_save button"))
            page.wait_for_timeout(2_000)
            undone.append(seconds_until_counted(page, "[data-testid=stButton] button:has-text('Undo')"))
    said = " ".join(impact.split())
    return [
        (f"{what}: a decision ({said})", f"{statistics.median(decided):.2f} s", spread(decided, aim)),
        (f"{what}: taken back", f"{statistics.median(undone):.2f} s", spread(undone, aim)),
    ]


def seconds_until_counted(page: Page, button: str) -> float:
    """Press a button, and wait until the page counts otherwise."""
    before = page.locator(COUNTS).inner_text()
    began = time.perf_counter()
    page.locator(button).first.click()
    page.wait_for_function(CHANGED, arg=before)
    return time.perf_counter() - began


def spread(took: list[float], aim: str) -> str:
    """Say how far measurements lie apart."""
    return f"median of {len(took)}; {min(took):.2f} to {max(took):.2f}; {aim}"


if __name__ == "__main__":
    main()
