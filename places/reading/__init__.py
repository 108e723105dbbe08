"""A file in some format -> articles.

A format is one module in `places.reading.formats`, found because it lies there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from places.model import Article
from places.reading.articles import Draft
from places.reading.documents import Document, is_document, may_hold_documents
from places.reading.elsewhere import Reading, ReadingEach, read_each
from places.reading.folder import Found, SourceFile, find
from places.reading.formats import Format, format_of, formats
from places.reading.problem import PassedOver, Problem, Repeated, printable, reason_of
from places.reading.reader import Item, Reader
from places.reading.record import Record
from places.reading.repeats import Repeats
from places.storage import is_address, last_part

__all__ = [
    "Document",
    "Draft",
    "Format",
    "Found",
    "Item",
    "PassedOver",
    "Problem",
    "Reading",
    "ReadingEach",
    "Record",
    "Repeated",
    "Repeats",
    "SourceFile",
    "find",
    "find_all",
    "format_of",
    "formats",
    "is_document",
    "may_hold_documents",
    "name_of",
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


def find_all(sources: Sequence[Path | str]) -> Found:
    """Find what there is to read in files, folders and buckets.

    Parameters
    ----------
    sources : sequence of Path or str
        Also ``s3://bucket/prefix``, of one object, or with a pattern. Where there are several sources,
        the name of each file begins with that of its source.

    Raises
    ------
    OSError
        If there is nothing at one of them, or it may not be read.
    places.storage.StorageError
        The same for a bucket.
    """
    if len(sources) == 1:
        return _find(sources[0])
    names: dict[str, int] = {}
    parts = []
    for source in sources:
        name = name_of(source)
        names[name] = names.get(name, 0) + 1
        prefix = name if names[name] == 1 else f"{name}-{names[name]}"
        parts.append(_prefixed(_find(source), prefix))
    return Found(
        tuple(file for part in parts for file in part.files),
        tuple(problem for part in parts for problem in part.problems),
        tuple(other for part in parts for other in part.others),
        next((part.corrections for part in parts if part.corrections), None),
    )


def name_of(source: Path | str) -> str:
    """Name a source by the last part of its path."""
    if isinstance(source, str) and is_address(source):
        return printable(last_part(source))
    return printable(Path(source).resolve().name)


def _find(source: Path | str) -> Found:
    if isinstance(source, str) and is_address(source):
        from places.reading.stored import find_stored  # who has files waits for nothing of it

        return find_stored(source)
    return find(Path(source))


def _prefixed(found: Found, prefix: str) -> Found:
    return Found(
        tuple(replace(file, name=f"{prefix}/{file.name}") for file in found.files),
        tuple(replace(problem, path=f"{prefix}/{problem.path}") for problem in found.problems),
        tuple(replace(other, path=f"{prefix}/{other.path}") for other in found.others),
        found.corrections,
    )


def read_files(
    files: tuple[SourceFile, ...],
    *,
    passed_over: Callable[[PassedOver | Repeated], None] | None = None,
    each: ReadingEach | None = None,
    repeats: Repeats | None = None,
) -> Iterator[Article | Problem]:
    """Read files that were found, one after another, in bounded memory.

    Parameters
    ----------
    files : tuple of SourceFile
    passed_over : callable, optional
        Called for every file inside another one (in an archive, attached to a mail) that is of no
        kind that is read, and for every article that stands there once more; files that lie in the
        folder are in `Found.others`.
    each : ReadingEach, optional
        What reads documents piece by piece in other processes; they are read here if it is not given.
    repeats : Repeats, optional
        What tells articles that stand there once more; if it is not given, all are articles.
    """
    reader = Reader(passed_over, repeats)
    sources: Iterable[SourceFile | Problem] = files
    if any(source.address for source in files):
        from places.reading.stored import at_hand  # who has files waits for nothing of it

        sources = at_hand(files)
    for items in read_each(sources, each):
        yield from reader.take(items)
