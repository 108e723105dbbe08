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
    ("language", "text", "surface", "country"),
    [
        ("es", "Abrió un taller en Toledo.", "Toledo", "ES"),
        ("it", "Ha aperto una bottega a Lodi.", "Lodi", "IT"),
        ("en", "He opened a shop in Toledo.", "Toledo", "US"),
        ("de", "Sie eröffnete eine Werkstatt in Toledo, Ohio.", "Toledo", "US"),
    ],
)
def test_of_towns_about_as_large_the_one_is_meant_where_the_language_is_spoken(
    geoparser: Geoparser, language: str, text: str, surface: str, country: str
) -> None:
    mention = next(one for one in geoparser.parse(text, language) if one.surface == surface)
    assert mention.place.country_codes == (country,)
    reasons = {item.reason for one in mention.candidates[:1] for item in one.evidence}
    assert ("language" in reasons) == (language in ("es", "it"))


def test_a_metropolis_stays_one_where_another_language_is_spoken(geoparser: Geoparser) -> None:
    (mention,) = geoparser.parse("Se casaron en Nápoles.", "es")
    assert mention.place.country_codes == ("IT",)


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
