"""Documents that other processes read: their bytes go there, and what was read comes back.

What is one text in a file (a saved page, a PDF, a mail) takes longer to read than to find its places.
Tables, and archives as far as the files in them, are read where the build runs: they may be larger than
memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Final, TypeAlias

from places.reading.documents import Document, document_of, is_document
from places.reading.folder import SourceFile
from places.reading.problem import Problem
from places.reading.reader import Item, items_in

_PIECE: Final = 2_000_000  # bytes that are sent together
_FILES: Final = 32

Reading: TypeAlias = "Callable[[Sequence[Document]], list[list[Item]]]"
"""Reads some documents: what is in each, in their order."""

ReadingEach: TypeAlias = "Callable[[Reading, Iterable[Sequence[Document]]], Iterable[list[list[Item]]]]"
"""As Python's `map`: has a function called with one piece after another; what comes out is in that order."""


def read_each(
    sources: Iterable[SourceFile | Problem], each: ReadingEach | None
) -> Iterator[Iterable[Item | Document]]:
    """Read files: documents elsewhere, and what is none here.

    Parameters
    ----------
    sources : iterable of SourceFile or Problem
    each : ReadingEach or None
        None reads documents here as well.

    Yields
    ------
    iterable of Draft, Problem or PassedOver
        What was read, in the order of the files.
    """
    if each is None:
        for source in sources:
            yield [source] if isinstance(source, Problem) else items_in(source)
        return
    for are_documents, group in groupby(_taken_apart(sources), lambda item: isinstance(item, Document)):
        if are_documents:
            for piece in each(read_documents, _pieces(item for item in group if isinstance(item, Document))):
                yield from piece
        else:
            yield group


def read_documents(documents: Sequence[Document]) -> list[list[Item]]:
    """Read some documents, of which nothing but their bytes has to be here."""
    if not documents:
        return []
    with tempfile.TemporaryDirectory(prefix="places-") as folder:
        return [list(_read(document, Path(folder))) for document in documents]


def _read(document: Document, folder: Path) -> Iterator[Item]:
    if isinstance(document.content, Problem):
        yield document.content
        return
    file = folder / f"file{document.source.format.ending_of(document.source.name)}"
    file.write_bytes(document.content)
    source = replace(document.source, file=file)
    for item in items_in(source, given=document.given, depth=document.depth):
        assert not isinstance(item, Document)  # none is asked for
        yield item


def _taken_apart(sources: Iterable[SourceFile | Problem]) -> Iterator[Item | Document]:
    for source in sources:
        if isinstance(source, Problem):
            yield source
        elif is_document(source):
            yield document_of(source)
        else:
            yield from items_in(source, apart=True)


def _pieces(documents: Iterable[Document]) -> Iterator[list[Document]]:
    piece: list[Document] = []
    size = 0
    for document in documents:
        piece.append(document)
        size += document.source.size
        if size >= _PIECE or len(piece) >= _FILES:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece
