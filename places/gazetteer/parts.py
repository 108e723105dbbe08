"""Parts of countries and regions that German names in one word: "Ostukraine", "Nordsyrien".

No list has them all, and their points need none: a part lies where the towns in it lie.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from places.gazetteer.source import Entry, Name
from places.model import Place

_Point = tuple[float, float]  # latitude, longitude
Towns = npt.NDArray[np.float64]
"""Points of towns, shape (towns, 2): latitude and longitude in degrees."""

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
_HOME = frozenset(["DE", "AT", "CH"])  # countries of whose regions texts name parts as well
_FEWEST = 9  # towns of an area, fewer of which tell nothing of its parts


def with_parts(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries, and after them the parts of the countries and regions among them.

    A part bears a name only if nothing else does: "Südafrika" stays the country.
    """
    towns = defaultdict[str, list[_Point]](list)
    areas: list[tuple[str, Entry]] = []
    taken: set[str] = set()
    for entry in entries:
        yield entry
        place = entry.place
        if place.kind == "city":
            for code in {*place.country_codes, entry.admin1}:
                towns[code].append((place.latitude, place.longitude))
            continue
        taken.update(name.text for name in entry.names)
        if place.kind == "country" and len(place.country_codes) == 1:
            areas.append((place.country_codes[0], entry))
        elif entry.feature_code == "ADM1" and _HOME.issuperset(place.country_codes):
            areas.append((entry.admin1, entry))
    for code, area in areas:
        if len(towns[code]) >= _FEWEST:
            yield from _parts(area, np.array(towns[code]), taken)


def _parts(area: Entry, towns: Towns, taken: set[str]) -> Iterator[Entry]:
    names = {name.text for name in area.names if name.language == "de" and name.text.isalpha()}
    names = {name for name in names if not name.isupper() and len(name) > 3}
    shown = area.place.names.get("de", "")
    for prefix, english, north, east in _DIRECTIONS:
        texts = [text for name in sorted(names) for text in (prefix + name.lower(), f"{prefix}-{name}")]
        texts = [text for text in texts if text not in taken]
        if not texts:
            continue
        latitude, longitude = _middle(towns, north, east)
        display = prefix + shown.lower()
        yield Entry(
            place=Place(
                id=f"own:{prefix.lower()}-{area.place.id.replace(':', '-')}",
                name=f"{english} {area.place.name}",
                kind="region",
                latitude=latitude,
                longitude=longitude,
                country_codes=area.place.country_codes,
                source="mean of its towns in GeoNames",
                names={"de": display} if display in texts else {},
            ),
            names=tuple(Name(text, "de", text == display) for text in texts),
            feature_code="RGN",
            prominence=max(area.prominence, area.place.population) // 20,
        )


def _middle(towns: Towns, north: int, east: int) -> _Point:
    """Return the mean of the towns of the quarter of an area that lies in a direction."""
    if north or east:
        onward = (towns - towns.mean(axis=0)) @ (north, east)
        quarter = max(1, len(towns) // 4)
        towns = towns[np.argpartition(onward, -quarter)[-quarter:]]
    latitude, longitude = towns.mean(axis=0).tolist()
    return latitude, longitude
