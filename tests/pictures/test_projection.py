from __future__ import annotations

import numpy as np
import pytest

from places.geo import EARTH_RADIUS_KM, distance_km
from places.pictures.projection import EqualEarth, LambertAzimuthal


def _area(x: np.ndarray, y: np.ndarray) -> float:
    return abs(float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))) / 2


def _cell(south: float, west: float) -> tuple[np.ndarray, np.ndarray]:
    """A cell of one degree, its sides in small steps."""
    steps = np.linspace(0, 1, 20)[:-1]
    latitudes = np.concatenate([0 * steps, steps, 1 + 0 * steps, 1 - steps]) + south
    longitudes = np.concatenate([steps, 1 + 0 * steps, 1 - steps, 0 * steps]) + west
    return latitudes, longitudes


@pytest.mark.parametrize(
    "projection", [LambertAzimuthal(39, 127), LambertAzimuthal(-70, -60), EqualEarth(11)]
)
@pytest.mark.parametrize("south", [-60, -1, 35, 62])
def test_areas_are_as_large_as_on_the_sphere(projection: LambertAzimuthal | EqualEarth, south: float) -> None:
    true = EARTH_RADIUS_KM**2 * np.radians(1) * (np.sin(np.radians(south + 1)) - np.sin(np.radians(south)))
    assert _area(*projection.forward(*_cell(south, 100))) == pytest.approx(true, rel=2e-3)


def test_distances_near_the_middle_are_true() -> None:
    x, y = LambertAzimuthal(39, 127).forward(np.array([39.5]), np.array([127.7]))
    true = distance_km(39, 127, np.array([39.5]), np.array([127.7]))
    assert np.hypot(x, y) == pytest.approx(true, rel=1e-4)


@pytest.mark.parametrize("point", [(39.0, 127.0), (55.0, -170.0), (-33.9, 151.2), (89.0, 20.0)])
def test_a_point_of_the_map_leads_back_to_the_earth(point: tuple[float, float]) -> None:
    projection = LambertAzimuthal(40, 179)
    x, y = projection.forward(np.array([point[0]]), np.array([point[1]]))
    assert projection.inverse(float(x[0]), float(y[0])) == pytest.approx(point)


def test_what_lies_just_across_the_180th_meridian_lies_near() -> None:
    x, _ = LambertAzimuthal(0, 179).forward(np.array([0.0, 0.0]), np.array([179.5, -179.5]))
    assert np.diff(x) == pytest.approx(EARTH_RADIUS_KM * np.radians(1), rel=1e-3)


def test_equal_earth_has_the_published_proportions() -> None:
    right = EqualEarth.forward_beside(np.array([0.0]), np.array([180.0]))[0][0]
    top = EqualEarth.forward_beside(np.array([90.0]), np.array([0.0]))[1][0]
    assert right / top == pytest.approx(2.05458, abs=1e-4)
