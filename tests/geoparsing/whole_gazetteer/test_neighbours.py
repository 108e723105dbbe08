"""How many neighbours a text has to name before a famous place is none of them."""

from __future__ import annotations

import pytest

from places.geo import geodesic_km
from places.geoparsing import Geoparser
from places.model import Mention
from tests.geoparsing.whole_gazetteer.conftest import Surfaces


def first(mentions: list[Mention], surface: str) -> Mention:
    return next(mention for mention in mentions if mention.surface == surface)


def away(mention: Mention, point: tuple[float, float]) -> float:
    return geodesic_km(mention.place.latitude, mention.place.longitude, *point)


@pytest.mark.parametrize(
    ("language", "text", "surface", "point"),
    [
        ("en", "A potter from Canajoharie shows her bowls in Amsterdam.", "Amsterdam", (52.37, 4.89)),
        ("en", "A farmer from Brantford has sold two horses in Paris.", "Paris", (48.86, 2.35)),
        ("en", "A drummer from Rockmart now plays in Rome every night.", "Rome", (41.89, 12.48)),
        ("en", "A nurse from Wauseon flew to Berlin.", "Berlin", (52.52, 13.4)),
        ("de", "Ein Schmied aus Kappeln liefert das Tor nach Rom.", "Rom", (41.89, 12.48)),
        ("de", "Eine Geigerin aus Wissen spielt jetzt in Hamm.", "Hamm", (51.68, 7.81)),
        ("en", "Lawyers in Madrid and Los Angeles were busy.", "Los Angeles", (34.05, -118.24)),
        ("en", "A lawyer from Madrid now works in San Diego.", "San Diego", (32.72, -117.16)),
        ("de", "Notare in Ankara und Kasan hatten zu tun.", "Kasan", (55.79, 49.12)),
        ("de", "Ab Mai fliegt er von Denver nach Louisville.", "Louisville", (38.25, -85.76)),
        ("en", "Two flights a day link Melbourne and Dallas.", "Dallas", (32.78, -96.8)),
    ],
)
def test_one_neighbour_does_not_overturn_a_well_known_place(
    geoparser: Geoparser, language: str, text: str, surface: str, point: tuple[float, float]
) -> None:
    assert away(first(geoparser.parse(text, language), surface), point) < 50


@pytest.mark.parametrize(
    ("language", "text", "surface", "point"),
    [
        ("en", "Paris, Bonham and Honey Grove share one ambulance.", "Paris", (33.66, -95.56)),
        (
            "en",
            "Snow ploughs from London, Strathroy and Woodstock were out all night.",
            "London",
            (42.98, -81.25),
        ),
        ("en", "The mill drew its hands from Rome, Cedartown and Cartersville.", "Rome", (34.26, -85.16)),
        ("de", "Die Linie verbindet Hamm mit Betzdorf und Altenkirchen.", "Hamm", (50.76, 7.67)),
    ],
)
def test_several_neighbours_do(
    geoparser: Geoparser, language: str, text: str, surface: str, point: tuple[float, float]
) -> None:
    mention = first(geoparser.parse(text, language), surface)
    assert away(mention, point) < 50
    reasons = {evidence.reason: evidence.weight for evidence in mention.candidates[0].evidence}
    assert reasons["nearness"] > 1


def test_a_name_and_the_area_it_lies_in_are_one_neighbour(geoparser: Geoparser) -> None:
    text = "A band from Waukee{} played to a full house in Madrid."
    assert away(first(geoparser.parse(text.format(", Iowa,"), "en"), "Madrid"), (40.42, -3.7)) < 50
    both = geoparser.parse("Shops in Waukee, Boone and Perry shut early, those in Madrid did not.", "en")
    assert away(first(both, "Madrid"), (41.88, -93.82)) < 50


