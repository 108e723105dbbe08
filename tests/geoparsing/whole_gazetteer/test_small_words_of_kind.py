"""Lakes, islands and the like behind a word in small letters, as French, Spanish and Italian have it."""

from __future__ import annotations

import pytest

from places.geoparsing import Geoparser


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("fr", "Un pêcheur s'est noyé dans le lac de Constance.", "Lake Constance"),
        ("fr", "Les voiliers de l'île de Groix rentrent.", "Groix"),
        ("fr", "La mer d'Azov gèle.", "Sea of Azov"),
        ("fr", "Ils campent sur la presqu'île de Crozon.", "Crozon Peninsula"),
        ("fr", "Le détroit de Béring les sépare.", "Bering Strait"),
        ("fr", "Les eaux du lac Tchad reculent.", "Lake Chad"),
        ("fr", "On skie au col du Galibier.", "Col du Galibier"),
        ("es", "Nadan en el lago Titicaca.", "Lake Titicaca"),
        ("es", "Un volcán de la isla de La Palma despertó.", "La Palma"),
        ("es", "Los vecinos del mar Menor protestan.", "Mar Menor"),
        ("es", "Arde la isla de Creta.", "Crete"),
        ("es", "El río Congo creció.", "Congo River"),
        ("es", "Subieron al monte Kenia.", "Mount Kenya"),
        ("it", "Piove sull'isola d'Elba.", "Elba"),
        ("it", "Il lago di Garda è calmo.", "Lake Garda"),
        ("it", "Scossa nello stretto di Messina.", "Strait of Messina"),
        ("it", "Barche ferme sul lago d'Orta.", "Lake Orta"),
    ],
)
def test_a_word_of_kind_in_small_letters_chooses_the_feature(
    geoparser: Geoparser, language: str, text: str, place: str
) -> None:
    assert [mention.place.name for mention in geoparser.parse(text, language)] == [place]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("fr", "Les pompiers de l'île de la Réunion sont prêts.", "country"),
        ("fr", "Il vit dans un village de la Loire.", "water"),
        ("es", "Nació en una ciudad de Venezuela.", "country"),
        ("es", "Las islas Malvinas votan.", "country"),
        ("it", "La città di Como festeggia.", "city"),
    ],
)
def test_an_island_that_is_a_country_stays_one_and_what_lies_in_an_area_is_not_called_so(
    geoparser: Geoparser, language: str, text: str, kind: str
) -> None:
    assert [mention.place.kind for mention in geoparser.parse(text, language)] == [kind]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Drei Tage später hielt der Zug."),
        ("en", "The mayor led the department for years: Mayor and Department agreed."),
        ("fr", "Le cap est tenu, la mer monte et l'île dort."),
    ],
)
def test_a_name_of_another_language_makes_no_place_of_a_word(
    geoparser: Geoparser, language: str, text: str
) -> None:
    assert not geoparser.parse(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le libraire de la rue de la Loire ferme."),
        ("es", "Cortan la avenida de Portugal."),
        ("it", "Chiude il bar di corso d'Italia."),
    ],
)
def test_a_street_is_no_place_behind_an_of_either(geoparser: Geoparser, language: str, text: str) -> None:
    assert not geoparser.parse(text, language)


def test_a_position_in_the_world_is_no_street(geoparser: Geoparser) -> None:
    found = geoparser.parse("On discute de la place de la France dans le monde.", "fr")
    assert [mention.surface for mention in found] == ["France"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Am Lago Bianco bei Pontresina schneit es.", ["Pontresina"]),
        ("de", "Sie wanderten zum Lac Noir und nach Sion.", ["Sion"]),
        ("en", "They climbed Monte Alba above Trento.", ["Trento"]),
        ("de", "Am Lago Maggiore und am Lac Léman ist es warm.", ["Lago Maggiore", "Lac Léman"]),
        ("en", "Rio Tinto owns mines in Mali.", ["Mali"]),
        ("en", "A ferry sank off Lagos Nigeria.", ["Lagos", "Nigeria"]),
    ],
)
def test_a_lake_or_a_mountain_abroad_that_is_not_listed_is_no_town_of_half_its_name(
    geoparser: Geoparser, language: str, text: str, found: list[str]
) -> None:
    assert [one.surface for one in geoparser.parse(text, language)] == found
