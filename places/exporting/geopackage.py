"""GeoPackage: places as points and shapes, their mentions and articles, in one file for QGIS and its kin.

A GeoPackage is an SQLite database with a few tables of fixed form. Four layers: `places`, points in WGS 84
with counts and dates; `shapes`, the courses of rivers and the outlines of areas, of those places that have
one; `mentions` and `articles`, tables without geometry. They join by `place_id` and `article_id`.

References
----------
OGC 12-128r18, GeoPackage Encoding Standard 1.3.1, https://www.geopackage.org/spec131/
"""

from __future__ import annotations

import shutil
import sqlite3
import struct
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final

from places.exporting.extract import Extract, Group, clean, clean_article, groups
from places.exporting.room import no_room
from places.maps import outline_of, outline_source
from places.query import ArticleRow, MentionRow, typed

name: Final = "gpkg"
label: Final = "GeoPackage"
suffix: Final = ".gpkg"
media_type: Final = "application/geopackage+sqlite3"
excerpts: Final = None

NATURAL_EARTH_CREDIT: Final = "Natural Earth, https://www.naturalearthdata.com, public domain"

_WITHOUT_SHAPE: Final = frozenset(("city", "site"))
_WGS_84: Final = 4326
_APPLICATION: Final = 0x47504B47
"""“GPKG”, by which the file is known."""

_VERSION: Final = 10301

_WGS_84_TEXT: Final = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)

_TABLES: Final = """
CREATE TABLE gpkg_spatial_ref_sys (
    srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT
);
CREATE TABLE gpkg_contents (
    table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE,
    max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_geometry_columns (
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id), z TINYINT NOT NULL, m TINYINT NOT NULL,
    PRIMARY KEY (table_name, column_name), UNIQUE (table_name)
);
CREATE TABLE places (
    fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, place_id TEXT UNIQUE, name TEXT,
    kind TEXT, country_codes TEXT, mentions INTEGER, articles INTEGER, first_date TEXT, last_date TEXT,
    confidence DOUBLE, source TEXT
);
CREATE TABLE shapes (
    fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom GEOMETRY, place_id TEXT UNIQUE, name TEXT,
    kind TEXT, mentions INTEGER, articles INTEGER, source TEXT
);
CREATE TABLE mentions (
    fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, place_id TEXT, article_id TEXT, toponym TEXT,
    quote TEXT, start INTEGER, "end" INTEGER, confidence DOUBLE
);
CREATE TABLE articles (
    fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, article_id TEXT UNIQUE, title TEXT, date TEXT,
    source TEXT, author TEXT, url TEXT, language TEXT
);
"""


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write the database to a temporary file, and its bytes to the stream.

    Raises
    ------
    OSError
        If one or the other cannot be written.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "places.gpkg"
        try:
            _write_database(extract, path)
        except sqlite3.OperationalError as error:
            raise OSError(*no_room(error)) from None
        with path.open("rb") as written:
            shutil.copyfileobj(written, stream)


def _write_database(extract: Extract, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(
            f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {_VERSION};"
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"  # nobody reads it before it is whole
        )
        database.execute("BEGIN")
        _fill(database, extract)
        database.execute("COMMIT")


def _fill(database: sqlite3.Connection, extract: Extract) -> None:
    for statement in filter(str.strip, _TABLES.split(";")):
        database.execute(statement)
    database.executemany(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)",
        [
            ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", None),
            ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
            ("WGS 84 geodetic", _WGS_84, "EPSG", _WGS_84, _WGS_84_TEXT, "longitude, latitude in degrees"),
        ],
    )
    extents = {"places": _Extent(), "shapes": _Extent()}
    for group in groups(extract):
        place = group.place
        extents["places"].take(place.longitude, place.latitude)
        _shape(database, group, extract, extents["shapes"])
        database.execute(f"INSERT INTO places VALUES (NULL{', ?' * 11})", _place(group, extract))  # noqa: S608
        database.executemany(
            "INSERT INTO mentions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
            (_mention(mention, article) for mention, article in group.mentions),
        )
    database.executemany("INSERT INTO articles VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", _articles(extract))
    changed = extract.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    about = clean(" · ".join(filter(None, (extract.title, extract.description, *extract.credits))))
    points, shapes = extents["places"].corners(), extents["shapes"].corners()
    database.executemany(
        "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            ("places", "features", "places", about, changed, *points, _WGS_84),
            ("shapes", "features", "shapes", NATURAL_EARTH_CREDIT, changed, *shapes, _WGS_84),
            ("mentions", "attributes", "mentions", "", changed, None, None, None, None, None),
            ("articles", "attributes", "articles", "", changed, None, None, None, None, None),
        ],
    )
    database.executemany(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
        [("places", "POINT", _WGS_84), ("shapes", "GEOMETRY", _WGS_84)],
    )


