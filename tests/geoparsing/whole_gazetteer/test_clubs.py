"""Towns that stand for their clubs, and towns of which the same is said that stand for themselves."""

from __future__ import annotations

import pytest

from tests.geoparsing.whole_gazetteer.conftest import Surfaces


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Meppen hält die Null in Verl", ["Verl"]),
        ("de", "Meppens Fußballerinnen holen den nächsten Dreier", []),
        ("de", "Jena ringt um den Klassenverbleib", []),
        ("de", "Meppen ist für Jena chancenlos", []),
        ("en", "Grimsby see off Crewe", []),
        ("en", "Grimsby rescue point at Crewe", ["Crewe"]),
        ("en", "Grimsby winger banned", []),
        ("en", "Spokane too quick for Boise", []),
        ("en", "Grimsby unearth a gem", []),
    ],
)
def test_a_town_that_does_what_clubs_do_is_no_place(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Jena schlägt Gera bei den Gehältern der Lehrer", ["Jena", "Gera"]),
        ("de", "Jena punktet bei Besuchern mit seinen Museen", ["Jena"]),
        (
            "de",
            "Jena gegen Gera: Streit der Museen und der Stadtwerke geht in die Verlängerung",
            ["Jena", "Gera"],
        ),
        ("de", "Ein Trainer aus Meppen fand den Hund.", ["Meppen"]),
        ("en", "Grimsby edges out Crewe as site of the new hospital", ["Grimsby", "Crewe"]),
        ("en", "A goalkeeper was elected mayor of Grimsby.", ["Grimsby"]),
        ("en", "Grimsby tops league table for recycling", ["Grimsby"]),
    ],
)
def test_what_a_sentence_says_of_the_life_of_towns_speaks_against_their_clubs(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


def test_a_town_that_was_named_as_a_club_is_one_in_the_rest_of_the_text_but_where_it_lies(
    surfaces: Surfaces,
) -> None:
    text = (
        "JENA (dpa) – Jena verzichtet auf den Abwehrchef. So darf Jena nie mehr spielen. Es regnet in Jena."
    )
    assert surfaces("de", text) == ["JENA", "Jena"]


def test_a_sentence_between_sentences_about_sport_is_about_sport(surfaces: Surfaces) -> None:
    about = "Der Stürmer von Verl traf zum Ausgleich. {} Nach dem Abpfiff jubelten die Ultras."
    assert surfaces("de", about.format("Danach drückte Meppen.")) == []
    assert surfaces("de", "Danach drückte Meppen.") == ["Meppen"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Nach dem Sieg in Jena, Gera und Verl jubelte der Trainer.", ["Jena", "Gera", "Verl"]),
        ("en", "After the loss in Crewe, Grimsby placed the quarterback on injured reserve.", ["Crewe"]),
    ],
)
def test_a_preposition_holds_for_the_towns_of_a_list_and_not_for_a_club_after_a_comma(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "23. Spieltag: Augsburg – Mainz 1:1, Bochum – Kiel 0:3", []),
        ("de", "Meppen – Jena 1:1 (0:1), Gera – Verl 0:2 (0:0)", []),
        ("de", "Jena - Der Bahnhof wird umgebaut, Trainer helfen.", ["Jena"]),
        ("en", "Grimsby fires head coach after winless run", []),
        ("de", "Meppen klettert, Jena kriselt", []),
        ("de", "Jena, Meppen oder Verl: Wer kommt ins Final Four nach Köln?", ["Köln"]),
        ("de", "Meppen siegt im Penaltyschiessen gegen Jena", []),
        ("de", "Unter der Sonne von Marbella beginnt Meppen die Rückrunde", ["Marbella"]),
        ("de", "Vor dem Derby zwischen Jena und Gera ruhte der Ball.", []),
    ],
)
def test_clubs_stand_in_fixtures_lists_and_pairs(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Ulm und das benachbarte Neu-Ulm feiern.", ["Ulm", "Neu-Ulm"]),
        ("de", "Breslau heißt heute Wrocław.", ["Breslau", "Wrocław"]),
        ("de", "Jena beneidet Gera um den Tierpark.", ["Jena", "Gera"]),
        ("de", "Meppen besiegt Jena 2:0. Die Stadt Jena baut eine Schule.", ["Jena"]),
        ("de", "Jena meldete gegen zehn Uhr den ersten Fall.", ["Jena"]),
        ("de", "Jena spielt nach der Pause Mozart.", ["Jena"]),
        ("de", "Meppen kriegt Packung in Jena", ["Jena"]),
        ("de", "Meppen holt Linksaußen", []),
        ("en", "Bombay became Mumbai.", ["Bombay", "Mumbai"]),
        ("en", "Grimsby grew for the third year in a row.", ["Grimsby"]),
        ("en", "Grimsby guard held over theft", ["Grimsby"]),
        ("en", "Derby", ["Derby"]),
        ("en", "Bowling Green hopes for better days.", ["Bowling Green"]),
        ("en", "Grimsby lose on the road", []),
        ("en", "I like Grimsby's ", ["Grimsby"]),
    ],
)
def test_a_verb_between_towns_and_words_of_many_things_make_no_club(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Barrow waste the best chance of the night", []),
        ("Yeovil make their own luck", []),
        ("Halifax leave it late again", []),
        ("Leigh are through, Widnes are out", []),
        ("Halifax police charge two over thefts", ["Halifax"]),
        ("Yeovil lost its last bank", ["Yeovil"]),
        ("Stockport schools the worst for damp", ["Stockport"]),
    ],
)
def test_a_town_does_as_one_and_a_club_as_many(surfaces: Surfaces, text: str, expected: list[str]) -> None:
    assert surfaces("en", text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Der Linksaußen, zuletzt von Wetzlar ausgeliehen, unterschreibt bis 2027 bei Melsungen.", []),
        (
            "de",
            "Der in Tuttlingen geborene Torwart wechselt im Sommer von Balingen zu Hagen.",
            ["Tuttlingen"],
        ),
        ("en", "The goalkeeper, born in Truro, signed from Exeter after a loan spell at Torquay.", ["Truro"]),
        ("en", "Derby drew 2-2 and their new winger from Ghent scored twice.", ["Ghent"]),
    ],
)
def test_where_a_player_goes_from_club_to_club_prepositions_lead_to_no_town(
    surfaces: Surfaces, language: str, text: str, expected: list[str]
) -> None:
    assert surfaces(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Handball: Flensburg schlägt Veszprém im Finale von Köln", ["Köln"]),
        (
            "de",
            "Der Torwart kam nach der Pause, er stammt aus dem kroatischen Zadar; Kiel siegte 31:28.",
            ["Zadar"],
        ),
        ("de", "Beim Derbysieg von Iserlohn über Krefeld fielen acht Tore.", []),
        ("de", "Der Stürmer fehlte bei Bostons Niederlage gegen Ottawa in der NHL.", []),
        ("en", "Durham travel to Taunton next after an innings defeat.", ["Taunton"]),
        ("en", "Two late goals took Crawley past Walsall and into the quarter-finals.", []),
        ("en", "Kent wrap up innings win before lunch", []),
        ("de", "Gummersbach siegt 31:27 und bleibt Zweiter hinter Flensburg.", []),
        ("en", "The captain takes his side to Faro before Stoke visit in the cup semi-final.", ["Faro"]),
        ("de", "Monaco verspielt Führung, Lens bleibt Tabellenführer der Ligue 1", []),
    ],
)
def test_venues_are_towns_and_opponents_clubs(
    surfaces: Surfaces, language: str, text: str, expected: list[str]
) -> None:
    assert surfaces(language, text) == expected


def test_a_club_named_in_a_report_is_one_wherever_it_is_named_there(surfaces: Surfaces) -> None:
    text = "Toulon were too strong for Leinster in the final in Lyon. Leinster flew home to Dublin."
    assert surfaces("en", text) == ["Lyon", "Dublin"]
