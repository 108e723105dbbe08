"""Villages that the gazetteer lacks, of which namesakes far away are listed."""

from __future__ import annotations

import pytest

from places.geoparsing import Geoparser

_UNSURE = 0.35  # confidence


def confidence(geoparser: Geoparser, language: str, text: str, surface: str) -> float:
    """Return how surely a name was taken for a place; 0 if it was not."""
    return max(
        (one.confidence for one in geoparser.parse(text, language) if one.surface == surface), default=0.0
    )


@pytest.mark.parametrize(
    ("language", "there", "alone", "surface"),
    [
        ("de", "In Husum, Tönning und Garding wurde gefeiert, auch in Randa.", "Er wohnt in Randa.", "Randa"),
        ("de", "Die Wehren aus Fügen und Mayrhofen fuhren nach Morang.", "Er fuhr nach Morang.", "Morang"),
        (
            "en",
            "Crews from Hexham, Haltwhistle and Alston went to Lambley.",
            "They went to Lambley.",
            "Lambley",
        ),
        ("fr", "Les maires de Briançon, Guillestre et Embrun vont à Randa.", "Ils vont à Randa.", "Randa"),
    ],
)
def test_a_small_place_far_from_where_a_text_moves_is_hardly_meant(
    geoparser: Geoparser, language: str, there: str, alone: str, surface: str
) -> None:
    assert confidence(geoparser, language, there, surface) < _UNSURE
    assert confidence(geoparser, language, alone, surface) > confidence(geoparser, language, there, surface)


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [
        ("de", "In Husum, Tönning und Garding wurde gefeiert, in Rabat auch.", "Rabat"),
        ("de", "Die Feuerwehren aus Husum, Tönning und Garding halfen in Freising aus.", "Freising"),
        ("en", "Crews from Hexham, Haltwhistle and Alston flew to Winnipeg.", "Winnipeg"),
        ("en", "Crews from Hexham, Haltwhistle and Alston went to a barn fire at Brampton.", "Brampton"),
    ],
)
def test_a_well_known_place_far_away_and_a_small_one_near_are_meant_as_before(
    geoparser: Geoparser, language: str, text: str, surface: str
) -> None:
    assert confidence(geoparser, language, text, surface) > 0.7
