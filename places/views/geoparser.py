"""The geoparser of the server: opened once, for all who add something."""

from __future__ import annotations

from functools import cache

from places.geoparsing.parser import Parser


@cache
def page_geoparser() -> Parser:
    """Open the project's own geoparser over the whole gazetteer."""
    from places.building.parsing import own_geoparser

    return own_geoparser()
