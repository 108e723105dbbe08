"""The places of a selection that lie nearest to one of them."""

from __future__ import annotations

import numpy as np

from places import geo
from places.dataset import Dataset
from places.model import KINDS, Place
from places.query.evaluate import evaluate
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
    known = [index.places[other] for other in others.tolist()]
    points = geo.on_sphere(
        np.array([other.latitude for other in known]), np.array([other.longitude for other in known])
    )
    near = [
        (_kilometres(place, known[row]), known[row])
        for row in geo.nearest(points, place.latitude, place.longitude, limit)
    ]
    near.sort(key=lambda each: (each[0], each[1].id))
    return [(other, distance) for distance, other in near[:limit]]


def _kilometres(one: Place, other: Place) -> float:
    return geo.geodesic_km(one.latitude, one.longitude, other.latitude, other.longitude)
