"""The view that shows a place whole."""

from __future__ import annotations

import pytest

from places.gazetteer import open_gazetteer
from places.model import MapView, Place
from places.views.framing import frame_of


def named(name: str, kind: str) -> Place:
    return next(each.place for each in open_gazetteer().lookup(name) if each.place.kind == kind)


def sees(view: MapView, latitude: float, longitude: float) -> bool:
    """Tell whether a map of 700 × 500 pixels has a point on it; roughly, away from the poles."""
    degrees = 360 / 256 / 2**view.zoom
    across = abs((longitude - view.longitude + 180) % 360 - 180)
    return across <= 355 * degrees and abs(latitude - view.latitude) <= 260 * degrees


@pytest.mark.parametrize(
    ("name", "kind", "corners"),
    [
        ("Germany", "country", [(54.9, 8.5), (47.4, 10.2), (51.0, 6.0), (51.2, 14.9)]),
        ("Russia", "country", [(54.5, 20.0), (66.0, -171.0)]),
        ("Fiji", "country", [(-17.8, 177.4), (-16.8, -179.9)]),
        ("Bavaria", "region", [(50.4, 11.9), (47.4, 10.2)]),
        ("Danube", "water", [(48.2, 16.4), (45.2, 28.8)]),
    ],
)
def test_what_is_found_is_seen_whole(name: str, kind: str, corners: list[tuple[float, float]]) -> None:
    view = frame_of(named(name, kind))
    assert all(sees(view, *corner) for corner in corners)


def test_the_view_of_a_country_is_as_near_as_it_can_be() -> None:
    assert 5 <= frame_of(named("Germany", "country")).zoom <= 6
    assert frame_of(named("Luxembourg", "country")).zoom == 7


def test_a_town_is_seen_from_near() -> None:
    assert frame_of(Place("test:a", "A", "city", 50.0, 10.0, ("DE",))) == MapView(50.0, 10.0, 9.0)
