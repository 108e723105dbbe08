"""What the map is sent of very many places is a small message that tells of all of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import atan, degrees, pi, sinh
from pathlib import Path

import numpy as np
import pytest

from places.dataset import Dataset, DatasetWriter, mention_table, open_dataset
from places.language import language
from places.maps import CELL_STEPS, Cells, FetchedPlaces, Look, places_data
from places.model import Article, MapView, Mention, Place
from places.query import known_places
from places.selection import Selection
from places.views import comparing, fetched
from places.views.bounded import bounded

SAY = language("de")
NUMBER = 30_000
SMALL = 40_000  # bytes, of which 2,000 are words
HERE = MapView(50.0, 10.0, 6.0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_many(tmp_path_factory.mktemp("many") / "dataset")


def write_many(folder: Path, number: int = NUMBER) -> Path:
    """Write a few articles with places all over the world, 5,000 each; some are named twice."""
    chance = np.random.default_rng(3)
    points = np.column_stack((chance.uniform(-60, 75, number), chance.uniform(-180, 180, number))).round(3)
    places = [
        Place(f"own:{at:05}", f"Ort {at}", "city", latitude, longitude)
        for at, (latitude, longitude) in enumerate(points.tolist())
    ]
    with DatasetWriter(folder) as writer:
        for first in range(0, number, 5_000):
            mentions = [
                Mention(0, 3, "Ort", place, 0.9, (), 0, 3)
                for at, place in enumerate(places[first : first + 5_000])
                for _ in range(1 + (at % 50 == 0))
            ]
            article = Article(f"a{first}", "Viele", "Ort", path="a.txt")
            writer.add([article], mention_table([(article.id, mentions)]), places[first : first + 5_000])
        writer.commit({})
    return folder


@pytest.fixture(scope="module")
def dataset(folder: Path):
    with open_dataset(folder) as dataset:
        yield dataset


def sent(
    dataset: Dataset,
    selection: Selection | None = None,
    view: MapView | None = None,
    kept: Sequence[str] = (),
) -> FetchedPlaces:
    return bounded(dataset, fetched.fetched_places(dataset, selection or Selection(), SAY), view, kept)


def drawn(dataset: Dataset, places: FetchedPlaces) -> list[Place]:
    return [place for place, look in zip(known_places(dataset), places.look, strict=True) if look]


def in_cells(places: FetchedPlaces) -> int:
    return sum(sum(cells.numbers) for cells in places.cells)


def length(places: FetchedPlaces) -> int:
    return len(json.dumps(places_data(places), separators=(",", ":")))


def near(place: Place) -> bool:
    return abs(place.latitude - HERE.latitude) < 8 and abs(place.longitude - HERE.longitude) < 15


@pytest.mark.parametrize("view", [None, MapView(20.0, 0.0, 2.0), HERE, MapView(-30.0, 179.0, 9.0)])
def test_the_message_is_small_and_every_place_is_in_it_alone_or_in_a_cell(
    dataset: Dataset, view: MapView | None
) -> None:
    places = sent(dataset, view=view)
    assert length(places) < SMALL
    assert len(drawn(dataset, places)) > 1_000
    assert len(drawn(dataset, places)) + in_cells(places) == NUMBER
    mentions = sum(places.looks[look - 1].mentions for look in places.look if look)
    assert mentions + sum(sum(cells.mentions) for cells in places.cells) == NUMBER * 51 // 50


def test_the_most_named_places_are_sent_first(dataset: Dataset) -> None:
    twice = {f"own:{at:05}" for first in range(0, NUMBER, 5_000) for at in range(first, first + 5_000, 50)}
    assert twice <= {place.id for place in drawn(dataset, sent(dataset))}


def test_near_by_all_places_in_sight_are_sent_and_cells_are_elsewhere(dataset: Dataset) -> None:
    places = sent(dataset, view=HERE)
    here = {place.id for place in known_places(dataset) if near(place)}
    assert here
    assert here <= {place.id for place in drawn(dataset, places)}
    middles = [middle for cells in places.cells for middle in points_of(cells)]
    assert len(middles) > 50
    assert not any(
        abs(north - HERE.latitude) < 8 and abs(east - HERE.longitude) < 15 for north, east in middles
    )


def points_of(cells: Cells) -> list[tuple[float, float]]:
    """Give latitude and longitude of the middles of cells."""
    width = cells.across * CELL_STEPS
    return [
        (degrees(atan(sinh(pi * (1 - 2 * (y + 0.5) / width)))), (x + 0.5) / width * 360 - 180)
        for x, y in zip(cells.x, cells.y, strict=True)
    ]


def test_cells_become_smaller_as_one_comes_nearer(dataset: Dataset) -> None:
    across = [sent(dataset, view=MapView(50.0, 10.0, zoom)).cells[0].across for zoom in (2.0, 3.0, 4.0)]
    assert across[0] * 2 - 1 <= across[1] <= across[0] * 2 + 1
    assert across[1] * 2 - 1 <= across[2] <= across[1] * 2 + 1


def test_a_map_that_is_to_fit_its_places_has_cells_for_about_the_zoom_that_it_will_have(
    dataset: Dataset,
) -> None:
    wide = sent(dataset).cells[0].across
    in_one_country = crowd(dataset, 50.0, 10.0, 15.0, 20)
    assert 8 <= wide <= 16
    assert bounded(dataset, in_one_country, None).cells[0].across > 4 * wide


def crowd(
    dataset: Dataset, latitude: float, longitude: float, degrees_around: float, words: int
) -> FetchedPlaces:
    """Make up that each place near a point is named by texts of its own, which no message has room for."""
    look, looks = [], []
    for place in known_places(dataset):
        away = max(abs(place.latitude - latitude), abs(place.longitude - longitude))
        if away < degrees_around:
            looks.append(Look(2, "named " * words + place.id))
        look.append(len(looks) if away < degrees_around else 0)
    return FetchedPlaces("places.json", looks, look)


def test_where_texts_are_long_few_places_are_sent_and_cells_grow(dataset: Dataset) -> None:
    crowded = crowd(dataset, 20.0, 0.0, 60.0, 300)
    places = bounded(dataset, crowded, MapView(20.0, 0.0, 4.0))
    assert length(places) < SMALL
    assert len(drawn(dataset, places)) + in_cells(places) == len(crowded.looks)


def test_places_across_the_date_line_are_in_sight(dataset: Dataset) -> None:
    places = sent(dataset, view=MapView(0.0, 179.9, 7.0))
    beyond = {
        place.id for place in known_places(dataset) if place.longitude < -177 and abs(place.latitude) < 2
    }
    assert beyond
    assert beyond <= {place.id for place in drawn(dataset, places)}


def test_the_chosen_place_and_those_on_lines_are_sent_wherever_they_are(dataset: Dataset) -> None:
    far = [place.id for place in known_places(dataset) if place.latitude < -50][:3]
    chosen = sent(dataset, view=HERE, kept=[*far, "own:none"])
    assert set(far) <= {place.id for place in drawn(dataset, chosen)}


def test_the_outermost_places_are_sent_so_that_a_map_can_show_all(dataset: Dataset) -> None:
    places = drawn(dataset, sent(dataset, view=MapView(50.0, 10.0, 9.0)))
    every = known_places(dataset)
    for of in (min, max):
        assert of(place.latitude for place in places) == of(place.latitude for place in every)


def test_a_message_that_is_small_is_left_as_it_is(dataset: Dataset) -> None:
    selection = Selection(articles=("a0",))
    every = fetched.fetched_places(dataset, selection, SAY)
    assert bounded(dataset, every, HERE) is every


@pytest.mark.slow
@pytest.mark.parametrize("view", [None, HERE])
def test_a_selection_that_shows_no_place_sends_none(dataset: Dataset, view: MapView | None) -> None:
    none = sent(dataset, Selection(kinds=("water",)), view)
    assert not drawn(dataset, none)
    assert not none.cells


def test_of_two_hundred_thousand_places_no_message_is_large_wherever_the_map_looks(tmp_path: Path) -> None:
    number = 200_000
    half = Selection(articles=tuple(f"a{first}" for first in range(0, number, 10_000)))
    with open_dataset(write_many(tmp_path / "dataset", number)) as dataset:
        shown = {
            number: fetched.fetched_places(dataset, Selection(), SAY),
            number // 2: fetched.fetched_places(dataset, half, SAY),
        }
        compared = comparing.fetched("places.json", dataset, half, Selection(), SAY)
        for zoom in (0.0, 1.75, 2.5, 3.25, 4.0, 5.5, 7.0, 9.0, 12.0):
            for latitude, longitude in ((0.0, 0.0), (50.0, 10.0), (-40.0, -179.5), (85.0, 90.0)):
                view = MapView(latitude, longitude, zoom)
                for wanted, every in (*shown.items(), (number, compared)):
                    places = bounded(dataset, every, view)
                    assert length(places) < SMALL
                    assert len(drawn(dataset, places)) + in_cells(places) == wanted
