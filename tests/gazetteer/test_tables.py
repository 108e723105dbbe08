"""The tables of the gazetteer hold what they promise."""

from collections import Counter
from itertools import combinations
from math import asin, cos, radians, sin, sqrt

import pyarrow as pa
import pytest
from babel import Locale

from places.gazetteer import table
from places.gazetteer.source import Entry
from places.gazetteer.sources import SOURCES
from places.gazetteer.sources.cities import Cities, stand_in_latin_text
from places.gazetteer.sources.countries import Countries
from places.gazetteer.sources.features import TABLES, Features
from places.gazetteer.sources.regions import Regions
from places.model import KINDS

OWN = (Countries(), Features(), Regions())
ISO = {code for code in Locale("en").territories if len(code) == 2}

reads_every_city = pytest.mark.slow  # of 200,000, one after the other


@pytest.fixture(scope="module")
def own() -> list[Entry]:
    return [entry for source in OWN for entry in source.entries()]


WANTED = {
    "geonames:1871859", "geonames:2013159", "geonames:2013348", "geonames:538560", "geonames:709717",
    "geonames:687700", "geonames:1508291", "geonames:702550", "geonames:2867714",
    "geonames:2881646", "geonames:2945545", "geonames:6295536", "geonames:2856198", "geonames:2829901",
    "geonames:2917788", "geonames:2907545",
}  # fmt: skip


@pytest.fixture(scope="module")
def all_cities() -> tuple[dict[str, Entry], set[str], list[str]]:
    """The cities that a test asks for, the ids of all, and what is wrong with any of them."""
    wanted = WANTED | {f"geonames:{row['geonameid']}" for row in table.rows("exonyms.tsv")}
    kept, ids, wrong = dict[str, Entry](), set[str](), list[str]()
    for entry in Cities().entries():
        wrong += faults(entry)
        ids.add(entry.place.id)
        if entry.place.id in wanted:
            kept[entry.place.id] = entry
    return kept, ids, wrong


@pytest.fixture(scope="module")
def cities(all_cities: tuple[dict[str, Entry], set[str], list[str]]) -> dict[str, Entry]:
    return all_cities[0]


def faults(entry: Entry) -> list[str]:
    """Say what an entry does not keep of what `Entry` and `Name` promise."""
    place, names = entry.place, entry.names
    preferred = [(name.language, name.text) for name in names if name.preferred]
    checks = {
        "kind": place.kind in KINDS,
        "latitude": -90 <= place.latitude <= 90,
        "longitude": -180 <= place.longitude <= 180,
        "source": bool(place.source),
        "country": all(code in ISO for code in place.country_codes),
        "names": bool(names) and bool(place.name),
        "white space": all(name.text == name.text.strip() and name.text for name in names),
        "a name twice": len({(name.text, name.language) for name in names}) == len(names),
        "two preferred names": len({language for language, _ in preferred}) == len(preferred),
        "display": all(place.names[language] == text for language, text in preferred if language),
        "type word": all(name.type_word in name.text for name in names),
    }
    return [f"{fault}: {entry}" for fault, kept in checks.items() if not kept]


def named(entries: list[Entry], name: str, **wanted: str) -> list[Entry]:
    """Find the entries that bear a name and whose place has these attributes."""
    return [
        entry
        for entry in entries
        if any(one.text == name for one in entry.names)
        and all(getattr(entry.place, key) == value for key, value in wanted.items())
    ]


def kilometres(entry: Entry, latitude: float, longitude: float) -> float:
    """Measure on a sphere of 6371 km, which is exact enough for what is checked here."""
    one, other = radians(entry.place.latitude), radians(latitude)
    across = sin(radians(longitude - entry.place.longitude) / 2) ** 2
    half = sin((other - one) / 2) ** 2 + cos(one) * cos(other) * across
    return 2 * 6371 * asin(sqrt(half))


@reads_every_city
@pytest.mark.parametrize(
    ("key", "short"),
    [
        ("geonames:2881646", ["Landau"]),  # in der Pfalz
        ("geonames:2945545", ["Brake"]),  # (Unterweser)
        ("geonames:6295536", []),  # Oberwinterthur (Kreis 2): the bracket is no part of a name
    ],
)
def test_a_german_town_with_an_addition_has_a_short_name(
    cities: dict[str, Entry], key: str, short: list[str]
) -> None:
    assert [name.text for name in cities[key].names if name.role == "short"] == short


@reads_every_city
@pytest.mark.parametrize(
    ("key", "name"),
    [("geonames:2856198", "Binz"), ("geonames:2829901", "Stade")],
)
def test_a_german_town_is_known_without_its_title(cities: dict[str, Entry], key: str, name: str) -> None:
    assert name in [each.text for each in cities[key].names if each.language == "de"]


