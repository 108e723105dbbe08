from __future__ import annotations

import shapely
from shapely.geometry import box

from places.maps.lines import GRID
from places.maps.outline_data import within_the_world


def test_what_lies_past_the_180th_meridian_comes_to_the_other_side_of_the_world() -> None:
    cut = within_the_world(box(GRID - 10, 5, GRID + 30, 15))
    assert cut.equals(shapely.union(box(GRID - 10, 5, GRID, 15), box(0, 5, 30, 15)))
