"""Which shape of Natural Earth is whose: that of a water, a range, a region or a country of the gazetteer.

Rules tell it, and where they leave a doubt a place has none:

- A country has the land of its ISO 3166-1 code.
- A first-level area is the one of its country with one of its names, or with its GeoNames code (Natural
  Earth has the same as FIPS code), not more than 150 km from its point. One that Natural Earth knows only by
  its parts (the regions of France and Italy) is all of them together, where each of the gazetteer's
  second-level areas in it has a shape. The parts of others, and those that Natural Earth spells otherwise,
  are in the table ``outline_parts.tsv``: by their names there, or by the code of a geographic unit (England).
  Which provinces make a region is general knowledge of the countries' own divisions.
- Everything else has one of its names, is of a class that fits its feature code, and lies not farther from
  its point than that point may be off. A river then goes on as far as its name or its number does, with no
  gap wider than `GAP_KM`. Names are compared without case, accents, and words for what something is.
"""

from __future__ import annotations

import csv
import json
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import shapely
import shapely.affinity
import shapely.ops
from shapely.geometry import MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from places.gazetteer import Entry
from places.gazetteer.sources.countries import Countries
from places.gazetteer.sources.features import Features
from places.gazetteer.sources.regions import Regions
from places.gazetteer.table import rows
from places.maps.ground_data import (
    features,
    lines_of,
    polygons_in,
    rings_of,
    unwrapped,
    unwrapped_arc,
)
from places.maps.lines import GRID, on_grid
from places.maps.world import countries_and_arcs, country_codes, joined_ring

GAP_KM: Final = 40.0
"""Kilometres between two pieces of a river that count as one."""

_NEAR_KM: Final = {
    "OCN": 3000.0,
    "SEA": 400.0,
    "CONT": 3000.0,
    "MTS": 250.0,
    "DSRT": 250.0,
    "STM": 160.0,
    "ADM1": 150.0,
}
_NEAR_OTHERS_KM: Final = 60.0
_PARTS: Final = Path(__file__).with_name("outline_parts.tsv")
_LAYERS: Final[dict[str, tuple[str, ...]]] = {
    "rivers": ("rivers_lake_centerlines_scale_rank", "rivers_europe", "rivers_north_america"),
    "lakes": ("lakes", "lakes_europe", "lakes_north_america"),
    "seas": ("geography_marine_polys",),
    "regions": ("geography_regions_polys",),
}
CLASSES: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "STM": (("rivers",), ()),
    "CNL": (("rivers",), ()),
    "LK": (("lakes",), ()),
    "RSV": (("lakes",), ()),
    "LGN": (("lakes", "seas"), ()),
    "OCN": (("seas",), ("ocean",)),
    "SEA": (("seas",), ("sea", "gulf", "bay")),
    "GULF": (("seas",), ("gulf", "bay", "sea")),
    "BAY": (("seas",), ("bay", "gulf", "sound", "inlet", "fjord", "sea")),
    "STRT": (("seas",), ("strait", "channel", "sound")),
    "CHN": (("seas",), ("channel", "strait", "sound")),
    "DLTA": (("regions",), ("Delta",)),
    "CONT": (("regions",), ("Continent",)),
    "ISL": (("regions",), ("Island",)),
    "ISLS": (("regions",), ("Island group",)),
    "ATOL": (("regions",), ("Island group",)),
    "MTS": (("regions",), ("Range/mtn", "Foothills")),
    "MT": (("regions",), ()),
    "PEN": (("regions",), ("Pen/cape", "Peninsula")),
    "CAPE": (("regions",), ("Pen/cape",)),
    "DSRT": (("regions",), ("Desert",)),
    "PLN": (("regions",), ("Plain", "Lowland", "Basin")),
    "PLAT": (("regions",), ("Plateau",)),
    "UPLD": (("regions",), ("Plateau",)),
    "VAL": (("regions",), ("Valley", "Gorge")),
    "RGN": (("regions",), ("Geoarea", "Coast", "Basin", "Lowland", "Plain", "Plateau", "Wetlands", "Tundra")),
}
"""Feature code to the layers of Natural Earth and the classes in them; none for all."""