@reads_every_city
@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("geonames:2917788", "Greifswald"),
        ("geonames:2829901", "Stade"),
        ("geonames:2907545", "Heilbad Heiligenstadt"),
    ],
)
def test_a_german_town_is_shown_without_a_title_that_is_no_part_of_its_name(
    cities: dict[str, Entry], key: str, name: str
) -> None:
    place = cities[key].place
    assert [place.name_in(language) for language in ("de", "en", "fr")] == [name] * 3


def test_no_place_stands_in_two_tables_or_twice_in_one(own: list[Entry]) -> None:
    again = {key: times for key, times in Counter(entry.place.id for entry in own).items() if times > 1}
    assert not again


@reads_every_city
def test_no_city_has_the_id_of_a_country_region_or_feature(
    own: list[Entry], all_cities: tuple[dict[str, Entry], set[str], list[str]]
) -> None:
    assert not {entry.place.id for entry in own} & all_cities[1]


def test_every_entry_of_a_table_lies_on_earth_and_has_names_and_a_source(own: list[Entry]) -> None:
    assert not [fault for entry in own for fault in faults(entry)]


@reads_every_city
def test_every_city_lies_on_earth_and_has_names_and_a_source(
    all_cities: tuple[dict[str, Entry], set[str], list[str]],
) -> None:
    assert not all_cities[2]


@pytest.mark.parametrize("name", [*TABLES, "countries.tsv", "regions.tsv", "exonyms.tsv"])
def test_every_row_of_a_table_fills_the_columns_of_its_header(name: str) -> None:
    for row in table.rows(name):
        assert None not in row, row
        assert None not in row.values(), row
        assert all(cell == cell.strip() for cell in row.values()), row


def test_every_row_of_our_own_states_a_source() -> None:
    for name in TABLES:
        for row in table.rows(name):
            assert row["source"], row


@reads_every_city
def test_every_exonym_belongs_to_the_city_that_its_row_names(cities: dict[str, Entry]) -> None:
    for row in table.rows("exonyms.tsv"):
        city = cities[f"geonames:{row['geonameid']}"]
        assert row["city"].endswith(city.place.name), row  # without "Ostseebad"
        assert city.place.country_codes == (row["country"],), row
        assert any(name.text == row["name"] and name.language == row["language"] for name in city.names), row


def test_every_country_of_iso_3166_is_there_with_its_names() -> None:
    territories = Locale("en").territories
    places = {entry.place.country_codes[0]: entry.place for entry in Countries().entries()}
    outside = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    assert {code for code in territories if len(code) == 2} - outside == places.keys()
    assert all(len(place.names) > 30 for place in places.values())


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("DVRK", "KP"),
        ("Demokratische Volksrepublik Korea", "KP"),
        ("VR China", "CN"),
        ("USA", "US"),
        ("U.S.", "US"),
        ("Vereinigte Staaten von Amerika", "US"),
        ("VAE", "AE"),
        ("Russische Föderation", "RU"),
        ("Weißrussland", "BY"),
        ("Elfenbeinküste", "CI"),
        ("Holland", "NL"),
        ("Tschechei", "CZ"),
        ("Birma", "MM"),
        ("U.K.", "GB"),
        ("Corée du Nord", "KP"),
    ],
)
def test_a_country_goes_by_its_official_short_and_former_names(own: list[Entry], name: str, iso: str) -> None:
    assert iso in {code for entry in named(own, name) for code in entry.place.country_codes}


@pytest.mark.parametrize(
    ("name", "kind", "latitude", "longitude"),
    [
        ("Wostotschny", "site", 51.88, 128.33),
        ("Wostotschnij", "site", 51.88, 128.33),
        ("Wostotschnyj", "site", 51.88, 128.33),
        ("Vostochny Cosmodrome", "site", 51.88, 128.33),
        ("Wonsan-Kalma", "site", 39.16, 127.48),
        ("Wonsan Kalma", "site", 39.16, 127.48),
        ("Masik-Ryong", "site", 39.07, 127.26),
        ("Masikryong", "site", 39.07, 127.26),
        ("Tumen", "water", 42.4, 130.6),
        ("Oblast Kursk", "region", 51.7, 36.2),
        ("Primorje-Region", "region", 45.33, 134.67),
    ],
)
def test_a_place_that_no_package_has_lies_where_it_is(
    own: list[Entry], name: str, kind: str, latitude: float, longitude: float
) -> None:
    assert any(kilometres(entry, latitude, longitude) < 30 for entry in named(own, name, kind=kind))


@reads_every_city
@pytest.mark.parametrize(
    ("key", "german", "latitude", "longitude"),
    [
        ("geonames:1871859", "Pjöngjang", 39.03, 125.75),
        ("geonames:2013159", "Jakutsk", 62.03, 129.73),
        ("geonames:2013348", "Wladiwostok", 43.11, 131.87),
        ("geonames:538560", "Kursk", 51.73, 36.19),
        ("geonames:709717", "Donezk", 48.02, 37.80),
        ("geonames:687700", "Saporischschja", 47.82, 35.18),
        ("geonames:1508291", "Tscheljabinsk", 55.16, 61.43),
        ("geonames:702550", "Lwiw", 49.84, 24.02),
        ("geonames:2867714", "München", 48.14, 11.58),
    ],
)
def test_a_city_has_its_german_name_and_lies_where_it_is(
    cities: dict[str, Entry], key: str, german: str, latitude: float, longitude: float
) -> None:
    assert cities[key].place.names["de"] == german
    assert kilometres(cities[key], latitude, longitude) < 30


