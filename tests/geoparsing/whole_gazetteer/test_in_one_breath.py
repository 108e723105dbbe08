"""Names that stand alone, in pairs, or for what is called after them, in the whole gazetteer."""

from __future__ import annotations

import pytest
from geopy.distance import geodesic

from places.geoparsing import Geoparser
from tests.geoparsing.whole_gazetteer.conftest import Surfaces

Point = tuple[float, float]


def kilometres(geoparser: Geoparser, language: str, text: str, surface: str, point: Point) -> float:
    """Return how far from a point the place is that a name was taken for."""
    found = {mention.surface: mention.place for mention in geoparser.parse(text, language)}
    return float(geodesic((found[surface].latitude, found[surface].longitude), point).km)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Essen", ["Essen"]),
        ("de", "Hof.", ["Hof"]),
        ("de", "* Singen\n* Engen\n* Stockach", ["Singen", "Engen", "Stockach"]),
        ("en", "Mobile", ["Mobile"]),
        ("en", "Wells\nBude", ["Wells", "Bude"]),
        ("en", "Reading; Bath", ["Reading", "Bath"]),
        ("de", "Aufgabe", []),
        ("de", "Essen fassen", []),
        ("en", "Reading list", []),
    ],
)
def test_a_text_that_is_nothing_but_names_has_places_for_words(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Zwischen Weiden und Vohenstrauß gilt Tempo 70.", ["Weiden", "Vohenstrauß"]),
        ("de", "Von Innsbruck über Rum geht es bergauf.", ["Innsbruck", "Rum"]),
        ("de", "Die Kinder aus Wald und Rüti lernen schwimmen.", ["Wald", "Rüti"]),
        ("de", "Zwischen Wald und Wiese steht ein Haus.", []),
        ("de", "Von Haus zu Haus ging er.", []),
        ("de", "Die Strecke Leipzig–Halle ist gesperrt.", ["Leipzig", "Halle"]),
        ("de", "Der Zug Nürnberg–Lauf hält.", ["Nürnberg", "Lauf"]),
        ("de", "Der Vergleich Mensch–Maschine hinkt.", []),
        ("de", "Zwischen Hall und Wattens liegt Schnee.", ["Hall", "Wattens"]),
        ("de", "Zwischen Bernkastel und Wittlich fährt ein Bus.", ["Bernkastel", "Wittlich"]),
        ("en", "The trail will link Athens with Watkinsville.", ["Athens", "Watkinsville"]),
    ],
)
def test_two_names_that_are_those_of_towns_side_by_side_are_towns(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("text", "surface", "point"),
    [
        ("The school bus from Cadiz to Hopkinsville was late.", "Cadiz", (36.87, -87.83)),
        ("The county will pave the road between Vienna and Oakton.", "Vienna", (38.9, -77.26)),
        ("Police closed the highway between Lima and Bluffton.", "Lima", (40.74, -84.1)),
        ("Cadiz sent cherries to Vienna.", "Vienna", (48.21, 16.37)),
        ("The bus from London to Paris takes a night.", "Paris", (48.86, 2.35)),
        ("The road from Rome to Florence was blocked.", "Rome", (41.89, 12.48)),
        ("A school in London and one in Paris joined.", "London", (51.51, -0.13)),
        ("Highway traffic between Cairo and Alexandria stopped.", "Alexandria", (31.2, 29.92)),
    ],
)
def test_two_names_of_what_is_local_are_neighbours_but_no_famous_ones(
    geoparser: Geoparser, text: str, surface: str, point: Point
) -> None:
    assert kilometres(geoparser, "en", text, surface, point) < 30


