"""Counting goes through the pairs piece by piece, and the pieces make no difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from places.dataset import DamagedDatasetError, Dataset, DatasetWriter, mention_table, open_dataset
from places.query import count, select_articles, select_places
from places.query.evaluate import evaluate
from places.query.index import index_of
from places.selection import Selection

ARTICLES = 40
SELECTIONS = (
    Selection(),
    Selection(first=date(2024, 6, 19), undated=False),
    Selection(kinds=("water",)),
    Selection(checked=True),
    Selection(articles=("day 3", "day 4", "day 30")),
)


@pytest.fixture
def folder(tmp_path: Path, world) -> Path:
    """An article again and again; it names Bremen twice, and once somebody found that right."""
    (article, said) = next(each for each in world if each[0].id == "day")
    with DatasetWriter(tmp_path / "dataset") as writer:
        copies = [replace(article, id=f"day {number}") for number in range(ARTICLES)]
        places = {mention.place.id: mention.place for mention in said}
        writer.add(copies, mention_table((copy.id, said) for copy in copies), places.values())
        writer.commit({"source": "made up"})
    return tmp_path / "dataset"


def asked(dataset: Dataset) -> Iterator[object]:
    for selection in SELECTIONS:
        yield count(dataset, selection)
        yield select_places(dataset, selection)
        yield select_articles(dataset, selection)
        yield evaluate(dataset, selection).by_article.tolist()


def test_pieces_of_eight_pairs_count_the_same_as_one_piece(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_dataset(folder) as dataset:
        assert len(index_of(dataset).place) == 3 * ARTICLES
        whole = list(asked(dataset))
    monkeypatch.setattr("places.query.index.BLOCK", 8)
    with open_dataset(folder) as dataset:
        assert list(asked(dataset)) == whole
    assert whole[0].articles == ARTICLES  # type: ignore[attr-defined]


def test_each_number_is_that_of_its_article_in_whatever_order_the_articles_are_shown(folder: Path) -> None:
    with open_dataset(folder) as dataset:
        index = index_of(dataset)
        assert [index.article_ids[each] for each in range(3)] == ["day 0", "day 1", "day 10"]
        assert index.begins.tolist() == [*range(0, 3 * ARTICLES + 1, 3)]
        assert index.checked.sum() == ARTICLES


def test_a_table_of_pairs_that_is_cut_is_told_as_damage(folder: Path) -> None:
    with open_dataset(folder) as dataset:
        (file,) = folder.glob("pairs-*.parquet")
        begins = pq.ParquetFile(file).metadata.row_group(0).column(4).data_page_offset
        written = bytearray(file.read_bytes())
        written[begins : begins + 60] = b"\xff" * 60
        file.write_bytes(written)
        with pytest.raises(DamagedDatasetError, match="pairs-"):
            index_of(dataset)


def test_the_articles_of_pairs_are_found_from_where_those_of_each_begin(folder: Path) -> None:
    with open_dataset(folder) as dataset:
        index = index_of(dataset)
        pairs = np.arange(3 * ARTICLES)
        of_pair = pairs // 3
        assert index.article_of(pairs[::-1]).tolist() == of_pair[::-1].tolist()
        for begin, end in ((0, 120), (0, 1), (4, 5), (5, 7), (3, 6), (2, 119), (6, 6)):
            assert index.articles_in(slice(begin, end)).tolist() == of_pair[begin:end].tolist()
