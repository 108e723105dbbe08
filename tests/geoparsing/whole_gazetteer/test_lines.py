"""Names at the beginning of a line, behind hours, dates and the marks of lists."""

from __future__ import annotations

import pytest

from tests.geoparsing.whole_gazetteer.conftest import Surfaces


@pytest.mark.parametrize(
    ("language", "beginning", "town", "rest"),
    [
        ("de", "08:47 ", "Zirl", ": Lastwagen blockiert die Brücke"),
        ("de", "16.20 Uhr – ", "Zirl", ": Lastwagen blockiert die Brücke"),
        ("de", "Di., 3. März, ", "Zirl", ": Lesung im Gemeindesaal"),
        ("de", "03.03.2025, ", "Zirl", ": Lesung im Gemeindesaal"),
        ("de", "- ", "Zirl", ": Lesung im Gemeindesaal"),
        ("de", "▪ ", "Zirl", ": Lesung im Gemeindesaal"),
        ("de", "2) ", "Zirl", ": Lesung im Gemeindesaal"),
        ("de", "+++ Glatteis in Wien +++ ", "Zirl", ": Lastwagen blockiert die Brücke"),
        ("de", "[07:15] ", "Zirl", ": Lastwagen blockiert die Brücke"),
        ("en", "7.40am, ", "Hawick", ": a lorry blocks the bridge."),
        ("fr", "18h05 - ", "Sarralbe", " : un camion bloque le pont."),
        ("fr", "7 mars, ", "Sarralbe", " : lecture à la mairie."),
        ("es", "08:47 ", "Berja", ": un camión corta el puente."),
        ("it", "ore 18.05, ", "Bagnasco", ": un camion blocca il ponte."),
    ],
)
def test_a_town_is_found_at_the_beginning_of_a_line_behind_an_hour_a_date_or_a_mark(
    surfaces: Surfaces, language: str, beginning: str, town: str, rest: str
) -> None:
    assert surfaces(language, f"{beginning}{town}{rest}")[-1:] == [town]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "3 Linden wurden gefällt, 12 Eichen bleiben stehen."),
        ("de", "- Regen und Wind bis zum Abend"),
        ("de", "08:47 Weber: Wann kommst du?"),
        ("fr", "08:47 Dupont : tu viens ?"),
        ("en", "08:47 Kelly: when are you coming?"),
        ("en", "1. Reading the plans takes time"),
        ("es", "08:47 Ortega: ¿vienes hoy?"),
    ],
)
def test_behind_an_hour_a_date_or_a_mark_words_and_people_stay_what_they_are(
    surfaces: Surfaces, language: str, text: str
) -> None:
    assert surfaces(language, text) == []


def test_the_items_of_a_list_with_a_mark_each_speak_for_each_other(surfaces: Surfaces) -> None:
    text = "Stops on the way:\n1. Keighley\n2. Ilkley\n3. Hawes"
    assert surfaces("en", text) == ["Keighley", "Ilkley", "Hawes"]
    assert surfaces("en", "Stops on the way:\n3. Hawes") == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Deidesheim. Die Sperrung dauert bis Montag.", ["Deidesheim"]),
        (
            "de",
            "Vermischtes\nZusmarshausen. Beim Brand einer Scheune blieb das Vieh heil.",
            ["Zusmarshausen"],
        ),
        ("de", "Gränichen, den 4. Mai 1912. Liebe Schwester, uns geht es gut.", ["Gränichen"]),
        ("fr", "Malaunay. La mairie ferme une semaine.", ["Malaunay"]),
        ("es", "Celanova. El mercado cierra hoy.", ["Celanova"]),
        ("it", "Bardolino. La strada è chiusa.", ["Bardolino"]),
        ("de", "Linden. Eichen. Buchen. Alles wächst.", []),
        ("de", "Ein Anruf.\nWagner. Der Mann sprach leise.", []),
        ("de", "Gränicher, 42 Jahre alt, schwieg.", []),
    ],
)
def test_a_town_alone_before_a_sentence_or_a_date_begins_a_report(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found
