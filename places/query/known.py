"""The places of a dataset: what is known of each is made an object when somebody asks for it.

Of fifty thousand places a page shows a few dozen; where they lie and of which kind they are is known of all
at once, as numbers.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Final, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from places.dataset import Dataset
from places.model import KINDS, Kind, Place
from places.query.ids import strings

_LOG: Final = logging.getLogger(__name__)
_REMEMBERED: Final = 8_000_000
"""Bytes of a table of places up to which they are kept, in case that another dataset has the same."""

_FEW: Final = 20
"""Once one in so many was asked for, all are made: together they take less time than one by one."""

_PLACES: Final = (
    "SELECT id, name, names, kind, latitude, longitude, country_codes, population, source, "
    "area, consists_of, checked IS NOT NULL AS checked FROM places ORDER BY id"
)


class Places(Sequence[Place]):
    """Places, ordered by id.

    Parameters
    ----------
    table : pyarrow.Table
        As `read_places` asks for it. A place of no kind that is known, or that is no point on earth, is
        left out; a line in the log names it.

    Attributes
    ----------
    kinds : numpy.ndarray of int8, shape (places,)
        Positions in `KINDS`.
    latitudes, longitudes : numpy.ndarray of float64, shape (places,)
        In degrees.
    checked : numpy.ndarray of bool, shape (places,)
        Whether somebody found a place right.
    of_row : numpy.ndarray of int32, shape (rows,)
        Where the place of each row of the table stands; -1 where it was left out.
    """

    def __init__(self, table: pa.Table) -> None:
        columns = {name: table.column(name).combine_chunks() for name in table.column_names}
        kinds = _kinds(columns["kind"])
        latitudes, longitudes = _degrees(columns["latitude"]), _degrees(columns["longitude"])
        # What is not a number is not within anything.
        known = (kinds >= 0) & (np.abs(latitudes) <= 90) & (np.abs(longitudes) <= 180)
        for row in np.flatnonzero(~known).tolist():
            _warn(columns, row, of_kind=bool(kinds[row] >= 0))
        self._columns = columns
        self._rows = np.flatnonzero(known)
        self._made: list[Place | None] = [None] * len(self._rows)
        self._asked = 0
        self.kinds: NDArray[np.int8] = kinds[known]
        self.latitudes: NDArray[np.float64] = latitudes[known]
        self.longitudes: NDArray[np.float64] = longitudes[known]
        self.checked: NDArray[np.bool_] = numbers(columns["checked"]).astype(bool)[known]
        self.of_row = np.where(known, np.cumsum(known) - 1, -1).astype(np.int32)

    def __len__(self) -> int:
        """Count them."""
        return len(self._rows)

    @overload
    def __getitem__(self, position: int) -> Place: ...

    @overload
    def __getitem__(self, position: slice) -> list[Place]: ...

    def __getitem__(self, position: int | slice) -> Place | list[Place]:
        """Give the place that stands there."""
        if isinstance(position, slice):
            return [self[each] for each in range(*position.indices(len(self)))]
        made = self._made[position]
        if made is None:
            self._asked += 1
            if self._asked * _FEW > len(self):
                self._make_all()
            else:
                row = int(self._rows[position])
                self._made[position] = _place(
                    {name: column[row].as_py() for name, column in self._columns.items()}
                )
            made = self._made[position]
            assert made is not None
        return made

    def __iter__(self) -> Iterator[Place]:
        """Go through all of them."""
        if None in self._made:
            self._make_all()
        return (place for place in self._made if place is not None)

    def _make_all(self) -> None:
        columns = {name: column.to_pylist() for name, column in self._columns.items()}
        for position, row in enumerate(self._rows.tolist()):
            if self._made[position] is None:
                self._made[position] = _place({name: column[row] for name, column in columns.items()})

    @cached_property
    def ids(self) -> list[str]:
        """Their ids."""
        return self._of_known(self._columns["id"].to_pylist())

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Where each id stands."""
        return {place_id: position for position, place_id in enumerate(self.ids)}

    @property
    def kind_names(self) -> list[Kind]:
        """Of which kind each is."""
        return [KINDS[kind] for kind in self.kinds.tolist()]

    def names_in(self, language: str) -> list[str]:
        """Name each as `Place.name_in` does."""
        ids, names = self._columns["id"].to_pylist(), self._columns["name"].to_pylist()
        of_all = [name or place_id for name, place_id in zip(names, ids, strict=True)]
        said = self._columns["names"].cast(_NAMES)
        here = pc.is_valid(pc.index_in(said.flatten().field(0), value_set=strings((language,))))
        rows = pc.filter(pc.list_parent_indices(said), here).to_pylist()
        for row, name in zip(rows, pc.filter(said.flatten().field(1), here).to_pylist(), strict=True):
            of_all[row] = name or of_all[row]
        return self._of_known(of_all)

    def _of_known(self, of_rows: list[str]) -> list[str]:
        return of_rows if len(of_rows) == len(self) else [of_rows[row] for row in self._rows.tolist()]


_NAMES: Final = pa.list_(pa.struct([("key", pa.string()), ("value", pa.string())]))


def read_places(dataset: Dataset) -> Places:
    """Read the places of a dataset, or take those of one with the same: a decision seldom changes them."""
    table = dataset.table(_PLACES).combine_chunks()
    if table.nbytes > _REMEMBERED:
        return Places(table)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return _places(sink.getvalue().to_pybytes())


@lru_cache(maxsize=2)
def _places(written: bytes) -> Places:
    return Places(pa.ipc.open_stream(written).read_all())


def numbers(column: pa.Array) -> NDArray[Any]:
    """Give a column without nulls; pyarrow's own `to_numpy` imports pandas first, which takes long."""
    return np.from_dlpack(column.cast(pa.uint8()) if pa.types.is_boolean(column.type) else column)


def _kinds(column: pa.Array) -> NDArray[np.int8]:
    """Give positions in `KINDS`; -1 for what is none of them."""
    coded = pc.dictionary_encode(column, null_encoding="encode")
    known = [KINDS.index(kind) if kind in KINDS else -1 for kind in coded.dictionary.to_pylist()]
    kinds: NDArray[np.int8] = np.array(known, dtype=np.int8)[numbers(coded.indices)]
    return kinds


def _degrees(column: pa.Array) -> NDArray[np.float64]:
    """Give numbers, and what is none where there is none."""
    written = pa.Array.from_buffers(column.type, len(column), [None, column.buffers()[1]], 0, column.offset)
    return np.where(numbers(pc.is_valid(column)), numbers(written), np.nan)


def _warn(columns: Mapping[str, pa.Array], row: int, *, of_kind: bool) -> None:
    place_id, kind, latitude, longitude = (
        columns[name][row].as_py() for name in ("id", "kind", "latitude", "longitude")
    )
    if not of_kind:
        _LOG.warning("place %r: there is no kind %r, it is left out", place_id, kind)
    else:
        _LOG.warning("place %r: %r, %r is no point on earth, it is left out", place_id, latitude, longitude)


def _place(row: Mapping[str, Any]) -> Place:
    return Place(
        id=row["id"],
        name=row["name"] or row["id"],
        kind=row["kind"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        country_codes=tuple(code for code in row["country_codes"] or () if code),
        population=row["population"] or 0,
        source=row["source"] or "",
        names={code: name for code, name in row["names"] or () if name},
        area=row["area"] or "",
        consists_of=tuple(code for code in row["consists_of"] or () if code),
    )
