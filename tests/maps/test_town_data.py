"""Which towns are drawn under the places."""

from __future__ import annotations

import json

import pytest

from places.maps import GROUND
from places.maps.ground_data import NEAR_FROM
from places.maps.lines import on_grid
from places.maps.town_data import QUARTERS_FROM, is_numbered, within_larger, zoom_of_population


def towns(name: str) -> dict[str, float]:
    """Give the towns of a file, each with the zoom from which it is drawn."""
    columns = json.loads((GROUND / f"{name}.json").read_text(encoding="utf-8"))["towns"]
    return dict(zip(columns["names"], columns["zooms"], strict=True))


def near(longitude: float, latitude: float) -> dict[str, float]:
    """Give the small towns around a point."""
    x, y = on_grid(longitude, latitude)
    return towns(f"n{int(x // 4096)}-{int(y // 4096)}")


@pytest.mark.parametrize(
    "name", ["Sector 4", "Zürich (Kreis 11) / Seebach", "Paris 15 Vaugirard", "Paris 10e Arrondissement"]
)
def test_one_part_of_many_of_a_city_is_no_town(name: str) -> None:
    assert is_numbered(name)


@pytest.mark.parametrize("name", ["Berlin", "Nutana Sector", "6th of October City", "Bad Homburg"])
def test_a_town_is_one(name: str) -> None:
    assert not is_numbered(name)


def test_what_lies_in_a_much_larger_city_waits_until_one_is_near() -> None:
    bucharest = {"population": 1_877_155, "latitude": 44.4323, "longitude": 26.1063}
    militari = {"population": 100_000, "latitude": 44.4333, "longitude": 26.0167}
    ploiesti = {"population": 228_851, "latitude": 44.95, "longitude": 26.0167}
    assert within_larger([bucharest, ploiesti, militari]).tolist() == [False, False, True]
    assert zoom_of_population(militari["population"]) < QUARTERS_FROM


def test_no_sector_of_bucharest_is_drawn_but_the_villages_around_it_are() -> None:
    around = near(26.1, 44.43)
    drawn = around | towns("9-5")
    assert {"Ploiesti", "Buftea"} <= set(drawn)
    assert not [name for name in drawn if name.startswith("Sector ")]
    assert len(around) > 50
    assert min(around.values()) >= NEAR_FROM


def test_no_other_town_has_the_name_of_pyongyang() -> None:
    named = [
        file.stem
        for file in GROUND.glob("*.json")
        if "Pyongyang" in json.loads(file.read_text(encoding="utf-8")).get("towns", {"names": []})["names"]
    ]
    assert named == ["world"]
