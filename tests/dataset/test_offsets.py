"""Where very many mentions stand is told in a file of its own, and says what the tables say."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
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
from places.dataset.schema import TABLES
from places.dataset.workshop import Workshop
from places.dataset.writing import commit_tables
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


def test_the_mention_that_stands_for_a_form_is_the_same_with_the_file_and_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    explained = []
    for many in (1_000, 1):
        monkeypatch.setattr("places.dataset.arranged.MANY", many)
        chance = random.Random(3)
        with DatasetWriter(tmp_path / str(many)) as writer:
            for number in range(200):
                # Half of them are as far above the mean as the others are below it, but for the last digits.
                sure = 0.5 + (-1) ** number * 0.1 + chance.uniform(-1e-6, 1e-6)
                candidate = Candidate(f"own:{number}", 1.0, "", "city", 0, 0, (), ())
                mention = Mention(0, 5, "Celle", PLACES["Celle"], sure, (candidate,), 0, 5)
                of_article = mention_table([(f"a{number:03}", [mention])])
                writer.add([Article(f"a{number:03}", "T", "Celle")], of_article, list(PLACES.values()))
            writer.commit({})
        with open_dataset(tmp_path / str(many)) as dataset:
            assert (offsets_of(dataset) is None) == (many > 1)
            (form,) = explain(dataset, "own:Celle")
            explained.append([each.place_id for each in form.candidates])
    assert explained[0] == explained[1]


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
@pytest.mark.slow
def test_what_is_overwritten_in_part_is_told_as_damage_or_passed_over(tmp_path: Path) -> None:
    folder = write(tmp_path / "d")
    file = offsets_file(folder)
    assert file is not None
    whole = file.read_bytes()
    told = []
    for at in range(0, len(whole), 40):
        file.write_bytes(whole[:at] + b"\xfe" * 20 + whole[at + 20 :])
        with open_dataset(folder) as dataset:
            try:
                assert len(read_mentions(dataset, Selection(), "own:Celle", 100)) <= 100
                explain(dataset, "own:Celle")
                select_company(dataset, Selection(), "own:Celle")
            except DamagedDatasetError as error:
                told.append(str(error))
    assert told
    assert all("offsets-" in line for line in told)


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


def in_another_order(mentions: pa.Table) -> pa.Table:
    of_last = pc.equal(mentions.column("article_id"), mentions.column("article_id")[-1])
    others = mentions.filter(pc.invert(of_last)).sort_by([("place_id", "ascending")])
    return pa.concat_tables([others, mentions.filter(of_last)])


def without_some_surfaces(mentions: pa.Table) -> pa.Table:
    surfaces = [None, *mentions.column("surface").to_pylist()[1:]]
    return mentions.set_column(mentions.column_names.index("surface"), "surface", pa.array(surfaces))


def with_one_excerpt_behind_its_toponym(mentions: pa.Table) -> pa.Table:
    for name in ("start", "end", "excerpt_start", "excerpt_end"):
        numbers = mentions.column(name).to_pylist()
        if name == "excerpt_start":
            numbers[0] = mentions.column("start")[0].as_py() + 1
        column = pa.array(numbers, pa.uint64())
        mentions = mentions.set_column(mentions.column_names.index(name), name, column)
    return mentions


@pytest.mark.parametrize(
    "change", [in_another_order, without_some_surfaces, with_one_excerpt_behind_its_toponym]
)
def test_what_a_hand_did_to_the_mentions_is_read_as_it_is_once_the_dataset_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[pa.Table], pa.Table]
) -> None:
    read = []
    for few in (True, False):
        monkeypatch.setattr("places.dataset.arranged.MANY", 10_000 if few else 1)
        folder = write(tmp_path / str(few))
        files = table_files(folder)
        (file,) = files["mentions"]
        pq.write_table(change(pq.read_table(file)), file)
        commit_tables(Workshop(folder), {name: files[name] for name in TABLES}, {"counts": {}}, {})
        assert offsets_file(folder) is None
        with open_dataset(folder) as dataset:
            read.append([read_mentions(dataset, Selection(), place.id, 500) for place in PLACES.values()])
    assert read[0] == read[1]


def test_mentions_that_begin_as_one_are_read_in_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Celle Aurach"
    spans = [(0, 12, "Aurach"), (0, 5, "Fürth"), (0, 5, "Celle"), (0, 12, "Celle"), (6, 12, "Aurach")]
    mentions = [
        Mention(start, end, text[start:end], PLACES[name], 0.5, (), 0, 12) for start, end, name in spans
    ]
    for many in (100, 1):
        monkeypatch.setattr("places.dataset.arranged.MANY", many)
        with DatasetWriter(tmp_path / str(many)) as writer:
            for number in range(30):
                of_article = random.Random(number).sample(mentions, len(mentions))
                writer.add(
                    [Article(f"a{number}", "T", text)],
                    mention_table([(f"a{number}", of_article)]),
                    list(PLACES.values()),
                )
            writer.commit({})
        with open_dataset(tmp_path / str(many)) as dataset:
            assert (offsets_of(dataset) is None) == (many > 1)
            every = [(each.start, each.end, each.place_id) for each in select_mentions(dataset, Selection())]
            assert every == sorted((start, end, PLACES[name].id) for start, end, name in spans) * 30
            for reading in read_mentions(dataset, Selection(), "own:Aurach", 60):
                inside = [(each.start, each.end, each.place_id) for each in reading.inside]
                assert inside == sorted(inside)


@pytest.mark.usefixtures("many")
def test_what_stands_beside_a_place_in_an_article_with_very_many_mentions_is_counted_in_little_memory(
    tmp_path: Path,
) -> None:
    number = 4_000
    mentions = [
        Mention(at, at + 5, "Celle", PLACES[name], 0.5, (), sentence * 20, sentence * 20 + 18)
        for sentence in range(number)
        for at, name in ((sentence * 20, "Celle"), (sentence * 20 + 12, "Erding"))
    ]
    with DatasetWriter(tmp_path / "d") as writer:
        text = "Celle sowie Celle.  " * number
        writer.add([Article("a", "T", text)], mention_table([("a", mentions)]), list(PLACES.values()))
        writer.commit({})
    with open_dataset(tmp_path / "d") as dataset:
        assert offsets_of(dataset) is not None
        tracemalloc.start()
        (beside,) = select_company(dataset, Selection(), "own:Celle")
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert (beside.row.place.name, beside.sentences) == ("Erding", number)
    assert most < 20_000_000
