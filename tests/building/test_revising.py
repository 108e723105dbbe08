"""What people change is in a dataset at once, and the same as in one that is built anew."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from places.building import build, revise
from places.dataset import DatasetError, open_dataset
from places.dataset.manifest import MANIFEST, SEARCH, read_manifest
from places.journal import (
    ArticleAdded,
    ArticleEdited,
    ArticleRemoved,
    ArticleRestored,
    Everywhere,
    InArticle,
    InSource,
    Journal,
    MentionChecked,
    OneMention,
    OwnPlaceDeleted,
    OwnPlaceMerged,
    OwnPlaceSaved,
    PlaceChecked,
    PlaceDecided,
    RefusedError,
    Said,
)
from places.model import Article
from places.sample import DATASET

from ..one_part import divide
from .changing import AS_FOUND, STEG, VERSIONS, Finder, Known, found

ADDED = [
    Article("y", "Neu", "Von Bregenz nach Lindau.", "de", source="Bote"),
    Article("z", "Neuer", "Vom Steg nach Lindau.", "de", source="Blatt"),
]
MOVED = OwnPlaceSaved("made:steg", "Seebrücke", "site", 47.6, 9.7, ("DE",), {"de": "Seebrücke"}, "am Ufer")


def indexed_articles(file: Path) -> list[tuple[str, bytes]]:
    """Tell which articles stand in an index, each with what it was made of."""
    with closing(sqlite3.connect(file)) as index:
        return sorted(index.execute("SELECT id, made_of FROM articles"))


def differences(live: Path, anew: Path) -> dict[str, object]:
    """Compare two datasets, file by file and word by word."""
    one, other = read_manifest(live)[0], read_manifest(anew)[0]
    told = ("built", "revised", "software", "revision_of")
    # An index that took in changes is another file than one made anew, and finds the same.
    indexed = [
        indexed_articles(each / about["files"].pop(SEARCH)) for each, about in ((live, one), (anew, other))
    ]
    assert indexed[0] == indexed[1]
    return {
        name: (one.get(name), other.get(name))
        for name in one.keys() | other.keys()
        if name not in told and one.get(name) != other.get(name)
    }


STEPS: dict[str, list[Said]] = {
    "a name everywhere": [PlaceDecided(Everywhere("Lindau"), "test:berlin", "überall")],
    "no place": [PlaceDecided(Everywhere("Bregenz"), None)],
    "a name in an article": [PlaceDecided(InArticle("Bregenz", "a"), "test:lindau")],
    "a name in a source": [PlaceDecided(InSource("Lindau", "Bote"), None)],
    "one mention": [PlaceDecided(OneMention("b", 5, 11, "Lindau"), "test:bregenz")],
    "missed words, a place of one's own": [STEG, PlaceDecided(OneMention("a", 32, 36, "Steg"), "made:steg")],
    "a name that was found nowhere": [STEG, PlaceDecided(Everywhere("Steg"), "made:steg")],
    "a place moved": [STEG, PlaceDecided(Everywhere("Steg"), "made:steg"), MOVED],
    "a place merged": [
        STEG,
        PlaceDecided(Everywhere("Lindau"), "made:steg"),
        OwnPlaceMerged("made:steg", "test:bregenz"),
    ],
    "a place deleted": [STEG, PlaceDecided(Everywhere("Lindau"), "made:steg"), OwnPlaceDeleted("made:steg")],
    "checked": [
        MentionChecked(OneMention("a", 4, 10, "Lindau"), "test:lindau"),
        PlaceChecked("test:bregenz"),
    ],
    "an article removed": [ArticleRemoved("b")],
    "an article edited": [ArticleEdited("b", published="2024-06", author="Anna", tags=("x",))],
    "an article whose source is another one": [ArticleEdited("b", source="Blatt", title="Anders")],
    "articles added": [ArticleAdded.of(each) for each in ADDED],
    "an added article removed": [ArticleAdded.of(ADDED[0]), ArticleRemoved("y")],
    "an added article edited": [ArticleAdded.of(ADDED[1]), ArticleEdited("z", title="Anders")],
}


@pytest.fixture(scope="module", params=[10_000, 2], ids=["whole", "in parts"])
def parts(request: pytest.FixtureRequest) -> Iterator[int]:
    """Divide datasets after so many articles."""
    with pytest.MonkeyPatch.context() as patch:
        divide(patch, request.param)
        yield int(request.param)


@pytest.fixture(scope="module")
def built(parts: int, source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give what every dataset to be revised is a copy of."""
    folder = tmp_path_factory.mktemp(f"built-{parts}") / "live"
    build(source, folder, geoparser=Finder(), versions=VERSIONS)
    return folder


