"""A PDF file is one article."""

from __future__ import annotations

import atexit
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import orjson

from places.reading import leaves
from places.reading.formats.format import Format
from places.reading.headings import heading_of
from places.reading.pages import Line, rows, text_of_pages, without_gaps
from places.reading.problem import Problem, UnreadableError, printable
from places.reading.properties import fallback
from places.reading.record import TEXT_LIMIT, Field, Record

_LETTERS_OF_A_PAGE: Final = 20
"""A page with fewer letters has no text that is worth reading: a number, a stamp."""

_LAST: Final = ("properties", "password", "error")
"""What is told of a file at its end: nothing comes after it."""

_IDLE: Final[list[subprocess.Popen[bytes]]] = []
"""Programs that wait for the next file: to start one takes longer than to read a page."""


def records(file: Path, name: str) -> Iterator[Record | Problem]:
    """Read a PDF file: columns one after another, without running heads and page numbers."""
    pages: list[list[Line]] = []
    said: Mapping[str, str] = {}
    empty = size = 0
    for told in _told(file):
        if "properties" in told:
            said = told["properties"]
        elif "height" in told:
            lines = lines_of(told)
            letters = sum(sum(map(str.isalpha, line.text)) for line in lines)
            empty += letters < _LETTERS_OF_A_PAGE
            size += sum(len(line.text) for line in lines)
            if size > TEXT_LIMIT:
                raise UnreadableError(f"more than {TEXT_LIMIT / 1e6:.0f} million characters; split it")
            pages.append(lines)
    count = len(pages)
    if empty == count:
        raise UnreadableError("no text in it: a scan? ocrmypdf makes it readable")
    if empty > max(2, count / 4):
        reason = f"{empty} of {count} pages have no text: scans? ocrmypdf makes them readable"
        yield Problem(name, None, reason, kept=True)
    created = re.match(r"D:(\d{8})", said.get("CreationDate", ""))
    properties = fallback(said.get("Title"), said.get("Author"), created and created[1])
    heading = heading_of(next((page for page in pages if page), []))
    known: Mapping[Field, object] = {"title": heading} if heading else {}
    yield Record({"text": text_of_pages(pages)}, fallback={**known, **properties})


def lines_of(page: Mapping[str, Any]) -> list[Line]:
    """Return the words of a page, as `places.reading.leaves` tells them, joined to pieces of lines."""
    height = page["height"]
    if "lines" in page:
        return [Line(0, height / 2, 1, height / 2, height, line) for line in page["lines"] if line.strip()]
    words = [
        Line(left, bottom, right, top, height, text, glued=glued, bold=bold)
        for left, bottom, right, top, text, glued, bold in page["words"]
    ]
    return rows(without_gaps(words))


def _told(file: Path) -> Iterator[dict[str, Any]]:
    """Give what `places.reading.leaves`, run apart, says of a file."""
    reading = _reading()
    assert reading.stdin is not None
    assert reading.stdout is not None
    last: dict[str, Any] | None = None
    try:
        named = json.dumps(str(file.resolve()))  # it may be no UTF-8
        reading.stdin.write(named.encode() + b"\n")
        reading.stdin.flush()
        for written in reading.stdout:
            told: dict[str, Any] = orjson.loads(written)
            if not told.keys().isdisjoint(_LAST):
                last = told
                break
            yield told
    except BaseException:
        _end(reading)  # it may have more to say, which nobody reads
        raise
    if last is None:
        _end(reading)
        raise UnreadableError("takes more time or memory than any book; print it into a new PDF")
    _IDLE.append(reading)
    if "password" in last:
        raise UnreadableError("it has a password; save it without one")
    if "error" in last:
        raise UnreadableError(f"no PDF that can be read ({_why(last['error'])})")
    yield last


def _why(error: str) -> str:
    """Tell in words of one's own what PDFium says most often, so that they can be translated."""
    if error.startswith("Failed to load"):
        return "damaged, or something else under this name"
    return printable(error)[:200]


def _reading() -> subprocess.Popen[bytes]:
    while _IDLE:
        waiting = _IDLE.pop()
        if waiting.poll() is None:
            return waiting
        _end(waiting)
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-I", leaves.__file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _end(reading: subprocess.Popen[bytes]) -> None:
    reading.kill()
    reading.communicate()


@atexit.register
def _end_all() -> None:
    while _IDLE:
        _end(_IDLE.pop())


FORMAT: Final = Format(
    "PDF", (".pdf",), 30, records, packages=("pypdfium2",), size_limit=500_000_000, whole=True
)
