"""In which first-level area a place lies of which no source says it: in that of the towns around it."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from places.geo import EARTH_RADIUS_KM, on_sphere
from places.model import KINDS

_NEAR_KM: Final = 60
_NEAR: Final = np.cos(_NEAR_KM / EARTH_RADIUS_KM)
_SPOTS: Final = [KINDS.index(kind) for kind in ("city", "site", "water", "terrain")]


def with_areas(places: pa.Table) -> pa.Table:
    """Give places of one country without an area that of its nearest town, if that is within 60 km.

    Parameters
    ----------
    places : pyarrow.Table
        With the columns of `places.gazetteer.tables.PLACE_COLUMNS`, each of one chunk.

    Returns
    -------
    pyarrow.Table
    """
    column = places.column("area").chunk(0)
    codes = column.dictionary.to_pylist()
    if "" not in codes:
        return places
    area = np.array(np.from_dlpack(column.indices))
    kinds = np.from_dlpack(places.column("kind").chunk(0))
    countries = places.column("country_codes").chunk(0)
    country = np.from_dlpack(countries.indices)
    points = on_sphere(
        *(np.from_dlpack(places.column(name).chunk(0)) for name in ("latitude", "longitude"))
    ).astype(np.float32)
    unknown = area == codes.index("")
    spots = np.flatnonzero(unknown & np.isin(kinds, _SPOTS))
    towns = np.flatnonzero(~unknown & (kinds == KINDS.index("city")))
    for number, code in enumerate(countries.dictionary.to_pylist()):
        if len(code) == len("XX"):
            _take_over(area, points, spots[country[spots] == number], towns[country[towns] == number])
    filled = pa.DictionaryArray.from_arrays(pa.array(area), column.dictionary)
    return places.set_column(places.column_names.index("area"), "area", filled)


def _take_over(
    area: npt.NDArray[Any],
    points: npt.NDArray[np.float32],
    asked: npt.NDArray[np.int64],
    towns: npt.NDArray[np.int64],
) -> None:
    if not len(towns) or not len(asked):
        return
    around = points[towns]
    for place in asked:
        nearness = around @ points[place]
        best = int(nearness.argmax())
        if nearness[best] > _NEAR:
            area[place] = area[towns[best]]
