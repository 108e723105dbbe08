"""A paper means its own towns, where nothing else is said."""

from __future__ import annotations

import pytest

from places.gazetteer import open_gazetteer
from places.geo import geodesic_km
from places.geoparsing import Geoparser
from places.geoparsing.parser import Document, Home
from places.model import Mention


@pytest.fixture(scope="module")
def geoparser() -> Geoparser:
    return Geoparser(open_gazetteer())


def away(mention: Mention, point: tuple[float, float]) -> float:
    return geodesic_km(mention.place.latitude, mention.place.longitude, *point)


@pytest.mark.parametrize(
    ("language", "source", "text", "surface", "point"),
    [
        ("en", "Cumbria Chronicle", "The bakery in Penrith is for sale.", "Penrith", (54.66, -2.75)),
        ("en", "Otago Witness", "The swimming pool in Milton will open late.", "Milton", (-46.12, 169.97)),
        ("de", "Bremer Nachrichten", "Das Rathaus in Achim wird gestrichen.", "Achim", (53.01, 9.03)),
        ("de", "Münchner Umschau", "In Dorfen fehlt ein Arzt.", "Dorfen", (48.27, 12.15)),
        ("de", "Oberhessische Umschau", "In Neustadt fehlt ein Arzt.", "Neustadt", (50.85, 9.11)),
        ("de", "St. Galler Bote", "Die Post in Wil zieht um.", "Wil", (47.46, 9.05)),
        ("de", "Leine-Bote", "Das Bad in Neustadt öffnet.", "Neustadt", (52.5, 9.46)),
        ("en", "Kentish Chronicle", "Trains to Dover were late.", "Dover", (51.13, 1.31)),
        ("de", "Basler Bote", "Der Bus nach Reinach hält nicht mehr.", "Reinach", (47.49, 7.59)),
    ],
)
def test_the_name_of_a_paper_tells_where_it_is_at_home(
    geoparser: Geoparser, language: str, source: str, text: str, surface: str, point: tuple[float, float]
) -> None:
    ((mention, *_),) = geoparser.parse_all([Document(text, language, source=source)])
    assert mention.surface == surface
    assert away(mention, point) < 15
    assert "home" in {evidence.reason for evidence in mention.candidates[0].evidence}


def test_a_home_that_is_known_counts_and_what_the_text_says_counts_more(geoparser: Geoparser) -> None:
    home = Home(43.37, -80.98)  # in Ontario
    here = geoparser.parse("Stratford gets a new bridge.", "en", home=home)[0]
    assert away(here, (43.37, -80.98)) < 10
    there = geoparser.parse("She studied in Stratford, Connecticut.", "en", home=home)[0]
    assert away(there, (41.18, -73.13)) < 10
    famous = geoparser.parse("The president flew to Dublin and Paris.", "en", home=home)
    assert [mention.place.country_codes for mention in famous] == [("IE",), ("FR",)]


@pytest.mark.parametrize("source", ["", "Umschau", "Morning Star", "The Sun", "Die Zeit", "Mundo"])
def test_a_name_without_a_place_changes_nothing(geoparser: Geoparser, source: str) -> None:
    text = "The mayor of Springfield opened a school in Newport."
    assert geoparser.parse(text, "en", source=source) == geoparser.parse(text, "en")
