"""The ids of articles, in their order: a million of them take as many bytes as they have letters."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_FEW: Final = 100
"""One in so many ids or fewer are few."""


class Ids(Collection[str]):
    """Ids and where they stand.

    Parameters
    ----------
    ids : pyarrow.Array of string
        Each once.
    """

    def __init__(self, ids: pa.Array) -> None:
        self._ids = ids

    def __len__(self) -> int:
        """Count them."""
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        """Go through them in their order."""
        return iter(self._ids.to_pylist())

    def __contains__(self, wanted: object) -> bool:
        """Tell whether there is such an id."""
        return isinstance(wanted, str) and self.position(wanted) is not None

    def __getitem__(self, position: int) -> str:
        """Give the id that stands there."""
        found: str = self._ids[position].as_py()
        return found

    def at(self, positions: NDArray[np.integer]) -> list[str]:
        """Give the ids that stand at some positions."""
        # pyarrow imports pandas first where it is given numbers to take, and that takes longer than a page.
        return [self._ids[position].as_py() for position in positions.tolist()]

    def position(self, wanted: str) -> int | None:
        """Tell where an id stands; None where there is no such id."""
        position: int = pc.index(self._ids, pa.scalar(wanted, pa.string())).as_py()
        return position if position >= 0 else None

    def positions(self, wanted: Collection[str]) -> NDArray[np.int64]:
        """Tell where some ids stand, in their order; those that are not there are left out."""
        found = self.where(strings(wanted))
        return found[found >= 0]

    def where(self, wanted: pa.Array) -> NDArray[np.int64]:
        """Tell where each of some ids stands; -1 for one that is not there."""
        ids, at = self._ids, None
        if len(wanted) * _FEW < len(ids):  # rather than lay out all of them for a search
            at = np.from_dlpack(pc.indices_nonzero(pc.is_in(ids, value_set=wanted))).astype(np.int64)
            ids = strings(self.at(at))
        found = pc.index_in(wanted, value_set=ids)
        places = np.full(len(found), -1, dtype=np.int64)
        # Neither a scalar nor a filled array: for those pyarrow imports pandas first too.
        places[np.from_dlpack(pc.is_valid(found).cast(pa.uint8())).astype(bool)] = np.from_dlpack(
            found.drop_null()
        )
        if at is not None:
            places[places >= 0] = at[places[places >= 0]]
        return places


def strings(values: Collection[str]) -> pa.StringArray:
    """Make an array of strings; pyarrow's own `array` imports pandas first, which takes long."""
    encoded = [value.encode("utf-8", "replace") for value in values]
    ends = np.zeros(len(encoded) + 1, dtype=np.int32)
    np.cumsum([len(each) for each in encoded], out=ends[1:])
    return pa.StringArray.from_buffers(len(encoded), pa.py_buffer(ends), pa.py_buffer(b"".join(encoded)))
