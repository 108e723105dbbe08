"""German: inflected forms, what towns are called besides, and parts of countries in one word."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from places.languages.de.spelling import respelled, transcribed
from places.languages.town import Area, Part, Town, TownName
from places.languages.west_slavic import without_region

_ADJECTIVE_NAME = re.compile(r"(\w+?)(?:es|er|e) (?:([A-ZÄÖÜ]\w+?)(?:es|er|e) )?([A-ZÄÖÜ][\w-]*)")
_BRACKETED_TOWN = re.compile(r"([^()/]+?) ?(?:\(([A-ZÄÖÜ][\w-]{2,})\)|/([A-ZÄÖÜ][\w-]{2,}))")
# What is written of the names of areas behind those of towns: "Weißenburg i. Bay.".
_ABBREVIATED = {
    "Bayern": ("Bay.",),
    "Breisgau": ("Br.", "Brsg."),
    "Erzgebirge": ("Erzgeb.", "Erzg.", "E."),
    "Holstein": ("Holst.",),
    "Lausitz": ("Laus.", "L."),
    "Mecklenburg": ("Meckl.", "M."),
    "Oberfranken": ("OFr.", "Ofr."),
    "Oberpfalz": ("OPf.", "Opf.", "OPf"),
    "Pommern": ("Pom.", "Pomm."),
    "Sachsen": ("Sa.", "S.", "Sachs."),
    "Schlesien": ("Schl.", "Schles."),
    "Thüringen": ("Th.", "Thür."),
    "Vogtland": ("Vogtl.", "V."),
    "Westfalen": ("W.", "Westf."),
    "Württemberg": ("Württ.",),
}
_RIVER_TOWN = re.compile(r"(.+) (am|an der|im|in der|in|ob der|bei|vor der) ([A-ZÄÖÜ][\w-]+)")
_LINKS_IN_SHORT = {
    "am": ("a.",),
    "an der": ("a. d.", "a.d.", "a. der"),
    "bei": ("b.",),
    "im": ("i.",),
    "in": ("i.",),
    "in der": ("i. d.", "i.d."),
    "ob der": ("o. d.", "o.d.", "o. der"),
    "vor der": ("v. d.", "v.d."),
}

_LISTED = frozenset(["AT", "CH", "DE", "LI"])  # countries whose towns are listed under their German names
# "Landau in der Pfalz", "Weil am Rhein", "Brake (Unterweser)": texts often say the first part alone.
_LONG_NAME = re.compile(
    r"([A-ZÄÖÜ][\w.-]+(?: [A-ZÄÖÜ][\w-]+)?) "
    r"(?:(?:am|an der|auf|bei|im|in|in der|ob der|unter|vor der) [A-ZÄÖÜ].+"
    r"|\((?!Kreis|Dorf|Stadt)[A-ZÄÖÜ][^()]+\))"
)
_SHORT_FROM = 500  # inhabitants
_RESPELLED_FROM = 1000  # inhabitants
_SHORT_NAME = 4  # letters; shorter ones are words too often
_DOUBLE_NAME = re.compile(
    r"(?!Ober|Unter|Nieder|Groß|Klein|Neu|Alt)([A-ZÄÖÜ][a-zäöüß]{2,})-([A-ZÄÖÜ][a-zäöüß]{2,})"
)
_SHORTEST_HALF = 5  # letters
_HALVES_FROM = 5000  # inhabitants
_HALVES_IN_ANY_CASE_FROM = 15_000  # inhabitants from which a half may be the name of another town as well
# "Hannoversch Münden", "Bad Segeberg": what texts of the neighbourhood leave out.
_DESCRIBED_NAME = re.compile(r"(?:Bad ([A-ZÄÖÜ][\w-]{3,})|[A-ZÄÖÜ]\w+sch ([A-ZÄÖÜ]\w{3,}))")
_DESCRIBED_FROM = 1500  # inhabitants
# "Ostseebad Binz", "Hansestadt Stade": a title that texts hardly ever say.
_TITLED_NAME = re.compile(
    r"((?:Universitäts- und )?(?:Hanse|Luther|Schliemann)stadt|Stadt|Gemeinde|(?:Luftk|K)urort"
    r"|(?:Nordsee|Ostsee|See|Thermal)bad|(?:(?:Nordsee|Ostsee|See)h|H)eilbad) ([A-ZÄÖÜ][\w-]{2,})"
)
_OF_THE_NAME = frozenset({"Stadt", "Thermalbad", "Heilbad"})  # titles that are hardly ever left out of it

# German first part, English word, and which way to go: north, east.
_DIRECTIONS = (
    ("Nord", "northern", 1, 0),
    ("Süd", "southern", -1, 0),
    ("Ost", "eastern", 0, 1),
    ("West", "western", 0, -1),
    ("Nordost", "northeastern", 1, 1),
    ("Nordwest", "northwestern", 1, -1),
    ("Südost", "southeastern", -1, 1),
    ("Südwest", "southwestern", -1, -1),
    ("Zentral", "central", 0, 0),
    ("Mittel", "central", 0, 0),
)


_STATE = re.compile(r"(\w*(?:[Rr]eich|tum|Emirat|[Gg]ebiet|Khanat|Protektorat|Sultanat|Territorium))( .+)")
"""What a state is, and its name: "Herzogtum Warschau"."""


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
    state = None if city else _STATE.fullmatch(name)
    if state:
        yield f"{state[1]}s{state[2]}"
        yield f"{state[1]}es{state[2]}"
    if not city and name.endswith("lande"):
        yield f"{name}n"
    if not city and name.endswith(("meer", "reich", "land", "gebirge", "wald", "kreis", "Kreis")):
        yield f"{name}es"
    town = _RIVER_TOWN.fullmatch(name)
    if town:
        place, link, river = town.groups()
        for short in _LINKS_IN_SHORT[link]:
            yield from (f"{place} {short} {river}", f"{place} {short} {river[0]}.")
        yield from (f"{place}/{river}", f"{place} / {river}", f"{place} ({river})")
        yield from _abbreviated(place, river)
    bracketed = _BRACKETED_TOWN.fullmatch(name) if city else None
    if bracketed:
        place, area = bracketed[1], bracketed[2] or bracketed[3]
        yield from (f"{place}/{area}", f"{place} ({area})")
        yield from (f"{place} {link} {area}" for link in ("am", "an der", "im", "in"))
        yield from _abbreviated(place, area)
    if name.startswith("Sankt "):
        yield f"St. {name[6:]}"


def _abbreviated(place: str, area: str) -> Iterator[str]:
    """Yield how a town is written with its area in short."""
    for short in _ABBREVIATED.get(area, ()):
        yield from (f"{place} i. {short}", f"{place} ({short})", f"{place}/{short}", f"{place} {short}")


def town_names(town: Town, listed: Container[str]) -> Iterator[TownName]:
    """Yield German names of a town: by its sound if it is listed in another spelling, and shorter ones."""
    if town.country in _LISTED:
        yield from _shorter(town, listed)
        return
    yield from without_region(town)
    spelled = respelled(town.name, town.country)
    if spelled != town.name:
        if town.population >= _RESPELLED_FROM and len(spelled) > _SHORT_NAME:
            yield TownName(spelled, "alternate")
        return
    preferred = True
    for original in town.originals:
        name = transcribed(original.text, original.language)
        yield TownName(
            name, "main" if original.main and preferred else "alternate", original.main and preferred
        )
        preferred = False


def _shorter(town: Town, listed: Container[str]) -> Iterator[TownName]:
    """Yield "Garmisch" and "Partenkirchen", "Münden", "Binz" for a town with a title, "Landau"."""
    if "/" in town.name:  # "Bleiburg/Pliberk"
        # In "Bubikon / Station" what follows is a part of it, in "Neukirch/Lausitz" where it lies.
        first, _, rest = town.name.partition("/")
        parts = [first.strip()] if " / " in town.name or town.country == "DE" else [first, *rest.split("/")]
        yield from (TownName(part, "short") for part in parts if len(part) >= _SHORT_NAME)
    halves = _DOUBLE_NAME.fullmatch(town.name)
    if halves and town.population >= _HALVES_FROM and halves[1] != halves[2]:
        large = town.population >= _HALVES_IN_ANY_CASE_FROM
        telling = [half for half in halves.groups() if len(half) >= _SHORTEST_HALF]
        yield from (TownName(half, "short") for half in telling if large or half not in listed)
    described = _DESCRIBED_NAME.fullmatch(town.name)
    if described and town.population >= (
        _HALVES_IN_ANY_CASE_FROM if len(described[2] or "") == _SHORT_NAME else _DESCRIBED_FROM
    ):
        yield TownName(described[1] or described[2], "short")
    if "ss" in town.name and town.country != "CH":
        yield TownName(town.name.replace("ss", "ß"), "alternate")
    if titled := _TITLED_NAME.fullmatch(town.name):
        yield TownName(titled[2], "main", preferred=titled[1] not in _OF_THE_NAME)
    long = _LONG_NAME.fullmatch(town.name)
    if long and (not town.population or town.population >= _SHORT_FROM):
        yield TownName(long[1], "short")


def area_parts(area: Area) -> Iterator[Part]:
    """Yield the parts that German names in one word: "Ostukraine", "Nord-Syrien"."""
    names = sorted({name for name in area.names if name.isalpha() and not name.isupper() and len(name) > 3})
    for first, label, north, east in _DIRECTIONS:
        parts = tuple(part for name in names for part in (first + name.lower(), f"{first}-{name}"))
        yield Part(first.lower(), label, north, east, parts, first + area.shown.lower())
