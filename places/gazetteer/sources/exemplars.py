"""The cities that stand for a time zone in CLDR, with their names in many languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from babel import Locale
from babel.core import get_global
from babel.localedata import clear_caches, exists

from places.gazetteer.folding import fold_all
from places.gazetteer.originals import plain

_LARGE = 1 / 3  # share of the largest city of a time zone that makes another one its equal


def exemplars(
    *,
    zones: pa.Array,
    names: pa.Array,
    population: pa.Array,
    alternates: Callable[[int], Iterable[str]],
    languages: Iterable[str],
    listed: Iterable[str],
) -> Iterator[tuple[int, str, str]]:
    """Find the cities that stand for a time zone.

    Parameters
    ----------
    zones, names, population : pyarrow.Array
        Of each city; `zones` is a dictionary.
    alternates : callable
        The number of a city -> its other names.
    languages : iterable of str
        ISO 639-1 codes of the languages in which names are wanted.
    listed : iterable of str
        Those of them in which a city may be listed.

    Yields
    ------
    tuple
        The number of a city, a language and the city's name in it.
    """
    aliases = cast("Mapping[str, str]", get_global("zone_aliases"))
    here = _by_zone(zones, aliases)
    spelled = pc.replace_substring(fold_all(names), " ", "")
    named = {code: _zone_cities(code) for code in languages if exists(code)}
    territories = {plain(name) for name in Locale("en").territories.values()}
    clear_caches()
    for zone in sorted({zone for known in named.values() for zone in known}):
        keys = {plain(zone.rpartition("/")[2])}
        keys |= {plain(named[language][zone]) for language in listed if zone in named[language]}
        numbers = here.get(aliases.get(zone, zone))
        if numbers is None:
            continue
        standing = numbers.filter(pc.is_in(spelled.take(numbers), pa.array(sorted(keys)))).to_pylist()
        if not standing:
            # An exemplar may bear another name here (Ulan Bator), or be no city at all (the
            # Canaries): then only a city that is about the largest of its zone will do.
            inhabitants = population.take(numbers)
            enough = pc.max(inhabitants).as_py() * _LARGE
            standing = [
                number
                for number in numbers.filter(pc.greater_equal(inhabitants, enough)).to_pylist()
                if any(plain(name) in keys - territories for name in alternates(number))
            ]
        if standing:
            exemplar = max(standing, key=lambda number: cast("int", population[number].as_py()))
            for language, known in named.items():
                if zone in known:
                    yield exemplar, language, known[zone]


def _by_zone(zones: pa.Array, aliases: Mapping[str, str]) -> dict[str, pa.Array]:
    """Return the numbers of the cities of each time zone, by the name that CLDR has for it."""
    names = [aliases.get(zone, zone) for zone in zones.dictionary.to_pylist()]
    order = pc.sort_indices(zones.indices)
    counts = np.bincount(np.from_dlpack(zones.indices), minlength=len(names))
    parts = defaultdict[str, list[pa.Array]](list)
    for name, first, count in zip(names, np.cumsum(counts) - counts, counts.tolist(), strict=True):
        parts[name].append(order.slice(first, count))
    return {name: pa.concat_arrays(several) for name, several in parts.items()}


def _zone_cities(language: str) -> dict[str, str]:
    zones = cast("Mapping[str, Mapping[str, str]]", Locale(language).time_zones)
    return {
        zone: names["city"]
        for zone, names in zones.items()
        if "/" in zone and not any(sign in names.get("city", "(") for sign in "([")
    }
