"""Write a dataset of a million articles: ``python tests/benchmarks/huge_dataset.py FOLDER``.

1,000,000 articles of some 2.5 kB over ten years, 50,000 places, 15,000,000 mentions, 200 papers. A few
places are named often and most seldom, as in real news. The same numbers give the same dataset.
"""

from __future__ import annotations

import argparse
import random
import sys
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.random import Generator
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

from big_dataset import make_places

from places.dataset import SCHEMAS, DatasetWriter, mention_table
from places.fulltext import index_like
from places.model import Article, Candidate, Evidence, Mention, PartialDate, Place

ARTICLES, PLACES, MENTIONS_EACH, PAPERS = 1_000_000, 50_000, 15, 200
_CHUNK = 2_000  # articles
_BEFORE = ("Gestern sprach man in ", "Die Nachricht kam aus ", "Niemand fuhr nach ", "Man hörte davon in ")
_FIRST = date(2015, 1, 1)
_DAYS = 3_650


def main() -> None:
    """Write it where the command line says."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--articles", type=int, default=ARTICLES)
    options.add_argument("--places", type=int, default=PLACES)
    options.add_argument("--without-words", action="store_true", help="short texts, and no index of words")
    asked = options.parse_args()
    write(asked.folder, articles=asked.articles, places=asked.places, words=not asked.without_words)


def write(folder: Path, *, articles: int = ARTICLES, places: int = PLACES, words: bool = True) -> None:
    """Write a dataset of this size."""
    known = list(make_places(places, random.Random(7)))
    templates = mention_table([("", [_mention(place) for place in known])])
    chance = np.random.default_rng(7)
    weights = 1 / (np.arange(places) + 3)
    weights /= weights.sum()
    vocabulary = _vocabulary(chance)
    with DatasetWriter(folder) as writer:
        for first in range(0, articles, _CHUNK):
            number = min(_CHUNK, articles - first)
            named = chance.choice(places, (number, MENTIONS_EACH), p=weights)
            if first * MENTIONS_EACH < places:  # every place is named at least once
                here = np.arange(first * MENTIONS_EACH, (first + number) * MENTIONS_EACH)
                named = np.where(here < places, here, 0).reshape(named.shape)
            made, starts = [], []
            for at, article_places in enumerate(named.tolist()):
                text, begins = _text([known[each] for each in article_places], vocabulary, chance, words)
                starts += begins
                made.append(_article(first + at, text, chance))
            writer.add(
                made,
                _mentions(templates, named.ravel(), [article.id for article in made], starts, chance),
                [known[each] for each in np.unique(named).tolist()],
                mention_counts=[MENTIONS_EACH] * number,
            )
        writer.commit({"source": "made up"}, index=partial(index_like, None) if words else None)


def _vocabulary(chance: Generator) -> list[str]:
    parts = ["bar", "ro", "ken", "li", "stand", "mur", "ta", "ow", "schi", "fel", "gru", "an"]
    return ["".join(chance.choice(parts, chance.integers(2, 5))) for _ in range(30_000)]


def _text(
    named: list[Place], vocabulary: list[str], chance: Generator, words: bool
) -> tuple[str, list[tuple[int, int]]]:
    """Write a sentence for each place, in words that are made up but begin as German does."""
    text, begins = "", []
    picked = iter((chance.pareto(1.2, 18 * len(named)) * 30).astype(int).tolist()) if words else iter(())
    for number, place in enumerate(named):
        before = _BEFORE[(number + len(text)) % len(_BEFORE)]
        more = " ".join([vocabulary[next(picked) % len(vocabulary)] for _ in range(18)]) if words else "mehr"
        begins.append((len(text), len(text) + len(before)))
        text += f"{before}{place.name}, wo es um {more} ging. "
    return text, begins


def _article(number: int, text: str, chance: Generator) -> Article:
    day = _FIRST + timedelta(days=int(chance.integers(_DAYS)))
    stated = (PartialDate(day, day), PartialDate.parse(f"{day:%Y-%m}"), None)
    published = stated[int(np.searchsorted((0.8, 0.95), chance.random()))]
    return Article(
        id=f"artikel-{number}",
        title=f"Streit um den Hafen, Teil {number}",
        text=text,
        language="de" if number % 5 else "en",
        published=published,
        date_origin="stated" if published else None,
        source=f"Blatt {int(chance.pareto(1.5) * 9) % PAPERS}",
        path=f"{number // 1_000}.jsonl",
    )


def _mention(place: Place) -> Mention:
    evidence = (Evidence("population", 0.4), Evidence("country", 0.2))
    candidate = Candidate(
        *(place.id, 0.9, place.name, place.kind, place.latitude, place.longitude),
        place.country_codes,
        evidence,
    )
    return Mention(0, 0, place.name, place, 0.9, (candidate,), 0, 0)


def _mentions(
    templates: pa.Table,
    named: NDArray[np.int64],
    article_ids: list[str],
    starts: list[tuple[int, int]],
    chance: Generator,
) -> pa.Table:
    """Lay mentions out as in the templates, with their own article, stretch and certainty."""
    table = templates.take(pa.array(named))
    sentence, start = np.array(starts, dtype=np.int32).T
    lengths = np.array(table.column("surface").to_pylist(), dtype=object)
    end = start + np.array([len(each) for each in lengths], dtype=np.int32)
    columns = {
        "article_id": pa.array(np.repeat(np.array(article_ids, dtype=object), MENTIONS_EACH), pa.string()),
        "start": pa.array(start, pa.int32()),
        "end": pa.array(end, pa.int32()),
        "confidence": pa.array(np.round(chance.beta(6, 1, len(start)), 3)),
        "excerpt_start": pa.array(sentence, pa.int32()),
        "excerpt_end": pa.array(end + 30, pa.int32()),
    }
    arrays = [columns.get(name, table.column(name)) for name in SCHEMAS["mentions"].names]
    return pa.table(arrays, schema=SCHEMAS["mentions"])


if __name__ == "__main__":
    main()
