"""Names that are no places after all, and places that words beside them tell, in the whole gazetteer."""

from __future__ import annotations

import pytest

from places.gazetteer import open_gazetteer
from places.geoparsing import Geoparser


@pytest.fixture(scope="module")
def geoparser() -> Geoparser:
    return Geoparser(open_gazetteer())


def surfaces(geoparser: Geoparser, language: str, text: str) -> list[str]:
    return [mention.surface for mention in geoparser.parse(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Mainz unterliegt Freiburg zu Hause mit 0:3.", []),
        ("de", "Am Samstag schlägt Rostock Cottbus dank eines späten Treffers.", []),
        ("de", "Leverkusen zieht vorbei.", []),
        ("de", "Bayern stolpert in Bochum.", ["Bochum"]),
        ("de", "Kiel gewann in Flensburg 31:28.", ["Flensburg"]),
        ("de", "Hannover holt Karlsruhes Stürmer. In Hannover beginnt das Training.", ["Hannover"]),
        ("en", "Napoli beat Verona away.", []),
        ("en", "Bilbao drew with Girona on Friday in Madrid.", ["Madrid"]),
        ("en", "Dallas traded a winger to Calgary for a draft pick.", []),
        ("en", "Leicester host Norwich; the match was moved.", []),
    ],
)
def test_a_town_of_which_sport_tells_is_its_club(
    geoparser: Geoparser, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(geoparser, language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Moskau schlägt Verhandlungen in Istanbul vor.", ["Moskau", "Istanbul"]),
        ("de", "Berlin gewinnt die Ausschreibung gegen Hamburg.", ["Berlin", "Hamburg"]),
        ("de", "Kiew verliert weitere Orte bei Charkiw.", ["Kiew", "Charkiw"]),
        ("de", "Berlin spielt eine Partie auf Zeit, Paris wartet.", ["Berlin", "Paris"]),
        ("de", "Der Zug nach Köln fährt 18:30 Uhr, Bonn folgt.", ["Köln", "Bonn"]),
        ("en", "Moscow won more territory near Kharkiv.", ["Moscow", "Kharkiv"]),
        ("en", "Seattle won the right to tax the firm.", ["Seattle"]),
    ],
)
def test_a_town_of_which_the_same_is_said_without_sport_is_a_place(
    geoparser: Geoparser, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(geoparser, language, text) == found
