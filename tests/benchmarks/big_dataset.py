"""Write a large dataset that nobody has to parse: ``python tests/benchmarks/big_dataset.py FOLDER``.

20,000 articles over ten years, 10,000 places, 300,000 mentions. A few places are named often and
most seldom, as in real news. The same numbers give the same dataset.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from places.building.reuse import text_hash_of
from places.dataset import DatasetWriter, mention_table
from places.model import KINDS, Article, Candidate, Evidence, Mention, PartialDate, Place

ARTICLES, PLACES, MENTIONS_EACH = 20_000, 10_000, 15
COUNTRIES = ("DE", "FR", "PL", "UA", "RU", "CN", "KP", "US", "BR", "NG", "IN", "AU")


def main() -> None:
    """Write it where the command line says."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    write(options.parse_args().folder)


def write(folder: Path, *, articles: int = ARTICLES, places: int = PLACES) -> None:
    """Write a dataset of this size."""
    chance = random.Random(7)
    known = list(make_places(places, chance))
    weights = [1 / (rank + 3) for rank in range(places)]
    with DatasetWriter(folder) as writer:
        for first in range(0, articles, 500):
            rows = []
            for number in range(first, min(first + 500, articles)):
                named = chance.choices(known, weights, k=MENTIONS_EACH)
                if number * MENTIONS_EACH < places:  # every place is named at least once
                    named = known[number * MENTIONS_EACH : (number + 1) * MENTIONS_EACH] or named
                rows.append(make_article(number, named, chance))
            writer.add(
                [article for article, _ in rows],
                mention_table((article.id, mentions) for article, mentions in rows),
                [mention.place for _, mentions in rows for mention in mentions],
                text_hashes=[text_hash_of(article, None) for article, _ in rows],
            )
        writer.commit({"source": "made up"})


def make_places(number: int, chance: random.Random) -> Iterator[Place]:
    """Make places up, somewhere between Tierra del Fuego and Spitsbergen."""
    for n in range(number):
        name = "".join(chance.choice(["ba", "ro", "ken", "li", "stadt", "mur", "ta", "ow"]) for _ in range(3))
        yield Place(
            id=f"own:{n}",
            name=f"{name.title()} {n}",
            kind=chance.choices(KINDS, (1, 12, 70, 6, 6, 5))[0],
            latitude=round(chance.uniform(-54, 70), 4),
            longitude=round(chance.uniform(-170, 175), 4),
            country_codes=(chance.choice(COUNTRIES),),
            population=chance.randrange(500, 2_000_000),
            source="made up",
            names={"de": f"Neu {name.title()} {n}"},
        )


def make_article(number: int, named: list[Place], chance: random.Random) -> tuple[Article, list[Mention]]:
    """Write an article that names these places, a sentence for each."""
    text, mentions = "", []
    for place in named:
        before = chance.choice(["Gestern sprach man in ", "Die Nachricht kam aus ", "Niemand fuhr nach "])
        start = len(text) + len(before)
        sentence = f"{before}{place.name}, wo seit Wochen über den Hafen gestritten wird. "
        evidence = (Evidence("population", 0.4), Evidence("country", 0.2))
        mentions.append(
            Mention(
                start,
                start + len(place.name),
                place.name,
                place,
                round(chance.betavariate(6, 1), 3),
                (
                    Candidate(
                        *(place.id, 0.9, place.name, place.kind, place.latitude, place.longitude),
                        place.country_codes,
                        evidence,
                    ),
                ),
                len(text),
                len(text) + len(sentence) - 1,
            )
        )
        text += sentence
    day = date(2015, 1, 1) + timedelta(days=chance.randrange(3650))
    stated = [PartialDate(day, day), PartialDate.parse(f"{day:%Y-%m}"), None]
    published = chance.choices(stated, (80, 15, 5))[0]
    article = Article(
        id=f"artikel-{number}",
        title=f"Streit um den Hafen, Teil {number}",
        text=text,
        language="de",
        published=published,
        date_origin="stated" if published else None,
        path=f"{number}.md",
    )
    return article, mentions


if __name__ == "__main__":
    main()
