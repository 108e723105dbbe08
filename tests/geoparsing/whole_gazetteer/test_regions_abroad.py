"""Regions under their French, Spanish and Italian names, in the whole gazetteer."""

from __future__ import annotations

import pytest

from places.geoparsing import Geoparser


@pytest.mark.parametrize(
    ("language", "text", "areas"),
    [
        ("fr", "Il a vécu en Saxe, en Écosse et en Virginie.", ["DE-SN", "GB-SCT", "US-VA"]),
        ("fr", "La Catalogne et la Sicile ont signé.", ["ES-CT", "IT-82"]),
        ("es", "Vivió en Baviera, en Escocia y en Toscana.", ["DE-BY", "GB-SCT", "IT-52"]),
        ("it", "Ha vissuto in Sassonia, in Scozia e in Catalogna.", ["DE-SN", "GB-SCT", "ES-CT"]),
    ],
)
def test_a_region_abroad_is_found_under_its_name_in_the_language(
    geoparser: Geoparser, language: str, text: str, areas: list[str]
) -> None:
    assert [mention.place.area for mention in geoparser.parse(text, language)] == areas


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Nord, le Centre et le Sud ont voté."),
        ("es", "El Norte y el Centro votaron."),
    ],
)
def test_a_direction_is_no_region(geoparser: Geoparser, language: str, text: str) -> None:
    assert not geoparser.parse(text, language)


def test_a_town_stays_the_town_where_its_region_is_called_so_too(geoparser: Geoparser) -> None:
    found = geoparser.parse("Le maire de Québec est parti pour Madrid et Berlin.", "fr")
    assert [mention.place.kind for mention in found] == ["city", "city", "city"]
