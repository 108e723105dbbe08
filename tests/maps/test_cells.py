"""Places are put together by the cells of a grid."""

from __future__ import annotations

import numpy as np
import pytest

from places.geo import on_web_mercator
from places.maps import CELL_STEPS, Cells, put_together
from places.maps.lines import GRID, on_grid

WEST_AND_EAST = np.array([[0.1, 0.1], [0.6, 0.6], [0.2, 0.3], [0.7, 0.6], [0.3, 0.2], [0.9, 0.1]])
"""The most named first; in a grid of two by two cells the last one is alone."""


def test_a_cell_has_the_middle_of_its_places_their_number_and_mentions_and_the_most_named() -> None:
    mentions, positions = np.array([9, 7, 5, 3, 2, 1]), np.array([40, 10, 20, 30, 5, 6])
    cells, alone = put_together(WEST_AND_EAST, mentions, positions, 2)
    assert cells.numbers == [3, 2]
    assert cells.mentions == [16, 10]
    assert cells.most == [40, 10]
    middles = np.column_stack((cells.x, cells.y)) / CELL_STEPS / 2
    assert middles == pytest.approx(np.array([[0.2, 0.2], [0.65, 0.6]]), abs=1 / CELL_STEPS)
    assert alone.tolist() == [False] * 5 + [True]


def test_places_that_are_to_stay_apart_have_cells_of_their_own() -> None:
    ones = np.ones(6, dtype=np.int64)
    cells, alone = put_together(WEST_AND_EAST, ones, np.arange(6), 1, np.array([0, 1, 0, 1, 0, -1]))
    assert (cells.numbers, cells.most) == ([3, 2], [0, 1])
    assert alone.tolist() == [False] * 5 + [True]


def test_the_middle_of_a_cell_is_in_it_at_the_edges_of_the_world_too() -> None:
    corner = np.array([[1.0, 1.0], [1.0, 1.0], [0.0, 0.0], [0.0, 0.0]])
    cells, _ = put_together(corner, np.ones(4, dtype=np.int64), np.arange(4), 3)
    assert (cells.x, cells.y) == ([3 * CELL_STEPS - 1, 0], [3 * CELL_STEPS - 1, 0])


def test_of_no_places_there_are_no_cells() -> None:
    none = np.zeros(0, dtype=np.int64)
    cells, alone = put_together(np.zeros((0, 2)), none, none, 8)
    assert (cells, len(alone)) == (Cells(8, [], [], [], [], []), 0)


def test_points_lie_where_the_script_of_the_map_has_them() -> None:
    latitudes, longitudes = np.array([0.0, 52.5, -33.9, 90.0]), np.array([0.0, 13.4, 151.2, -180.0])
    wanted = [on_grid(east, north) for north, east in zip(latitudes, longitudes, strict=True)]
    assert on_web_mercator(latitudes, longitudes) * GRID == pytest.approx(np.array(wanted), abs=1e-6)