_WORDS: Final = (
    "river fluss strom canal kanal lake see lago lac reservoir stausee sea meer golf gulf of bay bucht "
    "strait strasse channel ocean ozean island insel islands inseln isle ile isla mountains mountain mts mt "
    "gebirge berge range peninsula halbinsel pen desert wuste plateau plain ebene basin becken valley tal "
    "delta the der die das oblast krai kray kraj republic republik respublika province provinz region state "
    "land bundesland freistaat county grafschaft department departement district distrikt governorate "
    "prefecture prafektur autonomous autonome okrug city stadt do si sheng zizhiqu rio r l"
)
"""Words for what something is, in English, German and as Natural Earth has them, folded."""


@dataclass(frozen=True)
class Shape:
    """A shape of Natural Earth, on the grid.

    Attributes
    ----------
    layer, name, class_, country, code, unit : str
        `code` is the FIPS code of a first-level area without its country, `unit` the geographic unit in
        which it lies (three letters).
    keys : frozenset of str
        Names as they are compared.
    number : int
        Of a river; 0 where there is none.
    geometry : BaseGeometry
    """

    layer: str
    name: str
    class_: str
    keys: frozenset[str]
    geometry: BaseGeometry
    country: str = ""
    code: str = ""
    number: int = 0
    unit: str = ""


def key_of(name: str) -> str:
    """Give a name as names are compared: without accents and words for what something is."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    words = [
        word for word in re.split(r"[^\w']+|(?<=\w)-(?=\w)", plain.replace("'", "").replace("’", "")) if word
    ]
    kept = [word for word in words if word not in _WORDS.split()] or words
    return "".join(kept)


def keys_of(names: Iterable[str | None]) -> frozenset[str]:
    """Give several names as they are compared; one with a slash or brackets is several."""
    parts = (part for name in names if name for part in re.split(r"[/()|,]", name))
    return frozenset(filter(None, map(key_of, parts)))


def read_shapes(folder: Path) -> Iterator[Shape]:
    """Read the shapes of waters, terrain and first-level areas that have a name."""
    for layer, files in _LAYERS.items():
        for file in files:
            for feature in features(folder, file):
                told = feature["properties"]
                names = [
                    told.get(column) for column in ("name", "name_alt", "namealt", "name_en", "name_full")
                ]
                geometry = _geometry(feature["geometry"])
                if geometry.is_empty:
                    continue
                yield Shape(
                    layer,
                    str(told.get("name") or ""),
                    str(told["featurecla"]),
                    keys_of(names),
                    geometry,
                    number=int(told.get("rivernum") or 0) if file == _LAYERS["rivers"][0] else 0,
                )
    for feature in features(folder, "admin_1_states_provinces"):
        told = feature["properties"]
        yield Shape(
            "areas",
            str(told["name"] or told["gn_name"] or ""),
            "",
            keys_of([told["name"], told["gn_name"], told["woe_name"]]),
            _geometry(feature["geometry"]),
            country=str(told["iso_a2"] or ""),
            code=str(told["fips"] or "")[2:],
            unit=str(told.get("gu_a3") or ""),
        )


def _geometry(geometry: dict[str, Any]) -> BaseGeometry:
    if "Line" in geometry["type"]:
        return MultiLineString([line for line in lines_of(geometry) if len(line) > 1])
    polygons = [Polygon(rings[0], rings[1:]) for rings in rings_of(geometry) if len(rings[0]) > 3]
    return MultiPolygon([part for polygon in polygons for part in polygons_in(shapely.make_valid(polygon))])


def kilometres(shape: BaseGeometry, longitude: float, latitude: float) -> float:
    """Give about how far a shape is from a point of the earth, the shorter way around it."""
    x, y = on_grid(longitude, latitude)
    steps = min(shape.distance(shapely.Point(x + by, y)) for by in (-GRID, 0, GRID))
    return float(steps) * kilometres_of_step(latitude)


def kilometres_of_step(latitude: float) -> float:
    """Give the length of a step of the grid."""
    return 40_075 / GRID * math.cos(math.radians(min(85.0, abs(latitude))))


def matched_features(shapes: Sequence[Shape]) -> Iterator[tuple[str, Shape]]:
    """Match waters, terrain and areas of the gazetteer's own tables."""
    named: dict[str, list[Shape]] = defaultdict(list)
    numbered: dict[int, list[Shape]] = defaultdict(list)
    for shape in shapes:
        for key in shape.keys:
            named[key].append(shape)
        if shape.number:
            numbered[shape.number].append(shape)
    for entry in Features().entries():
        if entry.feature_code not in CLASSES:
            continue
        near = _NEAR_KM.get(entry.feature_code, _NEAR_OTHERS_KM)
        same = _fitting(entry, named)
        place = entry.place
        distances = [(kilometres(shape.geometry, place.longitude, place.latitude), shape) for shape in same]
        found = [shape for distance, shape in sorted(distances, key=lambda one: one[0]) if distance <= near]
        if not found:
            continue
        if found[0].layer == "rivers":
            found = _whole_river(found, same, numbered, place.latitude)
        elif entry.feature_code not in ("OCN", "ISLS"):
            found = found[:1]
        yield place.id, _joined(found)


