"""Where very many mentions stand is told in a file of its own, and says what the tables say."""

from __future__ import annotations

import random
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
from places.dataset.manifest import OFFSETS, files_beside, read_manifest
from places.model import Article, Candidate, Checked, Evidence, Mention, PartialDate, Place
from places.query import explain, index_of, read_mentions, select_company, select_mentions, select_timeline
from places.query.company import count_company
from places.query.offsets import offsets_of
from places.selection import Selection

NAMES = ("Aurach", "Bühl", "Celle", "Dülmen", "Erding", "Fürth")
PLACES = {
    name: Place(f"own:{name}", name, "city" if number % 2 else "water", number, number)
    for number, name in enumerate(NAMES)
}
SELECTIONS = (
    Selection(),
    Selection(kinds=("city",)),
    Selection(undated=False, first=date(2020, 1, 9)),
    Selection(checked=True),
    Selection(checked=False),
)


def article(number: int, chance: random.Random) -> tuple[Article, list[Mention]]:
    """Write sentences with towns, in capitals now and then, and tell where each stands."""
    text, mentions = "", []
    for _ in range(chance.randrange(5)):
        begin, named = len(text), chance.sample(NAMES, chance.randrange(1, 4))
        sentence = f"{' und '.join(named)} feiern."
        if chance.random() < 0.3:
            sentence = sentence.upper()
        for name in named:
            start = begin + sentence.lower().index(name.lower())
            place = PLACES[name]
            candidate = Candidate(
                *(place.id, 0.9, name, place.kind, place.latitude, place.longitude), (), (Evidence("x", 1.0),)
            )
            mentions.append(
                Mention(
                    *(start, start + len(name), sentence[start - begin :][: len(name)], place),
                    *(chance.choice((0.25, 0.5, 0.75, 1.0)), (candidate,), begin, begin + len(sentence)),
                    checked=Checked("ada", None, 1) if chance.random() < 0.05 else None,
                )
            )
        text += f"{sentence} "
    day = date(2020, 1, 1) + timedelta(days=chance.randrange(20))
    dated = PartialDate(day, day) if number % 5 else None
    return Article(f"a{number:02}", f"Bericht {number}", text, published=dated), mentions


def write(folder: Path, seed: int = 1) -> Path:
    chance = random.Random(seed)
    written = [article(number, chance) for number in range(60)]
    with DatasetWriter(folder) as writer:
        for each, mentions in written:
            writer.add([each], mention_table([(each.id, mentions)]), list(PLACES.values()))
        writer.commit({})
    return folder


def offsets_file(folder: Path) -> Path | None:
    return files_beside(folder, read_manifest(folder)[0]).get(OFFSETS)


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("places.dataset.arranged.MANY", 1)


@pytest.fixture(params=[1, 2])
def both(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Dataset, Dataset]]:
    few = write(tmp_path / "few", request.param)
    monkeypatch.setattr("places.dataset.arranged.MANY", 1)
    many = write(tmp_path / "many", request.param)
    with open_dataset(few) as plain, open_dataset(many) as told:
        assert offsets_of(plain) is None
        assert offsets_of(told) is not None
        yield plain, told


def test_each_mention_has_a_row_that_says_what_the_table_says(both: tuple[Dataset, Dataset]) -> None:
    _, dataset = both
    index, offsets = index_of(dataset), offsets_of(dataset)
    assert offsets is not None
    told = {
        (index.article_ids[number], int(offsets.start[row])): (
            index.places.ids[int(offsets.place[row])],
            offsets.surfaces[int(offsets.surface[row])].as_py(),
            int(offsets.length[row]),
            int(offsets.before[row]),
            int(offsets.after[row]),
            float(offsets.sure(np.array([row]))[0]),
        )
        for number in range(len(index.article_ids))
        for row in range(int(index.mentions_before[number]), int(index.mentions_before[number + 1]))
    }
    rows = dataset.rows(
        'SELECT article_id, start, place_id, surface, "end" - start, start - excerpt_start, '
        'excerpt_end - "end", confidence FROM mentions'
    )
    assert len(told) == len(rows) > 100
    assert told == {(row[0], row[1]): tuple(row[2:]) for row in rows}


def test_a_place_is_read_the_same_with_the_file_and_without(both: tuple[Dataset, Dataset]) -> None:
    plain, told = both
    for selection in SELECTIONS:
        for place in PLACES.values():
            of = (selection, place.id)
            for limit in (0, 3, 500):
                read = read_mentions(told, *of, limit)
                assert read == read_mentions(plain, *of, limit)
            alone = select_mentions(told, selection, place_id=place.id)
            assert [each.mention for each in read] == alone
            assert select_company(told, *of, 4) == select_company(plain, *of, 4)
            assert select_timeline(told, *of) == select_timeline(plain, *of)
            assert count_company(told, *of) == count_company(plain, *of)


def test_the_forms_of_a_name_are_the_same_with_the_file_and_without(both: tuple[Dataset, Dataset]) -> None:
    plain, told = both
    for place in PLACES.values():
        expected = explain(plain, place.id)
        assert len(expected) == 2
        for form, other in zip(explain(told, place.id), expected, strict=True):
            assert form.confidence == pytest.approx(other.confidence)
            assert (form.surface, form.mentions, form.candidates) == (
                other.surface,
                other.mentions,
                other.candidates,
            )


@pytest.mark.usefixtures("many")
def test_it_is_left_aside_once_a_table_was_changed_by_hand(tmp_path: Path) -> None:
    folder = write(tmp_path / "d")
    with open_dataset(folder) as dataset:
        read = read_mentions(dataset, Selection(), "own:Celle", 30)
    file = table_files(folder)["mentions"][0]
    pq.write_table(pq.read_table(file), file, compression="none")
    with open_dataset(folder) as dataset:
        assert offsets_of(dataset) is None
        assert read_mentions(dataset, Selection(), "own:Celle", 30) == read


@pytest.mark.usefixtures("many")
def test_what_is_cut_or_overwritten_is_told_as_damage(tmp_path: Path) -> None:
    folder = write(tmp_path / "d")
    file = offsets_file(folder)
    assert file is not None
    whole = file.read_bytes()
    for damaged in (whole[: len(whole) // 2], b"", b"x" * len(whole)):
        with open_dataset(folder) as dataset:
            index_of(dataset)
            file.write_bytes(damaged)
            with pytest.raises(DamagedDatasetError, match="offsets-"):
                read_mentions(dataset, Selection(), "own:Celle", 3)
        file.write_bytes(whole)


@pytest.mark.usefixtures("many")
def test_an_excerpt_that_does_not_hold_its_toponym_is_left_to_the_tables(tmp_path: Path) -> None:
    wrong = Mention(4, 9, "Celle", PLACES["Celle"], 0.5, (), 0, 3)
    with DatasetWriter(tmp_path / "d") as writer:
        writer.add(
            [Article("a", "T", "Aus Celle kam nichts.")],
            mention_table([("a", [wrong])]),
            list(PLACES.values()),
        )
        writer.commit({})
    assert offsets_file(tmp_path / "d") is None
    with open_dataset(tmp_path / "d") as dataset:
        assert [each.mention.start for each in read_mentions(dataset, Selection(), "own:Celle", 3)] == [4]
