"""Italian: what towns are called besides."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from places.languages.town import Town, TownName

_ARTICLE = re.compile(r"(?:L['’]|La |Il |Lo )([A-ZÀ-Ý]\w{3,})")  # "dell'Aquila", "alla Spezia"
_CONTRACTED_FROM = 10_000  # inhabitants
# "Incisa in Val d'Arno", "Palo del Colle": texts of the neighbourhood often say the first part alone.
_LONG_NAME = re.compile(
    r"((?:San |Santa |Sant['’])?[A-ZÀ-Ý][\w'’]{3,}) "
    r"(?:a|ai|al|alla|d[’']|da|degli|dei|del|dell[’']|della|delle|di|in|nei|nel|nella|sul|sull[’']|sulla) ?"
    r"[A-ZÀ-Ý].*"
)
_NO_NAMES = frozenset(
    """
    Borgo Campo Casa Casale Castel Castello Cava Chiesa Città Colle Colli Corte Fonte Fontana Foce Isola
    Lago Lido Marina Monte Palazzo Passo Piana Piano Piazza Pieve Poggio Ponte Porta Porto Pozzo Rocca
    Serra Stazione Terra Torre Torri Valle Villa
    """.split()  # noqa: SIM905 (a list of one word a line would fill a page)
)
"""First parts that are words for a kind of place, and no names by themselves."""
_SHORT_FROM = 1500


def town_names(town: Town, _listed: Container[str]) -> Iterator[TownName]:
    """Yield the first part of a long name, and what stands behind an "alla" of one with an article."""
    contracted = _ARTICLE.fullmatch(town.name)
    if contracted and town.population >= _CONTRACTED_FROM:
        yield TownName(contracted[1], "short")
    long = _LONG_NAME.fullmatch(town.name)
    if long and town.population >= _SHORT_FROM and long[1] not in _NO_NAMES:
        yield TownName(long[1], "short")
