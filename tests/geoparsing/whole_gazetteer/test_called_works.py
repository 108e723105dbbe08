"""Works, bands and games that are told by the words beside their names, in the whole gazetteer."""

from __future__ import annotations

import pytest

from places.geoparsing import Geoparser
from tests.geoparsing.whole_gazetteer.conftest import Surfaces


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Platten der Rockband Nazareth kauft er in Mainz.", ["Mainz"]),
        ("de", "Das Brettspiel Granada lag im Haus in Husum.", ["Husum"]),
        ("de", "Im neuen Film Nevada spielt ein Pferd aus Celle mit.", ["Celle"]),
        ("de", "Im Kino: Monaco, 18 Uhr.", []),
        ("de", "Oma streamt Denver, Opa schläft in Jever.", ["Jever"]),
        ("de", "Die letzte Folge von Denver lief in Zürich.", ["Zürich"]),
        ("de", "Denver, Staffel 4, kam aus Utah.", ["Utah"]),
        ("de", "Die Popgruppen Berlin, Texas und America lagen neben Alabama.", []),
        ("en", "The folk group Galway sang in Leeds.", ["Leeds"]),
        ("en", "They set up the board game Havana in Perth.", ["Perth"]),
        ("en", "His second novel, Marrakesh, sold well in Spain.", ["Spain"]),
        ("en", "The producer of Nashville (1975) and Chicago (2002) hated films.", []),
        ("en", "Scorsese directed Casablanca again in Tangier.", ["Tangier"]),
        ("en", "I saw every episode of Dynasty, Dallas and Fargo in Lagos.", ["Lagos"]),
        ("en", "Fargo season three was shot in Calgary.", ["Calgary"]),
        ("en", "Boston's third album was mixed in Ohio.", ["Ohio"]),
        ("en", "At the cinema: Fargo. Doors open at six.", []),
        ("en", "Altman's Nashville gets a screening in Leeds.", ["Leeds"]),
        ("de", "Auf Arte: „Winter in Jever“, eine Dokumentation aus Bremen.", ["Bremen"]),
        ("de", "Der Film Paris, Texas lief in Cannes.", ["Cannes"]),
        ("de", "In „Philadelphia“ spielt er einen Anwalt aus Ohio.", ["Ohio"]),
        ("de", "Kapitel 4 von Havanna las er in Celle.", ["Celle"]),
        ("en", "Boston, the band, is not from Utah.", ["Utah"]),
        ("en", "Michener wrote Hawaii, Texas and Alaska in Utah.", ["Utah"]),
        ("en", "The headings are in the typeface Geneva.", []),
    ],
)
def test_what_is_told_as_a_work_or_a_band_is_no_place(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Der Film lief in Monaco, die Band kam aus Texas.", ["Monaco", "Texas"]),
        ("de", "Die Oper Kölns streamt aus Bonn.", ["Kölns", "Bonn"]),
        ("de", "Die Bands aus Kansas und Texas blieben zu Hause.", ["Kansas", "Texas"]),
        ("en", "Not a single Boston hospital closed.", ["Boston"]),
        ("en", "She films Berlin at night.", ["Berlin"]),
        ("en", "We watched Chicago disappear behind us.", ["Chicago"]),
        ("en", "He never saw Norway again.", ["Norway"]),
        ("en", "Vienna, the opera capital, is full.", ["Vienna"]),
        ("en", "In Berlin, the band, tired, went home.", ["Berlin"]),
        ("en", "The songs of Ireland were sung in Boston.", ["Ireland", "Boston"]),
        ("en", "Leeds, season tickets and all, moved on from Bath.", ["Leeds", "Bath"]),
    ],
)
def test_where_a_work_is_shown_or_made_stays_a_place(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


def test_a_name_that_a_text_gives_a_band_is_that_band_s_unless_something_makes_a_place_of_it(
    geoparser: Geoparser,
) -> None:
    band = "Everybody loved the rock band Boston. Only Boston could play so loud."
    assert geoparser.parse(band, "en") == []
    both = "The rock band Boston was late. Snow fell in Boston. Boston is old."
    assert [mention.start for mention in geoparser.parse(both, "en")] == [
        both.index("Boston."),
        both.rindex("Boston"),
    ]
