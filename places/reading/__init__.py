"""A file in some format -> articles.

A format is one module with one function, ``records(file, name)``, entered in `folder.FORMATS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from places.model import Article
from places.reading.articles import Articles
from places.reading.folder import Found, SourceFile, find, reason_of
from places.reading.problem import Problem, printable
from places.reading.record import Record

__all__ = ["Found", "Problem", "SourceFile", "find", "printable", "read", "read_files", "reason_of"]


def read(path: Path) -> Iterator[Article | Problem]:
    """Read a file or a folder of articles.

    Parameters
    ----------
    path : Path
        A ``.txt``, ``.md``, ``.csv``, ``.tsv``, ``.jsonl`` or ``.parquet`` file, or a folder of
        them, which is walked in sorted order.

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


def read_files(files: tuple[SourceFile, ...]) -> Iterator[Article | Problem]:
    """Read files that were found, one after another, in bounded memory."""
    articles = Articles()
    for source in files:
        try:
            for record in source.reader(source.file, source.name):
                if isinstance(record, Record):
                    yield from articles.read(record, source.name)
                else:
                    yield record
        except OSError as error:
            yield Problem(source.name, None, f"cannot be read ({reason_of(error)})")
