"""Names of Polish towns, of which texts in any language leave out the region."""

from __future__ import annotations

import re
from collections.abc import Iterator

from places.languages.town import Town, TownName

_WITH_REGION = re.compile(r"([A-ZĆŁŚŹŻ]\w{3,}) [A-ZĆŁŚŹŻ]\w+(?:[sc]k[iae]|ny|na|ne)")
_FROM = 10_000  # inhabitants


def without_region(town: Town) -> Iterator[TownName]:
    """Yield "Gorzów" for Gorzów Wielkopolski."""
    named = _WITH_REGION.fullmatch(town.name) if town.country == "PL" else None
    if named and town.population >= _FROM:
        yield TownName(named[1], "short")