@pytest.mark.parametrize(
    ("language", "text", "surface", "country"),
    [
        ("en", "A farmer from Bluffton met the Peruvian minister in Lima.", "Lima", "PE"),
        ("en", "The Spanish team will train in Toledo and then rest.", "Toledo", "ES"),
        ("de", "Ein Bergener Kutter liegt bei einem chilenischen Händler in Valdivia.", "Valdivia", "CL"),
        ("de", "Die kanadischen Brüder eröffnen ihr neues Haus in Cambridge.", "Cambridge", "CA"),
    ],
)
def test_an_adjective_of_a_country_speaks_for_what_lies_in_it(
    geoparser: Geoparser, language: str, text: str, surface: str, country: str
) -> None:
    assert first(geoparser.parse(text, language), surface).place.country_codes == (country,)


@pytest.mark.parametrize(
    ("language", "text", "surface", "point"),
    [
        ("en", "Classes are cancelled in Warsaw, Plymouth and Nappanee.", "Warsaw", (41.24, -85.85)),
        ("en", "The vet drives to Delhi, Oneonta and Walton.", "Delhi", (42.28, -74.92)),
        ("en", "Power failed in Lisbon, Lewiston and Auburn.", "Lisbon", (44.03, -70.1)),
        ("en", "The mail goes from Paris to Bonham and Sherman.", "Paris", (33.66, -95.56)),
        ("en", "Trucks run between Milan, Humboldt and Trenton.", "Milan", (35.92, -88.76)),
        ("de", "Züge von Basel nach Saint-Louis fallen aus.", "Saint-Louis", (47.59, 7.56)),
        ("de", "Zwischen Plauen und Reichenbach wird gebaut.", "Reichenbach", (50.62, 12.3)),
    ],
)
def test_names_in_a_row_lie_close_to_each_other_where_they_can(
    geoparser: Geoparser, language: str, text: str, surface: str, point: tuple[float, float]
) -> None:
    assert away(first(geoparser.parse(text, language), surface), point) < 30


@pytest.mark.parametrize(
    ("text", "surface", "point"),
    [
        ("Fares to London, Paris and Milan went up.", "Milan", (45.46, 9.19)),
        ("Fares from Toronto to London went up.", "London", (51.5, -0.12)),
        ("The show goes to Berlin, Vienna and Rome.", "Vienna", (48.21, 16.37)),
        ("Talks in Moscow, Warsaw and Geneva failed.", "Warsaw", (52.23, 21.01)),
        ("He lived in Athens, Rome and Florence.", "Athens", (37.98, 23.73)),
    ],
)
def test_a_row_of_famous_places_is_one(
    geoparser: Geoparser, text: str, surface: str, point: tuple[float, float]
) -> None:
    assert away(first(geoparser.parse(text, "en"), surface), point) < 50


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Boats link Stratford, Warwick and Leamington.", ["Stratford", "Warwick", "Leamington"]),
        ("en", "Rain hit Milton, Burlington and Oakville.", ["Milton", "Burlington", "Oakville"]),
        ("de", "Neustadt, Haßloch und Landau sparen.", ["Neustadt", "Haßloch", "Landau"]),
        ("de", "Hagen, Schwerte und Iserlohn sparen.", ["Hagen", "Schwerte", "Iserlohn"]),
        ("de", "Kaufhaus, Bad und Wald in Schwerte sparen.", ["Schwerte"]),
    ],
)
def test_unsure_names_of_a_row_are_towns_where_all_of_it_could_lie_close_together(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "surface", "point"),
    [
        ("en", "The quartet played in Vienna, Prague and Lincoln.", "Lincoln", (53.23, -0.54)),
        ("en", "Trains from Manchester to Paris and Geneva were full.", "Manchester", (53.48, -2.24)),
        ("en", "The quartet played in Chicago, Toronto and Lincoln.", "Lincoln", (40.8, -96.67)),
        ("en", "A firm from Boston ships wine from Florence to London.", "Boston", (42.36, -71.06)),
    ],
)
def test_of_namesakes_about_as_well_known_the_one_on_this_side_of_the_ocean_is_meant(
    geoparser: Geoparser, language: str, text: str, surface: str, point: tuple[float, float]
) -> None:
    assert away(first(geoparser.parse(text, language), surface), point) < 50


