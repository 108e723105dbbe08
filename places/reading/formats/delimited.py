"""A CSV file is a table with one article a row."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from places.reading.encoding import NotTextError, lines
from places.reading.formats.format import Format
from places.reading.problem import Problem, UnreadableError, quoted
from places.reading.record import HEADER_WITHIN, TEXT_LIMIT, Field, Record, columns, header_in, no_text_column

_DELIMITERS: Final = (",", ";", "\t", "|")
_HEADER_LIMIT: Final = 1_000_000
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_OF_A_LINE: Final = 50
"""What a line costs beside its characters, in characters."""


class _Lines:
    """Lines that can be put back, so that one broken row does not take the rest with it.

    Attributes
    ----------
    taken : list of str
        What was taken since `taken` was last cleared.

    Notes
    -----
    A quote that never closes takes line after line until it is given up, and then they are all read
    again. So that a file full of such quotes is not read again for each of them, what is read again
    may be a few times what was read for good.
    """

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._ahead: deque[str] = deque()
        self.taken: list[str] = []
        self.size = 0
        self._again = 2 * TEXT_LIMIT

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._ahead.popleft() if self._ahead else next(self._source)
        self.taken.append(line)
        self.size += len(line) + _OF_A_LINE
        if self.size > max(TEXT_LIMIT, len(line) + _OF_A_LINE):
            raise csv.Error("too long")
        if len(self.taken) > 1 and self.size > self._again:
            raise csv.Error("a quote that never closes")
        return line

    def begin(self) -> None:
        self._again += 2 * self.size
        self.taken = []
        self.size = 0

    def put_back_all_but_first(self) -> None:
        self._ahead.extendleft(reversed(self.taken[1:]))
        self._again -= self.size
        self.size = len(self.taken[0]) if self.taken else 0
        self.begin()


def records(file: Path, name: str) -> Iterator[Record | Problem]:
    """Read a CSV file row by row.

    The delimiter is told from the header; a quoted cell may hold line breaks. A row whose quotes
    do not close is set aside and reading goes on with the line after its first.
    """
    csv.field_size_limit(TEXT_LIMIT)
    too_long: list[int] = []
    count = 0

    def source() -> Iterator[str]:
        nonlocal count
        for line in lines(file, TEXT_LIMIT):
            count += 1
            if line is None:
                too_long.append(count)
                yield "\n"
            else:
                yield from _LINE.findall(line.replace("\0", "\ufffd"))

    rows = _Lines(source())
    try:
        header, delimiter, row = _header(rows)
    except NotTextError as error:
        yield Problem(name, None, str(error))
        return
    if not header:
        limit = f"line {too_long[0]} has more than {TEXT_LIMIT / 1e6:.0f} MB" if too_long else "empty"
        yield Problem(name, None, limit)
        return
    place_of = columns(header)
    if "text" not in place_of:
        yield Problem(name, None, no_text_column(header))
        return
    held = 0
    while True:
        row += 1
        rows.begin()
        cells, reason = _row(rows, delimiter, len(header))
        for line in too_long:
            yield Problem(name, row, f"line {line} has more than {TEXT_LIMIT / 1e6:.0f} MB")
        held += len(too_long)
        too_long.clear()
        if cells is None and reason is None:
            break
        if reason is not None:
            held += 1
            yield Problem(name, row, reason)
        elif cells:
            held += 1
            fields: dict[Field, object] = {
                field: cells[at] for field, at in place_of.items() if at < len(cells) and cells[at].strip()
            }
            yield Record(fields, row)
    if not held:
        yield Problem(name, None, "a header and no rows")


def _header(rows: _Lines) -> tuple[list[str], str, int]:
    """Read the header: its cells, the delimiter, its row; the first row that is not blank if none is one."""
    row = looked = 0
    first: tuple[list[str], str, int] | None = None
    for line in rows:
        row += 1
        rows.begin()
        if len(line) > _HEADER_LIMIT:
            raise UnreadableError(f"a header of more than {_HEADER_LIMIT / 1e6:.0f} MB")
        bare = line.strip("\ufeff\r\n")
        if bare.casefold().startswith("sep=") and len(bare) == 5:
            continue  # a note for spreadsheets
        if bare.strip(" ,;\t|"):
            by_delimiter = {mark: next(csv.reader([bare], delimiter=mark), []) for mark in _DELIMITERS}
            best = max(
                _DELIMITERS,
                key=lambda mark: (
                    "text" in columns(by_delimiter[mark]),
                    len(columns(by_delimiter[mark])),
                    len(by_delimiter[mark]),
                ),
            )
            if header_in(by_delimiter[best], first=first is None):
                return by_delimiter[best], best, row
            first = first or (by_delimiter[best], best, row)
            looked += 1
            if looked == HEADER_WITHIN:
                break
    return first or ([], ",", row)


def _row(rows: _Lines, delimiter: str, width: int) -> tuple[list[str] | None, str | None]:
    """Read one row: its cells (none of them for a blank line), or why it is broken; neither at the end."""
    try:
        cells = next(csv.reader(rows, delimiter=delimiter, strict=True), None)
    except csv.Error as error:
        return _loose_row(rows, delimiter, width, str(error))
    if cells is None or any(cell.strip() for cell in cells[:width]):
        if cells is None or not any(cell.strip() for cell in cells[width:]):
            return cells, None
        rows.put_back_all_but_first()
        return None, f"{len(cells)} cells where the header has {width}"
    return [], None


def _loose_row(rows: _Lines, delimiter: str, width: int, error: str) -> tuple[list[str] | None, str | None]:
    """Read quotes that nobody doubled as they stand, if the row comes out even; else set it aside."""
    first = rows.taken[0]
    rows.put_back_all_but_first()
    if "too long" in error or "field limit" in error:
        return None, f"a cell of more than {TEXT_LIMIT / 1e6:.0f} MB, or a quote that never closes"
    cells = next(csv.reader([first], delimiter=delimiter), [])
    if len(cells) == width and first.count('"') % 2 == 0:
        return cells, None
    return None, f"quotes that do not close; it begins {quoted(first)}"


FORMAT: Final = Format("CSV", (".csv", ".tsv"), 60, records)
