"""French: what towns are called besides."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from places.languages.town import Town, TownName

# "Chalon-sur-Saône", "Brive-la-Gaillarde": texts of the neighbourhood often say the first part alone.
_LONG_NAME = re.compile(
    r"((?:L[ae]s? )?(?:[A-ZÀ-Ý][\w'’]{3,}(?:-[A-ZÀ-Ý]\w+)?|[A-ZÀ-Ý]\w+-[A-ZÀ-Ý]\w+))-"
    r"(?:aux|de|des|devant|du|en|la|le|les|lès|lez|près|sous|sur)-.*[A-ZÀ-Ý].*"
)
_ARTICLE = re.compile(r"Les? ([A-ZÀ-Ý][\w'’-]{3,})")  # "du Havre", "aux Mureaux"
_SHORT_FROM = 1000  # inhabitants
_CONTRACTED_FROM = 5000


def town_names(town: Town, _listed: Container[str]) -> Iterator[TownName]:
    """Yield the first part of a long name, and what stands behind "du" and "aux" of one with an article."""
    contracted = _ARTICLE.fullmatch(town.name)
    if contracted and town.population >= _CONTRACTED_FROM:
        yield TownName(contracted[1], "short")
    long = _LONG_NAME.fullmatch(town.name)
    if long and town.population >= _SHORT_FROM:
        yield TownName(long[1], "short")
