"""The table of how often which article names which place says what the mentions say, and no more."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from places.dataset import DatasetWriter, mention_table, open_dataset
from places.dataset.manifest import PAIRS, files_beside, read_manifest
from places.dataset.pairs import write_pairs
from places.model import Article, Checked, Mention, Place
from places.query import Counts, count, count_by_place
from places.query.index import read_index
from places.selection import Selection

from ..one_part import table_files

PEGNITZ = Place("own:pegnitz", "Pegnitz", "city", 49.76, 11.54, ("DE",))
AUBE = Place("own:aube", "Aube", "water", 48.5, 4.2, ("FR",))
TEXT = "Pegnitz, Pegnitz und die Aube."


def mention(place: Place, start: int, confidence: float = 0.5, *, checked: bool = False) -> Mention:
    return Mention(
        start,
        start + len(place.name),
        place.name,
        place,
        confidence,
        (),
        0,
        len(TEXT),
        checked=Checked("ada", None, 1) if checked else None,
    )


ARTICLES = [
    ("z", [mention(PEGNITZ, 0), mention(PEGNITZ, 9, 0.25, checked=True), mention(AUBE, 25)]),
    ("leer", []),
    ("a", [mention(AUBE, 25, float("nan")), mention(PEGNITZ, 0), mention(PEGNITZ, 9, 0.75)]),
]


def write(folder: Path, order: list[int] | None = None) -> Path:
    with DatasetWriter(folder) as writer:
        said = [ARTICLES[at] for at in order or range(len(ARTICLES))]
        articles = [Article(article_id, "T", TEXT) for article_id, _ in ARTICLES]
        writer.add(articles, mention_table(said), [PEGNITZ, AUBE])
        writer.commit({})
    return folder


def pairs_file(folder: Path) -> Path:
    return files_beside(folder, read_manifest(folder)[0])[PAIRS]


def test_every_article_and_place_has_a_row_with_its_mentions_and_how_sure_they_are(tmp_path: Path) -> None:
    rows = pq.read_table(pairs_file(write(tmp_path / "d"))).to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        # article, place, checked, mentions, sum of the confidences; the Aube comes first among the places
        (0, 0, False, 1, 0.5),
        (0, 1, False, 1, 0.5),
        (0, 1, True, 1, 0.25),
        (2, 0, False, 1, 0.0),
        (2, 1, False, 2, 1.25),
    ]


def test_an_article_whose_mentions_reach_over_a_piece_that_is_read_has_its_rows_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pq.read_table(pairs_file(write(tmp_path / "d")))
    for size in (1, 2, 4, 5):
        monkeypatch.setattr("places.dataset.numbered._PIECE", size)
        assert pq.read_table(pairs_file(write(tmp_path / f"{size}"))).equals(whole)


def test_a_reader_finds_the_same_with_the_table_and_without(tmp_path: Path) -> None:
    folder = write(tmp_path / "d")
    with open_dataset(folder) as dataset:
        assert dataset.has_pairs
        found = count_by_place(dataset, Selection())
        index = read_index(dataset)
    pq.write_table(
        pq.read_table(table_files(folder)["articles"]), table_files(folder)["articles"], compression="none"
    )
    with open_dataset(folder) as dataset:
        assert not dataset.has_pairs
        counted = count_by_place(dataset, Selection())
        assert [each.tolist() for each in counted] == [each.tolist() for each in found]
        again = read_index(dataset)
        for name in ("begins", "place", "mentions", "checked", "confidence"):
            assert getattr(index, name).tolist() == getattr(again, name).tolist()


def test_a_table_of_pairs_is_left_aside_once_the_mentions_were_changed_by_hand(tmp_path: Path) -> None:
    folder = write(tmp_path / "d")
    mentions = table_files(folder)["mentions"]
    pq.write_table(pq.read_table(mentions).slice(0, 2), mentions)
    with open_dataset(folder) as dataset:
        assert count(dataset, Selection()) == Counts(3, 1, 2)


def test_mentions_that_are_not_in_the_order_of_the_articles_are_counted_by_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("places.dataset.numbered._PIECE", 2)
    folder = write(tmp_path / "d", [2, 1, 0])
    assert PAIRS not in read_manifest(folder)[0]["files"]
    with open_dataset(folder) as dataset:
        assert count(dataset, Selection()) == Counts(3, 2, 6)


def test_a_dataset_without_mentions_has_a_table_without_rows(tmp_path: Path) -> None:
    with DatasetWriter(tmp_path / "d") as writer:
        writer.add([Article("a", "T", TEXT)], mention_table([]), [])
        writer.commit({})
    assert pq.read_table(pairs_file(tmp_path / "d")).num_rows == 0
    with open_dataset(tmp_path / "d") as dataset:
        assert count(dataset, Selection()) == Counts(1, 0, 0)


def test_a_place_that_the_table_of_places_lacks_is_not_counted(tmp_path: Path) -> None:
    folder = write(tmp_path / "d")
    files = {table: [file] for table, file in table_files(folder).items()}
    names = {table: file.name for table, file in table_files(folder).items()}
    pq.write_table(pq.read_table(files["places"]).slice(0, 1), tmp_path / "places.parquet")
    assert write_pairs({**files, "places": [tmp_path / "places.parquet"]}, names, tmp_path / "p.parquet")
    assert pq.read_table(tmp_path / "p.parquet").column("place").unique().to_pylist() == [0]
