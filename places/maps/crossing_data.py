"""Find which countries and first-level areas the gazetteer's rivers, lakes, terrain and regions cross.

The result is the table ``crosses.tsv`` of the gazetteer, which `places.gazetteer.crossing` reads. To make it
anew from the shapes in ``outlines`` (Natural Earth, public domain)::

    python -m places.maps.crossing_data

Rows of another source than Natural Earth's stay as they are: they were written by hand.

A river crosses an area with `LEAST_KM` of its course, or a third of it where that is less; with
`LEAST_BORDER_KM` of it on a border, which the shapes know to about a kilometre, it is on both sides. A lake,
a range or a region crosses it with a hundredth of itself, or `LEAST_KM2`. A country that the gazetteer does
not name takes a twentieth: the Elbe rises a kilometre from Poland. What has no shape and is no larger than a
district lies in the area that its point lies in.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

import shapely
import shapely.affinity
from shapely.geometry import MultiLineString, Point, shape
from shapely.geometry.base import BaseGeometry

from places.gazetteer import Entry
from places.gazetteer.crossing import CROSSES
from places.gazetteer.sources.countries import Countries
from places.gazetteer.sources.features import Features
from places.gazetteer.sources.regions import Regions
from places.gazetteer.table import rows
from places.geo import KM_PER_DEGREE, narrowing
from places.maps.outlines import outline_of

LEAST_KM: Final = 5.0
LEAST_BORDER_KM: Final = 15.0
LEAST_KM2: Final = 1000.0
SOURCE: Final = "shapes of Natural Earth 1:10m (public domain)"
_BORDER_KM: Final = 1.0
_UNNAMED: Final = 0.05
_SMALL: Final = frozenset({"ADM3", "ADM4", "RGNE"})
"""Feature codes of what is no larger than a district."""

_KINDS: Final = frozenset({"water", "terrain", "region"})


def shapes_of_areas() -> dict[str, BaseGeometry]:
    """Give the shapes of countries by ISO 3166-1 and of first-level areas by ISO 3166-2."""
    entries = [*Countries().entries(), *(one for one in Regions().entries() if one.feature_code == "ADM1")]
    shapes: dict[str, BaseGeometry] = {}
    for entry in entries:
        outline = outline_of(entry.place.id)
        code = entry.admin1 if entry.feature_code == "ADM1" else entry.place.country_codes[0]
        if outline and code and code not in shapes:
            shapes[code] = shapely.make_valid(shape(outline))
    return shapes


def crossed_by(
    outline: BaseGeometry,
    tree: shapely.STRtree,
    codes: Sequence[str],
    shapes: Mapping[str, BaseGeometry],
    named: Collection[str],
) -> Iterator[str]:
    """Yield the codes of the areas that a course or an area crosses; `named` are its likely countries."""
    whole = _size(outline)
    if not isinstance(outline, MultiLineString):
        for at in sorted(tree.query(outline, predicate="intersects").tolist()):
            least = min(LEAST_KM2, whole / 100) if codes[at][:2] in named else whole * _UNNAMED
            if _size(shapely.intersection(outline, shapes[codes[at]])) >= least:
                yield codes[at]
        return
    wide = _BORDER_KM / KM_PER_DEGREE
    around = outline.envelope.buffer(0.1)
    for at in sorted(tree.query(outline, predicate="dwithin", distance=wide).tolist()):
        area = shapely.intersection(shapes[codes[at]], around)
        on_border = shapely.intersection(outline, shapely.buffer(area, wide))
        if codes[at][:2] in named:
            least, least_on_border = min(LEAST_KM, whole / 3), LEAST_BORDER_KM
        else:
            least = least_on_border = whole * _UNNAMED
        if _size(shapely.intersection(outline, area)) >= least or _size(on_border) >= least_on_border:
            yield codes[at]


def _size(geometry: BaseGeometry) -> float:
    """Give a length in km or an area in km², as its kind is: each part as if flat at its middle."""
    total = 0.0
    for part in shapely.get_parts(geometry).tolist():
        if part.is_empty:
            continue
        flat = shapely.affinity.scale(
            part, KM_PER_DEGREE * narrowing(part.centroid.y), KM_PER_DEGREE, origin=(0, 0)
        )
        total += flat.area if "Polygon" in part.geom_type else flat.length
    return total


def made() -> Iterator[tuple[str, list[str]]]:
    """Yield the ids of places with the codes of the areas that they cross."""
    shapes = shapes_of_areas()
    codes = list(shapes)
    tree = shapely.STRtree([shapes[code] for code in codes])
    for entry in [*Features().entries(), *Regions().entries()]:
        place = entry.place
        if place.kind not in _KINDS or place.area or _known_by_parts(entry):
            continue
        outline: dict[str, Any] | None = outline_of(place.id)
        if outline is not None:
            geometry = shape(outline)
            if not isinstance(geometry, MultiLineString):
                geometry = shapely.make_valid(geometry)
            named = place.country_codes or tuple(codes)
            crossed = list(crossed_by(geometry, tree, codes, shapes, named))
        elif entry.feature_code in _SMALL:
            point = Point(place.longitude, place.latitude)
            crossed = [codes[at] for at in tree.query(point, predicate="within").tolist()]
            crossed = [code for code in crossed if code[:2] in place.country_codes]
        else:
            continue
        if crossed:
            yield place.id, sorted(crossed)


def _known_by_parts(entry: Entry) -> bool:
    return bool(entry.place.consists_of) or entry.feature_code == "CONT"


def main() -> None:
    """Write the table anew."""
    kept = [row for row in rows(CROSSES.name) if row["source"] != SOURCE] if CROSSES.exists() else []
    by_hand = {row["id"] for row in kept}
    found = [
        {"id": place_id, "areas": ",".join(areas), "source": SOURCE}
        for place_id, areas in made()
        if place_id not in by_hand
    ]
    with CROSSES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ("id", "areas", "source"), delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(found, key=lambda row: row["id"]))
        writer.writerows(kept)


if __name__ == "__main__":
    main()
