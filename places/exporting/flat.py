"""One table of texts and numbers as CSV, as CSV for German Excel, and as a workbook."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import TextIOWrapper
from typing import BinaryIO, Final

from places.exporting import german_table, table, workbook
from places.exporting.table import Cell, field_of
from places.language import Language
from places.model import PartialDate


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table that is ready to be written.

    Attributes
    ----------
    title : str
        What the map is called.
    name : str
        What the sheet of a workbook is called.
    columns : sequence of str
    rows : iterable of sequence of Cell
        A cell for each column; gone through once.
    about : sequence of str
        What the table is of, for the sheet about it.
    credits : sequence of str
        Whose data is in it, under which licence.
    language : Language
    created : datetime
    """

    title: str
    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    about: Sequence[str]
    credits: Sequence[str]
    language: Language
    created: datetime


def write_csv(flat: FlatTable, stream: BinaryIO) -> None:
    """Write a head and the rows; UTF-8 with a byte order mark, the stream is left open."""
    _write(flat, stream, ",", ".")


def write_german_csv(flat: FlatTable, stream: BinaryIO) -> None:
    """Write the same as Excel reads it in German settings."""
    _write(flat, stream, ";", ",")


def _write(flat: FlatTable, stream: BinaryIO, delimiter: str, point: str) -> None:
    stream.write(codecs.BOM_UTF8)
    text = TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        written = csv.writer(text, delimiter=delimiter)
        written.writerow(flat.columns)
        written.writerows([field_of(cell, point) for cell in row] for row in flat.rows)
    finally:
        text.detach()  # the stream is the caller's to close


def write_workbook(flat: FlatTable, stream: BinaryIO) -> None:
    """Write a workbook: a sheet with the table, and one about it."""
    say, day = flat.language, flat.created.date()
    about: list[Sequence[Cell]] = [
        (say("Title"), flat.title),
        *((say("Selection"), line) for line in flat.about),
        (say("Date"), PartialDate(day, date(day.year, day.month, day.day))),
        *((say("Sources"), say.credit(line)) for line in flat.credits),
    ]
    with workbook.opened(stream, flat.title, flat.created, say) as sheets:
        sheets.add(flat.name, flat.columns, flat.rows)
        sheets.add(say("About"), (), about)


WRITERS: Final[Mapping[str, Callable[[FlatTable, BinaryIO], None]]] = {
    table.name: write_csv,
    german_table.name: write_german_csv,
    workbook.name: write_workbook,
}
"""How such a table is written, by the name of the format."""
