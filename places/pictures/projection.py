"""How the round earth is laid flat: two projections that keep areas, in kilometres on a sphere.

A region is drawn in Lambert's azimuthal projection around its middle, where it is true in every direction;
what spans more than about half of the earth in Equal Earth, which shows all of it.

References
----------
J. P. Snyder, Map Projections: A Working Manual (1987), U.S. Geological Survey Professional Paper 1395,
chapter 24; B. Šavrič, T. Patterson, B. Jenny, The Equal Earth map projection (2018),
https://doi.org/10.1080/13658816.2018.1504949
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from places.geo import EARTH_RADIUS_KM

Numbers = NDArray[np.float64]

_ANTIPODE: Final = 1e-9
"""The farthest point of an azimuthal map lies on a whole circle; beside it there is a direction."""

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT: Final = np.sqrt(3) / 2


@dataclass(frozen=True, slots=True)
class LambertAzimuthal:
    """Lambert's azimuthal equal-area projection around a point (degrees)."""

    latitude: float
    longitude: float

    def forward(self, latitudes: Numbers, longitudes: Numbers) -> tuple[Numbers, Numbers]:
        """Lay points (degrees) flat: kilometres east and north of the middle."""
        north, east = np.radians(latitudes), np.radians(longitudes - self.longitude)
        middle = np.radians(self.latitude)
        nearness = np.sin(middle) * np.sin(north) + np.cos(middle) * np.cos(north) * np.cos(east)
        scale = EARTH_RADIUS_KM * np.sqrt(2 / np.maximum(1 + nearness, _ANTIPODE))
        x = scale * np.cos(north) * np.sin(east)
        y = scale * (np.cos(middle) * np.sin(north) - np.sin(middle) * np.cos(north) * np.cos(east))
        return x, y

    def inverse(self, x: float, y: float) -> tuple[float, float]:
        """Return latitude and longitude (degrees) of a point of the map."""
        far = float(np.hypot(x, y))
        if far == 0:
            return self.latitude, self.longitude
        angle = 2 * np.arcsin(min(1.0, far / (2 * EARTH_RADIUS_KM)))
        middle = np.radians(self.latitude)
        north = np.arcsin(
            np.clip(np.cos(angle) * np.sin(middle) + y * np.sin(angle) * np.cos(middle) / far, -1, 1)
        )
        east = np.arctan2(
            x * np.sin(angle), far * np.cos(middle) * np.cos(angle) - y * np.sin(middle) * np.sin(angle)
        )
        longitude = (self.longitude + float(np.degrees(east)) + 180) % 360 - 180
        return float(np.degrees(north)), longitude

    @staticmethod
    def reach(kilometres: float) -> float:
        """Return how many degrees from the middle what is so far away on the map lies; 180 at most."""
        return float(np.degrees(2 * np.arcsin(min(1.0, kilometres / (2 * EARTH_RADIUS_KM)))))


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The Equal Earth projection around a meridian (degrees)."""

    longitude: float

    def forward(self, latitudes: Numbers, longitudes: Numbers) -> tuple[Numbers, Numbers]:
        """Lay points (degrees) flat: kilometres east of the meridian and north of the equator."""
        return self.forward_beside(latitudes, (longitudes - self.longitude + 180) % 360 - 180)

    @staticmethod
    def forward_beside(latitudes: Numbers, degrees: Numbers) -> tuple[Numbers, Numbers]:
        """Lay points flat that lie so many degrees, -180 to 180, east of the meridian."""
        theta = np.arcsin(_ROOT * np.sin(np.radians(latitudes)))
        square = theta * theta
        sixth = square**3
        x = np.radians(degrees) * np.cos(theta) / _ROOT
        x = x / (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square))
        y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
        return EARTH_RADIUS_KM * x, EARTH_RADIUS_KM * y


Projection = LambertAzimuthal | EqualEarth
