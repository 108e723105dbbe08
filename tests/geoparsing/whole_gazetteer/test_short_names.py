"""Towns with a long name, of which the texts of their neighbourhood say the first part alone."""

from __future__ import annotations

import pytest

from places.geo import geodesic_km
from places.geoparsing import Geoparser
from tests.geoparsing.whole_gazetteer.conftest import Surfaces


@pytest.mark.parametrize(
    ("language", "text", "surface", "point"),
    [
        ("de", "Nach Diessenhofen, Schaffhausen und Stein fährt man mit dem Rad.", "Stein", (47.66, 8.86)),
        ("de", "Das Holz kommt aus Schopfheim, Hausen und Zell.", "Zell", (47.71, 7.85)),
        ("de", "In Telfs, Zirl und Hall fällt die Schule aus.", "Hall", (47.28, 11.5)),
        ("de", "In Freilassing, Tölz und Miesbach schneit es.", "Tölz", (47.76, 11.56)),
        ("de", "Busse nach Bocklet fahren über Münnerstadt.", "Bocklet", (50.27, 10.08)),
        ("it", "Il treno da Melfi ferma a Rionero e a Potenza.", "Rionero", (40.92, 15.67)),
        ("it", "I bus per Pontassieve, Figline e Rignano sono in ritardo.", "Rignano", (43.72, 11.45)),
        ("es", "El autobús une Miranda con Vitoria y Haro.", "Miranda", (42.69, -2.95)),
        ("es", "El autobús para en Palafrugell, Palamós y Sant Feliu.", "Sant Feliu", (41.78, 3.03)),
        ("fr", "Le car relie Toulon, Sanary et Six-Fours.", "Six-Fours", (43.1, 5.85)),
        ("en", "The barge stops at Mâcon, Tournus and Chalon.", "Chalon", (46.78, 4.85)),
        ("en", "The choir has singers from Alcester, Stratford and Evesham.", "Stratford", (52.19, -1.71)),
        ("en", "Trains between Longbenton, Newcastle and Gateshead are late.", "Newcastle", (54.97, -1.6)),
    ],
)
def test_the_first_part_of_a_long_name_means_the_town_among_its_neighbours(
    geoparser: Geoparser, language: str, text: str, surface: str, point: tuple[float, float]
) -> None:
    mention = next(one for one in geoparser.parse(text, language) if one.surface == surface)
    assert geodesic_km(mention.place.latitude, mention.place.longitude, *point) < 15


def test_towns_of_a_list_speak_for_each_other_where_none_is_sure(
    geoparser: Geoparser, surfaces: Surfaces
) -> None:
    text = "Taxenbach, Lofer und Saalfelden räumen Schnee."
    assert surfaces("de", text) == [
        "Taxenbach",
        "Lofer",
        "Saalfelden",
    ]
    assert not geoparser.parse("Lofer räumt Schnee.", "de")


def test_words_of_a_list_that_are_hamlets_far_apart_stay_words(geoparser: Geoparser) -> None:
    assert not geoparser.parse("Regen, Wiesen und Buchen prägen das Bild.", "de")


@pytest.mark.parametrize(
    ("language", "text", "surface", "point"),
    [
        ("de", "Ein Ponton trieb von Čelákovice bis Brandýs.", "Brandýs", (50.19, 14.66)),
        ("en", "Floats built in Concepción are towed to Gualeguaychú.", "Concepción", (-32.48, -58.24)),
        ("en", "Engineers live in Taubaté and work in São José.", "São José", (-23.18, -45.88)),
        ("en", "Pies from Melton were sold in Oakham.", "Melton", (52.77, -0.89)),
        ("de", "Er fuhr von Kapfenberg nach Bruck.", "Bruck", (47.41, 15.27)),
    ],
)
def test_more_long_names_are_known_by_their_first_part(
    geoparser: Geoparser, language: str, text: str, surface: str, point: tuple[float, float]
) -> None:
    mention = next(one for one in geoparser.parse(text, language) if one.surface == surface)
    assert geodesic_km(mention.place.latitude, mention.place.longitude, *point) < 20