@reads_every_city
def test_a_city_knows_the_region_that_it_lies_in(cities: dict[str, Entry]) -> None:
    assert cities["geonames:2013348"].admin1 == "RU-PRI"
    assert cities["geonames:2867714"].admin1 == "DE-BY"


def test_a_region_has_its_bare_name_and_the_words_that_may_stand_beside_it(own: list[Entry]) -> None:
    (oblast,) = named(own, "Oblast Kursk", kind="region")
    assert {name.text: name.type_word for name in oblast.names}["Oblast Kursk"] == "Oblast"
    assert any(name.text == "Kursk" and name.role == "short" for name in oblast.names)
    assert {"oblast", "gebiet", "region"} <= set(oblast.types)


@pytest.mark.parametrize(
    ("name", "stands"),
    [
        ("Wladiwostok", True),
        ("L'Aquila", True),
        ("Yŏngbyŏn", True),
        ("VVO", False),
        ("wladywstwk", False),
        ("fu la di wo si tuo ke", False),
        ("Владивосток", False),
        ("Aru 21", False),
        ("Kawaihka *", False),
        ("Ha", False),
    ],
)
def test_an_alternate_name_counts_only_if_it_could_stand_in_a_latin_text(name: str, stands: bool) -> None:
    assert stand_in_latin_text(pa.array([name])).to_pylist() == [stands]


@reads_every_city
def test_no_codes_and_transliterations_are_left_among_the_names_of_a_city(cities: dict[str, Entry]) -> None:
    names = {name.text for name in cities["geonames:2013348"].names}
    assert "Wladiwostok" in names
    assert not names & {"VVO", "wladywstwk", "Владивосток"}


def test_every_source_says_its_name_version_and_credit() -> None:
    assert len({source.name for source in SOURCES}) == len(SOURCES)
    assert all(source.version and source.credit for source in SOURCES)


def test_nothing_stands_in_our_tables_twice() -> None:
    """Two rows for one place would be two markers, each with a part of its mentions."""
    apart = {"site": 12, "city": 12, "terrain": 60, "water": 80, "region": 120}  # kilometres
    bearers: dict[tuple[str, str], list[Entry]] = {}
    for entry in Features().entries():
        if entry.place.id.startswith("own:"):
            for name in {name.text for name in entry.names if name.role != "typed"}:
                bearers.setdefault((entry.place.kind, name), []).append(entry)
    twice = {
        (one.place.id, other.place.id)
        for (kind, _), entries in bearers.items()
        for one, other in combinations(entries, 2)
        if kilometres(one, other.place.latitude, other.place.longitude) < apart[kind]
    }
    assert not twice


@reads_every_city
@pytest.mark.parametrize(
    ("place_id", "today", "older"),
    [
        ("geonames:2849483", "Regensburg", "Ratisbon"),
        ("geonames:3247449", "Aachen", "Aix-la-Chapelle"),
        ("geonames:2661604", "Basel", "Basle"),
        ("geonames:2735943", "Porto", "Oporto"),
        ("geonames:3174659", "Livorno", "Leghorn"),
        ("geonames:5368361", "Los Angeles", "L.A."),
    ],
)
def test_a_city_is_shown_in_english_by_the_name_in_use_today_and_found_by_the_older_one(
    all_cities: tuple[dict[str, Entry], set[str], list[str]], place_id: str, today: str, older: str
) -> None:
    entry = all_cities[0][place_id]
    assert entry.place.name_in("en") == today
    assert older in {name.text for name in entry.names}


def test_a_country_is_shown_by_a_main_name_in_every_language_that_has_one() -> None:
    for entry in Countries().entries():
        shown = {name.language: name.role for name in entry.names if name.preferred}
        for language in ("de", "en", "es", "fr", "it"):
            if entry.place.country_codes[0] in Locale(language).territories:
                assert shown[language] == "main", (entry.place.name, language)
        assert len(shown) == sum(name.preferred for name in entry.names)


@pytest.mark.parametrize(
    ("code", "language", "shown"),
    [
        ("JP", "en", "Japan"),
        ("LY", "en", "Libya"),
        ("GB", "fr", "Royaume-Uni"),
        ("US", "de", "USA"),
    ],
)
def test_a_country_is_shown_as_its_readers_call_it(code: str, language: str, shown: str) -> None:
    (place,) = (entry.place for entry in Countries().entries() if entry.place.country_codes == (code,))
    assert place.names[language] == shown
