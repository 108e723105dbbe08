"""Measure the search on 10,000 articles: ``python tests/benchmarks/search_speed.py [FOLDER] [--write]``.

The articles are those of ``big_dataset.py``. The ratio is to what looking for the same letters in all texts
takes, one after the other, in this run.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import big_dataset
from tables import write_table

from places.dataset import Dataset, open_dataset
from places.dataset.manifest import MANIFEST, table_files
from places.fulltext import parse, prepare, search, write_index
from places.query import count, find_named, select_hits
from places.selection import Selection

ARTICLES = 10_000
ROUNDS = 5
PAGE = Path(__file__).parents[2] / "docs" / "speed.md"
QUERIES = ("Hafen", "Ha*", '"wo seit Wochen" Gestern', "Nachricht ~5 Hafen", "Teil 77 -Gestern")


def main() -> None:
    """Measure, print, and write the table where that is asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "folder", type=Path, nargs="?", help="a dataset of these articles, or where to write it"
    )
    options.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch) / "dataset"
        if not (folder / MANIFEST).exists():
            big_dataset.write(folder, articles=ARTICLES)
        with open_dataset(folder) as dataset:
            rows = measured(dataset, table_files(folder)["articles"], Path(scratch) / "index.sqlite")
    for row in rows:
        print("  ".join(cell.ljust(44 if at == 0 else 12) for at, cell in enumerate(row)))
    if asked.write:
        write_table(PAGE, "search", rows)


def measured(dataset: Dataset, articles: Sequence[Path], file: Path) -> list[list[str]]:
    """Measure everything once the dataset has been read."""
    texts = [text for (text,) in dataset.rows("SELECT text FROM articles")]
    plain = median(lambda _: sum("Hafen" in text for text in texts))
    rows = [
        ["what", "seconds of the processor", "ratio"],
        ["look for letters in every text", f"{plain:.3f}", "1"],
    ]
    made = seconds(lambda: write_index(articles, file))
    rows.append(["make the index", f"{made:.1f}", f"{made / plain:.0f}"])
    count(dataset, Selection(words="warm"))
    select_hits(dataset, Selection(words="Woche"), 25)
    find_named(dataset, "warm", 8)
    for query in QUERIES:
        taken = median(lambda _, words=query: search(file, prepare(file, parse(words))))
        rows.append([f"`{query}`, ranked", f"{taken:.3f}", f"{taken / plain:.1f}"])
    hits = median(lambda at: select_hits(dataset, Selection(words=f"Hafen -{at}"), 25))
    rows.append(["25 hits with their sentences, counted", f"{hits:.3f}", f"{hits / plain:.1f}"])
    named = median(lambda _: find_named(dataset, "murken", 8))
    rows.append(["a place by a part of its name", f"{named:.3f}", f"{named / plain:.1f}"])
    return rows


def seconds(work: Callable[[], object]) -> float:
    """Tell how long it takes the processor, whatever else the machine has to do."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def median(work: Callable[[int], object]) -> float:
    """Tell how long it takes as a rule."""
    return statistics.median(seconds(lambda at=at: work(at)) for at in range(ROUNDS))


if __name__ == "__main__":
    main()
