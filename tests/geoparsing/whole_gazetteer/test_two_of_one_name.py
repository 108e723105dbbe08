"""Two places of one name that a text tells apart, in the whole gazetteer."""

from __future__ import annotations

import pytest

from places.geoparsing import Geoparser
from tests.geoparsing.whole_gazetteer.conftest import Surfaces


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "Georgia, the state, borders Florida.",
            {"Georgia": ("region", "US"), "Florida": ("region", "US")},
        ),
        (
            "en",
            "Georgia, the country, borders Turkey.",
            {"Georgia": ("country", "GE"), "Turkey": ("country", "TR")},
        ),
        ("en", "Luxembourg, the city, has trams.", {"Luxembourg": ("city", "LU")}),
        (
            "en",
            "They praised Jordan, the river, not Niger, the country.",
            {"Jordan": ("water", "JO"), "Niger": ("country", "NE")},
        ),
        ("de", "Salzburg, das Land, hat Seen.", {"Salzburg": ("region", "AT")}),
        ("de", "Das Land Brandenburg zahlt.", {"Brandenburg": ("region", "DE")}),
        ("de", "Das Land Polen zahlt.", {"Polen": ("country", "PL")}),
        ("de", "Auf dem Land Kühe, in Genf Autos.", {"Genf": ("city", "CH")}),
        ("de", "Die Stadt Luxemburg hat Straßenbahnen.", {"Luxemburg": ("city", "LU")}),
        ("de", "In Fulda fließt kein Wein.", {"Fulda": ("city", "DE")}),
        ("de", "Die Fulda fließt nach Norden.", {"Fulda": ("water", "DE")}),
        ("en", "Obama met Putin in Moscow, the capital, on Sunday.", {"Moscow": ("city", "RU")}),
        ("en", "The River Thames rose.", {"Thames": ("water", "GB")}),
        ("de", "New York (Bundesstaat) klagt.", {"New York": ("region", "US")}),
        ("de", "New York (Stadt) klagt.", {"New York": ("city", "US")}),
        ("en", "Georgia (country) signed in Bern.", {"Georgia": ("country", "GE"), "Bern": ("city", "CH")}),
        ("de", "Aus Kiel (dpa) kam Post.", {"Kiel": ("city", "DE")}),
        (
            "de",
            "Die Emirate und St. Vincent stimmten zu.",
            {"Emirate": ("country", "AE"), "St. Vincent": ("country", "VC")},
        ),
    ],
)
def test_a_word_beside_a_name_tells_the_country_from_the_town(
    geoparser: Geoparser, language: str, text: str, found: dict[str, tuple[str, str]]
) -> None:
    mentions = geoparser.parse(text, language)
    assert {one.surface for one in mentions} == set(found)
    for one in mentions:
        kind, country = found[one.surface]
        assert one.place.kind == kind
        assert country in one.place.country_codes


@pytest.mark.parametrize(
    ("language", "text", "surface", "point"),
    [
        ("de", "In Rothenburg (Oberlausitz) brennt es.", "Rothenburg", (51.3, 15.0)),
        ("de", "Er zog aus Mühlhausen (Kraichgau) fort.", "Mühlhausen", (49.2, 8.7)),
        ("de", "Das Turnier in Halle (Westfalen) beginnt.", "Halle", (52.1, 8.4)),
        ("de", "Das Turnier in Halle beginnt.", "Halle", (51.5, 12.0)),
        ("de", "Sie zog nach Homberg (Efze) um.", "Homberg", (51.0, 9.4)),
        ("de", "Sie zog nach Lahr im Hunsrück um.", "Lahr", (50.1, 7.4)),
        ("de", "Sie zog nach Lahr um.", "Lahr", (48.3, 7.9)),
        ("de", "Cambridge (Massachusetts) lebt von Professoren.", "Cambridge", (42.4, -71.1)),
        ("en", "Dartmouth in Devon has no dean.", "Dartmouth", (50.4, -3.6)),
    ],
)
def test_the_area_in_brackets_tells_which_town_is_meant(
    geoparser: Geoparser, language: str, text: str, surface: str, point: tuple[float, float]
) -> None:
    (one,) = [one for one in geoparser.parse(text, language) if one.surface == surface]
    assert (one.place.latitude, one.place.longitude) == pytest.approx(point, abs=0.15)


def test_a_university_without_its_area_is_no_place(geoparser: Geoparser) -> None:
    assert not geoparser.parse("Dartmouth has no dean.", "en")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The steamer crosses Lake Geneva twice a day.", "water"),
        ("They sailed across Lake Geneva.", "water"),
        ("He was born in Lake Geneva.", "city"),
        ("Farms burned in Lake Geneva, Wisconsin.", "city"),
    ],
)
def test_a_lake_is_told_from_the_town_called_after_it(geoparser: Geoparser, text: str, kind: str) -> None:
    (one, *_) = geoparser.parse(text, "en")
    assert one.place.kind == kind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Am Kai von Piräus liegt ein Tanker.", ["Piräus"]),
        ("Die Flora von Madeira ist vielfältig.", ["Madeira"]),
        ("Das Werk der Hildegard von Bingen bleibt.", []),
        ("Der Sohn der Katharina von Aragon starb.", []),
    ],
)
def test_a_noun_that_is_a_first_name_too_bears_no_name_with_a_place(
    surfaces: Surfaces, text: str, found: list[str]
) -> None:
    assert surfaces("de", text) == found


