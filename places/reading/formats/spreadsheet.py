"""A spreadsheet is a table with one article a row, on each of its sheets that has a column with the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from places.reading.formats.format import Format
from places.reading.problem import PassedOver, Problem, UnreadableError, printable, quoted
from places.reading.record import Field, Record, columns, no_text_column
from places.reading.zipped import check_document

_ZIPPED: Final = frozenset((".xlsx", ".xlsm", ".xlsb", ".ods"))


def records(file: Path, name: str) -> Iterator[Record | Problem | PassedOver]:
    """Read a spreadsheet row by row: dates as dates, the results of formulas."""
    from python_calamine import CalamineWorkbook, PasswordError

    if file.suffix in _ZIPPED:
        check_document(file)
    try:
        book = CalamineWorkbook.from_path(file)
    except PasswordError:
        raise UnreadableError("it has a password; save it without one") from None
    without: list[tuple[str, str]] = []
    held = 0
    for sheet in book.sheet_names:
        header: list[str] = []
        place_of: dict[Field, int] = {}
        table = book.get_sheet_by_name(sheet)
        for row, cells in enumerate(table.iter_rows(), (table.start or (0, 0))[0] + 1):
            if not any(cell != "" for cell in cells):
                continue
            if not header:
                header = [str(cell) for cell in cells]
                place_of = columns(header)
                if "text" not in place_of:
                    break
                continue
            held += 1
            found: dict[Field, object] = {field: _plain(cells[at]) for field, at in place_of.items()}
            yield Record({field: value for field, value in found.items() if value != ""}, row)
        if header and "text" not in place_of:
            without.append((sheet, no_text_column(header)))
    if not held and without:
        raise UnreadableError(without[0][1])
    if not held:
        raise UnreadableError("empty")
    for sheet, reason in without:
        yield PassedOver(f"{name}/{printable(sheet)}", f"the sheet {quoted(sheet)} has {reason}")


def _plain(cell: object) -> object:
    """Write a whole number as one: a spreadsheet holds the year 2024 as 2024.0."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


FORMAT: Final = Format(
    "spreadsheet",
    (".xlsx", ".ods", ".xls", ".xlsm", ".xlsb"),
    61,
    records,
    packages=("python_calamine",),
    size_limit=100_000_000,
)
