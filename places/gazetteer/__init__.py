"""Names and what they may stand for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from places.gazetteer import index
from places.gazetteer.cache import CACHE_VARIABLE, CacheError
from places.gazetteer.index import Bearer, Gazetteer
from places.gazetteer.source import Entry, Name, Source
from places.languages import LANGUAGES, Languages

__all__ = [
    "CACHE_VARIABLE",
    "Bearer",
    "CacheError",
    "Entry",
    "Gazetteer",
    "Name",
    "Source",
    "open_gazetteer",
]


def open_gazetteer(
    sources: Sequence[Source] | None = None, cache: Path | None = None, languages: Languages = LANGUAGES
) -> Gazetteer:
    """Open the gazetteer; the first time its index is built, which takes some seconds.

    Parameters
    ----------
    sources : sequence of Source or None
        Where entries come from; `places.gazetteer.sources.sources_for` the languages if None.
    cache : Path or None
        Folder for the index; see `places.gazetteer.index.open_gazetteer`.
    languages : Languages, optional
        Those that are asked what places are called in them.
    """
    if sources is None:
        from places.gazetteer.sources import sources_for  # tables that a test does without

        sources = sources_for(languages)
    return index.open_gazetteer(sources, cache, languages)
