"""The sources of the gazetteer, one module each, and their order of precedence."""

from __future__ import annotations

from places.gazetteer.source import Source
from places.gazetteer.sources.cities import Cities
from places.gazetteer.sources.countries import Countries
from places.gazetteer.sources.features import Features
from places.gazetteer.sources.regions import Regions
from places.languages import LANGUAGES, Languages


def sources_for(languages: Languages) -> tuple[Source, ...]:
    """Return the sources, which ask some languages what towns are called in them.

    Where two sources have the same id, the earlier one counts.
    """
    return Countries(languages), Features(languages), Regions(languages), Cities(languages)


SOURCES = sources_for(LANGUAGES)
"""Those of the languages that have a folder."""
