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
    ("name", "place_id", "told"),
    [
        ("Newcastle", AUSTRALIAN_NEWCASTLE, "Newcastle (New South Wales, Australien)"),
        ("Decatur", "geonames:4058553", "Decatur (Alabama, Vereinigte Staaten)"),
        ("Japan", "geonames:1861060", "Japan"),
        ("Lipsk", LEIPZIG, "Leipzig"),
    ],
)
def test_a_place_of_the_very_name_is_told_with_its_region_and_country(
    name: str, place_id: str, told: str
) -> None:
    line = in_words(PlaceDecided(Everywhere(name), place_id), Settings(source=DATASET), language("de"))
    assert line == f"„{name}“ ist {told}, in allen Artikeln"
