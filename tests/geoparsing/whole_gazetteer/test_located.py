"""What a text says of where a place lies, and for which of its mentions that holds."""

from __future__ import annotations

import pytest

from places.geoparsing import Geoparser


@pytest.mark.parametrize(
    ("language", "text", "surface", "countries"),
    [
        ("en", "Talks in Richmond, the Australian suburb, went on.", "Richmond", ["AU"]),
        ("en", "He lives in Bunbury, WA.", "Bunbury", ["AU"]),
        ("en", "He lives in Yakima, WA.", "Yakima", ["US"]),
        ("en", "She was born in Newcastle, N.S.W., in 1931.", "Newcastle", ["AU"]),
        ("de", "In Paris, US-Bundesstaat Texas, brannte es.", "Paris", ["US"]),
        ("de", "In Lima (Bundesstaat Ohio) brannte es.", "Lima", ["US"]),
        ("en", "A mill burnt in Manchester in northern Jamaica.", "Manchester", ["JM"]),
        ("en", "He was born in Newcastle, a town in Ireland.", "Newcastle", ["IE"]),
        ("en", "They met in San José, the capital of Costa Rica.", "San José", ["CR"]),
        ("en", "The bridge at Wellington near Telford is shut.", "Wellington", ["GB"]),
        ("en", "They own a house in Perth on the Tay.", "Perth", ["GB"]),
        (
            "de",
            "Ein Zug hielt bei Cambridge in der neuseeländischen Region Waikato.",
            "Cambridge",
            ["NZ"],
        ),
        ("de", "Er lehrt in Birmingham im Bundesstaat Alabama.", "Birmingham", ["US"]),
        ("de", "Die Messe in Victoria, der Hauptstadt der Seychellen, fällt aus.", "Victoria", ["SC"]),
        ("de", "Sie flog nach Santiago, Hauptstadt Chiles.", "Santiago", ["CL"]),
        ("de", "Er schrieb aus Cartagena in Spanien.", "Cartagena", ["ES"]),
        ("en", "He moved from Birmingham to Toledo in Spain.", "Toledo", ["ES"]),
        ("de", "Ihr Zug fährt nach Córdoba im Norden Argentiniens.", "Córdoba", ["AR"]),
        ("en", "A dam near Merida in the west of Venezuela leaks.", "Merida", ["VE"]),
    ],
)
def test_a_text_says_in_many_ways_where_a_place_lies(
    geoparser: Geoparser, language: str, text: str, surface: str, countries: list[str]
) -> None:
    mention = next(one for one in geoparser.parse(text, language) if one.surface == surface)
    assert list(mention.place.country_codes) == countries
    assert "said" in {evidence.reason for evidence in mention.candidates[0].evidence}


def test_a_town_lies_in_an_area_that_is_no_state(geoparser: Geoparser) -> None:
    found = geoparser.parse("Der Markt in Homberg in Nordhessen ist neu.", "de")[0]
    assert found.place.latitude == pytest.approx(51.03, abs=0.1)
    found = geoparser.parse("They met in Newport in South Wales.", "en")[0]
    assert list(found.place.country_codes) == ["GB"]


@pytest.mark.parametrize(
    ("language", "text", "countries"),
    [
        ("en", "From Valencia, Venezuela, she moved to Valencia in Spain.", ["VE", "ES"]),
        ("en", "In Valencia, Venezuela, nobody noticed. Valencia slept.", ["VE", "VE"]),
        ("de", "Erst London in Ontario, dann London in England, zuletzt wieder London.", ["CA", "GB", "GB"]),
    ],
)
def test_it_holds_for_the_bare_mentions_after_it_until_something_else_is_said(
    geoparser: Geoparser, language: str, text: str, countries: list[str]
) -> None:
    name = "Valencia" if "Valencia" in text else "London"
    mentions = [mention for mention in geoparser.parse(text, language) if mention.surface == name]
    assert [mention.place.country_codes[0] for mention in mentions] == countries


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("de", "Der Krieg Moskaus im Norden der Ukraine dauert an.", "Moscow"),
        ("en", "Berlin, a friend of Georgia, sent flour.", "Berlin"),
        ("en", "Talks between Rome, the biggest city in Italy, and Paris failed.", "Paris"),
    ],
)
def test_what_is_said_of_another_place_does_not_move_a_name(
    geoparser: Geoparser, language: str, text: str, place: str
) -> None:
    found = {mention.place.name: mention.place for mention in geoparser.parse(text, language)}
    assert found[place].population > 1_000_000


