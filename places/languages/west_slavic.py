"""Names of Polish, Czech and Slovak towns, of which texts leave out the region or the river."""

from __future__ import annotations

import re
from collections.abc import Iterator

from places.languages.town import Town, TownName

_WITH_REGION = re.compile(r"([A-ZĆŁŚŹŻ]\w{3,}) [A-ZĆŁŚŹŻ]\w+(?:[sc]k[iae]|ny|na|ne)")
_AT_A_RIVER = re.compile(r"([A-ZČĎŇŘŠŤŽÚ]\w{3,}) (?:nad|pod|na|u|v|ve|při|pri) .+")  # Czech and Slovak
_FROM = 10_000  # inhabitants
_AT_A_RIVER_FROM = 3000


def without_region(town: Town) -> Iterator[TownName]:
    """Yield "Gorzów" for Gorzów Wielkopolski, "Brandýs" for Brandýs nad Labem."""
    named = _WITH_REGION.fullmatch(town.name) if town.country == "PL" else None
    if named and town.population >= _FROM:
        yield TownName(named[1], "short")
    at_a_river = _AT_A_RIVER.fullmatch(town.name) if town.country in ("CZ", "SK") else None
    if at_a_river and town.population >= _AT_A_RIVER_FROM:
        yield TownName(at_a_river[1], "short")
