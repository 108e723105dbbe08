"""How close to the home of a paper something lies."""

from __future__ import annotations

from collections.abc import Iterable

from places.geo import flat_km
from places.geoparsing.lexicon import Sense
from places.geoparsing.parser import Home
from places.geoparsing.weights import WEIGHTS


def is_at(homes: Iterable[Home], sense: Sense) -> bool:
    """Tell whether a town lies where a paper may be at home."""
    return sense.kind == "city" and any(
        closeness(home, sense.latitude, sense.longitude) > home.share / 2 for home in homes
    )


def closeness(home: Home, latitude: float, longitude: float, most_km: float = WEIGHTS.home_km) -> float:
    """Tell how close to a home a spot is: its share in the middle, nothing from some kilometres on."""
    away = flat_km(home.latitude, home.longitude, latitude, longitude)
    return home.share * max(0.0, min(1.0, 1.5 * (1 - away / most_km)))
