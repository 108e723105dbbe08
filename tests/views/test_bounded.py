"""What the map is sent of very many places is a small message: what is in sight, the most named first."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from places.dataset import Dataset, DatasetWriter, mention_table, open_dataset
from places.language import language
from places.maps import FetchedPlaces, places_data
from places.model import Article, MapView, Mention, Place
from places.query import known_places
from places.selection import Selection
from places.views import fetched
from places.views.bounded import MOST, bounded

SAY = language("de")
NUMBER = 30_000
HERE = MapView(50.0, 10.0, 6.0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_many(tmp_path_factory.mktemp("many") / "dataset")


def write_many(folder: Path) -> Path:
    """Write six articles with 30,000 places all over the world; a few are named twice."""
    chance = np.random.default_rng(3)
    points = np.column_stack((chance.uniform(-60, 75, NUMBER), chance.uniform(-180, 180, NUMBER))).round(3)
    places = [
        Place(f"own:{at:05}", f"Ort {at}", "city", latitude, longitude)
        for at, (latitude, longitude) in enumerate(points.tolist())
    ]
    with DatasetWriter(folder) as writer:
        for first in range(0, NUMBER, 5_000):
            mentions = [
                Mention(0, 3, "Ort", place, 0.9, (), 0, 3)
                for at, place in enumerate(places[first : first + 5_000])
                for _ in range(1 + (at % 50 == 0))
            ]
            article = Article(f"a{first}", "Viele", "Ort", path="a.txt")
            writer.add([article], mention_table([(article.id, mentions)]), places[first : first + 5_000])
        writer.commit({})
    return folder


@pytest.fixture
def dataset(folder: Path):
    with open_dataset(folder) as dataset:
        yield dataset


def sent(dataset: Dataset, selection: Selection | None = None, view: MapView | None = None) -> FetchedPlaces:
    selection = selection or Selection()
    return bounded(dataset, selection, fetched.fetched_places(dataset, selection, SAY), view)


def drawn(dataset: Dataset, places: FetchedPlaces) -> list[Place]:
    return [place for place, look in zip(known_places(dataset), places.look, strict=True) if look]


def near(place: Place) -> bool:
    return abs(place.latitude - HERE.latitude) < 10 and abs(place.longitude - HERE.longitude) < 15


def test_the_message_is_small_and_says_how_many_places_are_left_out(dataset: Dataset) -> None:
    places = sent(dataset)
    assert len(json.dumps(places_data(places), separators=(",", ":"))) < MOST * 1.25
    assert places.in_part
    assert places.undrawn == NUMBER - len(drawn(dataset, places))


def test_the_most_named_places_are_sent_first(dataset: Dataset) -> None:
    twice = {f"own:{at:05}" for first in range(0, NUMBER, 5_000) for at in range(first, first + 5_000, 50)}
    assert twice <= {place.id for place in drawn(dataset, sent(dataset))}


def test_near_by_all_places_in_sight_are_sent_and_nothing_is_said_of_others(dataset: Dataset) -> None:
    places = sent(dataset, view=HERE)
    here = {place.id for place in known_places(dataset) if near(place)}
    assert here
    assert here <= {place.id for place in drawn(dataset, places)}
    assert (places.in_part, places.undrawn) == (True, 0)


def test_places_across_the_date_line_are_in_sight(dataset: Dataset) -> None:
    places = sent(dataset, view=MapView(0.0, 179.9, 7.0))
    beyond = {
        place.id for place in known_places(dataset) if place.longitude < -177 and abs(place.latitude) < 2
    }
    assert beyond
    assert beyond <= {place.id for place in drawn(dataset, places)}


def test_the_chosen_place_is_sent_wherever_it_is(dataset: Dataset) -> None:
    far = next(place for place in known_places(dataset) if place.latitude < -50)
    chosen = sent(dataset, Selection(place=far.id), HERE)
    assert far.id in {place.id for place in drawn(dataset, chosen)}


def test_a_message_that_is_small_is_left_as_it_is(dataset: Dataset) -> None:
    selection = Selection(articles=("a0",))
    every = fetched.fetched_places(dataset, selection, SAY)
    assert bounded(dataset, selection, every, HERE) is every
