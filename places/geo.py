"""Distances on the earth, in kilometres and in degrees (WGS 84).

Three measures, from the exact to the quick: the geodesic on the ellipsoid, for what a reader is told; the
great circle on a sphere, off by 0.6 % at most, for many points at once; and the flat box around a point,
for what is compared millions of times and needs no more than "about as near as that".
"""

from __future__ import annotations

from math import cos, hypot, radians
from typing import Any, Final

import numpy as np
import numpy.typing as npt

EARTH_RADIUS_KM: Final = 6371.0088
"""Mean radius of the earth (IUGG, 1980), in kilometres."""

KM_PER_DEGREE: Final = radians(EARTH_RADIUS_KM)
"""Kilometres in a degree of latitude, or of longitude at the equator, on a sphere of that radius."""

_ROUNDING: Final = 1.012  # sphere against ellipsoid: either way a distance differs by up to 0.6 %

_NORTHERNMOST: Final = 85.0511
"""Degrees of latitude where the square of Web Mercator ends."""

Points = npt.NDArray[np.float64]
"""Points on the unit sphere, one a row: shape (n, 3)."""


def geodesic_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Return the length of the geodesic between two points on the ellipsoid, in kilometres."""
    from geopy.distance import geodesic

    return float(geodesic((latitude, longitude), (other_latitude, other_longitude)).km)


def distance_km(
    latitude: float, longitude: float, latitudes: npt.NDArray[Any], longitudes: npt.NDArray[Any]
) -> npt.NDArray[np.float64]:
    """Return great-circle distances from one point to others, in kilometres.

    Parameters
    ----------
    latitude, longitude : float
        Degrees.
    latitudes, longitudes : array of float, shape (n,)
        Degrees.

    Returns
    -------
    array of float, shape (n,)
        By the haversine formula, which is exact for points that are close together too.
    """
    p, q = np.radians(latitude), np.radians(latitudes)
    h = np.sin((q - p) / 2) ** 2 + np.cos(p) * np.cos(q) * np.sin(np.radians(longitudes - longitude) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1, h))))


def on_web_mercator(latitudes: npt.NDArray[Any], longitudes: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Return points given in degrees as points of a map in Web Mercator, whose sides are 1 long.

    Returns
    -------
    array of float, shape (n, 2)
        From the upper left corner (180° W, 85.05° N) to the right, and down. Points beyond 85.05° lie on
        the edge.
    """
    north = np.arcsinh(np.tan(np.radians(np.clip(latitudes, -_NORTHERNMOST, _NORTHERNMOST))))
    return np.column_stack(((np.asarray(longitudes) + 180) / 360, 0.5 - north / (2 * np.pi)))


def on_sphere(latitudes: npt.NDArray[Any], longitudes: npt.NDArray[Any]) -> Points:
    """Return points given in degrees as points on the unit sphere, whose dot product grows with nearness."""
    north, east = np.radians(latitudes), np.radians(longitudes)
    across = np.cos(north)
    return np.column_stack((across * np.cos(east), across * np.sin(east), np.sin(north)))


def nearest(points: Points, latitude: float, longitude: float, limit: int) -> list[int]:
    """Return which points are the nearest to a place on a sphere, and what else may be on the ellipsoid.

    Parameters
    ----------
    points : Points
        As `on_sphere` makes them.
    latitude, longitude : float
        Of the place, in degrees.
    limit : int
        How many are wanted; a few more come where the geodesic has to decide.

    Returns
    -------
    list of int
        Rows of `points`, in their order.
    """
    if not len(points) or limit < 1:
        return []
    nearness = points @ on_sphere(np.array([latitude]), np.array([longitude]))[0]
    last = len(points) - min(limit, len(points))
    angle = np.arccos(min(1.0, float(np.partition(nearness, last)[last])))
    within = nearness >= np.cos(min(np.pi, angle * _ROUNDING)) - 1e-15
    return [int(row) for row in np.flatnonzero(within)]


def narrowing(latitude: float) -> float:
    """Return how long a degree of longitude is at a latitude, as a share of one at the equator."""
    return cos(radians(latitude))


def longitudes_apart(longitude: float, other: float) -> float:
    """Return by how many degrees two longitudes differ, across the 180th meridian if that is shorter."""
    apart = abs(longitude - other)
    return 360 - apart if apart > 180 else apart


def flat_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Return how far apart two points are as if the earth were flat between them, in kilometres.

    Below 500 km, and as far from the poles as people live, that is within some per cent; farther away it is
    still far away.
    """
    north = other_latitude - latitude
    east = longitudes_apart(longitude, other_longitude) * narrowing((latitude + other_latitude) / 2)
    return KM_PER_DEGREE * hypot(north, east)


def within_degrees(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float, degrees: float
) -> bool:
    """Tell whether two points differ by less than some degrees of latitude and of longitude."""
    return abs(latitude - other_latitude) < degrees and longitudes_apart(longitude, other_longitude) < degrees


def within_km(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float, kilometres: float
) -> bool:
    """Tell whether a point lies in the square around another whose sides are so far from its middle."""
    if abs(latitude - other_latitude) * KM_PER_DEGREE > kilometres:
        return False
    east = longitudes_apart(longitude, other_longitude) * narrowing(latitude)
    return east * KM_PER_DEGREE < kilometres
