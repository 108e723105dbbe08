"""Write the shapes that waters, terrain, regions and countries of the gazetteer have in Natural Earth.

The result is the folder ``outlines``; `places.maps.outlines` reads it, and so does the map's script. It is
committed; to make it anew, take the folder that `places.maps.ground_data` asks for, with Natural Earth's
``ne_10m_geography_marine_polys`` and ``ne_10m_geography_regions_polys`` (public domain) added, and run::

    python -m places.maps.outline_data FOLDER

`places.maps.outline_matching` tells which shape is whose.

A file has, by id of the place, ``course`` (lines) or ``area`` (polygons, each a list of rings), all written
as `places.maps.lines.encoded` does, and ``from``, the feature of Natural Earth. ``courses.json`` has the
point of each river's course (latitude, longitude) that is nearest to its point in the gazetteer.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import shapely
import shapely.affinity
import shapely.ops
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from places.gazetteer.sources.countries import Countries
from places.gazetteer.sources.features import Features
from places.gazetteer.sources.regions import Regions
from places.maps.ground_data import (
    lines_in,
    polygons_in,
)
from places.maps.lines import GRID, decoded, encoded, on_earth, on_grid, without_small_bends
from places.maps.outline_matching import (
    CLASSES,
    Shape,
    matched_countries,
    matched_features,
    matched_regions,
    read_shapes,
)
from places.maps.outlines import FILES, OUTLINES, file_of

_SMALLEST: Final = 2.5  # square steps of the grid: bends that are kept in a small shape
_SMALLEST_OF_LARGE: Final = 300.0  # and in the largest


def within_the_world(shape: BaseGeometry) -> BaseGeometry:
    """Cut a shape at the 180° meridian, and bring what lies past it to its other side."""
    left, _, right, _ = shape.bounds
    if left >= 0 and right <= GRID:
        return shape
    world = box(0, 0, GRID, GRID)
    moved = [shapely.affinity.translate(shape, by) for by in (-GRID, 0, GRID)]
    copies = [shapely.intersection(one, world) for one in moved]
    return shapely.union_all([copy for copy in copies if not copy.is_empty])


def written(shape: Shape) -> dict[str, Any]:
    """Give what a file says of a shape, simplified as its size allows."""
    left, top, right, bottom = shape.geometry.bounds
    smallest = min(_SMALLEST_OF_LARGE, max(_SMALLEST, (max(right - left, bottom - top) / 1500) ** 2))
    source = f"{shape.name} ({shape.layer})"
    if shape.layer == "rivers":
        merged = shapely.line_merge(shapely.union_all(list(lines_in(shape.geometry))))
        lines = [without_small_bends([(x, y) for x, y in line.coords], smallest) for line in lines_in(merged)]
        course = [line for line in map(encoded, lines) if len(decoded(line)) > 1]
        return {"course": course, "from": source}
    pieces: list[Polygon] = []
    for polygon in polygons_in(within_the_world(shape.geometry)):
        rings = [
            without_small_bends([(x, y) for x, y in ring.coords], smallest)
            for ring in (polygon.exterior, *polygon.interiors)
        ]
        simple = Polygon(rings[0], [ring for ring in rings[1:] if Polygon(ring).area > smallest])
        # Whole numbers before it is looked at: rounding may let an outline touch itself.
        pieces += polygons_in(shapely.set_precision(shapely.make_valid(simple), 1.0))
    largest = max((piece.area for piece in pieces), default=0.0)
    kept = [piece for piece in pieces if piece.area >= min(4 * smallest, largest)]
    # The grid runs down: clockwise on it is counterclockwise on the earth, as RFC 7946 wants outer rings.
    turned = [shapely.orient_polygons(piece, exterior_cw=True) for piece in kept]
    return {
        "area": [[encoded(ring.coords) for ring in (piece.exterior, *piece.interiors)] for piece in turned],
        "from": source,
    }


def main(path: str) -> None:
    """Read the folder `path`, write the folder ``outlines`` and print how many places have a shape."""
    folder = Path(path)
    shapes = list(read_shapes(folder))
    found: dict[str, Shape] = dict(matched_features(shapes))
    found |= dict(matched_regions(shapes)) | dict(matched_countries(folder))
    files: dict[int, dict[str, Any]] = {number: {} for number in range(FILES)}
    for place_id, shape in sorted(found.items()):
        told = written(shape)
        if told.get("course") or told.get("area"):
            files[file_of(place_id)][place_id] = told
    OUTLINES.mkdir(exist_ok=True)
    for number, content in files.items():
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (OUTLINES / f"{number}.json").write_text(text, encoding="utf-8")
    courses = on_their_courses(found)
    (OUTLINES / "courses.json").write_text(json.dumps(courses, separators=(",", ":")), encoding="utf-8")
    for line in counted(found):
        print(line)  # noqa: T201 - a script says what it found


def on_their_courses(found: Mapping[str, Shape]) -> dict[str, list[float]]:
    """Give the point of each river's course that is nearest to its point in the gazetteer."""
    points = {}
    for entry in Features().entries():
        shape = found.get(entry.place.id)
        if shape is None or shape.layer != "rivers":
            continue
        point = shapely.Point(on_grid(entry.place.longitude, entry.place.latitude))
        nearest, _ = shapely.ops.nearest_points(shape.geometry, point)
        longitude, latitude = on_earth(nearest.x, nearest.y)
        points[entry.place.id] = [round(latitude, 4), round(longitude, 4)]
    return points


def counted(found: Iterable[str]) -> Iterator[str]:
    """Say of how many places of each feature code a shape was found."""
    ids = set(found)
    entries = [*Features().entries(), *Regions().entries(), *Countries().entries()]
    wanted = {*CLASSES, "ADM1", "ADM2"}
    codes = {
        entry.place.id: entry.feature_code
        for entry in entries
        if entry.feature_code in wanted or entry.place.kind == "country"
    }
    every, some = Counter(codes.values()), Counter(code for one, code in codes.items() if one in ids)
    for code, number in every.most_common():
        yield f"{code} {some[code]} of {number}"


if __name__ == "__main__":
    main(sys.argv[1])
