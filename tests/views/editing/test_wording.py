"""What was changed, in one line."""

from __future__ import annotations

import pytest

from places.journal import Everywhere, PlaceDecided
from places.language import language
from places.sample import DATASET
from places.views.editing.wording import in_words
from places.views.settings import Settings

AUSTRALIAN_NEWCASTLE, LEIPZIG = "geonames:2155472", "geonames:2879139"


@pytest.mark.parametrize(
    ("name", "place_id", "line"),
    [
        ("Newcastle", AUSTRALIAN_NEWCASTLE, "„Newcastle“ ist Newcastle (Australien), in allen Artikeln"),
        ("Lipsk", LEIPZIG, "„Lipsk“ ist Leipzig, in allen Artikeln"),
    ],
)
def test_a_place_of_the_very_name_is_told_with_its_country(name: str, place_id: str, line: str) -> None:
    told = Settings(source=DATASET)
    assert in_words(PlaceDecided(Everywhere(name), place_id), told, language("de")) == line
