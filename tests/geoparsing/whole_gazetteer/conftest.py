from __future__ import annotations

from collections.abc import Callable

import pytest

from places.gazetteer import open_gazetteer
from places.geoparsing import Geoparser

Surfaces = Callable[[str, str], list[str]]


@pytest.fixture(scope="session")
def geoparser() -> Geoparser:
    """Know everything that the gazetteer does, and not only the world of a handful of places."""
    return Geoparser(open_gazetteer())


@pytest.fixture(scope="session")
def surfaces(geoparser: Geoparser) -> Surfaces:
    """Return the names of places in a text, given its language and the text."""

    def of(language: str, text: str) -> list[str]:
        return [mention.surface for mention in geoparser.parse(text, language)]

    return of
