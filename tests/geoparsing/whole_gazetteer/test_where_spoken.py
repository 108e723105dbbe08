"""Namesakes of which the language of a text or its spelling tells which is meant, in the whole gazetteer."""

from __future__ import annotations

import pytest

from places.geoparsing import Geoparser


@pytest.mark.parametrize(
    ("language", "text", "surface", "country", "told"),
    [
        ("es", "Abrió un taller en Toledo.", "Toledo", "ES", True),
        ("it", "Ha aperto una bottega a Lodi.", "Lodi", "IT", True),
        ("en", "He opened a shop in Toledo.", "Toledo", "US", False),
        ("de", "Sie eröffnete eine Werkstatt in Toledo, Ohio.", "Toledo", "US", False),
        ("en", "The theatre in Dover cancelled the play.", "Dover", "GB", True),
        ("en", "The theater in Dover canceled the play.", "Dover", "US", True),
        ("en", "A lorry blocked the motorway near Worcester.", "Worcester", "GB", True),
        ("en", "A trooper found it on a sidewalk in Worcester.", "Worcester", "US", True),
        ("en", "The Royal Theatre in Dover is not the Center Theater.", "Dover", "US", False),
        ("en", "The colour of the color is grey or gray in Dover.", "Dover", "US", False),
    ],
)
def test_of_towns_about_as_large_the_one_is_meant_where_the_language_is_spoken_so(
    geoparser: Geoparser, language: str, text: str, surface: str, country: str, told: bool
) -> None:
    mention = next(one for one in geoparser.parse(text, language) if one.surface == surface)
    assert mention.place.country_codes == (country,)
    assert told == any(item.reason == "language" for item in mention.candidates[0].evidence)


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("es", "Se casaron en Nápoles.", "IT"),
        ("en", "The colour of Boston is grey.", "US"),
        ("es", "Se casaron en Panamá.", "PA"),
        ("de", "Sie heirateten in Luxemburg.", "LU"),
        ("en", "They meet at Christmas in the grey harbour of Rome.", "IT"),
    ],
)
def test_a_metropolis_and_a_country_stay_what_they_are(
    geoparser: Geoparser, language: str, text: str, country: str
) -> None:
    (mention,) = geoparser.parse(text, language)
    assert mention.place.country_codes == (country,)


def test_a_region_is_spoken_in_as_well_as_its_town(geoparser: Geoparser) -> None:
    text = "The theatre in Winnipeg is grey. Turning on red lights is legal in Quebec, to the honour of all."
    kinds = {one.surface: one.place.kind for one in geoparser.parse(text, "en")}
    assert kinds == {"Winnipeg": "city", "Quebec": "region"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Un incendio en Granada.", "city"),
        ("Granada, Barbados, Dominica y Santa Lucía firmaron el tratado.", "country"),
        ("Un incendio en Panamá.", "country"),
    ],
)
def test_a_country_smaller_than_a_town_of_its_name_is_meant_among_its_neighbours_alone(
    geoparser: Geoparser, text: str, kind: str
) -> None:
    assert geoparser.parse(text, "es")[0].place.kind == kind
