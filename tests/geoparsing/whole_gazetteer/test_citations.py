"""Authors who are called like towns, in the whole gazetteer."""

from __future__ import annotations

import pytest

from tests.geoparsing.whole_gazetteer.conftest import Surfaces


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Bielefeld und Minden (2011) zeigen das für Böden aus Ulm.", ["Ulm"]),
        ("de", "Die Proben wurden wie bei Meppen et al. (2009) getrocknet.", []),
        ("de", "Das bestreiten andere (Soest, 2003; Unna & Herford, 2010).", []),
        ("de", "Vgl. Passau/Straubing 1998, S. 12, und das Archiv in Linz.", ["Linz"]),
        ("de", "Bei Soest (2003, S. 44) fehlt das. Soest übergeht Wien.", ["Wien"]),
        ("de", "Unna, K. & Meppen, L. (2010): Moore im Wandel. Bern: Salis.", ["Bern"]),
        ("en", "Durham and Wells (1994) argue that soils in Peru differ.", ["Peru"]),
        ("en", "Yields fell (Exeter et al., 2016), above all in Chile.", ["Chile"]),
        ("en", "As Ripon (1988, p. 9) noted, frost helps.", []),
        ("en", "For a survey of Malta, cf. Bristol & Derby 2007.", ["Malta"]),
        ("en", "That goes back to Derby (1978) and Luton & Corby (1981).", []),
        ("en", "Chester, York, and Bolton (2003) show it; Durham's (1991) model fails.", []),
        ("en", "The link is weak (Salisbury, 1999).", []),
    ],
)
def test_authors_of_what_a_text_cites_are_no_places(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Nach den Biennalen Venedig (1972) und Lyon (1997) war sie bekannt.", ["Venedig", "Lyon"]),
        ("de", "Bremen (dpa) - Ein Dach ist eingestürzt.", ["Bremen"]),
        ("de", "Die Tagung (Bochum, 1998) zog Gäste aus Prag an.", ["Bochum", "Prag"]),
        ("de", "Sie wohnte in Bochum (1991) und Dortmund (1998).", ["Bochum", "Dortmund"]),
        ("en", "The festival (Cannes, 1968) was cut short.", ["Cannes"]),
        ("en", "He taught in Dublin (1904) and Trieste (1905).", ["Dublin", "Trieste"]),
        ("en", "Towns grew (Leeds, with 1200 houses, above all).", ["Leeds"]),
    ],
)
def test_a_place_and_the_year_of_what_happened_there_are_no_citation(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found
