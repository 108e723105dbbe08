"""Places and their names as columns, which is how a source may yield them and the index keeps them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import orjson
import pyarrow as pa

from places.gazetteer.source import Entry, Name, Source
from places.model import KINDS, Place

PLACE_COLUMNS = pa.schema(
    [
        ("id", pa.string()),
        ("name", pa.string()),
        ("kind", pa.int8()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("country_codes", pa.dictionary(pa.int32(), pa.string())),  # joined, as `types` are
        ("population", pa.int64()),
        ("source", pa.dictionary(pa.int32(), pa.string())),
        ("names", pa.string()),  # JSON: they are only read all at once, and a country has a hundred
        ("area", pa.dictionary(pa.int32(), pa.string())),
        ("consists_of", pa.dictionary(pa.int32(), pa.string())),  # joined
        ("feature_code", pa.dictionary(pa.int32(), pa.string())),
        ("admin1", pa.dictionary(pa.int32(), pa.string())),
        ("types", pa.dictionary(pa.int32(), pa.string())),
        ("prominence", pa.int64()),
    ]
)
"""Of a table of places; what they mean say `Place` and `Entry`."""

NAME_COLUMNS = pa.schema(
    [
        ("text", pa.string()),
        ("place", pa.int32()),
        ("language", pa.dictionary(pa.int16(), pa.string())),
        ("role", pa.dictionary(pa.int8(), pa.string())),
        ("preferred", pa.bool_()),
        ("type_word", pa.dictionary(pa.int16(), pa.string())),
    ]
)
"""Of a table of names: as `Name` has them, and ``place``, a row of the table of places."""

_JOINT = "|"
READ_AS: Mapping[str, Callable[[Any], object]] = {
    "kind": KINDS.__getitem__,
    "country_codes": lambda joined: tuple(filter(None, joined.split(_JOINT))),
    "consists_of": lambda joined: tuple(filter(None, joined.split(_JOINT))),
    "types": lambda joined: tuple(filter(None, joined.split(_JOINT))),
    "names": orjson.loads,
}
"""What makes the values of `Place` and `Entry` of those in the columns."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Places and their names.

    Attributes
    ----------
    places : pyarrow.Table
        Columns as in `PLACE_COLUMNS`; no id comes twice.
    names : pyarrow.Table
        Columns as in `NAME_COLUMNS`.
    """

    places: pa.Table
    names: pa.Table


@runtime_checkable
class TableSource(Source, Protocol):
    """A source that has its entries as columns."""

    def tables(self) -> Tables:
        """Return what `entries` yields."""
        ...


def tabulate(entries: Iterable[Entry]) -> Tables:
    """Make tables of entries; of two with one id the first counts."""
    places: list[dict[str, Any]] = []
    names: list[tuple[Any, ...]] = []
    seen: set[str] = set()
    for entry in entries:
        if entry.place.id in seen:
            continue
        seen.add(entry.place.id)
        names += (
            (name.text, len(places), name.language, name.role, name.preferred, name.type_word)
            for name in entry.names
        )
        places.append(_place_row(entry))
    columns = zip(*names, strict=True) if names else ((),) * len(NAME_COLUMNS)
    return Tables(
        pa.Table.from_pylist(places, PLACE_COLUMNS),
        table_of(dict(zip(NAME_COLUMNS.names, columns, strict=True)), NAME_COLUMNS),
    )


def table_of(columns: Mapping[str, Sequence[Any] | pa.Array], schema: pa.Schema) -> pa.Table:
    """Make a table of columns, each of them a sequence or an array already."""
    arrays = [_array(columns[field.name], field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def entries_of(tables: Tables) -> Iterator[Entry]:
    """Yield what `tabulate` makes the same tables of."""
    named: list[list[Name]] = [[] for _ in range(len(tables.places))]
    for row in tables.names.to_pylist():
        named[row.pop("place")].append(Name(**row))
    for number, row in enumerate(tables.places.to_pylist()):
        values: dict[str, Any] = {column: READ_AS.get(column, _same)(value) for column, value in row.items()}
        further = {key: values.pop(key) for key in ("feature_code", "admin1", "types", "prominence")}
        yield Entry(Place(**values), tuple(named[number]), **further)


def _same(value: object) -> object:
    return value


def _array(values: Sequence[Any] | pa.Array, kind: pa.DataType) -> pa.Array:
    if not isinstance(values, pa.Array):
        return pa.array(values, kind)
    return values if values.type == kind else values.cast(kind)


def _place_row(entry: Entry) -> dict[str, Any]:
    place = entry.place
    return {
        "id": place.id,
        "name": place.name,
        "kind": KINDS.index(place.kind),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "country_codes": _JOINT.join(place.country_codes),
        "population": place.population,
        "source": place.source,
        "names": orjson.dumps(dict(place.names)).decode(),
        "area": place.area,
        "consists_of": _JOINT.join(place.consists_of),
        "feature_code": entry.feature_code,
        "admin1": entry.admin1,
        "types": _JOINT.join(entry.types),
        "prominence": entry.prominence or place.population,
    }
