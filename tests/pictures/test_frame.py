from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from places.model import MapView
from places.pictures.frame import ANTARCTIC, frame_of
from places.pictures.projection import EqualEarth, LambertAzimuthal
from places.query import PlaceRow

Row = Callable[..., PlaceRow]


def _held(places: list[PlaceRow], aspect: float = 1.5, **asked: object) -> list[str]:
    frame = frame_of(places, aspect, **asked)  # type: ignore[arg-type]
    x, y = frame.projection.forward(
        np.array([each.place.latitude for each in places]),
        np.array([each.place.longitude for each in places]),
    )
    return [each.place.name for each, held in zip(places, frame.holds(x, y), strict=True) if held]


@pytest.mark.parametrize("aspect", [0.75, 1.5, 2.2])
def test_a_frame_holds_its_places_and_has_the_shape_of_the_paper(
    korea: list[PlaceRow], aspect: float
) -> None:
    frame = frame_of(korea, aspect)
    assert frame.width / frame.height == pytest.approx(aspect)
    assert isinstance(frame.projection, LambertAzimuthal)
    assert len(_held(korea, aspect)) == len(korea)


def test_one_place_is_shown_with_what_lies_around_it(row: Row) -> None:
    frame = frame_of([row("Seoul", 37.57, 126.98)], 1.5)
    assert 200 < frame.width < 600


def test_places_on_both_sides_of_the_180th_meridian_are_shown_close_together(row: Row) -> None:
    pacific = [row("Anadyr", 64.73, 177.5), row("Nome", 64.5, -165.4), row("Adak", 51.88, -176.6)]
    frame = frame_of(pacific, 1.0)
    assert isinstance(frame.projection, LambertAzimuthal)
    assert abs(frame.projection.longitude) > 150
    assert len(_held(pacific, 1.0)) == 3


def test_what_spans_the_earth_is_shown_in_one_piece_with_europe_in_the_middle(row: Row) -> None:
    world = [row("Washington", 38.9, -77), row("Seoul", 37.57, 126.98), row("Lima", -12, -77)]
    frame = frame_of(world, 1.5)
    assert frame.projection == EqualEarth(11.0)
    assert len(_held(world)) == 3


def test_the_places_of_the_last_mentions_may_lie_outside_unless_one_is_chosen(
    korea: list[PlaceRow], row: Row
) -> None:
    far = row("Washington", 38.9, -77)
    assert _held([*korea, far]) == [each.place.name for each in korea]
    assert "Washington" in _held([*korea, far], chosen=far.place.id)


@pytest.mark.parametrize(
    "view",
    [MapView(39, 127, 6), MapView(55, 180, 4), MapView(85, 0, 3), MapView(-89, 10, 5), MapView(0, 0, 0)],
)
def test_a_view_of_the_page_keeps_its_middle(korea: list[PlaceRow], view: MapView) -> None:
    frame = frame_of(korea, 1.5, view=view)
    x, y = frame.projection.forward(np.array([view.latitude]), np.array([view.longitude]))
    assert x == pytest.approx((frame.left + frame.right) / 2, abs=1)
    assert frame.is_world or y == pytest.approx((frame.bottom + frame.top) / 2, abs=1)
    assert frame.width / frame.height == pytest.approx(1.5)


def test_a_view_is_as_wide_as_on_the_page(korea: list[PlaceRow]) -> None:
    degree = np.radians(1) * 6371.0088 * np.cos(np.radians(39))
    assert frame_of(korea, 1.5, view=MapView(39, 127, 6)).width == pytest.approx(
        900 * 360 / 256 / 64 * degree
    )


@pytest.mark.parametrize("view", [None, MapView(10, 20, 1.75)])
def test_the_whole_earth_reaches_as_far_south_as_a_place_that_is_named(
    row: Row, view: MapView | None
) -> None:
    around = [row("Quito", -0.2, -78.5, mentions=400), row("Tokyo", 35.7, 139.7, mentions=400)]
    assert frame_of(around, 1.5, view=view).south == ANTARCTIC
    with_station = [*around, row("McMurdo", -77.85, 166.67)]
    assert frame_of(with_station, 1.5, view=view).south == -90
