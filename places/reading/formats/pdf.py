"""A PDF file is one article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from places.reading.formats.format import Format
from places.reading.pages import Line, rows, text_of_pages
from places.reading.problem import Problem, UnreadableError
from places.reading.properties import fallback
from places.reading.record import TEXT_LIMIT, Record

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_LETTERS_OF_A_PAGE: Final = 20
"""A page with fewer letters has no text that is worth reading: a number, a stamp."""

_SIGNS: Final = {0x02: "-", 0xFFFE: "-", 0x00: ""}
"""What PDFium puts for a hyphen at the end of a line, and for a sign that the font does not name."""

_WORD: Final = re.compile(r"[^\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")


def records(file: Path, name: str) -> Iterator[Record | Problem]:
    """Read a PDF file: columns one after another, without running heads and page numbers."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("it has a password; save it without one") from None
        raise
    with document:
        count = len(document)
        pages: list[list[Line]] = []
        empty = size = 0
        for number in range(count):
            lines = _lines(document, number)
            letters = sum(sum(map(str.isalpha, line.text)) for line in lines)
            empty += letters < _LETTERS_OF_A_PAGE
            size += sum(len(line.text) for line in lines)
            if size > TEXT_LIMIT:
                raise UnreadableError(f"more than {TEXT_LIMIT / 1e6:.0f} million characters; split it")
            pages.append(lines)
        said = document.get_metadata_dict()
    if empty == count:
        raise UnreadableError("no text in it: a scan? ocrmypdf makes it readable")
    if empty > max(2, count / 4):
        reason = f"{empty} of {count} pages have no text: scans? ocrmypdf makes them readable"
        yield Problem(name, None, reason, kept=True)
    created = re.match(r"D:(\d{8})", said.get("CreationDate", ""))
    properties = fallback(said.get("Title"), said.get("Author"), created and created[1])
    yield Record({"text": text_of_pages(pages)}, fallback=properties)


def _lines(document: PdfDocument, number: int) -> list[Line]:
    """Return the words of a page in the order in which the file has them, joined to pieces of lines."""
    page = document[number]
    text = page.get_textpage()
    try:
        height = page.get_height() or 1.0
        whole = str(text.get_text_range())
        if len(whole) != text.count_chars():  # which sign stands where is not known then
            lines = whole.translate(_SIGNS).splitlines()
            return [Line(0, height / 2, 1, height / 2, height, line) for line in lines if line.strip()]
        words = []
        for found in _WORD.finditer(whole):
            begin, end = (text.get_charbox(at, loose=True) for at in (found.start(), found.end() - 1))
            words.append(
                Line(
                    min(begin[0], end[0]),
                    min(begin[1], end[1]),
                    max(begin[2], end[2]),
                    max(begin[3], end[3]),
                    height,
                    found[0].translate(_SIGNS),
                    glued=found.start() > 0 and not whole[found.start() - 1].isspace(),
                )
            )
        return rows(words)
    finally:
        text.close()
        page.close()


FORMAT: Final = Format(
    "PDF", (".pdf",), 30, records, packages=("pypdfium2",), size_limit=500_000_000, whole=True
)