@pytest.mark.parametrize(
    ("text", "surface", "point"),
    [
        ("Bins in Boston, Xyldale and Spalding go on Monday.", "Boston", (52.98, -0.03)),
        ("Offices in Boston, Xyldale and Chicago go on Monday.", "Boston", (42.36, -71.06)),
        ("Shops in London, Xyldale and Paris open on Monday.", "Paris", (48.86, 2.35)),
    ],
)
def test_a_name_that_is_not_listed_parts_no_neighbours(
    geoparser: Geoparser, text: str, surface: str, point: tuple[float, float]
) -> None:
    assert away(first(geoparser.parse(text, "en"), surface), point) < 50


@pytest.mark.parametrize(
    ("language", "text", "surface", "point"),
    [
        ("en", "She was born in Downham Market and married in Lynn.", "Lynn", (52.75, 0.4)),
        ("en", "The mill in Kenilworth is shut; that in Warwick is not.", "Warwick", (52.28, -1.58)),
        ("en", "They moved from Ventnor to Newport in May.", "Newport", (50.7, -1.29)),
    ],
)
def test_a_little_known_town_speaks_for_the_one_right_beside_it(
    geoparser: Geoparser, language: str, text: str, surface: str, point: tuple[float, float]
) -> None:
    assert away(first(geoparser.parse(text, language), surface), point) < 30


def test_towns_of_a_short_text_that_can_all_lie_close_together_hardly_lie_elsewhere(
    geoparser: Geoparser,
) -> None:
    text = "The levee held at Cairo. Fields opposite Wickliffe and east of Charleston are under water."
    for surface, point in (
        ("Cairo", (37.0, -89.18)),
        ("Wickliffe", (36.97, -89.09)),
        ("Charleston", (36.92, -89.35)),
    ):
        assert away(first(geoparser.parse(text, "en"), surface), point) < 30


def test_the_county_behind_a_town_chooses_among_its_namesakes(geoparser: Geoparser) -> None:
    text = "The boats were built at Newport, Shropshire, until 1944."
    assert away(first(geoparser.parse(text, "en"), "Newport"), (52.77, -2.38)) < 20


@pytest.mark.parametrize(
    ("text", "surface", "point"),
    [
        ("In Reinach (BL) fehlen Ärzte, in Baden (AG) auch.", "Reinach", (47.5, 7.59)),
        ("Das Siegel von Rothenburg o. d. T. ist erhalten.", "Rothenburg o. d. T.", (49.38, 10.19)),
        ("Er wurde in Weißenburg i. Bay. geboren.", "Weißenburg i. Bay.", (49.03, 10.97)),
        ("Sie ging zu Fuß von Gaildorf nach Hall.", "Hall", (49.11, 9.74)),
        ("In Burg brannte ein Haus, die Feuerwehr aus Magdeburg half.", "Burg", (52.27, 11.86)),
    ],
)
def test_german_towns_are_found_as_their_neighbourhood_writes_them(
    geoparser: Geoparser, text: str, surface: str, point: tuple[float, float]
) -> None:
    assert away(first(geoparser.parse(text, "de"), surface), point) < 20


@pytest.mark.parametrize(
    ("language", "text", "surface", "point"),
    [
        ("en", "They live on Skye all year.", "Skye", (57.3, -6.2)),
        ("de", "Sie wohnen auf Skye.", "Skye", (57.3, -6.2)),
        ("de", "Mittenwald", "Mittenwald", (47.44, 11.26)),
        ("en", "Silk is still woven at Whitchurch, Salop.", "Whitchurch", (52.97, -2.68)),
    ],
)
def test_a_preposition_asks_for_an_island_and_a_county_for_its_town_and_one_name_suffices(
    geoparser: Geoparser, language: str, text: str, surface: str, point: tuple[float, float]
) -> None:
    assert away(first(geoparser.parse(text, language), surface), point) < 60


@pytest.mark.parametrize(
    "text",
    [
        "MOSCOW (AP) - The mayor of Moscow met the mayor of Pullman.",
        "LONDON (AP) - The mayor of London met the mayor of Corbin.",
    ],
)
def test_a_dateline_is_no_second_neighbour(geoparser: Geoparser, text: str) -> None:
    assert {mention.place.country_codes[0] for mention in geoparser.parse(text, "en")[:2]} <= {"RU", "GB"}
