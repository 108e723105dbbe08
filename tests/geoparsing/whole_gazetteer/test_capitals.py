"""Texts without capitals: chats, searches, subjects of mails; and headlines in nothing but capitals."""

from __future__ import annotations

import pytest

from places.geoparsing import Geoparser
from tests.geoparsing.whole_gazetteer.conftest import Surfaces


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "grew up in cleveland, now in salt lake city", ["cleveland", "salt lake city"]),
        ("en", "I loved lisbon, portugal is so green", ["lisbon", "portugal"]),
        (
            "en",
            "any cheap ferry from piraeus to crete? greece in may is lovely",
            ["piraeus", "crete", "greece"],
        ),
        ("en", "two days in stratford-upon-avon", ["stratford-upon-avon"]),
        ("en", "flights to chad or jordan", ["chad", "jordan"][:1]),
        ("en", "dublin, ohio", ["dublin", "ohio"]),
        ("en", "aleppo, syria", ["aleppo", "syria"]),
        ("de", "hallo, wer fährt morgen von kassel nach göttingen mit?", ["kassel", "göttingen"]),
        ("de", "wetter rothenburg ob der tauber", ["rothenburg ob der tauber"]),
        ("de", "urlaub in kroatien oder auf kreta", ["kroatien", "kreta"]),
        ("de", "bin wieder in der schweiz, zürich ist teuer", ["schweiz", "zürich"]),
    ],
)
def test_places_are_found_in_a_text_without_capitals(
    surfaces: Surfaces, language: str, text: str, expected: list[str]
) -> None:
    assert surfaces(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "jordan said we deal with the crane on a normal day"),
        ("en", "nice reading, thanks. the bath was hot and the deal was dear"),
        ("en", "see www.paris-tours.com or write to info@berlin.example, @hamburg #spring"),
        ("en", "mary, austin and chelsea sang in the hall"),
        ("de", "wir essen um acht in der halle und singen im regen unter der linde"),
        ("de", "oder er kommt doch noch, na dann bis bald"),
    ],
)
def test_words_people_and_addresses_stay_what_they_are_in_a_text_without_capitals(
    surfaces: Surfaces, language: str, text: str
) -> None:
    assert surfaces(language, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hotels lisbon Portugal and Oslo Norway", ["lisbon", "Portugal", "Oslo", "Norway"]),
        ("Cheap rooms for groups in Oslo", ["Oslo"]),
        ("Old nice France maps", ["France"]),
    ],
)
def test_a_town_that_lost_its_capital_is_found_before_its_country(
    surfaces: Surfaces, text: str, expected: list[str]
) -> None:
    assert surfaces("en", text) == expected


def test_a_town_and_its_country_are_no_person_without_a_comma_either(surfaces: Surfaces) -> None:
    assert surfaces("en", "The tour went from Adelaide Australia to Florence Italy.") == [
        *("Adelaide", "Australia"),
        *("Florence", "Italy"),
    ]
    assert surfaces("en", "The tour was led by Jordan Chad and Israel Jordan.") == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "SCHNEECHAOS IN LOFER: STAU BIS AUE", ["LOFER", "AUE"]),
        ("de", "BAYERN UND SACHSEN STREITEN", ["BAYERN", "SACHSEN"]),
        ("de", "STREIT IN ZELL AM SEE\nDer Rat tagte am Montag.", ["ZELL AM SEE"]),
        ("de", "MINISTER WEBER TRIFFT DIE GRÜNEN UND DIE LINKE", []),
        ("en", "SOLD AT BENNINGTON, VT., AND LUDLOW, VT.", ["BENNINGTON", "VT", "LUDLOW", "VT"]),
        ("en", "POLICE HUNT MAN AFTER READING MAIL", []),
    ],
)
def test_places_of_a_headline_in_capitals_are_read_as_others_write_them(
    surfaces: Surfaces, language: str, text: str, expected: list[str]
) -> None:
    assert surfaces(language, text) == expected


@pytest.mark.parametrize(
    "text", ["İSTANBUL VE ANKARA ARASINDA YENİ TREN", "straßburg, ŉ und aßlar", "ǰ paris ΐ london"]
)
def test_letters_that_are_two_in_the_other_case_move_no_name(geoparser: Geoparser, text: str) -> None:
    for mention in geoparser.parse(text):
        assert text[mention.start : mention.end] == mention.surface


def test_the_headline_of_a_long_text_is_read_too(surfaces: Surfaces) -> None:
    assert surfaces("de", "SCHNEE UND STAU IN LOFER\n" + "Es schneite weiter. " * 400) == ["LOFER"]