@pytest.mark.parametrize("step", STEPS)
def test_a_dataset_that_was_revised_is_the_one_that_is_built_anew_and_so_it_is_after_an_undo(
    source: Path, built: Path, tmp_path: Path, journal: Journal, step: str
) -> None:
    shutil.copytree(built, tmp_path / "live")
    before = read_manifest(tmp_path / "live")[0]["files"]
    indexed = indexed_articles(tmp_path / "live" / before.pop(SEARCH))
    for said in STEPS[step]:
        journal.append("anna", [said], texts=[each.text for each in ADDED])
        revise(tmp_path / "live", journal, geoparser=Finder(), places=Known())
    build(source, tmp_path / "anew", geoparser=Finder(), versions=VERSIONS, journal=journal, places=Known())
    assert differences(tmp_path / "live", tmp_path / "anew") == {}
    journal.undo("anna", range(len(STEPS[step]), 0, -1))
    revised = revise(tmp_path / "live", journal, geoparser=Finder(), places=Known())
    assert revised.last == 2 * len(STEPS[step])
    assert found(tmp_path / "live") == AS_FOUND
    after = read_manifest(tmp_path / "live")[0]["files"]
    assert indexed_articles(tmp_path / "live" / after.pop(SEARCH)) == indexed
    assert after == before


@pytest.mark.slow
@pytest.mark.usefixtures("parts")
def test_a_hundred_steps_at_random_lead_to_what_a_build_makes_of_them(
    source: Path, tmp_path: Path, journal: Journal
) -> None:
    chance = random.Random(17)
    build(source, tmp_path / "live", geoparser=Finder(), versions=VERSIONS)
    every = [said for step in STEPS.values() for said in step]
    every += [ArticleRestored("b"), PlaceDecided(Everywhere("Lindau"), "test:bregenz")]
    accepted = 0
    for _ in range(100):
        try:
            if chance.random() < 0.4 and journal.last():
                journal.undo("bert", [chance.randrange(journal.last()) + 1])
            else:
                journal.append("anna", [chance.choice(every)], texts=[each.text for each in ADDED])
        except RefusedError:
            continue
        accepted += 1
        if chance.random() < 0.5:
            revise(tmp_path / "live", journal, geoparser=Finder(), places=Known())
    revise(tmp_path / "live", journal, geoparser=Finder(), places=Known())
    build(source, tmp_path / "anew", geoparser=Finder(), versions=VERSIONS, journal=journal, places=Known())
    assert accepted > 50
    assert differences(tmp_path / "live", tmp_path / "anew") == {}
    build(source, tmp_path / "live", geoparser=Finder(), versions=VERSIONS, journal=journal, places=Known())
    assert differences(tmp_path / "live", tmp_path / "anew") == {}


def test_what_a_table_says_still_holds_when_the_journal_says_more(tmp_path: Path, journal: Journal) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Von Lindau nach Bregenz, von Lindau.", encoding="utf-8")
    (folder / "corrections.csv").write_text("name,article,place\nLindau,a.txt,none\n", encoding="utf-8")
    build(folder, tmp_path / "live", geoparser=Finder(), versions=VERSIONS)
    journal.append("anna", [PlaceDecided(Everywhere("Bregenz"), "test:berlin")])
    revise(tmp_path / "live", journal, places=Known())
    assert [row[1:] for row in found(tmp_path / "live")] == [("Bregenz", "test:berlin")]
    build(folder, tmp_path / "anew", geoparser=Finder(), versions=VERSIONS, journal=journal, places=Known())
    assert differences(tmp_path / "live", tmp_path / "anew") == {}


def test_only_articles_that_a_change_touches_are_settled_and_none_is_parsed(
    source: Path, tmp_path: Path, journal: Journal
) -> None:
    build(source, tmp_path / "live", geoparser=Finder(), versions=VERSIONS)
    finder = Finder()
    journal.append("anna", [PlaceDecided(InArticle("Bregenz", "c"), None)])
    revised = revise(tmp_path / "live", journal, geoparser=finder, places=Known())
    assert (revised.articles, revised.parsed, finder.parsed) == (1, 0, [])
    again = revise(tmp_path / "live", journal, geoparser=finder, places=Known())
    assert (again.articles, again.folder, again.last) == (0, tmp_path / "live", 1)
    journal.append("anna", [ArticleEdited("c", language="en")])
    assert revise(tmp_path / "live", journal, geoparser=finder, places=Known()).parsed == 1


