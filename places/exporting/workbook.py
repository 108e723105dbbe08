"""XLSX: a workbook with a sheet of the mentions, of the places and of the articles, and one about it all.

Every text is written as a text: none becomes a formula, a link or a number, whatever it begins with. A day is
a date of the spreadsheet; a date that is less precise stays EDTF.

References
----------
ISO/IEC 29500-1, Office Open XML; Excel specifications and limits (Microsoft): 1,048,576 rows a sheet
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO, Final

from places.exporting.extract import Extract, clean, clean_article, groups
from places.exporting.heads import heads
from places.exporting.room import no_room
from places.exporting.table import COLUMNS, LONGEST, Cell, rows
from places.language import Language
from places.model import PartialDate

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

name: Final = "xlsx"
label: Final = "Excel (XLSX)"
suffix: Final = ".xlsx"
media_type: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
excerpts: Final = None

MOST_ROWS: Final = 1_048_576
"""Rows of a sheet, the head included; what goes beyond is left out, and the sheet about it says so."""

_PLACES: Final = (
    *("place_id", "place", "kind", "country_codes", "latitude", "longitude"),
    *("mentions", "articles", "first_date", "last_date", "confidence", "place_source"),
)
_ARTICLES: Final = (
    *("article_id", "article", "date", "date_origin", "source", "section", "author"),
    *("url", "language", "path", "mentions"),
)
_WIDTHS: Final = {"article": 40, "quote": 80, "url": 30, "place": 24, "path": 30, "place_source": 30}
_FIRST_YEAR: Final = 1901
"""Excel takes 1900 for a leap year: its days before March are off by one."""


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write the workbook; its sheets lie in temporary files until it is whole."""
    say = extract.language
    with opened(stream, extract.title, extract.created, say) as sheets:
        sheets.add(say("Mentions"), COLUMNS, rows(extract))
        sheets.add(say("Places"), _PLACES, _places(extract))
        sheets.add(say("Articles"), _ARTICLES, _articles(extract))
        counts = (len(extract.mentions), len(extract.places), len(extract.articles))
        left_out = sum(max(0, count - MOST_ROWS + 1) for count in counts)
        sheets.add(say("About"), (), _about(extract, left_out))


@contextmanager
def opened(stream: BinaryIO, title: str, created: datetime, say: Language) -> Iterator[Sheets]:
    """Open a workbook that is written to a stream in the end.

    Raises
    ------
    OSError
        If the stream, or the temporary file of a sheet, cannot be written.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    packed = BytesIO()  # a ZIP file that breaks off needs something that takes its end
    # Of a workbook that breaks off the files of its sheets are still open, which Windows minds.
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            with Workbook(packed, {"constant_memory": True, "tmpdir": folder}) as book:
                book.set_properties({"title": clean(title)[:255], "created": created.replace(tzinfo=None)})
                yield Sheets(book, say)
        except FileCreateError as error:
            raise OSError(*no_room(error.args[0])) from None
    stream.write(packed.getbuffer())


class Sheets:
    """The sheets of a workbook, filled one after the other."""

    def __init__(self, book: Workbook, say: Language) -> None:
        self.book = book
        self.say = say
        self.head: Format = book.add_format({"bold": True, "bottom": 1})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})

    def add(self, title: str, columns: Sequence[str], filled: Iterable[Sequence[Cell]]) -> None:
        """Add a sheet with a head and its rows."""
        sheet: Worksheet = self.book.add_worksheet(title)
        for at, (column, head) in enumerate(zip(columns, heads(columns, self.say), strict=True)):
            sheet.set_column(at, at, _WIDTHS.get(column, 12))
            sheet.write_string(0, at, head, self.head)
        if columns:
            sheet.freeze_panes(1, 0)
        last = 0
        for number, row in enumerate(filled, start=1 if columns else 0):
            if number >= MOST_ROWS:
                break
            last = number
            for at, cell in enumerate(row):
                self._cell(sheet, number, at, cell)
        if columns and last:
            sheet.autofilter(0, 0, last, len(columns) - 1)

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, PartialDate):
            if cell.precision == "day" and cell.first.year >= _FIRST_YEAR:
                sheet.write_datetime(row, column, cell.first, self.day)
            else:
                sheet.write_string(row, column, str(cell))
        elif isinstance(cell, str):
            text = clean(cell)
            if text:
                sheet.write_string(row, column, text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")
        elif cell is not None:
            sheet.write_number(row, column, cell)


def _places(extract: Extract) -> Iterable[Sequence[Cell]]:
    for group in groups(extract):
        place = group.place
        yield (
            place.id,
            place.name_in(extract.language.code),
            place.kind,
            " ".join(place.country_codes),
            place.latitude,
            place.longitude,
            len(group.mentions),
            group.articles,
            group.first,
            group.last,
            group.confidence,
            place.source,
        )


def _articles(extract: Extract) -> Iterable[Sequence[Cell]]:
    for article in map(clean_article, extract.articles):
        yield (
            article.id,
            article.title,
            article.published,
            article.date_origin,
            article.source,
            article.section,
            article.author,
            article.url,
            article.language,
            article.path,
            article.mentions,
        )


def _about(extract: Extract, left_out: int) -> Iterable[Sequence[Cell]]:
    say, day = extract.language, extract.created.date()
    yield say("Title"), extract.title
    if left_out:
        yield say("Left out"), say.plural("one row has no room", "{n} rows have no room", left_out)
    if extract.description:
        yield say("Selection"), extract.description
    if extract.url:
        yield say("Address"), extract.url
    yield say("Date"), PartialDate(day, date(day.year, day.month, day.day))
    for line in extract.credits:
        yield say("Sources"), say.credit(line)
