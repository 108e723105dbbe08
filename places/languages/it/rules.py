"""Italian: what towns are called besides."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from places.languages.town import Town, TownName

_ARTICLE = re.compile(r"(?:L['’]|La |Il |Lo )([A-ZÀ-Ý]\w{3,})")  # "dell'Aquila", "alla Spezia"
_CONTRACTED_FROM = 10_000  # inhabitants


def town_names(town: Town, _listed: Container[str]) -> Iterator[TownName]:
    """Yield what stands behind a preposition that has grown together with the article of a town's name."""
    contracted = _ARTICLE.fullmatch(town.name)
    if contracted and town.population >= _CONTRACTED_FROM:
        yield TownName(contracted[1], "short")
