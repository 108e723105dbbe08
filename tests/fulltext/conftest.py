"""A few articles, their index, and a dataset of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from places.dataset import Dataset, DatasetWriter, article_table, mention_table, open_dataset
from places.fulltext import Answer, numbered, parse, prepare, search, write_index
from places.model import Article

ARTICLES = [
    Article(
        "bruecke", "Eine Brücke", "Die alten Brücken über den Fluss sind gesperrt. Der Fluss steigt.", "de"
    ),
    Article("steg", "Am Steg", "Der Steg am Fluss ist alt; eine alte Frau wartet auf die Straßenbahn.", "de"),
    Article("cafe", "Im Café", "Häuser, Verträge und ein Café. BRUECKENBAU ist teuer.", "de"),
    Article("bridge", "Bridges", "Old cities and their bridges. The river dies.", "en"),
    Article("most", "Мосты", "Новые мосты России.", "ru"),
    Article("korea", "다리", "東京の橋は古い。", "ja"),
    Article("unknown", "Ponto", "La ponto estas malnova.", None),
]


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("fulltext") / "index.sqlite"
    write_index(article_table(ARTICLES, [None] * len(ARTICLES), [0] * len(ARTICLES)), file)
    return file


@pytest.fixture
def dataset(tmp_path: Path) -> Iterator[Dataset]:
    """One that was written without an index."""
    with DatasetWriter(tmp_path / "dataset") as writer:
        writer.add(ARTICLES, mention_table([]), [])
        writer.commit({"source": "made up"})
    with open_dataset(tmp_path / "dataset") as opened:
        yield opened


def found(file: Path, words: str) -> set[str]:
    return set(ids_of(file, search(file, prepare(file, parse(words)))))


def ids_of(file: Path, answer: Answer) -> list[str]:
    ids = {number: article_id for rows in numbered(file) for number, article_id in rows}
    return [ids[number] for number in answer.numbers.tolist() if number in ids]
