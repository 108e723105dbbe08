"""Towns under their French, Spanish and Italian names, in the whole gazetteer."""

from __future__ import annotations

import pytest

from places.geoparsing import Geoparser


@pytest.mark.parametrize(
    ("language", "text", "countries"),
    [
        ("fr", "Elle quitte Ratisbonne pour Gênes, puis Lisbonne.", ["DE", "IT", "PT"]),
        ("fr", "Les maires de Bâle et de Soleure se voient.", ["CH", "CH"]),
        ("es", "Un tren de Milán a Turín paró en Novara.", ["IT", "IT", "IT"]),
        ("es", "El alcalde de Ginebra viajó a Amberes.", ["CH", "BE"]),
        ("it", "Da Zagabria a Lubiana, poi a Lipsia.", ["HR", "SI", "DE"]),
        ("it", "Il sindaco di Nizza parte per Basilea.", ["FR", "CH"]),
    ],
)
def test_a_town_abroad_is_found_under_its_name_in_the_language(
    geoparser: Geoparser, language: str, text: str, countries: list[str]
) -> None:
    assert [mention.place.country_codes[0] for mention in geoparser.parse(text, language)] == countries


@pytest.mark.parametrize(
    ("language", "text", "town"),
    [
        ("fr", "Un cargo entre dans le port du Havre.", "Le Havre"),
        ("fr", "La course part du Mans dimanche.", "Le Mans"),
        ("fr", "Le sommet du Caire a échoué.", "Cairo"),
        ("it", "Trema la terra nei pressi dell'Aquila.", "L'Aquila"),
    ],
)
def test_a_town_with_an_article_is_found_where_that_has_grown_into_a_preposition(
    geoparser: Geoparser, language: str, text: str, town: str
) -> None:
    assert [mention.place.name for mention in geoparser.parse(text, language)] == [town]


def test_a_town_at_home_is_meant_before_a_larger_one_abroad_of_its_name(geoparser: Geoparser) -> None:
    (town, _) = geoparser.parse("À Valence, dans la Drôme, un pont est fermé.", "fr")
    assert town.place.country_codes == ("FR",)


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("fr", "Les prés de la Vienne sont inondés.", "water"),
        ("fr", "La Nouvelle-Calédonie vote.", "country"),
        ("fr", "Le Cap-Vert vote.", "country"),
        ("fr", "Il a quitté Vienne.", "city"),
    ],
)
def test_an_article_that_towns_never_have_tells_rivers_and_countries_from_them(
    geoparser: Geoparser, language: str, text: str, kind: str
) -> None:
    assert [mention.place.kind for mention in geoparser.parse(text, language)] == [kind]


@pytest.mark.parametrize(
    ("language", "text", "surfaces"),
    [
        ("es", "Nieva en #Ávila y en #Soria.", ["Ávila", "Soria"]),
        ("es", "Nieva en Avila.", ["Avila"]),
        ("de", "In Weimar (Lahn) und in Biebertal wird gebaut.", ["Weimar (Lahn)", "Biebertal"]),
    ],
)
def test_a_town_is_found_behind_a_hash_sign_without_its_marks_and_with_its_addition(
    geoparser: Geoparser, language: str, text: str, surfaces: list[str]
) -> None:
    found = geoparser.parse(text, language)
    assert [mention.surface for mention in found] == surfaces
    assert all(mention.place.country_codes in (("ES",), ("DE",)) for mention in found)


@pytest.mark.parametrize(
    ("language", "text", "town"),
    [
        ("es", "El juez Toledo archivó el caso en Vigo.", "Vigo"),
        ("it", "Il ministro Siena arriva a Bari.", "Bari"),
        ("fr", "Le président Nancy est attendu à Metz.", "Metz"),
    ],
)
def test_a_title_in_small_letters_makes_a_person_of_a_name(
    geoparser: Geoparser, language: str, text: str, town: str
) -> None:
    assert [mention.place.name for mention in geoparser.parse(text, language)] == [town]


@pytest.mark.parametrize("county", ["Berkshire", "Glamorgan", "Perthshire", "Wharfedale"])
def test_a_county_of_britain_is_no_town_elsewhere(geoparser: Geoparser, county: str) -> None:
    (found,) = geoparser.parse(f"Farmers in {county} lost their hay.", "en")
    assert (found.place.kind, found.place.country_codes) == ("region", ("GB",))


@pytest.mark.parametrize(
    ("language", "text", "towns"),
    [
        ("en", "The firm moved from Malmoe to Goeteborg.", ["Malmö", "Gothenburg"]),
        ("de", "Der Bus verbindet Hoexter und Bruehl.", ["Höxter", "Brühl"]),
        ("de", "Die Sprecherin des Bundes schwieg.", []),
    ],
)
def test_a_name_spelled_out_without_its_marks_is_known(
    geoparser: Geoparser, language: str, text: str, towns: list[str]
) -> None:
    found = geoparser.parse(text, language)
    assert [mention.place.names.get(language, mention.place.name) for mention in found] == towns


@pytest.mark.parametrize(
    ("language", "text", "towns"),
    [
        ("de", "Der Wagen rollte von Girlan nach Tramin.", ["Cornaiano", "Termeno"]),
        ("de", "Der Schnellzug hält in Visp und in Brig.", ["Visp", "Brig"]),
        ("de", "Der Fall zeigt Sport und Fashion.", []),
        ("fr", "Il va de Loèche à Brigue.", ["Leuk", "Brig"]),
    ],
)
def test_a_small_town_on_the_border_of_two_languages_is_found_in_both(
    geoparser: Geoparser, language: str, text: str, towns: list[str]
) -> None:
    assert [mention.place.name for mention in geoparser.parse(text, language)] == towns


@pytest.mark.parametrize(
    ("language", "text", "surface", "country"),
    [
        ("en", "The flight from Queenstown to Invercargill was full.", "Queenstown", "NZ"),
        ("de", "Der Bus fährt von Hastings nach Napier.", "Hastings", "NZ"),
        ("en", "The bus from Mandeville to Montego Bay was late.", "Mandeville", "JM"),
        ("en", "The train from Hastings to London was late.", "Hastings", "GB"),
    ],
)
def test_one_town_in_a_country_with_few_tells_that_the_other_lies_there(
    geoparser: Geoparser, language: str, text: str, surface: str, country: str
) -> None:
    found = {mention.surface: mention.place.country_codes for mention in geoparser.parse(text, language)}
    assert found[surface] == (country,)


@pytest.mark.parametrize(
    ("text", "surface", "town"),
    [
        ("Da Castelfranco a Treviso e Montebelluna piove.", "Castelfranco", "Castelfranco Veneto"),
        ("A Novi, Tortona e Alessandria nevica.", "Novi", "Novi Ligure"),
        ("Tra Casale e Vercelli il treno è in ritardo.", "Casale", "Casale Monferrato"),
        ("Tra Casale e il bosco passa un ruscello di Vercelli.", "Vercelli", "Vercelli"),
    ],
)
def test_an_italian_town_is_found_without_the_adjective_of_its_area(
    geoparser: Geoparser, text: str, surface: str, town: str
) -> None:
    found = {mention.surface: mention.place.name for mention in geoparser.parse(text, "it")}
    assert found[surface] == town
