"""What a dataset takes in memory while it is looked at, reckoned before it is read.

Measured by ``tests/benchmarks/hosted_memory.py``: at most, while the dataset is read or visitors look around.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from places.dataset import Dataset

_SERVER: Final = 340_000_000
"""Bytes of a server with thirty visitors, whatever it shows."""

_ARTICLE: Final = 300
_PLACE: Final = 2_500
_PAIR: Final = 27
"""Bytes of an article, of a place, and of an article that names a place."""


class Footprint(NamedTuple):
    """What a dataset takes.

    Attributes
    ----------
    megabytes : int
        Of memory, with the server itself and thirty visitors.
    articles, places : int
        How many it has.
    """

    megabytes: int
    articles: int
    places: int


def footprint(dataset: Dataset) -> Footprint:
    """Reckon what a dataset takes in memory; no more than the footers of its files are read.

    Raises
    ------
    DatasetError
        If it cannot be read.
    """
    places, sizes = _rows(dataset, "places"), dataset.sizes
    articles, named = sizes or (_rows(dataset, "articles"), _rows(dataset, "mentions"))
    needed = _SERVER + articles * _ARTICLE + places * _PLACE + named * _PAIR
    return Footprint(round(needed / 1e6), articles, places)


def _rows(dataset: Dataset, table: str) -> int:
    return int(dataset.rows(f"SELECT count(*) FROM {table}")[0][0])
