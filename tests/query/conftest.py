"""A tiny dataset: three places in five articles, dated by day, by month, by year and not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from places.dataset import Dataset, DatasetWriter, mention_table, open_dataset
from places.fulltext import write_index
from places.model import Article, Candidate, Checked, Evidence, Mention, PartialDate, Place

BREMEN = Place("own:bremen", "Bremen", "city", 53.08, 8.80, ("DE",), 570_000, "made up", {"de": "Bremen"})
WESER = Place("own:weser", "Weser", "water", 53.5, 8.5, ("DE",), 0, "made up", {"en": "Weser River"})
ITALY = Place("own:italy", "Italy", "country", 42.8, 12.8, ("IT",), 59_000_000, "made up", {"de": "Italien"})
TEXTS = {
    "day": ("2024-06-19", "An der Weser liegt Bremen. Bremen schläft."),
    "month": ("2024-06", "Die Weser führt Hochwasser."),
    "year": ("2023", "Aus Italien kam ein Café nach Bremen."),
    "none": (None, "Italien, immer wieder Italien."),
    "empty": ("2024-07-01", "Hier kommt kein Ort vor."),
}


PAPERS: dict[str, dict[str, Any]] = {
    "day": {"source": "Weser-Bote", "author": "A. Muster", "tags": ("Hafen", "Fluss")},
    "month": {"source": "Weser-Bote", "tags": ("Fluss",)},
    "year": {"source": "Café, Blatt", "author": "A. Muster"},
    "none": {"source": " Café, Blatt ", "tags": ("Hafen",)},
}
"""What else is known of the articles."""
CHECKED = Checked("A. Muster", datetime(2024, 8, 1, tzinfo=UTC), 1)


def mentions_of(text: str) -> list[Mention]:
    found = []
    for name, place in (("Bremen", BREMEN), ("Weser", WESER), ("Italien", ITALY)):
        at = text.find(name)
        while at >= 0:
            candidate = Candidate(
                *(place.id, 0.9, place.name, place.kind, place.latitude, place.longitude),
                place.country_codes,
                (Evidence("population", 0.5),),
            )
            found.append(
                Mention(
                    at,
                    at + len(name),
                    name,
                    place,
                    0.5 if place is WESER else 1.0,
                    (candidate,),
                    0,
                    len(text),
                    checked=CHECKED if place is BREMEN and at > 20 else None,
                )
            )
            at = text.find(name, at + 1)
    return sorted(found, key=lambda mention: mention.start)


ARTICLES = [
    Article(
        id=key,
        title=f"Artikel {key}",
        text=text,
        language="de",
        published=PartialDate.parse(written) if written else None,
        date_origin="stated" if written else None,
        path=f"{key}.txt",
        **PAPERS.get(key, {}),
    )
    for key, (written, text) in TEXTS.items()
]
World = Sequence[tuple[Article, list[Mention]]]


@pytest.fixture(scope="session")
def world() -> World:
    return [(article, mentions_of(article.text)) for article in ARTICLES]


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory, world: World) -> Dataset:
    folder = tmp_path_factory.mktemp("query") / "dataset"
    with DatasetWriter(folder) as writer:
        mentions = mention_table((article.id, said) for article, said in world)
        writer.add([article for article, _ in world], mentions, [BREMEN, WESER, ITALY])
        writer.commit({"source": "made up"}, index=write_index)
    return open_dataset(folder)


@pytest.fixture
def empty(tmp_path: Path) -> Dataset:
    with DatasetWriter(tmp_path / "dataset") as writer:
        writer.commit({})
    return open_dataset(tmp_path / "dataset")
