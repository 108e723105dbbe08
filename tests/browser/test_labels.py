"""The names beside markers, where many places lie close together: read as the name of the right one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from places.maps import MapPlace, land_data, pieces, places_data, script_json

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
Page = playwright.Page

PLACES = (
    ("Wien", "city", 48.21, 16.37, 3),
    ("Paris", "city", 48.85, 2.35, 3),
    ("Rhein", "water", 50.3, 7.6, 3),
    ("Regensburg", "city", 49.02, 12.1, 2),
    ("Passau", "city", 48.57, 13.43, 2),
    ("Köln", "city", 50.93, 6.95, 2),
    ("Hamburg", "city", 53.55, 9.99, 2),
    ("Frankfurt am Main", "city", 50.12, 8.68, 2),
    ("Budapest", "city", 47.5, 19.04, 2),
    ("Spanien", "country", 40.0, -4.0, 1),
    ("Newcastle upon Tyne", "city", 54.97, -1.61, 1),
    ("London", "city", 51.51, -0.13, 1),
    ("Cambridge", "city", 52.2, 0.12, 1),
    ("Schweiz", "country", 47.0, 8.0, 1),
    ("Basel", "city", 47.56, 7.57, 1),
    ("Bodensee", "water", 47.6, 9.4, 1),
    ("Rotterdam", "city", 51.92, 4.48, 1),
    ("Linz", "city", 48.31, 14.29, 1),
    ("Österreich", "country", 47.33, 13.33, 1),
    ("Brüssel", "city", 50.85, 4.35, 1),
    ("Mannheim", "city", 49.49, 8.47, 1),
    ("Kassel", "city", 51.32, 9.5, 1),
    ("Hannover", "city", 52.37, 9.73, 1),
    ("Freiburg im Breisgau", "city", 48.0, 7.85, 1),
    ("Berlin", "city", 52.52, 13.41, 1),
    ("Toulouse", "city", 43.6, 1.44, 1),
    ("Straßburg", "city", 48.58, 7.75, 1),
    ("Marseille", "city", 43.3, 5.38, 1),
    ("Lyon", "city", 45.75, 4.85, 1),
    ("Frankreich", "country", 46.0, 2.0, 1),
    ("Slowakei", "country", 48.67, 19.5, 1),
    ("Bratislava", "city", 48.15, 17.11, 1),
    ("Donau", "water", 48.2, 16.4, 1),
    ("Madrid", "city", 40.42, -3.7, 1),
    ("Bukarest", "city", 44.43, 26.11, 1),
    ("Ungarn", "country", 47.0, 20.0, 1),
    ("Belgrad", "city", 44.8, 20.47, 1),
    ("Alpen", "terrain", 46.5, 9.5, 1),
    ("Tokio", "city", 35.69, 139.69, 1),
    ("Wladiwostok", "city", 43.11, 131.87, 1),
    ("Dakar", "city", 14.69, -17.44, 1),
    ("Champs-Élysées", "site", 48.87, 2.31, 1),
)
"""Name, kind, latitude, longitude and mentions, as a handful of articles has them."""


@pytest.fixture
def crowd(new_page: Callable[..., Page], tmp_path: Path) -> Page:
    """Show the places from so far away that their markers lie upon each other."""
    parts = pieces()
    places = [
        MapPlace(name, name, kind, latitude, longitude, mentions)
        for name, kind, latitude, longitude, mentions in PLACES
    ]
    file = tmp_path / "map.html"
    file.write_text(
        f"""<!doctype html><meta charset="utf-8"><title>Map</title>
        <style>{parts.leaflet_css}{parts.style}</style>
        <div id="map" style="height: 670px"></div>
        <script>{parts.leaflet_js}</script><script>{parts.script}</script>
        <script>
          const map = L.map("map", {{ center: [34.2, 61.13], zoom: 2.5, zoomSnap: 0.25 }});
          placesMap.landLayer({{ ...{script_json(land_data(set()))}, land: {parts.world} }}).addTo(map);
          placesMap.placesLayer({script_json(places_data(places))}).addTo(map);
        </script>""",
        encoding="utf-8",
    )
    page = new_page(860, 700)
    page.goto(file.as_uri())
    page.wait_for_function("placesMap.painted")
    return page


def test_a_name_that_stands_apart_from_its_marker_is_not_closer_to_another(crowd: Page) -> None:
    labels: list[dict[str, Any]] = crowd.evaluate(
        """() => {
            const box = (element) => element.getBoundingClientRect();
            const label = (marker) => marker.querySelector(".place-label");
            const away = (marker, { left, top, right, bottom }) => {
                const shape = box(marker.querySelector(".shape"));
                const [x, y] = [shape.x + shape.width / 2, shape.y + shape.height / 2];
                return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
            };
            const markers = [...document.querySelectorAll(".place-marker")];
            const country = (marker) => marker.classList.contains("kind-country");
            return markers.filter((marker) => label(marker)?.textContent).map((marker) => ({
                name: label(marker).textContent,
                own: away(marker, box(label(marker))),
                next: Math.min(
                    ...markers
                        .filter((other) => other !== marker && (country(other) || !country(marker)))
                        .map((other) => away(other, box(label(marker)))),
                ),
            }));
        }"""
    )
    assert len(labels) >= 6
    beside = 16  # pixels: the radius of a marker and a gap
    astray = [each for each in labels if each["own"] > beside and each["own"] > each["next"] + 1]
    assert astray == []
