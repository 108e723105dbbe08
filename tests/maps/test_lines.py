from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.maps.lines import GRID, decoded, encoded, on_earth, on_grid, without_small_bends

STEPS = st.integers(-GRID, 2 * GRID)


@given(st.lists(st.tuples(STEPS, STEPS), min_size=1, max_size=40))
def test_a_line_that_is_written_can_be_read_again(points: list[tuple[int, int]]) -> None:
    without_repeats = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
    assert decoded(encoded(points)).tolist() == [list(point) for point in without_repeats]


def test_a_line_stands_in_json_without_control_characters() -> None:
    text = encoded([(0, 0), (GRID, GRID), (-5, 17), (100_000, -100_000)])
    assert text.isascii()
    assert text.isprintable()


@pytest.mark.parametrize(("longitude", "latitude"), [(0, 0), (13.4, 52.5), (-179.9, 71.2), (170.1, -45.9)])
def test_the_grid_leads_back_to_the_point_of_the_earth(longitude: float, latitude: float) -> None:
    assert on_earth(*on_grid(longitude, latitude)) == pytest.approx((longitude, latitude))


def test_small_bends_go_and_large_ones_stay() -> None:
    line = [(0.0, 0.0), (10.0, 0.1), (20.0, 0.0), (30.0, 20.0), (40.0, 0.0)]
    assert without_small_bends(line, 5) == [(0, 0), (20, 0), (30, 20), (40, 0)]


def test_a_ring_stays_a_ring() -> None:
    ring = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
    kept = without_small_bends(ring, 1000)
    assert len(kept) == 4
    assert kept[0] == kept[-1]
