"""The places of a selection that lie nearest to one of them."""

from __future__ import annotations

import numpy as np

from places.dataset import Dataset
from places.geo import geodesic_km, nearest, on_sphere
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
    place = index.places[position]
    others = shown.places[shown.places != position]
    others = others[index.kinds[others] != KINDS.index("country")]
    known = [index.places[other] for other in others.tolist()]
    points = on_sphere(
        np.array([other.latitude for other in known]), np.array([other.longitude for other in known])
    )
    near = [
        (geodesic_km(place.latitude, place.longitude, other.latitude, other.longitude), other.id, other)
        for other in (known[row] for row in nearest(points, place.latitude, place.longitude, limit))
    ]
    near.sort(key=lambda each: each[:2])
    return [(other, kilometres) for kilometres, _, other in near[:limit]]
