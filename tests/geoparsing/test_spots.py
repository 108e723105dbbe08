from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from places.geo import narrowing
from places.geoparsing.resolve.spots import Named, Spot, Spots
from places.geoparsing.weights import WEIGHTS

_NAMED = st.builds(
    Named,
    st.floats(5, 15),
    st.floats(45, 55),
    st.floats(0.4, 1),
    st.integers(0, 3),
    vote=st.just(1.0),
    little_known=st.just(0.0),
)  # around one country, so that most are near to some

ELSEWHERE = float("inf")
"""Votes of an article that is nearly all about something else."""


def at(latitude: float, longitude: float) -> Spot:
    return Spot(latitude, longitude, narrowing(latitude))


@pytest.mark.slow
@settings(max_examples=25)
@given(st.lists(_NAMED, min_size=51, max_size=200), st.floats(45, 55), st.floats(5, 15))
def test_among_many_places_the_nearest_is_the_one_found_by_looking_at_each(
    named: Sequence[Named], latitude: float, longitude: float
) -> None:
    spot = at(latitude, longitude)
    one_by_one = max(Spots([one]).adds(spot, 0, ELSEWHERE) for one in named)
    assert Spots(named).adds(spot, 0, ELSEWHERE) == pytest.approx(one_by_one)


def test_a_place_at_the_same_spot_adds_all_and_one_far_away_nothing() -> None:
    there = Spots([Named(10, 50, 1.0, form=1)])
    assert there.adds(at(50, 10), 2, total=1) == WEIGHTS.nearness
    assert there.adds(at(54, 10), 2, total=1) == 0


def test_a_name_does_not_speak_for_itself() -> None:
    assert Spots([Named(10, 50, 1.0, form=1)]).adds(at(50, 10), 1, total=1) == 0


def test_places_beyond_the_nearest_add_more_than_that_one_but_only_where_they_are_local() -> None:
    near, far = Named(10, 50, 1.0, form=1), Named(13, 50, 1.0, form=2)
    one = WEIGHTS.nearness
    assert Spots([near]).adds(at(50, 10), 3, total=1) == one
    assert Spots([near, far]).adds(at(50, 10), 3, total=2) == one
    beside = near._replace(form=2, longitude=10.001)
    assert Spots([near, beside]).adds(at(50, 10), 3, total=2) == pytest.approx(
        one + WEIGHTS.further[0], abs=0.01
    )
    assert Spots([near, near._replace(form=2)]).adds(at(50, 10), 3, total=2) == one  # "LINZ", "Linz"
    assert Spots([near, near]).adds(at(50, 10), 3, total=2) == one


def test_a_little_known_place_adds_much_right_beside_a_town_if_it_may() -> None:
    village = Spots([Named(10, 50, 1.0, form=1, little_known=1.0)])
    assert village.adds(at(50.05, 10), 2, total=1) > WEIGHTS.beside
    assert village.adds(at(50.05, 10), 2, total=1, least=2) < WEIGHTS.nearness
    assert village.adds(at(50.5, 10), 2, total=1) < WEIGHTS.nearness


def test_they_add_less_where_the_article_is_elsewhere_too() -> None:
    pair = Spots([Named(10, 50, 1.0, form=1), Named(10.001, 50, 1.0, form=2)])
    assert pair.adds(at(50, 10), 3, total=8) == pytest.approx(
        WEIGHTS.nearness + WEIGHTS.further[0] / 4, abs=0.01
    )


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_among_many_places_the_local_ones_are_found_wherever_they_are(
    latitude: float, longitude: float
) -> None:
    pair = [Named(longitude, latitude, 1.0, form) for form in (1, 2)]
    others = [Named(-longitude / 2 + step, -latitude / 2 + step % 7, 1.0, 9) for step in range(60)]
    many, few = Spots([*pair, *others]), Spots(pair)
    spot = at(latitude, longitude)
    assert many.adds(spot, 9, total=2) == pytest.approx(few.adds(spot, 9, total=2))
