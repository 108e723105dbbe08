"""Measure what a hosted dashboard takes in memory: ``python tests/benchmarks/hosted_memory.py DATASET…``.

Every dataset gets a server of its own; one visitor opens the map, then more come at once and look around.
Beside it stands what the dashboard reckons before it opens the dataset (`places.query.footprint`).
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))

from sample_speed import ROOT, print_table, server, wait_for_answer
from tables import write_table
from visitors import WORDS, visit

from places import sample
from places.dataset import open_dataset
from places.fulltext import has_index
from places.query.footprint import footprint

PAGE: Final = ROOT / "docs" / "scale.md"
GIVING_BACK: Final = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "1000000",
    "MALLOC_TRIM_THRESHOLD_": "1000000",
}
"""As docs/hosting.md says."""

VISITORS: Final = (1, 10, 30)
STEPS: Final = 3
PAUSE: Final = 2.0  # seconds


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("datasets", type=Path, nargs="*", help="such as huge_dataset.py writes")
    options.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    asked = options.parse_args()
    os.environ.update(GIVING_BACK)
    rows = [row for dataset in (sample.DATASET, *asked.datasets) for row in measure(dataset)]
    load = f"{os.getloadavg()[1]:.1f} on {os.cpu_count()} processors"
    rows.append(("load of the machine", load, "mean of the last 5 min"))
    print_table(rows)
    if asked.write:
        write_table(PAGE, "memory", [("what", "MB", "of what"), *rows])


def measure(dataset: Path) -> Iterator[tuple[str, str, str]]:
    """Let visitors come, and read what the server has taken at most."""
    with open_dataset(dataset) as opened:
        counts = opened.manifest["counts"]
        needed = footprint(opened).megabytes
        words = WORDS if has_index(opened) else ()
    what = f"{counts['articles']:,} articles"
    size = f"{counts['mentions']:,} mentions, {counts['places']:,} places"
    yield f"{what}: reckoned before they are opened", f"{needed:,.0f}", size
    with server(ROOT / "dashboard.py", dataset) as (url, process, _):
        wait_for_answer(url)
        for number in VISITORS:
            failed = sum(
                visitor.errors for visitor in visit(url, number, STEPS if number > 1 else 0, PAUSE, (), words)
            )
            now, most = megabytes(process.pid, "VmRSS"), megabytes(process.pid, "VmHWM")
            errors = f"; {failed} errors" if failed else ""
            yield (
                f"{what}: with {number} more at once",
                f"{most:,.0f}",
                f"the most; {now:,.0f} at the end{errors}",
            )


def megabytes(pid: int, what: str) -> float:
    """Read what a process has in memory, now (``VmRSS``) or at most (``VmHWM``; Linux)."""
    found = re.search(rf"{what}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    return int(found[1]) * 1024 / 1e6 if found else float("nan")


if __name__ == "__main__":
    main()
