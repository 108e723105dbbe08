"""The export of a press archive -> its articles, each with its date, paper, section and author.

An archive is one module with a constant ``ARCHIVE``, found because it lies here. What is known of the
forms comes from public descriptions of them and of programs that read them; see docs/formats.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from places.reading.press.archive import Archive, Piece
from places.reading.problem import Problem
from places.reading.record import Field, Record

_LINE_END: Final = re.compile(r"\r\n?|\f|[\x85\u2028]")

__all__ = ["Archive", "archives", "is_export", "split"]


@cache
def archives() -> tuple[Archive, ...]:
    """Return every press archive whose exports are read."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return tuple(module.ARCHIVE for module in modules if hasattr(module, "ARCHIVE"))


def is_export(text: str) -> bool:
    """Tell whether a text looks like the export of a press archive."""
    return any(archive.suspect.search(_with_line_ends(text)) for archive in archives())


def split(record: Record, name: str) -> Iterator[Record | Problem]:
    """Give the articles of an export; any other record as it is.

    What looks like an export and cannot be told apart is one article, with a line that says so.
    """
    text = record.fields.get("text")
    if isinstance(text, str):
        text = _with_line_ends(text)
    looks_like = None
    for archive in archives() if isinstance(text, str) else ():
        assert isinstance(text, str)
        if not archive.suspect.search(text):
            continue
        looks_like = archive
        pieces = archive.split(text)
        if any(piece.text.strip() for piece in pieces):
            yield from _records(archive, pieces, name)
            return
    if looks_like is not None:
        reason = (
            f"looks like an export of {looks_like.label} whose articles cannot be told apart; read as one"
        )
        yield Problem(name, None, reason, kept=True)
    yield record


def _with_line_ends(text: str) -> str:
    """Return a text with the line ends of one system, and none where pages end."""
    return _LINE_END.sub("\n", text) if any(end in text for end in "\r\f\x85\u2028") else text


def _records(archive: Archive, pieces: list[Piece], name: str) -> Iterator[Record | Problem]:
    for row, piece in enumerate(pieces, 1):
        if not piece.text.strip():
            yield Problem(name, row, f"an article without a text in an export of {archive.label}")
            continue
        found: dict[Field, object] = {
            "text": piece.text.strip(),
            "title": piece.title,
            "date": piece.date,
            "source": piece.paper,
            "section": piece.section,
            "author": piece.author,
            "url": piece.url,
        }
        yield Record({field: value for field, value in found.items() if value}, row)
