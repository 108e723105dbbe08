from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import settings

from places.gazetteer import Entry, Gazetteer, Name, open_gazetteer
from places.geoparsing import Geoparser
from places.model import Kind, Place

from .s3 import bad_line, bucket, s3  # noqa: F401 - fixtures

# How long an example takes is no matter of a test: the first one may open an index.
settings.register_profile("places", deadline=None)
settings.load_profile("places")


def _entry(key: str, kind: Kind, where: tuple[float, float], country: str, people: int, *names: str) -> Entry:
    place = Place(f"test:{key}", names[0], kind, *where, (country,), people, "test", {"de": names[-1]})
    return Entry(place, tuple(Name(name, "de", preferred=name == names[-1]) for name in names))


@dataclass(frozen=True)
class LakeConstance:
    """A few places round a lake."""

    name: str = "lake-constance"
    version: str = "1"
    credit: str = "written for the tests"

    def entries(self) -> Iterator[Entry]:
        yield _entry("germany", "country", (51.5, 10.5), "DE", 82_900_000, "Deutschland")
        yield _entry("konstanz", "city", (47.66, 9.18), "DE", 84_760, "Konstanz")
        yield _entry("bregenz", "city", (47.5, 9.75), "AT", 29_806, "Bregenz")
        yield _entry("lindau", "city", (47.55, 9.68), "DE", 25_490, "Lindau")
        yield _entry("lake", "water", (47.6, 9.4), "DE", 0, "Lake Constance", "Bodensee")


@pytest.fixture(scope="session")
def small_gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return open_gazetteer([LakeConstance()], cache=tmp_path_factory.mktemp("small-gazetteer"))


@pytest.fixture(scope="session")
def small_geoparser(small_gazetteer: Gazetteer) -> Geoparser:
    return Geoparser(small_gazetteer)
