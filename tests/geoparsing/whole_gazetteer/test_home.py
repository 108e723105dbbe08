"""A paper means its own towns, where nothing else is said."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from places.gazetteer import open_gazetteer
from places.geo import geodesic_km
from places.geoparsing import Geoparser, papers
from places.geoparsing.parser import Document, Home
from places.model import Mention


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


@pytest.mark.parametrize(
    ("language", "source", "text", "surface", "point"),
    [
        ("en", "Reading Eagle", "The council of Reading met on Monday.", "Reading", (40.34, -75.93)),
        ("en", "The Reading Chronicle", "The council of Reading met on Monday.", "Reading", (51.45, -0.97)),
        ("en", "Kingston Whig-Standard", "Kingston opens a library.", "Kingston", (44.23, -76.48)),
        ("en", "hamiltonspectator.com", "Hamilton opens a library.", "Hamilton", (43.25, -79.85)),
        ("en", "Salisbury Post", "Salisbury opens a library.", "Salisbury", (35.67, -80.47)),
        ("de", "Märkische Oderzeitung", "In Frankfurt fehlt ein Arzt.", "Frankfurt", (52.35, 14.55)),
        ("de", "Die Freiburger Nachrichten", "Freiburg baut ein Bad.", "Freiburg", (46.8, 7.15)),
        ("de", "Frankenpost", "In Selb und Hof fehlt ein Arzt.", "Hof", (50.31, 11.91)),
    ],
)
def test_where_a_paper_appears_is_known_where_its_name_leaves_it_open(
    geoparser: Geoparser, language: str, source: str, text: str, surface: str, point: tuple[float, float]
) -> None:
    (mentions,) = geoparser.parse_all([Document(text, language, source=source)])
    (mention,) = [each for each in mentions if each.surface == surface]
    assert away(mention, point) < 15


def test_an_article_that_says_another_place_means_that_one_and_not_the_town_of_its_paper(
    geoparser: Geoparser,
) -> None:
    text = "They moved from Portland, Oregon, to a farm near Salem."
    (mentions,) = geoparser.parse_all([Document(text, "en", source="Portland Press Herald")])
    assert away(mentions[0], (45.52, -122.68)) < 15


@pytest.mark.slow
def test_every_paper_of_the_table_appears_in_a_town_of_the_gazetteer() -> None:
    gazetteer = open_gazetteer()
    with (Path(papers.__file__).with_name("papers.tsv")).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len({row["paper"].casefold() for row in rows}) == len(rows) > 1000
    for row in rows:
        bearers = gazetteer.lookup(row["town"])
        point = float(row["latitude"]), float(row["longitude"])
        assert any(
            row["country"] in each.place.country_codes
            and geodesic_km(each.place.latitude, each.place.longitude, *point) < 3
            for each in bearers
        ), row


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


def test_a_sentence_may_begin_with_a_town_at_home_that_is_a_first_name_too(geoparser: Geoparser) -> None:
    paper = "Helena Independent Record"
    (mention,) = geoparser.parse("Helena will mend its pool.", "en", source=paper)
    assert mention.surface == "Helena"
    assert geoparser.parse("Helena said she would come.", "en", source=paper) == []
    assert geoparser.parse("Helena will mend its pool.", "en") == []


@pytest.mark.parametrize(
    ("language", "source", "text", "surface", "point"),
    [
        ("en", "The Bugle (Kendal)", "A shop in Windermere burnt down.", "Windermere", (54.38, -2.91)),
        ("en", "Daily Post (Athens, Georgia)", "A shop in Athens burnt down.", "Athens", (33.96, -83.38)),
        ("en", "London Free Press (Ontario)", "A shop in London burnt down.", "London", (42.98, -81.23)),
        ("de", "Der Bote (Feucht)", "In Altdorf brannte ein Laden.", "Altdorf", (49.39, 11.36)),
    ],
)
def test_brackets_behind_the_name_of_a_paper_tell_where_it_is_at_home(
    geoparser: Geoparser, language: str, source: str, text: str, surface: str, point: tuple[float, float]
) -> None:
    (mentions,) = geoparser.parse_all([Document(text, language, source=source)])
    (mention,) = [each for each in mentions if each.surface == surface]
    assert away(mention, point) < 15


def test_a_famous_name_is_that_of_a_village_next_door_unless_the_text_goes_elsewhere(
    geoparser: Geoparser,
) -> None:
    paper = "Derby Telegraph"
    (mention,) = geoparser.parse("A barn in Melbourne was struck by lightning.", "en", source=paper)
    assert away(mention, (52.82, -1.43)) < 15
    text = "Her sons moved to Melbourne and Brisbane years ago."
    (mention, _) = geoparser.parse(text, "en", source=paper)
    assert away(mention, (-37.81, 144.96)) < 30


@pytest.mark.parametrize(
    ("text", "surface", "point"),
    [
        ("Rubbish piles up in Birmingham as England's bin strike goes on.", "Birmingham", (52.48, -1.9)),
        ("Rubbish piles up in Birmingham as the bin strike goes on.", "Birmingham", (33.52, -86.8)),
    ],
)
def test_a_paper_means_the_namesake_abroad_where_the_text_names_its_country(
    geoparser: Geoparser, text: str, surface: str, point: tuple[float, float]
) -> None:
    mentions = geoparser.parse(text, "en", source="The Birmingham News (Alabama)")
    assert away(next(one for one in mentions if one.surface == surface), point) < 50
