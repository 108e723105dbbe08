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
# "Acqui Terme", "Castelfranco Veneto": so does what stands before an adjective of an area, or its name.
_DESCRIBED_NAME = re.compile(
    r"([A-ZÀ-Ý][\w'’]{3,}) "
    r"(?:Terme|Ligure|Brianza|Piemonte|Polesine|Emilia|Monferrato|Lomellina|Valsugana|Martesana|[A-Z]\w+ese"
    r"|(?:Bergamasc|Calabr|Campan|Camun|Comasc|Cremasc|Etne|Eugane|Fiorentin|Friulan|Garganic|Ionic|Irpin"
    r"|Jonic|Lodigian|Lombard|Lucan|Mantovan|Marittim|Piacentin|Picen|Pisan|Roman|Sabin|Salentin|Sannit|Sard"
    r"|Sicul|Tirren|Umbr|Varesin|Venet|Vicentin)[oa])"
)
_DESCRIBED_IN_ANY_CASE_FROM = (
    25_000  # inhabitants from which that may be a word for a kind of place: "Casale"
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
    described = _DESCRIBED_NAME.fullmatch(town.name)
    if described and town.population >= (
        _DESCRIBED_IN_ANY_CASE_FROM if described[1] in _NO_NAMES else _SHORT_FROM
    ):
        yield TownName(described[1], "short")
    long = _LONG_NAME.fullmatch(town.name)
    if long and town.population >= _SHORT_FROM and long[1] not in _NO_NAMES:
        yield TownName(long[1], "short")
