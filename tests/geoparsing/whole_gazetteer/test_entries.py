"""Addresses, registers and tables, where no sentence says what a name is."""

from __future__ import annotations

import pytest

from places.geoparsing import Geoparser
from tests.geoparsing.whole_gazetteer.conftest import Surfaces


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "Lieferung an 37181 Hardegsen, Rechnung an 29439 Lüchow (Wendland)",
            ["Hardegsen", "Lüchow", "Wendland"],
        ),
        ("de", "Anna, * 3. Mai 1848 Waldenbuch, † 12.1.1901 Bissingen", ["Waldenbuch", "Bissingen"]),
        ("de", "Johann Haug, get. 1712 zu Gruibingen, gest. 1770 zu Stein", ["Gruibingen", "Stein"]),
        (
            "en",
            "b. 4 Aug 1851, Brigham, Cumberland; d. 1920, Ulverston",
            ["Brigham", "Cumberland", "Ulverston"],
        ),
        ("de", "Betriebe: Linz (AT), Hall (AT), Brig (CH)", ["Linz", "Hall", "Brig"]),
        ("en", "Bangor, Me., and Dover, N.H.", ["Bangor", "Me.", "Dover", "N.H."]),
        ("de", "Erst Otterndorf, dann Lamstedt, schließlich Hemmoor", ["Otterndorf", "Lamstedt", "Hemmoor"]),
        ("de", "Tangermünde (Elbe) und Zollhaus (Ems)", ["Tangermünde", "Elbe", "Ems"]),
    ],
)
def test_a_small_town_is_found_behind_a_postcode_or_a_date_of_life_and_before_its_country_or_river(
    surfaces: Surfaces, language: str, text: str, expected: list[str]
) -> None:
    assert surfaces(language, text) == expected


def test_a_state_in_the_next_cell_of_a_table_says_which_town_is_meant(geoparser: Geoparser) -> None:
    table = "| Yard | State | Cars |\n|---|---|---|\n| Salem | OR | 8 |\n| Dover | NH | 5 |"
    found = [(mention.surface, round(mention.place.longitude)) for mention in geoparser.parse(table, "en")]
    assert found == [("Salem", -123), ("Dover", -71)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Alma Reed, b. 1842, m. 1864 Troy Hathaway"),
        ("de", "Im Jahr 2014 Linden gepflanzt, 15000 Eichen gefällt"),
    ],
)
def test_behind_a_year_people_and_words_stay_what_they_are(
    surfaces: Surfaces, language: str, text: str
) -> None:
    assert surfaces(language, text) == []


def test_the_times_of_a_timetable_make_no_match(surfaces: Surfaces) -> None:
    text = "Coach 7: Ludlow 06:12 > Shrewsbury 07:03 > Telford 07:31"
    assert surfaces("en", text) == ["Ludlow", "Shrewsbury", "Telford"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Auf dem Wegweiser stand „Soltau“, auf dem nächsten »Munster«.", ["Soltau", "Munster"]),
        ("en", 'The postmark reads "Ludlow", the letter was for "Penrith".', ["Ludlow", "Penrith"]),
        ("en", '{"start": "Exeter", "stops": ["Honiton", "Yeovil"]}', ["Exeter", "Honiton", "Yeovil"]),
        ("de", "Auf dem Stempel stand „Magyarország“.", ["Magyarország"]),
        ("de", "Sie sangen „Verona“ und spielten „Siena“.", []),
    ],
)
def test_a_name_in_quotation_marks_is_a_place_on_a_sign_and_in_data(
    surfaces: Surfaces, language: str, text: str, expected: list[str]
) -> None:
    assert surfaces(language, text) == expected
