"""Words beside a name that tell which of several things of that name is meant, in the whole gazetteer."""

from __future__ import annotations

import pytest
from geopy.distance import geodesic

from places.geoparsing import Geoparser


def found(geoparser: Geoparser, language: str, text: str) -> list[tuple[str, str]]:
    return [(mention.surface, mention.place.kind) for mention in geoparser.parse(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "surface", "point"),
    [
        ("en", "Olive growers on the island of Crete fear the fly.", "Crete", (35.2, 24.9)),
        ("en", "Two planes a week serve the island of Guadalcanal.", "Guadalcanal", (-9.5, 160.0)),
        ("en", "The lighthouse on the island of Ocracoke is for sale.", "Ocracoke", (35.1, -76.0)),
        ("en", "Cars are banned on the island of Mackinac.", "Mackinac", (45.86, -84.62)),
        ("en", "A typhoon crossed the island of Masbate.", "Masbate", (12.3, 123.5)),
        ("de", "Auf der Mittelmeerinsel Sardinien brennt der Wald.", "Sardinien", (40.1, 9.1)),
        ("de", "Die Laguneninsel Murano lebt vom Glas.", "Murano", (45.46, 12.35)),
        ("de", "Auf der Insel Åland liegt Schnee.", "Åland", (60.2, 20.0)),
        ("de", "Die Ferieninsel Jeju ist ausgebucht.", "Jeju", (33.4, 126.55)),
    ],
)
def test_a_word_for_an_island_finds_it_be_it_a_region_or_called_like_a_town(
    geoparser: Geoparser, language: str, text: str, surface: str, point: tuple[float, float]
) -> None:
    (mention,) = geoparser.parse(text, language)
    assert mention.surface == surface
    assert mention.confidence > 0.5
    assert geodesic((mention.place.latitude, mention.place.longitude), point).km < 100


@pytest.mark.parametrize(
    ("language", "text", "surface", "kind"),
    [
        ("en", "The Wisconsin burst its banks at Portage.", "Wisconsin", "water"),
        ("en", "Two canoeists drowned in the Delaware near Easton.", "Delaware", "water"),
        ("en", "Wisconsin sends more milk to Chicago.", "Wisconsin", "region"),
        ("en", "Snow fell on the slopes of Elbrus.", "Elbrus", "terrain"),
        ("en", "The summit of Ararat lay in the clouds.", "Ararat", "terrain"),
        ("en", "The apricots come from Ararat.", "Ararat", "city"),
        ("de", "Am Fuße des Ararat grasen Schafe.", "Ararat", "terrain"),
        ("de", "Die Traun, ein Fluss im Salzkammergut, ist kalt.", "Traun", "water"),
        ("de", "Traun, eine Stadt bei Linz, wächst.", "Traun", "city"),
    ],
)
def test_what_is_told_of_a_name_chooses_the_river_the_mountain_or_the_town(
    geoparser: Geoparser, language: str, text: str, surface: str, kind: str
) -> None:
    assert (surface, kind) in found(geoparser, language, text)


@pytest.mark.parametrize(
    ("language", "text", "surface", "countries"),
    [
        ("en", "They moved to Durham in the English countryside.", "Durham", ["GB"]),
        ("en", "The Lebanese port, Tripoli, was shelled.", "Tripoli", ["LB"]),
        ("de", "Er lehrt in Freiburg im schweizerischen Mittelland.", "Freiburg", ["CH"]),
        ("en", "Grain from Cordoba, Argentina, is cheap.", "Cordoba", ["AR"]),
        ("en", "The fair in Merida, Venezuela, opens today.", "Merida", ["VE"]),
    ],
)
def test_a_text_says_of_a_name_in_which_country_it_lies(
    geoparser: Geoparser, language: str, text: str, surface: str, countries: list[str]
) -> None:
    mention = next(one for one in geoparser.parse(text, language) if one.surface == surface)
    assert list(mention.place.country_codes) == countries


def test_an_adjective_of_an_embassy_does_not_tell_where_a_town_lies(geoparser: Geoparser) -> None:
    mention = geoparser.parse("A shot was fired in Moscow in the American embassy.", "en")[0]
    assert mention.place.country_codes == ("RU",)


