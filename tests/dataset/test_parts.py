"""A dataset in parts is the same as one that is whole, and changes part by part."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from places.building import build, revise
from places.dataset import DamagedDatasetError, open_dataset, table_files
from places.dataset.manifest import DIVIDED, FORMAT, read_manifest
from places.dataset.opening import Dataset
from places.dataset.parts import LEAST, MOST, Divider
from places.journal import Everywhere, Journal, PlaceDecided
from places.query import count, select_hits, select_mentions, select_places, select_timeline
from places.selection import Selection

from ..building.changing import PLACES, VERSIONS, Finder, Known
from ..one_part import divide

ARTICLES = 40


def write(folder: Path, articles: int = ARTICLES, *, first: int = 0) -> Path:
    """Write articles of which the seventh, and every seventh after it, names another town."""
    folder.mkdir(exist_ok=True)
    for number in range(first, articles):
        town = "Bregenz" if number % 7 == 0 else "Lindau"
        told = {"text": f"Der Zug {number} nach {town} fuhr ab.", "date": f"2024-01-{number % 28 + 1:02}"}
        (folder / f"{number:03}.json").write_text(json.dumps([told]), encoding="utf-8")
    return folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "articles")


def built(source: Path, dataset: Path) -> Path:
    build(source, dataset, geoparser=Finder(), versions=VERSIONS)
    return dataset


def answers(dataset: Dataset) -> list[object]:
    """Ask what pages ask."""
    asked = [
        Selection(),
        Selection(words="zug 1*"),
        Selection(kinds=frozenset({"city"})),
        Selection(words="12"),
    ]
    return [
        *(count(dataset, each) for each in asked),
        *(
            [(row.place.id, row.mentions, row.articles) for row in select_places(dataset, each)]
            for each in asked
        ),
        select_timeline(dataset, Selection()),
        select_hits(dataset, Selection(words="Zug"), 12),
        [row.excerpt for row in select_mentions(dataset, Selection(), limit=30)],
        dataset.rows("SELECT * FROM articles"),
        dataset.rows("SELECT * FROM mentions"),
        dataset.rows("SELECT * FROM pairs"),
    ]


def lengths(ids: list[str]) -> list[int]:
    divider = Divider()
    found = [0]
    for article_id in ids:
        found[-1] += 1
        if divider.ends_after(article_id):
            found.append(0)
    return found


def test_parts_have_ten_to_twenty_thousand_articles_and_one_that_comes_moves_the_borders_beside_it_alone():
    ids = [f"artikel-{number}" for number in range(200_000)]
    before = lengths(ids)
    assert all(LEAST <= length <= MOST for length in before[:-1])
    ids.insert(30_000, "neu")
    assert len(set(enumerate(lengths(ids))) ^ set(enumerate(before))) <= 4


@pytest.mark.slow
def test_a_dataset_in_parts_answers_as_one_that_is_whole(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_dataset(built(source, tmp_path / "whole")) as dataset:
        whole = answers(dataset)
        assert dataset.manifest["format"] == FORMAT
    divide(monkeypatch, 6)
    with open_dataset(built(source, tmp_path / "parts")) as dataset:
        assert answers(dataset) == whole
        assert dataset.manifest["format"] == DIVIDED
        assert dataset.has_pairs
    assert len(table_files(tmp_path / "parts")["articles"]) > 4


def test_another_build_parses_nothing_and_an_article_that_comes_leaves_the_other_parts(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    divide(monkeypatch, 6)
    before = table_files(built(source, tmp_path / "d"))
    finder = Finder()
    write(source, ARTICLES + 1, first=ARTICLES)
    report = build(source, tmp_path / "d", geoparser=finder, versions=VERSIONS)
    assert report.articles_reused == ARTICLES
    assert len(finder.parsed) == 1
    after = table_files(tmp_path / "d")
    assert after["articles"][:-2] == before["articles"][: len(after["articles"]) - 2]


def test_a_decision_writes_those_parts_alone_in_which_the_name_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    divide(monkeypatch, 6)
    source = write(tmp_path / "articles")
    told = {"text": "Ein Boot legte in Bregenz am Hafen an."}
    for file in source.glob("0??.json"):
        if "Bregenz" in file.read_text(encoding="utf-8"):
            file.write_text(file.read_text(encoding="utf-8").replace("Bregenz", "Lindau"), encoding="utf-8")
    (source / "020.json").write_text(json.dumps([told]), encoding="utf-8")
    before = table_files(built(source, tmp_path / "d"))
    journal = Journal(tmp_path / "journal.sqlite")
    journal.append("anna", [PlaceDecided(Everywhere("Bregenz"), PLACES["Lindau"].id)])
    assert revise(tmp_path / "d", journal, geoparser=Finder(), places=Known()).articles == 1
    after = table_files(tmp_path / "d")
    assert after["articles"] == before["articles"]
    assert len(set(after["mentions"]) - set(before["mentions"])) == 1
    with open_dataset(tmp_path / "d") as dataset:
        assert dataset.rows("SELECT DISTINCT place_id FROM mentions") == [(PLACES["Lindau"].id,)]


def test_a_part_that_is_damaged_or_missing_is_named(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    divide(monkeypatch, 6)
    part = table_files(built(source, tmp_path / "d"))["mentions"][2]
    whole = part.read_bytes()
    part.write_bytes(b"PAR1" + whole[4:-9] + bytes(9))
    with pytest.raises(DamagedDatasetError, match=part.name), open_dataset(tmp_path / "d") as dataset:
        dataset.rows("SELECT * FROM mentions")
    part.unlink()
    with pytest.raises(DamagedDatasetError, match=f"{part.name} is missing"):
        open_dataset(tmp_path / "d")


def test_a_manifest_with_fewer_parts_of_one_table_than_of_the_other_is_damaged(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    divide(monkeypatch, 6)
    built(source, tmp_path / "d")
    file = tmp_path / "d" / "dataset.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    manifest["files"]["mentions"].pop()
    file.write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(DamagedDatasetError, match="does not name its files"):
        read_manifest(tmp_path / "d")


def test_a_dataset_in_parts_is_read_as_articles(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    divide(monkeypatch, 6)
    built(source, tmp_path / "d")
    with (
        open_dataset(built(tmp_path / "d", tmp_path / "again")) as again,
        open_dataset(tmp_path / "d") as first,
    ):
        texts = "SELECT id, text, published_first FROM articles"
        assert again.rows(texts) == first.rows(texts)


def test_mentions_are_found_in_every_part(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    divide(monkeypatch, 6)
    with open_dataset(built(source, tmp_path / "d")) as dataset:
        rows = select_mentions(dataset, Selection(), place_id=PLACES["Bregenz"].id)
    assert [row.surface for row in rows] == ["Bregenz"] * len(range(0, ARTICLES, 7))
