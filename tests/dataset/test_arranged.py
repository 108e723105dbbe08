"""Very many pairs are written in the order in which they are shown, and say what the other form says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from places.dataset import (
    DamagedDatasetError,
    Dataset,
    DatasetWriter,
    mention_table,
    open_dataset,
    table_files,
)
from places.dataset.confidences import STEPS
from places.dataset.manifest import PAIRS, files_beside, read_manifest
from places.model import Article, Checked, Mention, PartialDate, Place
from places.query import (
    count_by_place,
    count_values,
    index_of,
    read_article,
    select_listed,
    select_mentions,
    select_places,
    select_timeline,
)
from places.query.footprint import footprint
from places.query.index import read_index
from places.selection import FACETS, Selection

BEGUN = date(2019, 12, 1)
PLACES = [Place(f"own:{number:02}", f"Ort {number}", "city", number, -number) for number in range(12)]


def article(number: int) -> Article:
    day = BEGUN + timedelta(days=number * 7 % 50)
    return Article(
        f"a{number}",
        "T",
        "Ort",
        published=PartialDate(day, day) if number % 5 else None,
        source=("Blatt", " Post ", None)[number % 3],
        language=("de", "fr")[number % 2],
        tags=("Sport", "Politik")[: number % 3],
    )


def mentions(number: int, *, checked: bool) -> list[Mention]:
    found = Checked("ada", None, 1) if checked and number == 4 else None
    of_article = [PLACES[number % 12], PLACES[number % 12], PLACES[number * 5 % 12]][: number % 4]
    return [
        Mention(at, at + 3, "Ort", place, 0.5, (), 0, 3, checked=found) for at, place in enumerate(of_article)
    ]


def write(folder: Path, *, checked: bool = True, last: date | None = None) -> Path:
    with DatasetWriter(folder) as writer:
        articles = [article(number) for number in range(40)]
        if last:
            articles.append(Article("late", "T", "Ort", published=PartialDate(last, last)))
        writer.add(
            articles,
            mention_table((f"a{number}", mentions(number, checked=checked)) for number in range(40)),
            PLACES,
        )
        writer.commit({})
    return folder


def pairs_file(folder: Path) -> Path:
    return files_beside(folder, read_manifest(folder)[0])[PAIRS]


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("places.dataset.arranged.MANY", 1)


@pytest.fixture(params=[True, False], ids=["checked", "unchecked"])
def both(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Dataset, Dataset]]:
    few = write(tmp_path / "few", checked=request.param)
    monkeypatch.setattr("places.dataset.arranged.MANY", 1)
    many = write(tmp_path / "many", checked=request.param)
    assert [pairs_file(folder).suffix for folder in (few, many)] == [".parquet", ".arrow"]
    with open_dataset(few) as plain, open_dataset(many) as arranged:
        yield plain, arranged


def test_a_reader_finds_the_same_in_both_forms(both: tuple[Dataset, Dataset]) -> None:
    plain, arranged = map(read_index, both)
    assert list(plain.article_ids) == list(arranged.article_ids)
    for name in ("first", "last", "begins", "place", "mentions", "checked", "mentions_each"):
        assert np.array_equal(getattr(plain, name), getattr(arranged, name)), name
    everything = slice(0, len(plain.place))
    assert np.array_equal(plain.sure(everything), arranged.sure(everything))
    for facet in FACETS:
        assert plain.facets[facet].values == arranged.facets[facet].values
        each = [facets[facet].article for facets in (plain.facets, arranged.facets)]
        assert np.array_equal(*each) if facet == "tags" else each == [None, None]
        assert np.array_equal(plain.facets[facet].value, arranged.facets[facet].value)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("confidence", "bytes_each"), [(0.8125, 2), (1 / 3, 2), (1, 2), (0, 2), (7.5, 4), (-1, 4)]
)
def test_confidences_of_many_pairs_take_two_bytes_where_they_are_between_0_and_1(
    tmp_path: Path, confidence: float, bytes_each: int
) -> None:
    said = [Mention(0, 3, "Ort", PLACES[number], confidence, (), 0, 3) for number in (0, 1, 1, 1)]
    with DatasetWriter(tmp_path / "d") as writer:
        writer.add([article(1)], mention_table([("a1", said)]), PLACES)
        writer.commit({})
    with open_dataset(tmp_path / "d") as dataset:
        assert index_of(dataset).confidence.itemsize == bytes_each
        shown = select_places(dataset, Selection(articles=("a1",)))
        assert [row.confidence for row in shown] == pytest.approx([confidence] * 2, abs=0.5 / STEPS)
        assert index_of(dataset).sure(slice(0, 2)) == pytest.approx(
            [confidence, 3 * confidence], abs=1.5 / STEPS
        )


def test_a_visitor_is_shown_the_same_in_both_forms(both: tuple[Dataset, Dataset]) -> None:
    for selection in (Selection(), Selection(first=BEGUN + timedelta(days=20)), Selection(sources=("Post",))):
        plain, arranged = ([*select_places(dataset, selection)] for dataset in both)
        assert plain == arranged
        plain_counts, arranged_counts = (count_by_place(dataset, selection) for dataset in both)
        assert [each.tolist() for each in plain_counts] == [each.tolist() for each in arranged_counts]
        assert select_timeline(both[0], selection) == select_timeline(both[1], selection)
        assert count_values(both[0], selection, "tags") == count_values(both[1], selection, "tags")
    assert footprint(both[0]) == footprint(both[1])


@pytest.mark.usefixtures("many")
def test_a_date_that_cannot_be_leaves_the_pairs_as_they_are(tmp_path: Path) -> None:
    assert pairs_file(write(tmp_path / "d", last=date(9999, 1, 1))).suffix == ".parquet"


@pytest.mark.usefixtures("many")
def test_arranged_pairs_that_are_cut_or_overwritten_are_told_as_damage(tmp_path: Path) -> None:
    folder = write(tmp_path / "d")
    file = pairs_file(folder)
    whole = file.read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:-300] + b"\xff" * 300, b"", b"x" * len(whole)):
        with open_dataset(folder) as dataset:
            file.write_bytes(damaged)
            with pytest.raises(DamagedDatasetError, match="pairs-"):
                read_index(dataset)
        file.write_bytes(whole)


@pytest.mark.usefixtures("many")
def test_arranged_pairs_are_left_aside_once_a_table_was_changed_by_hand(tmp_path: Path) -> None:
    folder = write(tmp_path / "d")
    with open_dataset(folder) as dataset:
        assert dataset.arranged() is not None
        told = read_index(dataset)
        file = table_files(folder)["mentions"][0]
        pq.write_table(pq.read_table(file), file, compression="none")
        assert dataset.arranged() is None
        assert read_index(dataset).mentions.tolist() == told.mentions.tolist()


@pytest.mark.usefixtures("many")
def test_what_is_on_the_screen_is_read_of_its_parts_and_nothing_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("places.dataset.parts.LEAST", 6)
    monkeypatch.setattr("places.dataset.parts.MOST", 6)
    folder = write(tmp_path / "d")
    with open_dataset(folder) as dataset:
        newest = select_listed(dataset, Selection(), "newest", 2)
        (place, *_), first = newest[0].places, newest[0].article.id
        asked = Selection(articles=(first,))
        told = select_mentions(dataset, asked, place_id=place.place.id), read_article(dataset, first)
        assert told[0][0].excerpt == "Ort"
    with open_dataset(folder) as dataset:
        index = index_of(dataset)
        kept = index.parts_of(index.article_ids.positions([each.article.id for each in newest]))
        assert kept is not None
        files = table_files(folder)
        assert len(files["articles"]) == 7 > len(kept)
        for table in ("articles", "mentions"):
            for part, file in enumerate(files[table]):
                if part not in kept:
                    file.write_bytes(b"\0" * file.stat().st_size)
        assert select_listed(dataset, Selection(), "newest", 2) == newest
        assert select_mentions(dataset, asked, place_id=place.place.id) == told[0]
        assert read_article(dataset, first) == told[1]
        with pytest.raises(DamagedDatasetError, match="not as it was written"):
            select_listed(dataset, Selection(), "newest", 40)
