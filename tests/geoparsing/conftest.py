from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from places.gazetteer import Entry, Gazetteer, Name, open_gazetteer
from places.geoparsing import Geoparser
from places.model import Kind, Mention, Place

Find = Callable[..., list[Mention]]


def _place(
    key: str,
    kind: Kind,
    latitude: float,
    longitude: float,
    codes: str,
    people: int,
    *names: Name,
    code: str = "",
    admin1: str = "",
    types: str = "",
) -> Entry:
    place = Place(
        f"test:{key}",
        names[0].text,
        kind,
        latitude,
        longitude,
        tuple(codes.split()),
        people,
        names={name.language: name.text for name in names if name.language},
    )
    return Entry(place, names, code, admin1, tuple(types.split()), 0 if kind == "city" else people)


def _de(text: str, **more: object) -> Name:
    return Name(text, "de", True, **more)  # type: ignore[arg-type]


def _en(text: str, **more: object) -> Name:
    return Name(text, "en", True, **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class World:
    """A world of a handful of places, chosen for what can go wrong with their names."""

    name: str = "tiny-world"
    version: str = "1"
    credit: str = "written for the tests"

    def entries(self) -> Iterator[Entry]:
        yield _place("us", "country", 39.8, -98.5, "US", 330_000_000, _en("United States"), _de("USA"))
        yield _place(
            "fr", "country", 46, 2, "FR", 67_000_000, _en("France"), _de("Frankreich"), Name("France", "fr")
        )
        yield _place("cn", "country", 35, 105, "CN", 1_400_000_000, _en("China"), _de("China"))
        yield _place("kp", "country", 40, 127, "KP", 25_000_000, _en("North Korea"), _de("Nordkorea"))
        yield _place("kr", "country", 36, 128, "KR", 52_000_000, _en("South Korea"), _de("Südkorea"))
        yield _place("xanadu", "region", 42.4, 116.2, "CN", 900_000, _en("Xanadu"), _de("Xanadu"))
        yield _place("ten", "region", 8.5, 124.6, "PH", 4_700_000, _en("Region X"), code="ADM1")
        yield _place("sd", "country", 16, 30, "SD", 41_000_000, _en("Sudan"), _de("Sudan"))
        yield _place(
            "cf",
            "country",
            7,
            21,
            "CF",
            4_600_000,
            _en("Central African Republic"),
            _de("Zentralafrikanische Republik"),
        )
        yield _place("nl", "country", 52.2, 5.7, "NL", 17_000_000, _en("Netherlands"), _de("Niederlande"))
        yield _place(
            "ae",
            "country",
            24,
            54,
            "AE",
            10_000_000,
            _en("United Arab Emirates"),
            _de("Vereinigte Arabische Emirate"),
        )
        yield _place("ua", "country", 49, 32, "UA", 40_000_000, _en("Ukraine"), _de("Ukraine"))
        yield _place(
            "texas",
            "region",
            31.2,
            -99.2,
            "US",
            29_000_000,
            _en("Texas"),
            _de("Texas"),
            code="ADM1",
            admin1="US-TX",
            types="state bundesstaat",
        )
        yield _place(
            "amur-oblast",
            "region",
            54,
            128,
            "RU",
            800_000,
            _en("Amur Oblast"),
            Name("Amur", "de", False, "short"),
            code="ADM1",
            admin1="RU-AMU",
            types="oblast gebiet region",
        )
        yield _place(
            "amur", "water", 53, 127, "RU CN", 1_000_000, _en("Amur"), _de("Amur"), types="river fluss"
        )
        yield _place(
            "malay", "terrain", 6, 101, "TH MY", 500_000, _en("Malay Peninsula"), _de("Malaiische Halbinsel")
        )
        yield _place(
            "caspian", "water", 42, 50.5, "KZ RU", 1_000_000, _en("Caspian Sea"), _de("Kaspisches Meer")
        )
        yield _place("oder", "water", 52, 14.6, "DE PL", 500_000, _de("Oder"), types="fluss grenzfluss")
        yield _place("donbas", "region", 48.3, 38, "UA", 4_000_000, _en("Donbas"), _de("Donbass"))
        yield _place("ski", "site", 39.1, 127.3, "KP", 300_000, _en("Masikryong"), _de("Masik-Ryong"))
        for key, latitude, longitude, country, people, admin1, text in (
            ("paris", 48.85, 2.35, "FR", 2_100_000, "FR-IDF", "Paris"),
            ("paris-texas", 33.66, -95.56, "US", 24_800, "US-TX", "Paris"),
            ("dallas", 32.8, -96.8, "US", 1_300_000, "US-TX", "Dallas"),
            ("clarksville", 33.61, -95.05, "US", 12_000, "US-TX", "Clarksville"),
            ("clarksville-tn", 36.5, -87.4, "US", 166_000, "US-TN", "Clarksville"),
            ("kingsford", 45.8, -88.07, "US", 5_100, "US-MI", "Kingsford"),
            ("moscow", 55.75, 37.6, "RU", 10_400_000, "RU-MOW", "Moskau"),
            ("pyongyang", 39, 125.75, "KP", 3_200_000, "KP-01", "Pjöngjang"),
            ("essen", 51.46, 7.01, "DE", 580_000, "DE-NW", "Essen"),
            ("lage", 51.99, 8.79, "DE", 35_000, "DE-NW", "Lage"),
            ("moos", 48.75, 12.95, "DE", 2_200, "DE-BY", "Moos"),
            ("hagen", 51.36, 7.47, "DE", 190_000, "DE-NW", "Hagen"),
            ("bremen", 53.08, 8.8, "DE", 560_000, "DE-HB", "Bremen"),
            ("berlin", 52.52, 13.4, "DE", 3_600_000, "DE-BE", "Berlin"),
            ("mitte", 52.52, 13.4, "DE", 100_000, "DE-BE", "Mitte"),
            ("london", 51.5, -0.12, "GB", 8_900_000, "GB-ENG", "London"),
            ("washington", 38.9, -77.04, "US", 690_000, "US-DC", "Washington"),
            ("weimar", 50.98, 11.32, "DE", 65_000, "DE-TH", "Weimar"),
            ("frankfurt", 50.1, 8.7, "DE", 760_000, "DE-HE", "Frankfurt am Main"),
            ("springfield-a", 39.8, -89.6, "US", 114_000, "US-IL", "Springfield"),
            ("springfield-b", 42.1, -72.6, "US", 155_000, "US-MA", "Springfield"),
            ("springfield-c", 37.2, -93.3, "US", 169_000, "US-MO", "Springfield"),
            ("kyiv", 50.45, 30.5, "UA", 2_900_000, "UA-30", "Kiew"),
            *(
                (f"town-{i}", 46.5 + i % 4, 23.0 + 1.6 * i, "UA", 9_000, "", f"Nowoseliw{'abcdefghij'[i]}")
                for i in range(10)
            ),
        ):
            yield _place(
                key,
                "city",
                latitude,
                longitude,
                country,
                people,
                Name(text),
                admin1=admin1,
                code="PPLC"
                if key in ("paris", "moscow", "pyongyang", "berlin", "london", "washington", "kyiv")
                else "PPL",
            )


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return open_gazetteer([World()], cache=tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="session")
def geoparser(world: Gazetteer) -> Geoparser:
    return Geoparser(world)


@pytest.fixture(scope="session")
def find(geoparser: Geoparser) -> Find:
    """Parse a text; German unless another language is named."""

    def parse(text: str, language: str | None = "de", title: str = "") -> list[Mention]:
        return geoparser.parse(text, language, title)

    return parse
