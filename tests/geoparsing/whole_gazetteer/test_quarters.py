"""Quarters of German, Austrian and Swiss towns, in the whole gazetteer."""

from __future__ import annotations

import pytest

from places.geoparsing import Geoparser


@pytest.mark.parametrize(
    ("text", "surface", "point"),
    [
        ("Ein Radfahrer stürzte in Laufamholz.", "Laufamholz", (49.46, 11.17)),
        ("Die Feuerwehr rückte nach Haunstetten aus.", "Haunstetten", (48.32, 10.90)),
        ("In Eversten und Osternburg fällt der Strom aus.", "Eversten", (53.12, 8.18)),
        ("Ein Baum fiel in Wiblingen auf ein Auto.", "Wiblingen", (48.36, 9.99)),
        ("In Kaisermühlen wird gebadet.", "Kaisermühlen", (48.21, 16.42)),
        ("Im Wedding brannten Autos.", "Wedding", (52.55, 13.36)),
        ("Sie zog von Moabit ins Wedding.", "Wedding", (52.55, 13.36)),
    ],
)
def test_a_quarter_is_found_where_it_lies(
    geoparser: Geoparser, text: str, surface: str, point: tuple[float, float]
) -> None:
    (one,) = [one for one in geoparser.parse(text, "de") if one.surface == surface]
    assert (one.place.latitude, one.place.longitude) == pytest.approx(point, abs=0.07)


@pytest.mark.parametrize(
    "text", ["Ein Wedding kostet viel.", "Im Mobile hingen Vögel.", "Er spielt im Mittelfeld."]
)
def test_a_word_that_a_quarter_is_called_like_too_is_no_place(geoparser: Geoparser, text: str) -> None:
    assert not geoparser.parse(text, "de")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In Saarbrücken-Burbach wurden Bäume gefällt.", {"Saarbrücken-Burbach": "Saarbrücken"}),
        ("In Kassel-Waldau brannte ein Dach.", {"Kassel-Waldau": "Kassel"}),
        ("Der ICE Hamburg-Uelzen fiel aus.", {"Hamburg": "Hamburg", "Uelzen": "Uelzen"}),
        ("Das Leipzig-Buch liegt bereit.", {}),
    ],
)
def test_a_citys_quarter_that_is_not_listed_is_no_small_town_far_away(
    geoparser: Geoparser, text: str, found: dict[str, str]
) -> None:
    assert {one.surface: one.place.name for one in geoparser.parse(text, "de")} == found
