"""Measure decisions on 10,000 articles: ``python tests/benchmarks/deciding_speed.py [--write]``.

The articles are those of ``big_dataset.py``, with one place that each of them names. What is measured is all
that it takes until the dataset on the disk tells what was decided. The ratio is to reading the dataset's
tables and writing them again as they are, in this run.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import big_dataset
import pyarrow.parquet as pq
from tables import write_table

from places.building import revise
from places.dataset import DatasetWriter, mention_table, open_dataset
from places.dataset.manifest import table_files
from places.journal import Everywhere, Journal, PlaceDecided
from places.model import Article, Mention, Place

ARTICLES, PLACES = 10_000, 10_000
PAGE = Path(__file__).parents[2] / "docs" / "speed.md"


def main() -> None:
    """Measure, print, and write the table where that is asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "dataset"
        write(folder)
        rows = list(measured(folder, Journal(Path(scratch) / "journal.sqlite")))
    for row in rows:
        print("  ".join(cell.ljust(60 if at == 0 else 12) for at, cell in enumerate(row)))
    if asked.write:
        write_table(PAGE, "deciding", rows)


def write(folder: Path) -> None:
    """Write a dataset in which every article names the first place."""
    chance = random.Random(7)
    known = list(big_dataset.make_places(PLACES, chance))
    weights = [1 / (rank + 3) for rank in range(PLACES)]
    with DatasetWriter(folder) as writer:
        for first in range(0, ARTICLES, 500):
            made = list(_articles(range(first, first + 500), known, weights, chance))
            writer.add(
                [article for article, _ in made],
                mention_table((article.id, mentions) for article, mentions in made),
                known,
                text_hashes=[big_dataset.text_hash_of(article, None) for article, _ in made],
            )
        writer.commit({"source": "made up"})


def _articles(
    numbers: range, known: list[Place], weights: list[float], chance: random.Random
) -> Iterator[tuple[Article, list[Mention]]]:
    for number in numbers:
        others = chance.choices(known, weights, k=big_dataset.MENTIONS_EACH - 1)
        yield big_dataset.make_article(number, [known[0], *others], chance)


def measured(folder: Path, journal: Journal) -> Iterator[list[str]]:
    """Measure decisions for names that stand in more and more articles, and taking one back."""
    with open_dataset(folder) as dataset:
        names = dataset.rows(
            "SELECT p.name, count(DISTINCT article_id) AS number FROM mentions JOIN places p "
            "ON p.id = place_id GROUP BY ALL ORDER BY 2 DESC, 1"
        )
    plain, plain_wall = seconds(lambda: _rewritten(folder))
    yield ["what", "seconds", "of the processor", "ratio"]
    yield ["read the tables and write them as they are", f"{plain_wall:.2f}", f"{plain:.2f}", "1"]
    decide(folder, journal, "a name that stands nowhere")  # what is read once is read
    for at in (len(names) // 2, 100, 1, 0):
        name, articles = names[at]
        taken, wall = seconds(lambda name=name: decide(folder, journal, name))
        yield [
            f"decide a name in {articles:,} articles",
            f"{wall:.2f}",
            f"{taken:.2f}",
            f"{taken / plain:.1f}",
        ]
    last = journal.last()
    taken, wall = seconds(lambda: (journal.undo("ben", [last]), revise(folder, journal)))
    yield ["take that back", f"{wall:.2f}", f"{taken:.2f}", f"{taken / plain:.1f}"]


def decide(folder: Path, journal: Journal, name: str) -> None:
    """Say everywhere that a name is another place."""
    journal.append("anna", [PlaceDecided(Everywhere(name), "own:5")])
    revise(folder, journal)


def _rewritten(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        for file in chain(*table_files(folder).values()):
            pq.write_table(pq.read_table(file), Path(scratch) / file.name, compression="zstd")


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Tell how long it takes the processor, and by the clock."""
    wall, begun = time.perf_counter(), time.process_time()
    work()
    return time.process_time() - begun, time.perf_counter() - wall


if __name__ == "__main__":
    main()