class _Extent:
    """How far a layer reaches, in degrees."""

    def __init__(self) -> None:
        self._west, self._south, self._east, self._north = inf, inf, -inf, -inf

    def take(self, longitude: float, latitude: float) -> None:
        self._west, self._east = min(self._west, longitude), max(self._east, longitude)
        self._south, self._north = min(self._south, latitude), max(self._north, latitude)

    def corners(self) -> tuple[float | None, ...]:
        if self._west > self._east:
            return (None,) * 4
        return self._west, self._south, self._east, self._north


def _shape(database: sqlite3.Connection, group: Group, extract: Extract, extent: _Extent) -> None:
    place = group.place
    shape = None if place.kind in _WITHOUT_SHAPE else outline_of(place.id)
    if shape is None:
        return
    database.execute(
        "INSERT INTO shapes VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
        (
            geometry(shape["type"], shape["coordinates"]),
            place.id,
            place.name_in(extract.language.code),
            place.kind,
            len(group.mentions),
            group.articles,
            outline_source(place.id),
        ),
    )
    is_course = shape["type"] == "MultiLineString"
    parts = shape["coordinates"] if is_course else (ring for part in shape["coordinates"] for ring in part)
    for longitude, latitude in (point for part in parts for point in part):
        extent.take(longitude, latitude)


def geometry(kind: str, coordinates: Any) -> bytes:  # a GeoJSON geometry has one of three depths
    """Write a geometry of GeoJSON as the standard's binary one: a head without an envelope, then WKB.

    Parameters
    ----------
    kind : str
        ``Point``, ``MultiLineString`` or ``MultiPolygon``.
    coordinates : list
        As GeoJSON has them: longitude before latitude.
    """
    head = struct.pack("<2sBBi", b"GP", 0, 1, _WGS_84)  # version 0, little-endian
    match kind:
        case "Point":
            return head + struct.pack("<BI2d", 1, 1, *coordinates)
        case "MultiLineString":
            lines = (struct.pack("<BI", 1, 2) + _points(line) for line in coordinates)
            return head + struct.pack("<BII", 1, 5, len(coordinates)) + b"".join(lines)
        case "MultiPolygon":
            polygons = (
                struct.pack("<BII", 1, 3, len(rings)) + b"".join(map(_points, rings)) for rings in coordinates
            )
            return head + struct.pack("<BII", 1, 6, len(coordinates)) + b"".join(polygons)
        case _:
            raise ValueError(f"no geometry {kind!r} is written here")


def _points(points: Sequence[Sequence[float]]) -> bytes:
    flat = [value for each in points for value in each]
    return struct.pack(f"<I{len(flat)}d", len(points), *flat)


def _place(group: Group, extract: Extract) -> tuple[object, ...]:
    place = group.place
    return (
        geometry("Point", (place.longitude, place.latitude)),
        place.id,
        place.name_in(extract.language.code),
        place.kind,
        " ".join(place.country_codes),
        len(group.mentions),
        group.articles,
        str(group.first or "") or None,
        str(group.last or "") or None,
        group.confidence,
        place.source,
    )


def _mention(mention: MentionRow, article: ArticleRow) -> tuple[object, ...]:
    return (
        mention.place_id,
        article.id,
        mention.surface,
        "".join(typed(mention)),
        mention.start,
        mention.end,
        round(mention.confidence, 3),
    )


def _articles(extract: Extract) -> Iterator[tuple[object, ...]]:
    for article in map(clean_article, extract.articles):
        yield (
            article.id,
            article.title,
            str(article.published or "") or None,
            article.source,
            article.author,
            article.url,
            article.language,
        )
