from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.geo import narrowing
from places.geoparsing.resolve.spots import Named, Spot, Spots
from places.geoparsing.weights import WEIGHTS

_NAMED = st.builds(
    Named, st.floats(5, 15), st.floats(45, 55), st.floats(0.4, 1), st.integers(0, 3)
)  # around one country, so that most are near to some


def at(latitude: float, longitude: float) -> Spot:
    return Spot(latitude, longitude, narrowing(latitude))


@given(st.lists(_NAMED, min_size=51, max_size=200), st.floats(45, 55), st.floats(5, 15))
def test_among_many_places_the_nearest_is_the_one_found_by_looking_at_each(
    named: Sequence[Named], latitude: float, longitude: float
) -> None:
    spot = at(latitude, longitude)
    one_by_one = max(Spots([one]).nearness(spot, 0) for one in named)
    assert Spots(named).nearness(spot, 0) == pytest.approx(one_by_one)


def test_a_place_at_the_same_spot_adds_all_and_one_far_away_nothing() -> None:
    there = Spots([Named(10, 50, 1.0, form=1)])
    assert there.nearness(at(50, 10), form=2) == WEIGHTS.nearness
    assert there.nearness(at(54, 10), form=2) == 0


def test_a_name_does_not_speak_for_itself() -> None:
    assert Spots([Named(10, 50, 1.0, form=1)]).nearness(at(50, 10), form=1) == 0