@pytest.mark.parametrize(
    ("language", "text", "name", "countries"),
    [
        ("en", "He flew from Batumi in Georgia to Augusta, Georgia.", "Georgia", ["GE", "US"]),
        ("en", "Tbilisi is the capital of Georgia; Athens, Georgia, is a town.", "Georgia", ["GE", "US"]),
        ("en", "The consul of Georgia came from Kutaisi to Macon in Georgia.", "Georgia", ["GE", "US"]),
        ("en", "The choir of Rome, Georgia, sang in Rome for the Pope.", "Rome", ["US", "IT"]),
        ("en", "He left Berlin, Wisconsin. In Berlin he found a job.", "Berlin", ["US", "US"]),
        ("en", "Tripoli, a port in northern Lebanon, has a fair.", "Tripoli", ["LB"]),
        ("en", "León on the shores of Lake Managua was moved; León in Spain was not.", "León", ["NI", "ES"]),
        ("en", "The state of New York sued a firm in New York.", "New York", ["US", "US"]),
        ("de", "Dresden ist voll. In Dresden im Bundesstaat Ohio ist Platz.", "Dresden", ["DE", "US"]),
        ("de", "Sie starb in Granada in Nicaragua.", "Granada", ["NI"]),
        ("de", "Von Boston nach Boston in Lincolnshire schwimmt niemand.", "Boston", ["US", "GB"]),
    ],
)
def test_a_name_may_mean_two_places_in_one_text(
    geoparser: Geoparser, language: str, text: str, name: str, countries: list[str]
) -> None:
    mentions = [mention for mention in geoparser.parse(text, language) if mention.surface == name]
    assert [mention.place.country_codes[0] for mention in mentions] == countries


@pytest.mark.parametrize(
    ("language", "text", "countries"),
    [
        ("en", "Perth in Australia is hot, Perth in Canada is not.", ["AU", "CA"]),
        ("en", "León in Spain has a cathedral, León in Nicaragua another.", ["ES", "NI"]),
        ("de", "Lagos in Portugal ist klein, Lagos in Nigeria ist groß.", ["PT", "NG"]),
        ("de", "Guadalajara in Mexiko gleicht Guadalajara in Kastilien kaum.", ["MX", "ES"]),
        ("de", "Valencia in Venezuela und Valencia an der Costa Blanca.", ["VE", "ES"]),
    ],
)
def test_a_text_may_part_two_places_of_a_name_by_their_countries(
    geoparser: Geoparser, language: str, text: str, countries: list[str]
) -> None:
    name = text.split(maxsplit=1)[0]
    found = [one for one in geoparser.parse(text, language) if one.surface == name]
    assert [one.place.country_codes[0] for one in found] == countries


def test_a_preposition_alone_does_not_move_a_capital(geoparser: Geoparser) -> None:
    mention = geoparser.parse("Der Krieg Moskaus in der Ukraine dauert an.", "de")[0]
    assert mention.place.country_codes == ("RU",)


@pytest.mark.parametrize(
    ("language", "text", "point"),
    [
        ("de", "Bornheim bei Landau feiert.", (49.23, 8.17)),
        ("de", "Weilheim (Kreis Waldshut) feiert.", (47.66, 8.23)),
        ("de", "Hochdorf im Landkreis Biberach feiert.", (48.03, 9.79)),
        ("de", "Er ist in Heringen bei Nordhausen geboren.", (51.45, 10.88)),
        ("de", "Er ist in Laucha im Kreis Gotha geboren.", (50.93, 10.54)),
        ("en", "She lives in Holzkirchen near Wertheim.", (49.78, 9.69)),
    ],
)
def test_the_namesake_near_the_town_or_the_district_that_a_text_tells_is_meant(
    geoparser: Geoparser, language: str, text: str, point: tuple[float, float]
) -> None:
    place = geoparser.parse(text, language)[0].place
    assert (place.latitude, place.longitude) == pytest.approx(point, abs=0.15)


def test_a_town_before_a_bracket_does_not_say_what_stands_in_it(geoparser: Geoparser) -> None:
    mentions = geoparser.parse("Die Kapelle in Hochdorf (Kreis Biberach) ist alt.", "de")
    assert [one.place.kind for one in mentions] == ["city", "region"]


@pytest.mark.parametrize(
    ("language", "text", "kind", "latitude", "longitude"),
    [
        ("de", "Sie wanderte nach Norway (Maine) aus.", "city", 44.2, -70.5),
        ("de", "Die Käserei in Schwarzenberg im Bregenzerwald ruht.", "city", 47.4, 9.85),
    ],
)
def test_a_bracket_or_a_landscape_tells_which_small_place_is_meant(
    geoparser: Geoparser, language: str, text: str, kind: str, latitude: float, longitude: float
) -> None:
    place = geoparser.parse(text, language)[0].place
    assert place.kind == kind
    assert place.latitude == pytest.approx(latitude, abs=0.2)
    assert place.longitude == pytest.approx(longitude, abs=0.2)
