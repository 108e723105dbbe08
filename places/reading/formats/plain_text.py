"""A text file is one article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from places.reading.encoding import NotTextError, decode
from places.reading.formats.format import Format
from places.reading.problem import Problem
from places.reading.record import TEXT_LIMIT, Record


def whole_text(file: Path, name: str) -> tuple[str | None, list[Problem]]:
    """Read a file as one text.

    Returns
    -------
    text : str or None
        None where it cannot be read; then the problem says why.
    problems : list of Problem
    """
    size = file.stat().st_size
    if size > TEXT_LIMIT:
        reason = f"{size / 1e6:,.0f} MB, and one article may have {TEXT_LIMIT / 1e6:.0f}; split it"
        return None, [Problem(name, None, reason)]
    data = _without_filling(file.read_bytes())
    if not data.strip(b"\0 \t\r\n"):
        return None, [Problem(name, None, "empty")]
    try:
        decoded = decode(data)
    except NotTextError as error:
        return None, [Problem(name, None, str(error))]
    if not decoded.text.strip():
        return None, [Problem(name, None, "empty")]
    if decoded.damaged:
        reason = f"{decoded.damaged} damaged characters, shown as \ufffd (read as {decoded.encoding.upper()})"
        return decoded.text, [Problem(name, None, reason, kept=True)]
    return decoded.text, []


def _without_filling(data: bytes) -> bytes:
    """Leave out what old programs and broken disks put behind a text: zeros, and the mark of its end."""
    bare = data.rstrip(b"\0\x1a")
    return data if b"\0" in bare else bare


def records(file: Path, name: str) -> Iterator[Record | Problem]:
    """Read a text file."""
    text, problems = whole_text(file, name)
    yield from problems
    if text is not None:
        yield Record({"text": text})


FORMAT: Final = Format("text", (".txt",), 10, records, whole=True)
