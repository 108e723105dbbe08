from __future__ import annotations

import numpy as np
import pytest
from matplotlib.path import Path

from places.model import MapView
from places.pictures import land
from places.pictures.frame import Frame, frame_of
from places.query import PlaceRow

SPOTS = {
    "KP": (40.0, 127.0),
    "RU": (62.0, 100.0),
    "MN": (46.8, 103.0),
    "US": (40.0, -100.0),
    "BR": (-10.0, -52.0),
    "AU": (-25.0, 135.0),
    "FJ": (-17.8, 178.0),
    "LS": (-29.6, 28.3),
    "ZA": (-31.0, 22.0),
}
SEAS = [(40.0, 135.0), (55.0, 175.0), (0.0, -30.0), (-40.0, 80.0), (75.0, 0.0), (42.0, 51.0)]
CHUKOTKA = (66.5, -172.0)
VIEWS = [
    MapView(39, 127, 6),
    MapView(39, 127, 3),
    MapView(62, 100, 8),  # all of it is Russia
    MapView(65, 179, 4),
    MapView(-35, -60, 3.2),  # the far side of the earth is China
    MapView(80, 10, 3.5),
    MapView(20, 10, 1),
    MapView(20, -170, 1),
]


def _point(frame: Frame, spot: tuple[float, float]) -> tuple[float, float] | None:
    x, y = frame.projection.forward(np.array([spot[0]]), np.array([spot[1]]))
    return (float(x[0]), float(y[0])) if frame.holds(x, y)[0] else None


def _covers(rings: list[land.Line], point: tuple[float, float]) -> bool:
    """As a renderer fills an area: by how often the rings go around a point."""
    around = 0
    for ring in rings:
        angle = np.arctan2(ring[:, 1] - point[1], ring[:, 0] - point[0])
        turns = (np.diff(angle) + np.pi) % (2 * np.pi) - np.pi
        around += round(float(turns.sum()) / (2 * np.pi))
    return around != 0


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_point_lies_in_its_country_and_in_no_other(korea: list[PlaceRow], view: MapView) -> None:
    frame = frame_of(korea, 1.5, view=view)
    flat = {country.code: land.outlines(country.rings, frame) for country in land.ground().countries}
    for code, spot in {**SPOTS, "RU-CHU": CHUKOTKA}.items():
        point = _point(frame, spot)
        if point:
            assert [found for found, rings in flat.items() if _covers(rings, point)] == [code[:2]]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_sea_is_no_land(korea: list[PlaceRow], view: MapView) -> None:
    frame = frame_of(korea, 1.5, view=view)
    flat = [land.outlines(country.rings, frame) for country in land.ground().countries]
    for spot in SEAS:
        point = _point(frame, spot)
        if point:
            assert not any(_covers(rings, point) for rings in flat)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_no_line_crosses_the_picture_where_there_is_none_on_earth(
    korea: list[PlaceRow], view: MapView
) -> None:
    frame = frame_of(korea, 1.5, view=view)
    ground = land.ground()
    for line in land.lines([*ground.borders, *ground.coasts], frame):
        near = frame.holds(line[:, 0], line[:, 1])
        steps = np.hypot(*np.diff(line, axis=0).T)[near[:-1] | near[1:]]
        assert not len(steps) or steps.max() < 400


def test_a_name_is_put_where_it_has_room_in_the_part_that_is_seen(korea: list[PlaceRow]) -> None:
    frame = frame_of(korea, 1.5, view=MapView(39, 127, 6))
    china = next(country for country in land.ground().countries if country.code == "CN")
    rings = land.outlines(china.rings, frame)
    spot = land.widest(rings, frame)
    assert spot is not None
    x, y, room = spot
    assert _covers(rings, (x, y))
    assert frame.left <= x - room / 2 < x + room / 2 <= frame.right
    assert Path(
        [
            (frame.left, frame.bottom),
            (frame.right, frame.bottom),
            (frame.right, frame.top),
            (frame.left, frame.top),
        ]
    ).contains_point((x, y))
    brazil = next(country for country in land.ground().countries if country.code == "BR")
    assert land.widest(land.outlines(brazil.rings, frame), frame) is None
