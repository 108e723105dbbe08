from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from places.gazetteer import Entry, Name, open_gazetteer
from places.gazetteer.cache import CACHE_VARIABLE, build_once
from places.model import Place


@dataclass(frozen=True)
class Towns:
    version: str = "1"
    name: str = "towns"
    credit: str = "written for the tests"

    def entries(self) -> Iterator[Entry]:
        for key, latitude, people, names in (
            ("a", 48.0, 500, (Name("Müllrose", "de", True), Name("Muellrose", None, role="alternate"))),
            ("b", 49.0, 900, (Name("Mullrose"),)),
            ("c", 50.0, 100, (Name("Altdorf", "de", True), Name("Old Village", "en", True, "former"))),
        ):
            place = Place(
                f"t:{key}",
                names[0].text,
                "city",
                latitude,
                10.0,
                ("DE",),
                people,
                names={"de": names[0].text},
            )
            yield Entry(place, names, "PPL", "DE-BY")


@dataclass(frozen=True)
class OtherTowns(Towns):
    name: str = "other"

    def entries(self) -> Iterator[Entry]:
        yield Entry(Place("t:a", "Gegenort", "city", 1.0, 1.0), (Name("Gegenort"),))


def test_a_place_comes_back_as_the_source_gave_it(tmp_path: Path) -> None:
    gazetteer = open_gazetteer([Towns()], tmp_path)
    place = gazetteer.place("t:a")
    assert (place.name, place.kind, place.country_codes, place.names) == (
        "Müllrose",
        "city",
        ("DE",),
        {"de": "Müllrose"},
    )
    with pytest.raises(KeyError):
        gazetteer.place("t:nowhere")


def test_a_lookup_puts_the_exact_spelling_first_and_then_the_larger_place(tmp_path: Path) -> None:
    gazetteer = open_gazetteer([Towns()], tmp_path)
    assert [found.place.id for found in gazetteer.lookup("Müllrose")] == ["t:a", "t:b"]
    assert [found.place.id for found in gazetteer.lookup("mullrose")] == ["t:b", "t:a"]
    assert [found.place.id for found in gazetteer.lookup("old-village")] == ["t:c"]
    assert list(gazetteer.lookup("Atlantis")) == list(gazetteer.lookup("")) == []


def test_of_two_entries_with_one_id_the_first_source_s_counts(tmp_path: Path) -> None:
    assert open_gazetteer([Towns(), OtherTowns()], tmp_path).place("t:a").name == "Müllrose"
    assert open_gazetteer([OtherTowns(), Towns()], tmp_path).place("t:a").name == "Gegenort"


def test_the_nearest_places_come_with_their_distance(tmp_path: Path) -> None:
    (place, distance), (second, _) = open_gazetteer([Towns()], tmp_path).near(48.1, 10.0, 2)
    assert (place.id, second.id) == ("t:a", "t:b")
    assert distance == pytest.approx(11.12, abs=0.01)


def test_an_index_is_built_once_for_each_version_of_its_sources(tmp_path: Path) -> None:
    folders = {open_gazetteer([Towns(version)], tmp_path).folder for version in ("1", "1", "2")}
    assert len(folders) == 2
    assert open_gazetteer([Towns()], tmp_path).versions == {"towns": "1"}


def test_a_new_index_takes_the_place_of_those_that_nobody_has_opened_for_months(tmp_path: Path) -> None:
    old, in_use = (open_gazetteer([Towns(version)], tmp_path).folder for version in ("1", "2"))
    months_ago = time.time() - 100 * 24 * 3600
    for folder in (old, in_use):
        os.utime(folder, (months_ago, months_ago))
    open_gazetteer([Towns("2")], tmp_path)
    new = open_gazetteer([Towns("3")], tmp_path).folder
    assert set(tmp_path.iterdir()) == {in_use, new}


def test_the_environment_may_name_the_folder_of_indexes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "elsewhere"))
    assert open_gazetteer([Towns()]).folder.parent == tmp_path / "elsewhere"


def test_two_builders_at_once_leave_one_whole_folder(tmp_path: Path) -> None:
    meet = threading.Barrier(2)

    def write(unfinished: Path) -> None:
        meet.wait(5)
        (unfinished / "content").write_text("whole")

    builders = [threading.Thread(target=build_once, args=(tmp_path / "index", write)) for _ in range(2)]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()
    assert [path.name for path in tmp_path.iterdir()] == ["index"]
    assert (tmp_path / "index" / "content").read_text() == "whole"


def test_a_builder_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(_: Path) -> None:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        build_once(tmp_path / "index", fail)
    assert list(tmp_path.iterdir()) == []