@pytest.mark.parametrize(
    ("language", "text", "surfaces"),
    [
        ("de", "Der Schlepper „Elbe“ liegt in Emden.", ["Emden"]),
        ("de", "Ihr Bruder Konstanz Wedemann fuhr nach Kiel.", ["Kiel"]),
        ("de", "Bremen empfängt am Freitag Augsburg.", []),
        ("de", "Mainz leiht einen Verteidiger aus Brügge bis zum Saisonende.", []),
        ("en", "Leeds signed a winger from Seville on loan.", []),
        ("fr", "Il habite rue Lafayette à Grenoble.", ["Grenoble"]),
        ("fr", "Le cargo « Oran » arrive à Dunkerque.", ["Dunkerque"]),
        ("fr", "Entre Besançon et Dole, la route est coupée.", ["Besançon", "Dole"]),
    ],
)
def test_ships_relatives_clubs_and_streets_are_no_places(
    geoparser: Geoparser, language: str, text: str, surfaces: list[str]
) -> None:
    assert [surface for surface, _ in found(geoparser, language, text)] == surfaces


@pytest.mark.parametrize(
    ("language", "text", "surfaces"),
    [
        ("de", "Erfurt führt das Spiel gegen Jena.", []),
        ("de", "Nach dem Erfolg gegen Rostock jubelt Magdeburg über den Aufstieg.", []),
        ("de", "Der Torwart von Dortmund verletzte sich.", []),
        ("de", "Bremens Stürmer traf zum 2:0.", []),
        ("de", "Nach dem Sieg über Österreich besetzten sie Dresden.", ["Österreich", "Dresden"]),
        ("de", "Hamburg kann gegen Bremen klagen.", ["Hamburg", "Bremen"]),
        ("en", "A striker joined Derby on loan.", []),
        ("en", "Dallas and Denver swapped picks.", []),
        ("en", "The senator left Dallas for Denver.", ["Dallas", "Denver"]),
    ],
)
def test_a_town_is_a_club_where_several_words_say_so(
    geoparser: Geoparser, language: str, text: str, surfaces: list[str]
) -> None:
    assert [surface for surface, _ in found(geoparser, language, text)] == surfaces


@pytest.mark.parametrize(
    ("language", "text", "surfaces"),
    [
        ("en", "buenos aires", ["buenos aires"]),
        ("de", "essen", []),
        ("en", "reading", []),
        ("de", "bamberg", ["bamberg"]),
        ("de", "rothenburg ob der tauber", ["rothenburg ob der tauber"]),
        ("de", "Ratingen: Kind läuft vor Auto", ["Ratingen"]),
        ("de", "Hagen: Wir gehen heute.", []),
        ("de", "Wenden: So geht es richtig", []),
    ],
)
def test_a_name_in_small_letters_alone_or_before_a_colon_is_a_place_if_it_is_no_word(
    geoparser: Geoparser, language: str, text: str, surfaces: list[str]
) -> None:
    assert [surface for surface, _ in found(geoparser, language, text)] == surfaces


@pytest.mark.parametrize(
    ("language", "text", "surfaces"),
    [
        (
            "de",
            "Das Bad in Ried schließt, die Bäder in Braunau und Schärding nicht.",
            ["Ried", "Braunau", "Schärding"],
        ),
        ("de", "Im Ried bei Mannheim und in Ried stehen Reiher.", ["Mannheim"]),
    ],
)
def test_a_word_behind_a_preposition_is_a_town_among_two_towns_beside_it(
    geoparser: Geoparser, language: str, text: str, surfaces: list[str]
) -> None:
    assert [surface for surface, _ in found(geoparser, language, text)] == surfaces


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "Sailors from St Vincent & the Grenadines were freed.", "VC"),
        ("en", "The Dem. Rep. Congo mines cobalt.", "CD"),
        ("en", "The Czech Rep. and its neighbours agreed.", "CZ"),
        ("fr", "La RDC exporte du cuivre.", "CD"),
        ("fr", "Le café de Côte d'Ivoire est cher.", "CI"),
        ("fr", "La République tchèque vote dimanche.", "CZ"),
        ("es", "EE.UU. sube los aranceles.", "US"),
        ("it", "La Gran Bretagna vota a maggio.", "GB"),
    ],
)
def test_a_country_is_found_by_what_other_languages_and_tables_call_it(
    geoparser: Geoparser, language: str, text: str, code: str
) -> None:
    mention = geoparser.parse(text, language)[0]
    assert (mention.place.kind, mention.place.country_codes) == ("country", (code,))


