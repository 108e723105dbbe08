"""Single values of columns."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from places.gazetteer.columns import reader


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (pa.int8(), [3, 0, 3]),
        (pa.int64(), [0, 37_000_000, 2**40]),
        (pa.float64(), [0.25, -180.0, 52.52437]),
        (pa.string(), ["Köln", "", "평양", "Łódź"]),
        (pa.dictionary(pa.int32(), pa.string()), ["RU", "", "RU", "KP"]),
    ],
)
def test_a_value_is_read_as_it_was_put_in(kind: pa.DataType, values: list[object], tmp_path: Path) -> None:
    table = pa.table({"column": pa.array(values, kind)})
    with pa.OSFile(str(tmp_path / "file"), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    with pa.memory_map(str(tmp_path / "file")) as mapped:
        column = pa.ipc.open_file(mapped).read_all().column("column").chunk(0)
    read = reader(column)
    assert [read(row) for row in range(len(values))] == values
    assert [type(read(row)) for row in range(len(values))] == [type(value) for value in values]


def test_a_value_is_converted_and_equal_ones_of_a_dictionary_are_one() -> None:
    column = pa.array(["KP|RU", "CN", "KP|RU"], pa.dictionary(pa.int32(), pa.string()))
    read = reader(column, lambda joined: tuple(joined.split("|")))
    assert read(0) == ("KP", "RU")
    assert read(2) is read(0)
    assert reader(pa.array([1, 2]), "abc".__getitem__)(1) == "c"


@pytest.mark.parametrize("column", [pa.array([1, None]), pa.array(["a", "b"]).slice(1)])
def test_a_column_with_gaps_or_an_offset_is_refused(column: pa.Array) -> None:
    with pytest.raises(ValueError, match="gaps or an offset"):
        reader(column)
