"""Places are made when somebody asks for them, and are the same however they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from places.dataset import Dataset, DatasetWriter, mention_table, open_dataset
from places.model import KINDS, Article, Place
from places.query import known_places

MADE = [
    Place(
        f"own:{number:03}",
        f"Ort {number}",
        KINDS[number % len(KINDS)],
        number % 90,
        -number,
        names={"en": f"Place {number}"} if number % 3 else {},
        country_codes=("DE",) if number % 2 else (),
    )
    for number in range(100)
]


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    with DatasetWriter(tmp_path / "d") as writer:
        writer.add([Article("a", "T", "Ort")], mention_table([]), MADE)
        writer.commit({})
    return open_dataset(tmp_path / "d")


def test_places_are_the_same_one_by_one_and_all_together(dataset: Dataset) -> None:
    places = known_places(dataset)
    assert [places[position] for position in range(100)] == MADE
    assert places[-1] == MADE[-1]
    assert places[10:12] == MADE[10:12]
    assert list(places) == MADE


def test_columns_of_all_places_say_what_each_place_says(dataset: Dataset) -> None:
    places = known_places(dataset)
    assert places.ids == [place.id for place in MADE]
    assert places.kind_names == [place.kind for place in MADE]
    for language in ("en", "de", "zz"):
        assert places.names_in(language) == [place.name_in(language) for place in MADE]
    assert places.latitudes.tolist() == [place.latitude for place in MADE]
    assert [places.positions[place.id] for place in MADE] == list(range(100))
