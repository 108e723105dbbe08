"""Texts in French, Spanish and Italian, in the whole gazetteer."""

from __future__ import annotations

import pytest

from places.geoparsing import Geoparser
from tests.geoparsing.whole_gazetteer.conftest import Surfaces


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("es", "La panadería de Teruel envía pan a Calatayud y a Soria.", ["Teruel", "Calatayud", "Soria"]),
        ("es", "El tren de Badajoz llegó a Huelva con retraso.", ["Badajoz", "Huelva"]),
        ("es", "Un camión volcó cerca de Cuautla.", ["Cuautla"]),
        ("es", "El pesquero «Vigo» se hundió frente a Gijón.", ["Gijón"]),
        ("fr", "L'AS Nancy recevait l'OGC Nice à Épinal.", ["Épinal"]),
        ("es", "Abrió una tienda en la calle Segovia de Murcia.", ["Murcia"]),
        ("es", "La Esperanza no se pierde. Campos habló ayer de la Paz.", []),
        ("es", "Hay Mesa de diálogo y Marcha por la Libertad.", []),
        ("it", "Il pullman va da Siena a Grosseto ogni mattina.", ["Siena", "Grosseto"]),
        ("it", "Neve a Cuneo, ad Aosta e a Belluno.", ["Cuneo", "Aosta", "Belluno"]),
        ("it", "Il traghetto “Siracusa” è in ritardo a Trapani.", ["Trapani"]),
        ("it", "Abita in via Bergamo a Mantova.", ["Mantova"]),
        ("it", "Pace e Vita, dice la Nota. Sole e Vento.", []),
    ],
)
def test_towns_are_found_and_words_ships_and_streets_are_not(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("es", "El Guadiana se desbordó anoche.", "water"),
        ("it", "Il Secchia ha rotto gli argini.", "water"),
        ("it", "L'Adda è in piena.", "water"),
    ],
)
def test_a_river_is_one_where_the_sentence_tells_of_it(
    geoparser: Geoparser, language: str, text: str, kind: str
) -> None:
    (mention,) = geoparser.parse(text, language)
    assert mention.place.kind == kind


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "Elle tient une auberge à Loches.", ["Loches"]),
        ("fr", "Les loches nagent. Loches et truites se vendent bien.", []),
    ],
)
def test_a_word_with_a_capital_behind_a_preposition_is_the_town_called_so(
    surfaces: Surfaces, language: str, text: str, found: list[str]
) -> None:
    assert surfaces(language, text) == found
