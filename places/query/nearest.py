"""The places of a selection that lie nearest to one of them."""

from __future__ import annotations

import numpy as np
from geopy.distance import geodesic
from numpy.typing import NDArray

from places.dataset import Dataset
from places.model import KINDS, Place
from places.query.evaluate import evaluate
from places.query.index import Positions
from places.selection import Selection


def select_nearest(
    dataset: Dataset, selection: Selection, place_id: str, limit: int = 8
) -> list[tuple[Place, float]]:
    """List the places of a selection nearest to a place, countries aside.

    Returns
    -------
    list of (Place, float)
        With the geodesic distance on the ellipsoid of WGS 84, in kilometres, the least first.
    """
    shown = evaluate(dataset, selection)
    index = shown.index
    position = index.place_positions.get(place_id)
    if position is None:
        return []
    others = shown.places[shown.places != position]
    others = others[index.kinds[others] != KINDS.index("country")]
    place = index.places[position]
    # The chord through the earth is quick and gives nearly the same order.
    roughly = others[np.argsort(_chords(place, index.places, others), kind="stable")][: 3 * limit]
    near = [(_kilometres(place, index.places[other]), index.places[other]) for other in roughly.tolist()]
    near.sort(key=lambda each: (each[0], each[1].id))
    return [(other, distance) for distance, other in near[:limit]]


def _kilometres(one: Place, other: Place) -> float:
    return float(geodesic((one.latitude, one.longitude), (other.latitude, other.longitude)).km)


def _chords(place: Place, known: list[Place], positions: Positions) -> NDArray[np.float64]:
    """Measure the chords from a place to others, in radii of a sphere."""
    others = _on_sphere([known[position] for position in positions.tolist()])
    chords: NDArray[np.float64] = np.linalg.norm(others - _on_sphere([place]), axis=1)
    return chords


def _on_sphere(places: list[Place]) -> NDArray[np.float64]:
    degrees = np.array([(place.latitude, place.longitude) for place in places]).reshape(-1, 2)
    latitude, longitude = np.radians(degrees).T
    return np.column_stack(
        (np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude))
    )
