"""German: inflected forms, and what follows a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADJECTIVE_NAME = re.compile(r"(\w+?)(?:es|er|e) (?:([A-ZÄÖÜ]\w+?)(?:es|er|e) )?([A-ZÄÖÜ][\w-]*)")
_RIVER_TOWN = re.compile(r"(.+) (?:am|an der|im|in der|in|ob der|bei|vor der) ([A-ZÄÖÜ][\w-]+)")


def forms(name: str, city: bool) -> Iterator[str]:
    """Yield inflected and abbreviated forms of a name.

    "Gelbes Meer" -> "Gelben Meeres", "Gelbe Meer" ...; "Vereinigte Arabische Emirate" ->
    "Vereinigten Arabischen Emiraten"; "Niederlande" -> "Niederlanden";
    "Frankfurt am Main" -> "Frankfurt/Main"; "Sankt Gallen" -> "St. Gallen".
    """
    adjective = _ADJECTIVE_NAME.match(name)
    if adjective and not city:
        rest = name[adjective.end() :]
        stem, second, noun = adjective.groups()
        # Newspapers write "der koreanischen Halbinsel" as often as "der Koreanischen Halbinsel".
        stems = (stem, stem[0].lower() + stem[1:]) if noun == "Halbinsel" else (stem,)
        for written in stems:
            for ending in ("e", "es", "en", "em", "er"):
                between = f" {second}{ending}" if second else ""
                for case in ("", "s", "es", "n") if noun.endswith(("e", "er")) else ("", "s", "es"):
                    yield f"{written}{ending}{between} {noun}{case}{rest}"
    if not city and name.endswith("lande"):
        yield f"{name}n"
    if not city and name.endswith(("meer", "reich", "land", "gebirge", "wald", "kreis", "Kreis")):
        yield f"{name}es"
    town = _RIVER_TOWN.fullmatch(name)
    if town:
        place, river = town.groups()
        yield from (f"{place}/{river}", f"{place} / {river}", f"{place} ({river})")
    if name.startswith("Sankt "):
        yield f"St. {name[6:]}"
