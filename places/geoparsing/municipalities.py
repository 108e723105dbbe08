"""Municipalities that are little more than the town after which they are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from places.gazetteer.index import Gazetteer
from places.model import KINDS

_MUNICIPAL: Final = frozenset({"gemeinde", "municipality", "parish", "borough", "stadt", "city"})
"""What the gazetteer calls an area (`Entry.types`) that belongs to one town."""


def is_municipal(types: Collection[str]) -> bool:
    """Tell by what an area is called (`Entry.types`) whether it belongs to one town."""
    return bool(types) and _MUNICIPAL.issuperset(types)


Rows = npt.NDArray[np.int64]


def municipalities(gazetteer: Gazetteer) -> tuple[Rows, Rows]:
    """Find the municipalities that bear the name of a town in them, and that town.

    Whoever names it without a word for what it is means the town.

    Returns
    -------
    areas, towns : numpy.ndarray of int64, shape (pairs,)
        Rows of the gazetteer. Of several such towns the one that most is written about.
    """
    regions = gazetteer.column("admin1").cast(pa.string())
    area_at = {region: row for row, region in _municipal(gazetteer, regions)}
    cities = gazetteer.numbers("kind") == KINDS.index("city")
    inside = np.array(pc.is_in(regions, pa.array(list(area_at), pa.string())).to_pylist()) & cities
    rows = np.concatenate((np.flatnonzero(inside), np.fromiter(area_at.values(), np.int64, len(area_at))))
    names = _names(gazetteer, rows)
    prominence = gazetteer.numbers("prominence")
    town_at: dict[int, int] = {}
    for town in np.flatnonzero(inside).tolist():
        area = area_at[regions[town].as_py()]
        known = town_at.get(area)
        if names[area].isdisjoint(names[town]) or (
            known is not None and prominence[known] >= prominence[town]
        ):
            continue
        town_at[area] = town
    pairs = sorted(town_at.items())
    return (
        np.array([area for area, _ in pairs], np.int64),
        np.array([town for _, town in pairs], np.int64),
    )


def _municipal(gazetteer: Gazetteer, regions: pa.Array) -> list[tuple[int, str]]:
    """Give row and region code of the municipalities of the first level."""
    types = gazetteer.column("types")
    municipal = [is_municipal([*filter(None, joined.split("|"))]) for joined in types.dictionary.to_pylist()]
    of_region = gazetteer.numbers("kind") == KINDS.index("region")
    rows = np.flatnonzero(np.array(municipal)[np.from_dlpack(types.indices)] & of_region)
    return [(row, code) for row in rows.tolist() if (code := regions[row].as_py())]


def _names(gazetteer: Gazetteer, rows: Rows) -> dict[int, set[str]]:
    """Collect the names of some places, folded."""
    wanted = pc.is_in(gazetteer.name_column("place"), pa.array(rows, pa.int32()))
    owners = gazetteer.name_column("place").filter(wanted).to_pylist()
    names = defaultdict[int, set[str]](set)
    for owner, key in zip(owners, gazetteer.name_column("key").filter(wanted).to_pylist(), strict=True):
        names[owner].add(key)
    return names