def _fitting(entry: Entry, named: dict[str, list[Shape]]) -> list[Shape]:
    layers, classes = CLASSES[entry.feature_code]
    keys = keys_of([entry.place.name, *(name.text for name in entry.names if name.role != "former")])
    if entry.feature_code == "OCN":
        keys |= {f"{side}{key}" for key in keys for side in ("north", "south")}
    fitting = {
        id(shape): shape
        for key in keys
        for shape in named.get(key, ())
        if shape.layer in layers
        and (not classes or shape.class_ in classes)
        # The Donaukanal is not the Danube, which is the same without words for what something is.
        and (entry.feature_code != "CNL" or re.search("canal|kanal", shape.name.casefold()))
    }
    return list(fitting.values())


def _whole_river(
    found: Sequence[Shape], same: Sequence[Shape], numbered: dict[int, list[Shape]], latitude: float
) -> list[Shape]:
    """Go on from the pieces near the point as far as the name or the number does."""
    numbers = {shape.number for shape in found} - {0}
    more = [
        shape
        for number in numbers
        for shape in numbered[number]
        if not shape.name or "Lake" in shape.class_ or shape.keys & found[0].keys
    ]
    waiting = {id(shape): shape for shape in (*same, *more)}
    river = [waiting.pop(id(shape)) for shape in found]
    gap = GAP_KM / kilometres_of_step(latitude)
    edge = list(river)
    while edge:
        reached = [
            shape
            for shape in waiting.values()
            if any(shape.geometry.distance(one.geometry) <= gap for one in edge)
        ]
        for shape in reached:
            del waiting[id(shape)]
        river += reached
        edge = reached
    return river


def _joined(found: Sequence[Shape]) -> Shape:
    first = found[0]
    if len(found) == 1:
        return first
    geometry = shapely.union_all([shape.geometry for shape in found])
    return Shape(first.layer, first.name, first.class_, first.keys, geometry, first.country)


