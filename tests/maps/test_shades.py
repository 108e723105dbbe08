"""Which shade a number of mentions has, and what the map's script is told of it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from places.maps import ShadedArea, Shades, land_data, lower_bounds
from places.maps.shades import CLASSES


def test_bounds_are_round_and_lie_about_as_many_times_apart() -> None:
    assert lower_bounds([1, 3, 40, 1234]) == [1, 5, 20, 100, 200]
    assert lower_bounds([102, 88, 1]) == [1, 2, 5, 20, 50]


def test_few_mentions_have_few_shades() -> None:
    assert lower_bounds([]) == []
    assert lower_bounds([1, 1]) == [1]
    assert lower_bounds([1, 2]) == [1, 2]


@given(st.lists(st.integers(1, 10**9), min_size=1))
def test_every_number_has_a_shade_and_the_largest_the_deepest(mentions: list[int]) -> None:
    bounds = lower_bounds(mentions)
    assert bounds[0] == 1
    assert all(lower < upper for lower, upper in pairwise(bounds))
    assert len(bounds) <= CLASSES
    assert max(mentions) >= bounds[-1]


def test_the_script_is_told_of_countries_and_regions() -> None:
    russia = ShadedArea("RU", "geonames:2017370", "Russia", 88, "88 mentions in it")
    told = land_data(shades=Shades(countries=[russia], outlines="at/{name}", regions_from=0))["shades"]
    countries, regions = told["levels"]
    assert countries["areas"] == [["RU", "geonames:2017370", "Russia", 88, "88 mentions in it"]]
    assert countries["bounds"] == [1, 2, 5, 20, 50]
    assert regions["areas"] == regions["bounds"] == []
    assert (told["outlines"], told["regionsFrom"]) == ("at/{name}", 0)
    assert land_data()["shades"] is None
