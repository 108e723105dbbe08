from __future__ import annotations

from pathlib import Path

import pytest

from places.language import language
from places.selection import Selection, TileChoice
from places.views.map_page import grounds, tiles
from places.views.settings import Settings

BOTH = Settings(
    Path("d"),
    tiles_url="https://a.example/{z}/{x}/{y}.png",
    tiles_credit="A",
    satellite_url="https://b.example/{z}/{x}/{y}.jpg",
    satellite_credit="B",
)


@pytest.mark.parametrize(("choice", "credit"), [("", "A"), ("0", None), ("satellite", "B")])
def test_the_address_says_what_lies_under_the_places(choice: TileChoice, credit: str | None) -> None:
    found = tiles(BOTH, Selection(tiles=choice))
    assert (found and found.attribution) == credit
    switch = grounds(BOTH, Selection(tiles=choice), language("en"))
    assert switch.chosen == choice
    assert list(switch.choices) == ["0", "countries", "regions", "", "satellite"]


def test_photographs_keep_their_colours_and_are_there_from_far_out() -> None:
    found = tiles(BOTH, Selection(tiles="satellite"))
    assert found is not None
    assert found.photographs
    assert found.min_zoom == 0


def test_what_is_not_set_cannot_be_chosen() -> None:
    nothing = Settings(Path("d"))
    assert list(grounds(nothing, Selection(), language("de")).choices) == ["0", "countries", "regions"]
    assert tiles(nothing, Selection(tiles="satellite")) is None
    street = Settings(Path("d"), tiles_url="https://a.example/{z}/{x}/{y}.png")
    switch = grounds(street, Selection(tiles="satellite"), language("de"))
    assert list(switch.choices.values()) == ["Schlicht", "Nach Ländern", "Nach Regionen", "Straßenkarte"]


def test_shades_are_on_the_plain_map() -> None:
    shaded = Selection(shades="regions")
    assert tiles(BOTH, shaded) is None
    assert grounds(BOTH, shaded, language("en")).chosen == "regions"
