from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from places import geo

BERLIN, HAMBURG = (52.52, 13.405), (53.55, 9.993)
latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
points = st.tuples(latitudes, longitudes)


def test_the_great_circle_from_berlin_to_hamburg_is_255_kilometres() -> None:
    (distance,) = geo.distance_km(*BERLIN, np.array([HAMBURG[0]]), np.array([HAMBURG[1]]))
    assert distance == pytest.approx(255.3, abs=0.5)


@given(points, points)
def test_the_sphere_is_within_six_thousandths_of_the_ellipsoid(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    (distance,) = geo.distance_km(*one, np.array([other[0]]), np.array([other[1]]))
    assert distance == pytest.approx(geo.geodesic_km(*one, *other), rel=0.006, abs=0.001)


@given(st.floats(-65, 65), longitudes, st.floats(-4, 4), st.floats(-4, 4))
def test_nearby_the_earth_is_flat_within_some_per_cent(
    latitude: float, longitude: float, north: float, east: float
) -> None:
    there = (latitude + north, longitude + east)
    distance = geo.flat_km(latitude, longitude, *there)
    assert distance == pytest.approx(geo.geodesic_km(latitude, longitude, *there), rel=0.03, abs=0.001)


@given(points, st.lists(points, max_size=30), st.integers(0, 5))
def test_what_is_nearest_by_the_geodesic_is_among_the_nearest_on_the_sphere(
    middle: tuple[float, float], others: list[tuple[float, float]], limit: int
) -> None:
    array = np.array(others, float).reshape(-1, 2)
    rows = geo.nearest(geo.on_sphere(array[:, 0], array[:, 1]), *middle, limit)
    wanted = sorted(geo.geodesic_km(*middle, *other) for other in others)[:limit]
    found = sorted(geo.geodesic_km(*middle, *others[row]) for row in rows)[:limit]
    assert found == pytest.approx(wanted, abs=0.001)


@given(longitudes, longitudes)
def test_longitudes_are_never_more_than_half_the_earth_apart(one: float, other: float) -> None:
    assert 0 <= geo.longitudes_apart(one, other) <= 180


def test_two_sides_of_the_180th_meridian_are_close() -> None:
    assert geo.within_degrees(-17, 179.9, -17, -179.9, 0.4)
    assert geo.within_km(-17, 179.9, -17, -179.9, 50)
    assert not geo.within_km(-17, 179.9, -17, 178.9, 50)


def test_a_degree_of_longitude_is_narrower_in_the_north() -> None:
    assert geo.within_km(70, 20, 70, 21, 50)
    assert not geo.within_km(0, 20, 0, 21, 50)
