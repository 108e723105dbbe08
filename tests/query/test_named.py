from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.dataset import Dataset, open_dataset
from places.query import find_named
from places.sample import DATASET


@pytest.fixture(scope="module")
def sample() -> Iterator[Dataset]:
    with open_dataset(DATASET) as dataset:
        yield dataset


def names(query: str, limit: int = 8) -> list[str]:
    with open_dataset(DATASET) as dataset:
        return [row.place.name_in("de") for row, _ in find_named(dataset, query, limit)]


@pytest.mark.parametrize("query", ["Pyongyang", "pjongjang", "PJÖNGJANG", "Pjoengjang", " pyong  "])
def test_a_place_is_found_by_any_of_its_names(query: str) -> None:
    assert names(query)[:1] == ["Pjöngjang"]


def test_the_very_name_comes_before_those_that_begin_so_and_these_before_others() -> None:

    assert names("Russland")[0] == "Russland"
    assert names("donezk")[:2] == ["Donezk", "Volksrepublik Donezk"]


def test_two_letters_find_beginnings_alone() -> None:
    with open_dataset(DATASET) as dataset:
        found = find_named(dataset, "ki", 100)
    assert found
    assert all(
        any(word.casefold().startswith("ki") for word in name.replace("-", " ").split()) for _, name in found
    )


def test_at_most_so_many_are_found_the_most_named_first() -> None:
    with open_dataset(DATASET) as dataset:
        found = find_named(dataset, "ukr", 2)
    assert len(found) == 2
    mentions = [row.mentions for row, _ in found]
    assert mentions == sorted(mentions, reverse=True)


@given(query=st.text(max_size=100))
def test_whatever_is_typed_is_looked_for(sample: Dataset, query: str) -> None:
    assert len(find_named(sample, query, 3)) <= 3


def test_nothing_finds_nothing() -> None:
    assert names("") == names("  ") == names("Zzyzx") == []
