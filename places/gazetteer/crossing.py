"""Which countries and first-level areas a river, a lake, a range or a region without a border lies in."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from places.gazetteer.table import rows

CROSSES: Final = Path(__file__).parent / "data" / "crosses.tsv"
"""The table; README.md beside it describes it."""


def areas_crossed(place_id: str) -> frozenset[str]:
    """Give the codes (ISO 3166-1, ISO 3166-2) of the areas that a place crosses or lies in.

    Empty for a place that the table does not have, such as every town.
    """
    return _table().get(place_id, frozenset())


@cache
def _table() -> dict[str, frozenset[str]]:
    return {row["id"]: frozenset(row["areas"].split(",")) for row in rows(CROSSES.name)}