@pytest.mark.parametrize(
    ("language", "text", "surfaces"),
    [
        ("en", "Shares of Munich Re rose in Zurich.", ["Zurich"]),
        ("en", "President Bush flew to Denver.", ["Denver"]),
        ("de", "Beratung für Roma und Sinti gibt es in Mannheim.", ["Mannheim"]),
        ("de", "Sie studiert in Siena und Perugia.", ["Siena", "Perugia"]),
        ("de", "Der Zug nach Weil hielt in Müllheim.", ["Weil", "Müllheim"]),
        ("de", "Weil es regnete, blieb er in Müllheim.", ["Müllheim"]),
    ],
)
def test_people_and_companies_are_none_and_towns_called_like_words_are_places(
    geoparser: Geoparser, language: str, text: str, surfaces: list[str]
) -> None:
    assert [surface for surface, _ in found(geoparser, language, text)] == surfaces


@pytest.mark.parametrize(
    ("language", "text", "surfaces"),
    [
        ("de", "Zwischen Ransiki und Varzelândia liegen Welten.", ["Ransiki", "Varzelândia"]),
        ("de", "Der Streit zwischen Schmidt und Neumann geht weiter.", []),
        ("en", "The road between Zhmerynka and Arzgir is shut.", ["Zhmerynka", "Arzgir"]),
    ],
)
def test_two_names_between_which_something_lies_are_places_unless_people_bear_them(
    geoparser: Geoparser, language: str, text: str, surfaces: list[str]
) -> None:
    assert [surface for surface, _ in found(geoparser, language, text)] == surfaces


@pytest.mark.parametrize(
    ("language", "text", "place", "kind"),
    [
        ("en", "The River Tees froze.", "River Tees", "water"),
        ("en", "The River Trent rose at dawn.", "River Trent", "water"),
        ("en", "The River Krishna burst its banks.", "Krishna River", "water"),
        ("en", "The River Inn burst its banks.", "Inn", "water"),
        ("de", "Die Bürgermeisterin von Korb tritt zurück.", "Korb", "city"),
        ("en", "The mayor of Settle has resigned.", "Settle", "city"),
        ("fr", "Le maire de Bulle démissionne.", "Bulle", "city"),
        ("it", "La sindaca di Quarto parla.", "Quarto", "city"),
        ("de", "Im Staat Colorado fällt Schnee.", "Colorado", "region"),
        ("de", "In den Staaten Delaware und Ohio wird gewählt.", "Delaware", "region"),
        ("de", "Die Geschichte des Staates Israel ist kurz.", "Israel", "country"),
    ],
)
def test_what_stands_before_a_name_says_what_it_is_be_it_a_word_too(
    geoparser: Geoparser, language: str, text: str, place: str, kind: str
) -> None:
    first = geoparser.parse(text, language)[0].place
    assert (first.name, first.kind) == (place, kind)


@pytest.mark.parametrize(
    ("text", "rivers"),
    [
        ("Sie wohnt in Rouen an der Seine.", ["Seine"]),
        ("In der Seine wird geschwommen.", ["Seine"]),
        ("Der Frachter lief auf der Aller auf Grund.", ["Aller"]),
        ("Barnaul liegt am Ob.", ["Ob"]),
        ("Seine Mutter fragte, ob er komme. Ob er kam, weiß niemand.", []),
        ("Jeder tut das Seine, aller guten Dinge sind drei.", []),
    ],
)
def test_a_word_that_has_no_capital_elsewhere_is_a_river_behind_its_article(
    geoparser: Geoparser, text: str, rivers: list[str]
) -> None:
    mentions = geoparser.parse(text, "de")
    assert [one.surface for one in mentions if one.place.kind == "water"] == rivers


def test_an_article_within_a_word_hides_no_name_behind_it(geoparser: Geoparser) -> None:
    (mention,) = geoparser.parse("Die Urlaubsinsel Porto Santo ist ausgebucht.", "de")
    assert (mention.surface, mention.place.kind) == ("Porto Santo", "terrain")


@pytest.mark.parametrize(
    ("language", "text", "surface", "kind"),
    [
        ("en", "Washington, the rainy north-western state, grows apples.", "Washington", "region"),
        ("en", "They skated on the frozen Witham near Lincoln.", "Witham", "water"),
        ("en", "They live in frozen Witham.", "Witham", "city"),
        ("de", "Sie fuhren auf der zugefrorenen Havel bei Werder Schlittschuh.", "Havel", "water"),
    ],
)
def test_an_apposition_and_what_is_said_of_rivers_ask_for_a_kind(
    geoparser: Geoparser, language: str, text: str, surface: str, kind: str
) -> None:
    found = geoparser.parse(text, language)
    assert next(mention.place.kind for mention in found if mention.surface == surface) == kind
