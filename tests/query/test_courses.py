"""Where on their courses rivers are meant."""

from __future__ import annotations

import pytest

from places.dataset import Dataset, DatasetWriter, mention_table, open_dataset
from places.geo import distance_km
from places.model import Article, Mention, Place
from places.query import points_on_courses

RHINE = Place("own:rhine", "Rhine", "water", 51.97, 4.1, ("DE", "NL"))
DANUBE = Place("own:danube", "Danube", "water", 45.2, 29.7, ("DE", "RO"))
COLOGNE = Place("cologne", "Cologne", "city", 50.937, 6.957, ("DE",))
BASEL = Place("basel", "Basel", "city", 47.56, 7.58, ("CH",))
BERLIN = Place("berlin", "Berlin", "city", 52.52, 13.405, ("DE",))
ARTICLES = {
    "flood": (RHINE, COLOGNE, COLOGNE, BASEL, BERLIN, BERLIN, BERLIN),
    "ships": (DANUBE, BERLIN),
}


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("rivers") / "dataset"
    articles, said = [], []
    for key, named in ARTICLES.items():
        text = " ".join(place.name for place in named)
        articles.append(Article(key, key, text, "en", path=key))
        at, mentions = 0, []
        for place in named:
            mentions.append(Mention(at, at + len(place.name), place.name, place, 1.0, (), 0, len(text)))
            at += len(place.name) + 1
        said.append((key, mentions))
    with DatasetWriter(folder) as writer:
        writer.add(articles, mention_table(said), [RHINE, DANUBE, COLOGNE, BASEL, BERLIN])
        writer.commit({})
    return open_dataset(folder)


def test_a_river_stands_by_the_town_on_its_bank_that_its_articles_name_most(rivers: Dataset) -> None:
    latitude, longitude = points_on_courses(rivers)["own:rhine"]
    assert distance_km(latitude, longitude, COLOGNE.latitude, COLOGNE.longitude) < 5


def test_towns_far_from_a_river_tell_nothing_of_it(rivers: Dataset) -> None:
    assert "own:danube" not in points_on_courses(rivers)
