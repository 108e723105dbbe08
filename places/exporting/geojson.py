"""GeoJSON: one feature a place, for geographic information systems and web maps.

References
----------
RFC 7946, https://www.rfc-editor.org/rfc/rfc7946
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import BinaryIO, Final

from places.exporting.extract import Extract, Group, clean, groups
from places.model import PartialDate
from places.query import typed

name: Final = "geojson"
label: Final = "GeoJSON"
suffix: Final = ".geojson"
media_type: Final = "application/geo+json"

excerpts: Final = 100
"""A table of attributes is no reader for more."""


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write one feature a line, so that even a large file can be looked into."""
    head = {
        "type": "FeatureCollection",
        "name": "places",  # what GDAL calls the layer
        "title": clean(extract.title),
        "description": clean(extract.description),
        "url": clean(extract.url),
        "created": extract.created.isoformat(timespec="seconds"),
        "credits": [clean(line) for line in extract.credits],
        "counts": {
            "articles": len(extract.articles),
            "places": len(extract.places),
            "mentions": len(extract.mentions),
        },
    }
    write_features(head, (_feature(extract, group) for group in groups(extract)), stream)


def write_features(
    head: Mapping[str, object], features: Iterable[Mapping[str, object]], stream: BinaryIO
) -> None:
    """Write a collection: what its head says, and one feature a line."""
    stream.write(dumps(head).removesuffix("}").encode() + b',"features":[')
    for number, feature in enumerate(features):
        stream.write((b",\n" if number else b"\n") + dumps(feature).encode())
    stream.write(b"\n]}\n")


def dumps(value: object) -> str:
    """Write JSON as short as it goes, in the characters of the text itself."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _feature(extract: Extract, group: Group) -> dict[str, object]:
    place = group.place
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {
            "id": place.id,
            "name": place.name_in(extract.language.code),
            "kind": place.kind,
            "country_codes": list(place.country_codes),
            "mentions": len(group.mentions),
            "articles": group.articles,
            "first_date": _edtf(group.first),
            "last_date": _edtf(group.last),
            "confidence": group.confidence,
            "source": place.source,
            "excerpts": [
                {
                    "article": article.id,
                    "title": article.title,
                    "date": _edtf(article.published),
                    "text": "".join(typed(mention)),
                    "toponym": mention.surface,
                    "start": mention.start,
                    "end": mention.end,
                    "confidence": round(mention.confidence, 3),
                }
                for mention, article in group.mentions[:excerpts]
            ],
        },
    }


def _edtf(published: PartialDate | None) -> str | None:
    return str(published) if published else None
