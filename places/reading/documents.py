"""Files that are one text each, and are read by themselves wherever their bytes are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from places.reading.folder import SourceFile
from places.reading.formats import format_of
from places.reading.problem import Problem
from places.reading.record import Field
from places.reading.refusing import lacks_packages, why

_SENT: Final = 4_000_000  # bytes; a larger document is read where it lies


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is one text and is read by itself, wherever its bytes are sent.

    Attributes
    ----------
    source : SourceFile
        Its `file` need not be there any more.
    content : bytes or Problem
        Why there are no bytes, where it could not be opened.
    given : mapping of Field to object
        What is known of it from the file that it was in.
    depth : int
        In how many files it was.
    """

    source: SourceFile
    content: bytes | Problem
    given: Mapping[Field, object] = field(default_factory=dict)
    depth: int = 0


def is_document(source: SourceFile) -> bool:
    """Tell whether a file is a `Document`: one that takes longer to read than to send."""
    return (
        (source.format.whole or source.format.mail)
        and source.size <= _SENT
        and not lacks_packages(source.format)
    )


def may_hold_documents(source: SourceFile) -> bool:
    """Tell whether a file is one that may have documents in it, as far as its name tells."""
    packed = format_of(source.name.rpartition(".")[0])  # of a table that is packed: a.csv.gz
    return source.format.full and (packed is None or packed.full)


def document_of(source: SourceFile) -> Document:
    """Fetch the bytes of a document."""
    try:
        return Document(source, source.file.read_bytes())
    except OSError as error:
        return Document(source, Problem(source.name, None, why(error, source.format.label)))
