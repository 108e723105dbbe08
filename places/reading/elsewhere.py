"""Documents that other processes read: their bytes go there, and what was read comes back.

What is one text in a file (a saved page, a PDF, a mail) takes longer to read than to find its places;
tables and archives are read where the build runs, as they may be larger than memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Final, TypeAlias

from places.reading.folder import SourceFile
from places.reading.formats import mail, outlook
from places.reading.problem import Problem
from places.reading.reader import Item, drafts_in, missing_packages, why

_LARGEST: Final = 4_000_000  # bytes; a larger document is read where the build runs
_PIECE: Final = 2_000_000  # bytes that are sent together
_FILES: Final = 32

Document: TypeAlias = "tuple[SourceFile, bytes | Problem]"
"""What is to be read, and its bytes; why there are none where it cannot be opened."""

ReadingEach: TypeAlias = (
    "Callable[[Callable[[Sequence[Document]], list[list[Item]]], Iterable[Sequence[Document]]],"
    " Iterable[list[list[Item]]]]"
)
"""As Python's `map`: has a function called with one piece after another; what comes out is in that order."""


def is_document(source: SourceFile | Problem) -> bool:
    """Tell whether a file is one that may be read elsewhere."""
    return (
        isinstance(source, SourceFile)
        and (source.format.whole or source.format in (mail.FORMAT, outlook.FORMAT))
        and source.size <= _LARGEST
        and not missing_packages(source.format)
    )


def read_each(sources: Iterable[SourceFile | Problem], each: ReadingEach | None) -> Iterator[Iterable[Item]]:
    """Read files: documents elsewhere, and what is none here.

    Parameters
    ----------
    sources : iterable of SourceFile or Problem
    each : ReadingEach or None
        None reads documents here as well.

    Yields
    ------
    iterable of Draft, Problem or PassedOver
        What was read of each of them, in their order.
    """
    for are_documents, group in groupby(sources, is_document):
        if are_documents and each:
            for read in each(
                read_documents, _pieces(source for source in group if isinstance(source, SourceFile))
            ):
                yield from read
        else:
            for source in group:
                yield [source] if isinstance(source, Problem) else drafts_in(source)


def read_documents(documents: Sequence[Document]) -> list[list[Item]]:
    """Read some documents, of which nothing but their bytes is here."""
    read: list[list[Item]] = []
    with tempfile.TemporaryDirectory(prefix="places-") as folder:
        for source, content in documents:
            if isinstance(content, Problem):
                read.append([content])
                continue
            file = Path(folder) / f"file{source.format.ending_of(source.name)}"
            file.write_bytes(content)
            read.append(list(drafts_in(replace(source, file=file))))
    return read


def _pieces(sources: Iterable[SourceFile]) -> Iterator[list[Document]]:
    piece: list[Document] = []
    size = 0
    for source in sources:
        content: bytes | Problem
        try:
            content = source.file.read_bytes()
        except OSError as error:
            content = Problem(source.name, None, why(error, source.format.label))
        piece.append((source, content))
        size += source.size
        if size >= _PIECE or len(piece) >= _FILES:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece
