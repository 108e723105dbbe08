"""What a click on a country or a region does that is shaded."""

from __future__ import annotations

from places.gazetteer.area_codes import codes_of_areas
from places.ranges import InPlace
from places.views import state


def keep_to(place_id: str) -> None:
    """Keep to a country or a region that is shaded, or no more where that is done already."""
    if place_id in codes_of_areas():
        asked = InPlace(place_id)
        state.change(within=None if state.selection().within == asked else asked)