@pytest.mark.parametrize(
    ("text", "surface", "point"),
    [
        ("The Don at Doncaster froze over.", "Don", (53.4, -1.5)),
        ("The Wabash crested at Lafayette.", "Lafayette", (40.42, -86.88)),
        ("They rowed up the Thames to Henley.", "Henley", (51.54, -0.9)),
        ("The Ouse flooded York again.", "Ouse", (53.95, -1.08)),
        ("Salmon are back in the Dee near Banchory.", "Dee", (57.05, -2.5)),
        ("The Hull rose at Beverley.", "Hull", (53.84, -0.43)),
    ],
)
def test_a_river_and_the_town_beside_it_lie_close(
    geoparser: Geoparser, text: str, surface: str, point: Point
) -> None:
    assert kilometres(geoparser, "en", text, surface, point) < 60


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Princeton has frozen hiring, its provost wrote.", []),
        ("en", "Villanova raised tuition. Georgetown did the same.", []),
        ("en", "Police in Princeton closed a road.", ["Princeton"]),
        ("en", "Princeton, New Jersey, has a mayor.", ["Princeton", "New Jersey"]),
        ("de", "Cambridge senkt die Studiengebühren.", []),
        ("de", "Cambridge streitet über Radwege.", ["Cambridge"]),
    ],
)
def test_a_town_that_stands_for_its_university_is_no_place(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The court heard Israel Fotheringay on Monday.", []),
        ("en", "They elected Memphis Dubrowsky treasurer.", []),
        ("en", "Georgia Pennyfeather's garden won first prize.", []),
        ("en", "The medal went to Kingston Oyelowoski.", []),
        ("en", "For India Fairweatherby the year began badly.", []),
        ("en", "The lawyers of Jordan Kowalczykowa appealed.", []),
        ("en", "Phoenix Adeyemi-Cole was born in Leeds.", ["Leeds"]),
        ("en", "For India Monday was a holiday.", ["India"]),
        ("en", "Jordan Israeli-Palestinian talks began.", ["Jordan"]),
        ("en", "She moved to Kingston Monday morning.", ["Kingston"]),
        ("en", "The storm battered Jamaica overnight.", ["Jamaica"]),
    ],
)
def test_a_place_and_a_rare_word_after_it_are_somebody_whom_the_sentence_is_about(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Graz schlägt Altach 2:0, in Hartberg wird am Sonntag gespielt.", ["Hartberg"]),
        ("de", "Sankt Gallen verliert gegen Lugano.", []),
        ("de", "Kaiserslautern leiht einen Mittelfeldspieler aus.", []),
        ("de", "Bremen verliert gegen die Bahn vor Gericht.", ["Bremen"]),
        ("en", "The Edmonton goalie was pulled after four goals.", []),
        ("en", "Calgary's goalie stopped 38 shots.", []),
        ("en", "Calgary's mayor stopped the plan.", ["Calgary"]),
        ("en", "Wales lost 2-1 to Croatia in Osijek.", ["Wales", "Croatia", "Osijek"]),
    ],
)
def test_a_club_is_no_place_and_a_national_team_stands_for_its_country(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "surface", "point"),
    [
        ("en", "He was born in Canton, Ohio.", "Canton", (40.8, -81.38)),
        ("en", "The tea left Canton by clipper.", "Canton", (23.12, 113.25)),
        ("en", "Trains between Hull and Leeds stop.", "Hull", (53.74, -0.33)),
        ("de", "Vom Hafen Piräus aus gehen Fähren.", "Piräus", (37.94, 23.65)),
    ],
)
def test_a_name_that_is_a_word_for_a_place_too_or_a_short_one_is_found(
    geoparser: Geoparser, language: str, text: str, surface: str, point: Point
) -> None:
    assert kilometres(geoparser, language, text, surface, point) < 30


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Leine flutete bei Alfeld die Keller.", ["Leine", "Alfeld"]),
        ("Die Sieg ist bei Hennef gestiegen.", ["Sieg", "Hennef"]),
        ("Die Leine des Hundes riss.", []),
        ("Der Sieg ist sicher.", []),
    ],
)
def test_a_common_word_is_a_river_where_its_sentence_tells_of_one(
    surfaces: Surfaces, text: str, found: list[str]
) -> None:
    assert surfaces("de", text) == found


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "Éire stayed neutral.", ["IE"]),
        ("en", "The Ukrainian SSR and Zaïre sent teams.", ["UA", "CD"]),
        ("en", "NZ won.", ["NZ"]),
        ("de", "Die Estnische SSR zahlte in Rubel.", ["EE"]),
        ("de", "Die Südafrikanische Union trat aus.", ["ZA"]),
    ],
)
def test_a_country_is_found_by_the_names_it_had(
    geoparser: Geoparser, language: str, text: str, codes: list[str]
) -> None:
    mentions = geoparser.parse(text, language)
    assert [code for mention in mentions for code in mention.place.country_codes] == codes


def test_the_sign_of_a_country_is_no_measure(geoparser: Geoparser) -> None:
    (mention,) = geoparser.parse("Aus GB kamen 16 GB Daten.", "de")
    assert (mention.start, mention.place.country_codes) == (4, ("GB",))


def test_not_even_a_metropolis_is_obvious_in_a_row_of_neighbours(geoparser: Geoparser) -> None:
    found = geoparser.parse("In Rom, Plau und Goldberg fällt der Strom aus.", "de")
    assert found[0].place.country_codes == ("DE",)
    found = geoparser.parse("Wer nach Rom, Florenz und Pisa reist, braucht Geduld.", "de")
    assert found[0].place.country_codes == ("IT",)


def test_the_name_of_a_country_with_full_stops_is_not_hidden_by_a_nickname(geoparser: Geoparser) -> None:
    (mention,) = geoparser.parse("The D.R. Congo mines cobalt.", "en")
    assert mention.place.country_codes == ("CD",)


def test_two_places_known_far_away_are_no_neighbours_between_which_something_goes(
    geoparser: Geoparser,
) -> None:
    found = geoparser.parse("The carrier will fly daily between Chicago and Athens in summer.", "en")
    assert [mention.place.country_codes for mention in found] == [("US",), ("GR",)]


def test_weather_is_no_river(surfaces: Surfaces) -> None:
    assert surfaces("de", "Bei Regen spielt die Kapelle in Straubing mit Regen im Rücken.") == ["Straubing"]