def test_whoever_has_a_dataset_open_sees_the_old_one_whole_and_the_new_one_at_the_next_look(
    source: Path, tmp_path: Path, journal: Journal
) -> None:
    build(source, tmp_path / "live", geoparser=Finder(), versions=VERSIONS)
    query = "SELECT count(*) FROM mentions WHERE surface = 'Lindau'"
    with open_dataset(tmp_path / "live") as opened:
        journal.append("anna", [PlaceDecided(Everywhere("Lindau"), None)])
        revise(tmp_path / "live", journal, places=Known())
        assert opened.rows(query) == [(3,)]
        assert not opened.is_current
        with open_dataset(tmp_path / "live") as anew:
            assert anew.rows(query) == [(0,)]


def test_the_dataset_that_comes_along_is_revised_in_a_copy(
    tmp_path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    before = {file.name: file.read_bytes() for file in DATASET.iterdir()}
    assert revise(DATASET, journal).folder == DATASET
    journal.append("anna", [PlaceDecided(Everywhere("Berlin"), None)])
    revised = revise(DATASET, journal, places=NoPlaces())
    assert revised.folder.is_relative_to(tmp_path / "cache")
    assert "Berlin" not in {row[1] for row in found(revised.folder)}
    journal.append("anna", [PlaceDecided(Everywhere("Moskau"), None)])
    assert revise(DATASET, journal, places=NoPlaces()).folder == revised.folder
    assert not {"Berlin", "Moskau"} & {row[1] for row in found(revised.folder)}
    assert {file.name: file.read_bytes() for file in DATASET.iterdir()} == before


class NoPlaces:
    """A gazetteer that nobody should ask."""

    def place(self, place_id: str) -> object:
        raise AssertionError(place_id)


def test_a_dataset_that_was_built_meanwhile_without_the_journal_gets_what_was_said(
    source: Path, tmp_path: Path, journal: Journal
) -> None:
    build(source, tmp_path / "live", geoparser=Finder(), versions=VERSIONS)
    journal.append("anna", [PlaceDecided(Everywhere("Lindau"), None), ArticleRemoved("c")])
    revise(tmp_path / "live", journal, places=Known())
    build(source, tmp_path / "live", geoparser=Finder(), versions=VERSIONS)
    assert found(tmp_path / "live") == AS_FOUND
    revise(tmp_path / "live", journal, places=Known())
    assert found(tmp_path / "live") == [("a", "Bregenz", "test:bregenz")]


def test_another_journal_takes_the_place_of_the_one_that_was_lost(
    source: Path, tmp_path: Path, journal: Journal
) -> None:
    build(source, tmp_path / "live", geoparser=Finder(), versions=VERSIONS)
    journal.append("anna", [PlaceDecided(Everywhere("Lindau"), None), ArticleRemoved("c")])
    revise(tmp_path / "live", journal, places=Known())
    other = Journal(tmp_path / "other.sqlite")
    revise(tmp_path / "live", other, places=Known())  # it says nothing: what is there stays
    assert found(tmp_path / "live") == [("a", "Bregenz", "test:bregenz")]
    other.append("bert", [PlaceDecided(InArticle("Bregenz", "a"), None)])
    revise(tmp_path / "live", other, places=Known())
    assert found(tmp_path / "live") == [row for row in AS_FOUND if row[:2] != ("a", "Bregenz")]


def test_a_dataset_of_an_older_form_is_told_in_one_line(
    source: Path, tmp_path: Path, journal: Journal
) -> None:
    build(source, tmp_path / "live", geoparser=Finder(), versions=VERSIONS)
    manifest = json.loads((tmp_path / "live" / MANIFEST).read_text(encoding="utf-8"))
    (tmp_path / "live" / MANIFEST).write_text(json.dumps({**manifest, "format": 2}), encoding="utf-8")
    journal.append("anna", [PlaceDecided(Everywhere("Lindau"), None)])
    with pytest.raises(DatasetError, match="was built by an older version of places; build it again"):
        revise(tmp_path / "live", journal, places=Known())
    with pytest.raises(DatasetError):
        revise(tmp_path / "nowhere", journal)
