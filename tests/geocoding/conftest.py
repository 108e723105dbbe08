from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from places.gazetteer import Entry, Gazetteer, Name, open_gazetteer
from places.geocoding import GazetteerGeocoder
from places.model import Kind, Place


def entry(
    key: str,
    kind: Kind,
    where: tuple[float, float],
    country: str,
    people: int,
    *names: Name,
    admin1: str = "",
) -> Entry:
    shown = {name.language: name.text for name in names if name.language and name.preferred}
    place = Place(f"test:{key}", key, kind, *where, tuple(country.split()), people, "test", shown)
    return Entry(place, names, admin1=admin1)


def german(text: str) -> Name:
    return Name(text, "de", preferred=True)


@dataclass(frozen=True)
class Tiny:
    """A handful of places: enough for two of one name, two of one spot, and an edge of the map."""

    name: str = "tiny"
    version: str = "1"
    credit: str = "written for the tests"

    def entries(self) -> Iterator[Entry]:
        yield entry("Germany", "country", (51.5, 10.5), "DE", 82_900_000, german("Deutschland"))
        yield entry("Kursk", "city", (51.73, 36.19), "RU", 448_733, german("Kursk"), Name("Курск", "ru"))
        yield entry("Kursk Oblast", "region", (51.67, 36.1), "RU", 0, Name("Kursk", "de", role="short"))
        yield entry("Pyongyang", "city", (39.03, 125.75), "KP", 3_222_000, german("Pjöngjang"))
        yield entry("Paris", "city", (48.85, 2.35), "FR", 2_138_551, german("Paris"))
        yield entry("Texas", "region", (31.25, -99.25), "US", 27_469_114, german("Texas"), admin1="US-TX")
        yield entry("Paris TX", "city", (33.66, -95.56), "US", 24_782, german("Paris"), admin1="US-TX")
        yield entry("Tumen", "water", (42.3, 130.7), "CN KP RU", 0, german("Tumen"))
        yield entry("Taveuni", "terrain", (-16.83, -179.97), "FJ", 0, german("Taveuni"))


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return open_gazetteer([Tiny()], cache=tmp_path_factory.mktemp("gazetteer"))


@pytest.fixture(scope="session")
def geocoder(gazetteer: Gazetteer) -> GazetteerGeocoder:
    return GazetteerGeocoder(gazetteer)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"
