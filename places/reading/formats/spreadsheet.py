"""A spreadsheet is a table with one article a row, on each of its sheets that has a column with the text."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from places.reading import sheets
from places.reading.formats.format import Format
from places.reading.problem import PassedOver, Problem, UnreadableError, printable, quoted
from places.reading.record import HEADER_WITHIN, Field, Record, header_in, no_text_column
from places.reading.zipped import check_document

_ZIPPED: Final = frozenset((".xlsx", ".xlsm", ".xlsb", ".ods"))


def records(file: Path, name: str) -> Iterator[Record | Problem | PassedOver]:
    """Read a spreadsheet row by row: dates as dates, the results of formulas."""
    if file.suffix in _ZIPPED:
        check_document(file)
    without: list[tuple[str, str]] = []
    held = 0
    for sheet, rows in _sheets(file):
        first: list[Any] | None = None
        place_of: dict[Field, int] | None = None
        for at, (row, cells) in enumerate(rows):
            if place_of is not None:
                held += 1
                yield Record({field: cells[at] for field, at in place_of.items() if cells[at] != ""}, row)
            elif at < HEADER_WITHIN:
                place_of = header_in(cells, first=first is None)
                first = first or cells
        if place_of is None and first is not None:
            without.append((sheet, no_text_column(first)))
    if not held:
        raise UnreadableError(without[0][1] if without else "empty")
    for sheet, reason in without:
        yield PassedOver(f"{name}/{printable(sheet)}", f"the sheet {quoted(sheet)} has {reason}")


def _sheets(file: Path) -> Iterator[tuple[str, Iterator[tuple[int, list[Any]]]]]:
    """Give each sheet with its rows; those of one have to be gone through before the next is asked for."""
    lines = _lines(file)
    ahead = next(lines, None)

    def rows() -> Iterator[tuple[int, list[Any]]]:
        nonlocal ahead
        for line in lines:
            if isinstance(line, dict):
                ahead = line
                return
            yield line[0], line[1]
        ahead = None

    while ahead is not None:
        yield str(ahead["sheet"]), rows()


def _lines(file: Path) -> Iterator[Any]:
    """Give what `places.reading.sheets`, run apart, says of a file."""
    command = [sys.executable, "-I", sheets.__file__, str(file.resolve())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as reading:  # noqa: S603
        try:
            assert reading.stdout is not None
            for written in reading.stdout:
                line = json.loads(written)
                if isinstance(line, dict) and "password" in line:
                    raise UnreadableError("it has a password; save it without one")
                if isinstance(line, dict) and "error" in line:
                    raise UnreadableError(
                        f"no spreadsheet that can be read ({printable(line['error'])[:200]})"
                    )
                yield line
        except BaseException:
            reading.kill()  # nobody reads what it still has to say
            raise
    if reading.returncode:
        raise UnreadableError(
            "cells too far from one another, or damaged; copy what is meant into a new file"
        )


FORMAT: Final = Format(
    "spreadsheet",
    (".xlsx", ".ods", ".xls", ".xlsm", ".xlsb"),
    61,
    records,
    packages=("python_calamine",),
    size_limit=100_000_000,
)
