"""English: spellings of a name, and what towns are called besides."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from places.languages.people import first_names
from places.languages.spelling import APOSTROPHES
from places.languages.town import Town, TownName
from places.languages.west_slavic import without_region

# "Stratford-upon-Avon", "Newcastle upon Tyne": texts of the neighbourhood often say the first part alone.
_LONG_NAME = re.compile(r"([A-Z]\w{3,})[ -](?:by|de-la|in|le|on|super|under|upon)[ -](?:the[ -])?[A-Z].+")
# "São José dos Campos": the same in countries whose language has no rules.
_LONG_PORTUGUESE_NAME = re.compile(
    r"([A-ZÀ-Ý]\w{3,}|S(?:ão|anta|anto) [A-ZÀ-Ý]\w+) (?:d[aeo]s?|na|no) [A-ZÀ-Ý].+"
)
_NO_TOWNS = r"Bush|Court|Hamlets|Palace|Road|Wharf"  # in names of quarters
# "Melton Mowbray", "Newton Abbot": the first word alone, if it is no word of many names.
_TWO_WORDS = re.compile(
    r"(?!(?:East|West|North|South|New|Old|Great|Little|Upper|Lower|High|Market|Royal|Saint|Port|Mount|Fort|"
    r"Kings|Queens|Bishop|Abbots|Castle|Church|Long|Isle|Cross|White|Black|Green|Grange|Holy|Chapel|Four|"
    r"Five|Tower|Crystal|Canary)\b)"
    r"([A-Z]\w{4,}) "
    rf"(?!(?:Bar|Green|Hill|Park|Heath|Cross|Ferry|End|Wood|Bay|Head|Mill|Bridge|Ash|Common|Moor|Vale|Gate|"
    rf"Side|Village|Town|Beach|Street|Lane|Garden|Valley|Spa|Regis|Wells|{_NO_TOWNS})\b)[A-Z]\w+"
)
_OF_KINDS = frozenset(
    """
    Barra Beach Campo City Estates Gardens Hills Lagoa Lake Lakes Monte Morro Ponta Ponte Port Porto Praia Rio
    Santa Santo Serra Shores Vila Village Villas Woods
    """.split()  # noqa: SIM905 (a list of one word a line would fill a page)
)
"""First parts that are words for a kind of place, and no names by themselves."""

# "King's Lynn", "Great Yarmouth": texts of the neighbourhood say the last part alone.
_DESCRIBED_NAME = re.compile(
    rf"(?:[A-Z]\w+['’]s|Great|Royal) ((?!(?:Hill|Park|Green|{_NO_TOWNS})\b)[A-Z]\w{{3,}}(?: [A-Z]\w+)?)"
)
_JOINED_NAME = re.compile(r"([A-Z]\w{4,}) and [A-Z]\w+")  # "Blairgowrie and Rattray"
_SHORTENED = ("North", "South", "East", "West", "New")
_SHORT_FROM = 1000  # inhabitants
_DESCRIBED_FROM = 10_000
_BRITISH = frozenset({"GB", "IE"})
_PORTUGUESE = frozenset({"BR", "PT"})
_CYRILLIC = frozenset({"BY", "KG", "KZ", "RU", "UA"})
_SOFT_SIGNS = str.maketrans(dict.fromkeys(f"{APOSTROPHES}'"))
_ADJECTIVE = re.compile(r"(.*\w)(?:[iy]y)")  # "Volzhskiy", "Udachnyy"


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
    """Yield the first part of a town's long name, and the last one where a title or an owner comes before."""
    yield from without_region(town)
    if town.country in _CYRILLIC:
        adjective = _ADJECTIVE.fullmatch(town.name)
        if adjective:
            yield TownName(f"{adjective[1]}y".translate(_SOFT_SIGNS), "main")
        return
    if town.population < _SHORT_FROM:
        return
    portuguese = town.country in _PORTUGUESE
    long = (_LONG_PORTUGUESE_NAME if portuguese else _LONG_NAME).fullmatch(town.name)
    if long and long[1] not in _OF_KINDS and not (portuguese and long[1] in first_names()):
        yield TownName(long[1], "short")
    two = _TWO_WORDS.fullmatch(town.name) if town.country in _BRITISH else None
    if two and town.population >= _DESCRIBED_FROM:
        yield TownName(two[1], "short")
    joined = _JOINED_NAME.fullmatch(town.name) if town.country in _BRITISH else None
    if joined:
        yield TownName(joined[1], "short")
    described = _DESCRIBED_NAME.fullmatch(town.name) if town.country in _BRITISH else None
    if described and town.population >= _DESCRIBED_FROM:
        yield TownName(described[1], "short")
