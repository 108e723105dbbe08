"""English: spellings of a name, and what towns are called besides."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from places.languages.polish import without_region
from places.languages.town import Town, TownName

# "Stratford-upon-Avon", "Newcastle upon Tyne": texts of the neighbourhood often say the first part alone.
_LONG_NAME = re.compile(r"([A-Z]\w{3,})[ -](?:by|in|le|on|super|under|upon)[ -](?:the[ -])?[A-Z].+")
_SHORTENED = ("North", "South", "East", "West", "New")
_SHORT_FROM = 1000  # inhabitants


def forms(name: str, city: bool) -> Iterator[str]:
    """Yield spellings: "Saint Louis" -> "St. Louis", "St Louis"; "South Africa" -> "S. Africa"."""
    if not city:
        first, _, rest = name.partition(" ")
        if first in _SHORTENED and rest[:1].isupper():
            yield f"{first[0]}. {rest}"
    for long, short in (("Saint ", ("St. ", "St ")), ("Mount ", ("Mt. ", "Mt ")), ("Fort ", ("Ft. ", "Ft "))):
        if name.startswith(long):
            yield from (other + name[len(long) :] for other in short)


def town_names(town: Town, _listed: Container[str]) -> Iterator[TownName]:
    """Yield the first part of a town's long name."""
    yield from without_region(town)
    long = _LONG_NAME.fullmatch(town.name)
    if long and town.population >= _SHORT_FROM:
        yield TownName(long[1], "short")