def matched_regions(shapes: Sequence[Shape]) -> Iterator[tuple[str, Shape]]:
    """Match the regions of the first and second level."""
    of_country: dict[str, list[Shape]] = defaultdict(list)
    for shape in shapes:
        if shape.layer == "areas":
            of_country[shape.country].append(shape)
    codes = {row["id"]: row["geonames_code"].partition(".")[2] for row in rows("regions.tsv")}
    iso = {row["id"]: row["iso"] for row in rows("regions.tsv")}
    entries = list(Regions().entries())
    parts: dict[str, list[Shape | None]] = defaultdict(list)
    taken: set[int] = set()
    first_level = [entry for entry in entries if entry.feature_code == "ADM1"]
    second_level = [entry for entry in entries if entry.feature_code == "ADM2"]
    without: list[Entry] = []
    for entry in first_level:
        found = _region(entry, codes[entry.place.id], of_country, taken)
        if found is None:
            without.append(entry)
        else:
            taken.add(id(found))
            yield entry.place.id, found
    for entry in second_level:
        found = _region(entry, "", of_country, taken)
        parts[entry.admin1].append(found)
        if found is not None:
            taken.add(id(found))
            yield entry.place.id, found
    listed = parts_in_table()
    for entry in without:
        whole = _whole_of(listed.get(iso[entry.place.id], ()), of_country[entry.place.country_codes[0]])
        if whole is not None:
            yield entry.place.id, whole
            continue
        pieces = parts.get(iso[entry.place.id], [])
        known = [piece for piece in pieces if piece is not None]
        if len(known) > 1 and len(known) == len(pieces):
            whole = _joined(known)
            yield (
                entry.place.id,
                Shape(
                    "areas", ", ".join(sorted(piece.name for piece in known)), "", whole.keys, whole.geometry
                ),
            )


def parts_in_table() -> dict[str, tuple[str, ...]]:
    """Read what first-level areas consist of, by their ISO 3166-2 codes."""
    with _PARTS.open(encoding="utf-8", newline="") as table:
        read = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["iso"]: tuple(row["parts"].split(";")) for row in read}


def _whole_of(parts: Sequence[str], areas: Sequence[Shape]) -> Shape | None:
    """Join the areas with some names, or in a geographic unit; None where one is not there."""
    found = [[area for area in areas if part in {area.name, area.unit}] for part in parts]
    if not found or not all(found):
        return None
    joined = _joined([area for of_part in found for area in of_part])
    return Shape("areas", ", ".join(parts), "", frozenset(), joined.geometry)


def _region(
    entry: Entry, code: str, everywhere: Mapping[str, Sequence[Shape]], taken: set[int]
) -> Shape | None:
    place = entry.place
    areas = everywhere[place.country_codes[0]]
    keys = keys_of([place.name, *(name.text for name in entry.names if name.role != "former")])
    named = [area for several in everywhere.values() for area in several if area.keys & keys]
    near_km = _NEAR_KM["ADM1"] if entry.feature_code == "ADM1" else _NEAR_OTHERS_KM
    near = [
        area
        for area in areas
        if id(area) not in taken and kilometres(area.geometry, place.longitude, place.latitude) <= near_km
    ]
    for rule in (lambda area: bool(area.keys & keys), lambda area: bool(code) and area.code == code):
        found = [area for area in near if rule(area)]
        if len(found) == 1:
            return found[0]
        if found:
            holding = [
                area for area in found if kilometres(area.geometry, place.longitude, place.latitude) == 0
            ]
            return holding[0] if len(holding) == 1 else None
    # Natural Earth has some land with another country than the gazetteer, such as Crimea.
    elsewhere = [area for area in named if area.country not in place.country_codes]
    holding = [area for area in elsewhere if kilometres(area.geometry, place.longitude, place.latitude) == 0]
    return holding[0] if len(holding) == 1 else None


def matched_countries(folder: Path) -> Iterator[tuple[str, Shape]]:
    """Give the land of each country."""
    topology = json.loads((folder / "countries-10m.json").read_text(encoding="utf-8"))
    countries, arcs = countries_and_arcs(topology, country_codes())
    lines = [unwrapped_arc(arc) for arc in arcs]
    lands: dict[str, list[Polygon]] = defaultdict(list)
    for code, polygons in countries.values():
        for polygon in polygons:
            rings = [unwrapped(joined_ring(ring, lines)) for ring in polygon]
            rings = [ring for ring in rings if len(ring) > 3]
            if not rings:
                continue
            lands[code] += polygons_in(shapely.make_valid(Polygon(rings[0], rings[1:])))
    for entry in Countries().entries():
        code = entry.place.country_codes[0]
        if lands[code]:
            land = shapely.union_all(lands[code]) if code == "CY" else MultiPolygon(lands[code])
            yield entry.place.id, Shape("countries", entry.place.name, "", frozenset(), land)
