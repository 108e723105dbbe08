r"""CSV: one row a mention, for spreadsheets and statistics.

The file is UTF-8 with a byte order mark: without it, Excel takes the umlauts of a file
that is opened by a double click for something else, and whatever else reads CSV today
skips it. Fields are parted by commas, quoted as RFC 4180 says, lines end in CR LF.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, and
what stands in a cell here comes from strangers. Such a text gets one apostrophe in front,
which makes it a text again. So that nothing is lost, a text that already has apostrophes
before such a character gets one more: whoever reads the file takes one apostrophe away
wherever ``^'+[=+\-@＝＋－＠\t\r\n]`` matches, and has every text back as it was
(`unguard` does it). Numbers are written by this module, not taken from a text; they stay
numbers, negative ones too.

References
----------
RFC 4180, https://www.rfc-editor.org/rfc/rfc4180;
OWASP, CSV injection, https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from io import TextIOWrapper
from typing import BinaryIO, Final

from places.exporting.extract import Extract, groups
from places.model import PartialDate
from places.query import typed

name: Final = "csv"
label: Final = "CSV"
suffix: Final = ".csv"
media_type: Final = "text/csv"
excerpts: Final = None

COLUMNS: Final = (
    "article_id",
    "article",
    "date",
    "date_origin",
    "source",
    "url",
    "language",
    "start",
    "end",
    "toponym",
    "quote",
    "quote_start",
    "place_id",
    "place",
    "kind",
    "country_codes",
    "latitude",
    "longitude",
    "confidence",
    "place_source",
)
"""``date`` is EDTF; ``quote`` is as a person would have typed it; ``start``, ``end`` and ``quote_start``
count characters of the article's text."""

Cell = str | int | float | PartialDate | None

LONGEST: Final = 32_000
"""Characters of a cell: a spreadsheet holds 32,767, Python's own reader 131,072."""

_FORMULA = re.compile("'*[=+\\-@＝＋－＠\t\r\n]")
_GUARDED = re.compile("'+[=+\\-@＝＋－＠\t\r\n]")


def guard(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula; end one that is too long."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 1]}…"
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(cell: str) -> str:
    """Undo `guard`."""
    return cell[1:] if _GUARDED.match(cell) else cell


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write a head and one row a mention, the mentions of one place after those of another."""
    write_table(extract, stream)


def write_table(extract: Extract, stream: BinaryIO, *, delimiter: str = ",", point: str = ".") -> None:
    """Write the table with a delimiter between its fields and a decimal point of one's own."""
    stream.write(codecs.BOM_UTF8)
    text = TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        table = csv.writer(text, delimiter=delimiter)
        table.writerow(COLUMNS)
        table.writerows([field_of(cell, point) for cell in row] for row in rows(extract))
    finally:
        text.detach()  # the stream is the caller's to close


def field_of(cell: Cell, point: str) -> str:
    """Write a cell as the text of a field: a stranger's guarded, a number with its decimal point."""
    if isinstance(cell, str):
        return guard(cell)
    if isinstance(cell, PartialDate):
        return str(cell)
    return "" if cell is None else str(cell).replace(".", point)


def rows(extract: Extract) -> Iterator[tuple[Cell, ...]]:
    """Go through the mentions of an extract: one row each, in the order of `COLUMNS`."""
    for group in groups(extract):
        place = group.place
        of_place = (
            place.id,
            place.name_in(extract.language.code),
            place.kind,
            " ".join(place.country_codes),
            place.latitude,
            place.longitude,
        )
        for mention, article in group.mentions:
            yield (
                article.id,
                article.title,
                article.published,
                article.date_origin or "",
                article.source or "",
                article.url or "",
                article.language or "",
                mention.start,
                mention.end,
                mention.surface,
                "".join(typed(mention)),
                mention.offset,
                *of_place,
                round(mention.confidence, 3),
                place.source,
            )
