"""Parts of countries and regions that a language has a word for: "Ostukraine", "Nordsyrien".

No list has them all, and their points need none: a part lies where the towns in it lie.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from places.gazetteer.source import Entry, Name
from places.gazetteer.tables import Tables, entries_of
from places.languages import Language, Languages
from places.languages.language import no_parts
from places.languages.town import Area
from places.model import KINDS, Place

Towns = npt.NDArray[np.float64]
"""Points of towns, shape (towns, 2): latitude and longitude in degrees."""

_CITY = KINDS.index("city")
_FEWEST = 9  # towns of an area, fewer of which tell nothing of its parts


@dataclass(frozen=True, slots=True)
class _Country:
    """A country or a region as an entry, and the ISO 3166 code by which its towns are known."""

    code: str
    entry: Entry


def parts(tables: Tables, languages: Languages) -> Iterator[Entry]:
    """Yield the parts of the countries and regions of some tables.

    A part bears a name only if no other area, water or terrain does: "Südafrika" stays the country.
    """
    asked = [language for language in languages.values() if language.area_parts is not no_parts]
    areas, taken = _areas(tables, frozenset[str]().union(*(one.regions_with_parts for one in asked)))
    towns = _towns(tables.places, frozenset(area.code for area in areas))
    for language in asked:
        for area in areas:
            place = area.entry.place
            wanted = place.kind == "country" or place.country_codes[0] in language.regions_with_parts
            if wanted and len(towns.get(area.code, ())) >= _FEWEST:
                yield from _parts(area.entry, towns[area.code], taken, language)


def _areas(tables: Tables, countries: frozenset[str]) -> tuple[list[_Country], set[str]]:
    """Return all countries and some countries' first-level regions, and the names of all that is no town."""
    no_town = (
        tables.places.column("kind").combine_chunks().take(tables.names.column("place").combine_chunks())
    )
    names = tables.names.filter(pc.not_equal(no_town, _CITY))
    country = pc.equal(tables.places.column("kind"), KINDS.index("country"))
    region = pc.equal(tables.places.column("feature_code").cast(pa.string()), "ADM1")
    inside = pc.is_in(
        tables.places.column("country_codes").cast(pa.string()), pa.array(sorted(countries), pa.string())
    )
    region = pc.and_(region, inside)
    rows = pc.indices_nonzero(pc.or_(country, region)).cast(pa.int32())
    # The names count places among those that are left.
    own = names.filter(pc.is_in(names.column("place"), rows))
    own = own.set_column(own.column_names.index("place"), "place", pc.index_in(own.column("place"), rows))
    areas = []
    for entry in entries_of(Tables(tables.places.take(rows), own)):
        codes = entry.place.country_codes
        if len(codes) == 1:
            areas.append(_Country(codes[0] if entry.place.kind == "country" else entry.admin1, entry))
    return areas, set(names.column("text").to_pylist())


def _towns(places: pa.Table, codes: frozenset[str]) -> Mapping[str, Towns]:
    """Return the points of the towns of some countries and regions, by their code."""
    cities = places.filter(pc.equal(places.column("kind"), _CITY)).unify_dictionaries().combine_chunks()
    if not cities.num_rows:
        return {}
    points = np.column_stack(
        [np.from_dlpack(cities.column(name).chunk(0)) for name in ("latitude", "longitude")]
    )
    found: dict[str, list[Towns]] = defaultdict(list)
    for name in ("country_codes", "admin1"):
        column = cities.column(name).chunk(0)
        numbers = np.from_dlpack(column.indices)
        order = np.argsort(numbers, kind="stable")
        borders = np.searchsorted(numbers[order], np.arange(len(column.dictionary) + 1))
        for number, joined in enumerate(column.dictionary.to_pylist()):
            for code in set(joined.split("|")) & codes:
                found[code].append(points[order[borders[number] : borders[number + 1]]])
    return {code: np.concatenate(several) for code, several in found.items()}


def _parts(area: Entry, towns: Towns, taken: set[str], language: Language) -> Iterator[Entry]:
    place = area.place
    names = tuple(dict.fromkeys(name.text for name in area.names if name.language == language.code))
    shown = place.names.get(language.code, "")
    asked = Area("country" if place.kind == "country" else "region", place.country_codes[0], names, shown)
    for part in language.area_parts(asked):
        texts = [text for text in part.names if text not in taken]
        if not texts:
            continue
        latitude, longitude = _middle(towns, part.north, part.east)
        yield Entry(
            place=Place(
                id=f"own:{part.key}-{place.id.replace(':', '-')}",
                name=f"{part.label} {place.name}",
                kind="region",
                latitude=latitude,
                longitude=longitude,
                country_codes=place.country_codes,
                source="mean of its towns in GeoNames",
                names={language.code: part.shown} if part.shown in texts else {},
            ),
            names=tuple(Name(text, language.code, text == part.shown) for text in texts),
            feature_code="RGN",
            prominence=max(area.prominence, place.population) // 20,
        )


def _middle(towns: Towns, north: int, east: int) -> tuple[float, float]:
    """Return the mean of the towns of the quarter of an area that lies in a direction."""
    if north or east:
        onward = (towns - towns.mean(axis=0)) @ (north, east)
        quarter = max(1, len(towns) // 4)
        towns = towns[np.argpartition(onward, -quarter)[-quarter:]]
    latitude, longitude = towns.mean(axis=0).tolist()
    return latitude, longitude
