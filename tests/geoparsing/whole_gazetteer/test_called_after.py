"""What is called after a town and lies who knows where: parks, halls, airlines, clubs."""

from __future__ import annotations

import pytest

from tests.geoparsing.whole_gazetteer.conftest import Surfaces


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "They sledged in Swindon Park.", []),
        ("en", "A ball was held at Wakefield Hall near Leeds.", ["Leeds"]),
        ("en", "Goats graze on Telford Common.", []),
        ("en", "A park in Swindon is closed.", ["Swindon"]),
        ("en", "The hall of the school in Telford leaks.", ["Telford"]),
        ("de", "Das Fest im Swindon Park fiel aus.", []),
        ("de", "Wolverhampton Airways gibt auf.", []),
        ("de", "Ein Park in Gießen wird gesperrt.", ["Gießen"]),
    ],
)
def test_a_park_a_hall_or_an_airline_is_no_town(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Der Torjäger bescherte Aalen ein Remis.", []),
        ("de", "Aalen dreht Rückstand in Fürth", ["Fürth"]),
        ("de", "Die Stürmerin traf dreimal für Jena.", []),
        ("de", "Das Remis in Aalen und Fürth war verdient.", ["Aalen", "Fürth"]),
        ("en", "Gillingham fans whistled at half-time.", []),
        ("en", "Gillingham chairman praises striker", []),
        ("en", "A late goal earned Gillingham a point.", []),
        ("en", "The goalkeeper grew up in Gillingham and Dartford.", ["Gillingham", "Dartford"]),
        ("de", "Das 3:2 für Aalen schoss ein Einwechselspieler.", []),
        ("de", "Zwei Siege in Folge hat Aalen gefeiert.", []),
        ("de", "Die Torfrau unterschrieb bei Aalen.", []),
        ("en", "Supporters of Gillingham cheered a clean sheet.", []),
        ("en", "Agony for Gillingham as keeper slips", []),
        ("en", "Gillingham residents want a new bridge.", ["Gillingham"]),
        ("en", "Nurses from a Gillingham-based squad met players of a World Cup.", ["Gillingham"]),
        ("de", "Aalen baut eine Brücke.", ["Aalen"]),
    ],
)
def test_a_town_without_a_preposition_is_its_club_where_a_sentence_is_about_sport(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Gütersloh wahrt seine Auswärtsserie", []),
        ("de", "Verl genügt in Aalen ein Fünf-Tore-Vorsprung", ["Aalen"]),
        ("de", "Aalen träumt vom nächsten Pokalwunder", []),
        ("de", "Gießen ruft nach dem Trainer des Torwarts", []),
        ("de", "Auswärtige kaufen in Gießen Pokale.", ["Gießen"]),
        ("en", "Telford dominate a dull afternoon", []),
        ("en", "Swindon wait on shortstop", []),
        ("en", "Wakefield sets its goals.", ["Wakefield"]),
        ("en", "The goals of Telford are the goal of Swindon.", ["Telford", "Swindon"]),
    ],
)
def test_a_sentence_is_about_sport_by_the_beginnings_the_parts_and_the_plural_of_its_words(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The bag was lost on an EgyptAir flight to Cairo.", ["Cairo"]),
        ("en", "Tokyo said the Liaoning and two destroyers had passed Okinawa.", ["Tokyo", "Okinawa"]),
        ("en", "Officials in Liaoning inspected two destroyers.", ["Liaoning"]),
        ("de", "Das kleinste Kino Thüringens steht in Suhl.", ["Thüringens", "Suhl"]),
        ("de", "Sie zieht zum 1. April von Wetzlar nach Siegen.", ["Wetzlar", "Siegen"]),
        ("de", "Im US-Bundesstaat New York schneit es.", ["New York"]),
    ],
)
def test_an_airline_and_a_carrier_are_no_places_and_what_an_area_has_is_in_it(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found