def test_the_short_name_of_a_small_town_is_its_own_among_neighbours(geoparser: Geoparser) -> None:
    found = geoparser.parse("In Aarberg, Lyss und Büren fehlen Ärzte.", "de")
    assert [mention.place.country_codes for mention in found] == [("CH",)] * 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She works at St. Vincent's Hospital in Dublin.", ["Dublin"]),
        ("St Lucia's premier flew to Dublin.", ["St Lucia", "Dublin"]),
    ],
)
def test_the_hospital_of_a_saint_is_no_country(surfaces: Surfaces, text: str, found: list[str]) -> None:
    assert surfaces("en", text) == found


@pytest.mark.parametrize(
    ("text", "surface", "point"),
    [
        ("Züge von Hausach nach Wolfach halten in Haslach.", "Haslach", (48.28, 8.09)),
        ("Züge von Oberkirch nach Appenweier halten in Haslach.", "Haslach", (48.57, 8.06)),
    ],
)
def test_the_nearer_of_two_namesakes_in_one_neighbourhood_is_meant(
    geoparser: Geoparser, text: str, surface: str, point: tuple[float, float]
) -> None:
    (one,) = [one for one in geoparser.parse(text, "de") if one.surface == surface]
    assert (one.place.latitude, one.place.longitude) == pytest.approx(point, abs=0.05)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The governor of Georgia vetoed the bill.", "region"),
        ("Judges in Georgia and Nevada heard the case.", "region"),
        ("The president of Georgia vetoed the bill.", "country"),
        ("Talks in Armenia, Georgia and Alabama went on.", "country"),
    ],
)
def test_georgia_is_the_state_beside_other_states_and_below_a_governor(
    geoparser: Geoparser, text: str, kind: str
) -> None:
    places = {mention.surface: mention.place for mention in geoparser.parse(text, "en")}
    assert places["Georgia"].kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Forests in Washington and Idaho burn.", "region"),
        ("Hotels in Washington and Maryland are full.", "city"),
    ],
)
def test_washington_is_the_state_beside_its_neighbours(geoparser: Geoparser, text: str, kind: str) -> None:
    assert geoparser.parse(text, "en")[0].place.kind == kind


def test_a_town_at_the_side_of_a_better_known_one_is_not_that_of_the_larger_name(
    geoparser: Geoparser,
) -> None:
    (mention, _) = geoparser.parse("Sie lehrt in Cambridge bei Boston.", "de")
    assert mention.place.country_codes == ("US",)


@pytest.mark.parametrize(
    ("language", "text", "surface", "kind", "name"),
    [
        ("de", "Die Räte aus Tirol und aus Südtirol tagen.", "Tirol", "region", "Tyrol"),
        ("de", "Vertreter der Länder Kärnten, Tirol und Südtirol kamen.", "Tirol", "region", "Tyrol"),
        ("de", "Tirol, ein Dorf in Südtirol, feiert.", "Tirol", "city", "Tirolo"),
        ("de", "In Bozen stand der Zug, der von Innsbruck über den Brenner kam.", "Bozen", "city", "Bolzano"),
        ("de", "Der Bus fährt von Sondrio nach Tirano.", "Tirano", "city", "Tirano"),
        ("de", "Zwischen Landeck und St. Anton fährt ein Bus.", "St. Anton", "city", "St Anton am Arlberg"),
        ("de", "Der Arzt aus Bleiburg half in Völkermarkt.", "Bleiburg", "city", "Bleiburg/Pliberk"),
        ("de", "In der Lausitz leben Wölfe, bei Rietschen und Weißwasser.", "Lausitz", "region", "Lusatia"),
        ("de", "Von Plauen aus ist das Vogtland schnell erreicht.", "Vogtland", "region", "Vogtland"),
        ("de", "Der Bus von Bautzen fährt nach Neukirch.", "Neukirch", "city", "Neukirch/Lausitz"),
        ("en", "They flew to Tirana.", "Tirana", "city", "Tirana"),
    ],
)
def test_regions_in_a_list_stay_regions_and_towns_are_known_by_their_own_names(
    geoparser: Geoparser, language: str, text: str, surface: str, kind: str, name: str
) -> None:
    place = next(one.place for one in geoparser.parse(text, language) if one.surface == surface)
    assert (place.kind, place.name) == (kind, name)


def test_the_other_place_of_a_name_is_not_where_the_first_one_was_told_to_lie(geoparser: Geoparser) -> None:
    text = "Vom englischen Cambridge wechselte sie 1996 an das andere Cambridge."
    first, other = geoparser.parse(text, "de")
    assert first.place.country_codes == ("GB",)
    assert other.place.country_codes == ("US",)
