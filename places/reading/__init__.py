"""A file in some format -> articles.

A format is one module in `places.reading.formats`, found because it lies there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from places.model import Article
from places.reading.folder import Found, SourceFile, find
from places.reading.formats import Format, format_of, formats
from places.reading.problem import PassedOver, Problem, printable, reason_of
from places.reading.reader import Reader
from places.reading.record import Record

__all__ = [
    "Format",
    "Found",
    "PassedOver",
    "Problem",
    "Record",
    "SourceFile",
    "find",
    "format_of",
    "formats",
    "printable",
    "read",
    "read_files",
    "reason_of",
]


def read(path: Path) -> Iterator[Article | Problem]:
    """Read a file or a folder of articles.

    Parameters
    ----------
    path : Path
        A file of one of the `formats`, or a folder of them, which is walked in sorted order.

    Yields
    ------
    Article or Problem
        What could not be read is a `Problem` in its place; the rest goes on.

    Raises
    ------
    OSError
        If there is nothing at `path`, or it may not be read.
    """
    found = find(path)
    yield from found.problems
    yield from read_files(found.files)


def read_files(
    files: tuple[SourceFile, ...], *, passed_over: Callable[[PassedOver], None] | None = None
) -> Iterator[Article | Problem]:
    """Read files that were found, one after another, in bounded memory.

    Parameters
    ----------
    files : tuple of SourceFile
    passed_over : callable, optional
        Called for every file inside another one (in an archive, attached to a mail) that is of no
        kind that is read; those that lie in the folder are in `Found.others`.
    """
    reader = Reader(passed_over)
    for source in files:
        yield from reader.read(source)
