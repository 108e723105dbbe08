"""Names and what they may stand for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from places.gazetteer import index
from places.gazetteer.index import Bearer, Gazetteer
from places.gazetteer.source import Entry, Name, Source

__all__ = ["Bearer", "Entry", "Gazetteer", "Name", "Source", "open_gazetteer"]


def open_gazetteer(sources: Sequence[Source] | None = None, cache: Path | None = None) -> Gazetteer:
    """Open the gazetteer; the first time its index is built, which takes about a minute.

    Parameters
    ----------
    sources : sequence of Source or None
        Where entries come from; `places.gazetteer.sources.SOURCES` if None.
    cache : Path or None
        Folder for the index; see `places.gazetteer.index.open_gazetteer`.
    """
    if sources is None:
        from places.gazetteer.sources import SOURCES  # tables that a test does without

        sources = SOURCES
    return index.open_gazetteer(sources, cache)
