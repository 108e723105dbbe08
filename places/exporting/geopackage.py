"""GeoPackage: places as points, with their mentions and articles, in one file for QGIS and its kin.

A GeoPackage is an SQLite database with a few tables of fixed form. Three layers: `places`, points in WGS 84
with counts and dates; `mentions` and `articles`, tables without geometry that join by `place_id` and
`article_id`.

References
----------
OGC 12-128r18, GeoPackage Encoding Standard 1.3.1, https://www.geopackage.org/spec131/
"""

from __future__ import annotations

import shutil
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final

from places.exporting.extract import Extract, Group, clean, clean_article, groups
from places.query import ArticleRow, MentionRow, typed

name: Final = "gpkg"
label: Final = "GeoPackage"
suffix: Final = ".gpkg"
media_type: Final = "application/geopackage+sqlite3"
excerpts: Final = None

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
    """Write the database to a temporary file, and its bytes to the stream."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "places.gpkg"
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.executescript(
                f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {_VERSION};"
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"  # nobody reads it before it is whole
            )
            database.execute("BEGIN")
            _fill(database, extract)
            database.execute("COMMIT")
        with path.open("rb") as written:
            shutil.copyfileobj(written, stream)


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
    west, south, east, north = 180.0, 90.0, -180.0, -90.0
    for group in groups(extract):
        place = group.place
        west, east = min(west, place.longitude), max(east, place.longitude)
        south, north = min(south, place.latitude), max(north, place.latitude)
        database.execute(f"INSERT INTO places VALUES (NULL{', ?' * 11})", _place(group, extract))  # noqa: S608
        database.executemany(
            "INSERT INTO mentions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
            (_mention(mention, article) for mention, article in group.mentions),
        )
    database.executemany("INSERT INTO articles VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", _articles(extract))
    changed = extract.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    about = clean(" · ".join(filter(None, (extract.title, extract.description, *extract.credits))))
    extent = (west, south, east, north) if extract.places else (None,) * 4
    database.executemany(
        "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            ("places", "features", "places", about, changed, *extent, _WGS_84),
            ("mentions", "attributes", "mentions", "", changed, None, None, None, None, None),
            ("articles", "attributes", "articles", "", changed, None, None, None, None, None),
        ],
    )
    database.execute(
        "INSERT INTO gpkg_geometry_columns VALUES ('places', 'geom', 'POINT', ?, 0, 0)", (_WGS_84,)
    )


def point(longitude: float, latitude: float) -> bytes:
    """Write a point as the standard's binary geometry: a head without an envelope, then well-known binary."""
    head = struct.pack("<2sBBi", b"GP", 0, 1, _WGS_84)  # version 0, little-endian
    return head + struct.pack("<BIdd", 1, 1, longitude, latitude)


def _place(group: Group, extract: Extract) -> tuple[object, ...]:
    place = group.place
    return (
        point(place.longitude, place.latitude),
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
