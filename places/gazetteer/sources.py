"""The sources of the gazetteer, in order of precedence."""

from __future__ import annotations

from places.gazetteer.cities import Cities
from places.gazetteer.countries import Countries
from places.gazetteer.features import Features
from places.gazetteer.regions import Regions
from places.gazetteer.source import Source

SOURCES: tuple[Source, ...] = (Countries(), Features(), Regions(), Cities())
"""Where two sources have the same id, the earlier one counts."""
