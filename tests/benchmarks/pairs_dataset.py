"""Write a hundred million mentions without texts: ``python tests/benchmarks/pairs_dataset.py FOLDER``.

6,700,000 articles over ten years, each naming fifteen of 200,000 places; a few places are named often and
most seldom. Titles and texts are empty and there are no rows of mentions: what a dashboard keeps in memory is
there, what it reads of the tables for lists and excerpts is not. The same numbers give the same dataset.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.random import Generator

sys.path.insert(0, str(Path(__file__).parent))

from big_dataset import make_places

from places.dataset import SCHEMAS
from places.dataset.arranged import arrange
from places.dataset.manifest import DIVIDED, MANIFEST, PAIRS, content_name
from places.dataset.pairs import SCHEMA, with_pairs
from places.dataset.tables import article_table, place_table
from places.model import Article, PartialDate

ARTICLES, PLACES, MENTIONS_EACH, PAPERS = 6_700_000, 200_000, 15, 200
_PART = 100_000  # articles
_DAYS = 3_650
_FIRST = 16_436  # 2015-01-01, in days since 1970-01-01


def main() -> None:
    """Write it where the command line says."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--articles", type=int, default=ARTICLES)
    options.add_argument("--places", type=int, default=PLACES)
    asked = options.parse_args()
    write(asked.folder, articles=asked.articles, places=asked.places)


def write(folder: Path, *, articles: int = ARTICLES, places: int = PLACES) -> None:
    """Write a dataset of this size."""
    folder.mkdir(parents=True)
    chance = np.random.default_rng(7)
    parts: dict[str, list[Path]] = {"articles": [], "mentions": [], "places": [folder / "places.parquet"]}
    pq.write_table(place_table(make_places(places, random.Random(7))), parts["places"][0])
    for number, first in enumerate(range(0, articles, _PART)):
        for table, rows in (
            ("articles", _articles(first, min(_PART, articles - first), chance)),
            ("mentions", SCHEMAS["mentions"].empty_table()),
        ):
            parts[table].append(folder / f"{table}-{number}.parquet")
            pq.write_table(rows, parts[table][-1], compression="zstd")
    # Files are called after what they hold; parts with the same rows are one file.
    names = {table: [content_name(table, part) for part in files] for table, files in parts.items()}
    for table, files in parts.items():
        parts[table] = [part.replace(folder / name) for part, name in zip(files, names[table], strict=True)]
    named = {table: files if len(files) > 1 else files[0] for table, files in names.items()}
    counted = with_pairs(parts, named, folder)[PAIRS]  # none, but it says of which files it is
    made_of = pq.read_schema(counted).metadata[b"made of"]
    with pq.ParquetWriter(counted, SCHEMA) as writer:
        for rows in _pairs(articles, places, chance):
            writer.write_table(rows)
    arranged = folder / "pairs.arrow"
    assert arrange(parts["articles"], parts["places"][0], counted, made_of, arranged) is not None
    counted.unlink()
    pairs = content_name(PAIRS, arranged, "arrow")
    arranged.rename(folder / pairs)
    counts = {"articles": articles, "places": places, "mentions": articles * MENTIONS_EACH, "undated": 0}
    manifest = {"format": DIVIDED, "files": named | {PAIRS: pairs}, "source": "made up", "counts": counts}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def _articles(first: int, number: int, chance: Generator) -> pa.Table:
    day = PartialDate.parse("2015-01-01")
    article = Article("", "", "", language="de", published=day, date_origin="stated", source="Blatt")
    kinds = [
        replace(article, language=code, source=f"Blatt {n}") for n in range(PAPERS) for code in ("de", "en")
    ]
    papers = (chance.pareto(1.5, number) * 9).astype(int) % PAPERS
    rows = article_table(kinds, [None] * len(kinds), [MENTIONS_EACH] * len(kinds))
    table = rows.take(pa.array(papers * 2 + (np.arange(number) % 5 == 0)))
    days = pa.array(_FIRST + chance.integers(_DAYS, size=number, dtype=np.int32)).cast(pa.date32())
    instead = {
        "id": pa.array([f"artikel-{first + each}" for each in range(number)]),
        "published_first": days,
        "published_last": days,
    }
    arrays = [instead.get(name, table.column(name)) for name in SCHEMAS["articles"].names]
    return pa.table(arrays, schema=SCHEMAS["articles"])


def _pairs(articles: int, places: int, chance: Generator) -> Iterator[pa.Table]:
    weights = 1 / (np.arange(places) + 3)
    borders = np.cumsum(weights / weights.sum())
    order = chance.permutation(places)  # places stand by their ids, and not by how often they are named
    for first in range(0, articles, _PART):
        number = min(_PART, articles - first)
        drawn = np.searchsorted(borders, chance.random(number * MENTIONS_EACH)).clip(max=places - 1)
        article = np.repeat(np.arange(first, first + number), MENTIONS_EACH)
        key, mentions = np.unique(article * places + order[drawn], return_counts=True)
        sure = np.round(chance.beta(6, 1, len(key)), 3) * mentions
        columns = (key // places, key % places, np.zeros(len(key), dtype=bool), mentions, sure)
        yield pa.table(
            [pa.array(column).cast(field.type) for column, field in zip(columns, SCHEMA, strict=True)],
            schema=SCHEMA,
        )


if __name__ == "__main__":
    main()
