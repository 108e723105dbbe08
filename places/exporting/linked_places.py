"""Linked Places Format: one feature a place, as gazetteers exchange them.

It is GeoJSON and JSON-LD at once; version 1.3 of 24 June 2024, which asks for
``fclasses``. What a reader may wonder about:

- ``@id`` is our own id (``geonames:1871859``, ``own:vostochny-cosmodrome``): the same in
  every export. A place from GeoNames links to its record there as an exact match, since
  it is that record.
- A name is a toponym that stands so in an article, inflected or not, with the articles
  as its citations and their dates as its time spans. The first one is the display name,
  with the gazetteer as its citation.
- A date is as precise as it is known; one that was estimated has a ``~`` behind it, as
  ISO 8601-2 writes what is approximate.

References
----------
https://github.com/LinkedPasts/linked-places-format;
place types: Getty Art & Architecture Thesaurus, https://www.getty.edu/research/tools/vocabularies/aat/;
feature classes: https://www.geonames.org/export/codes.html
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO, Final

from places.exporting.extract import Extract, Group, clean, groups, web_address
from places.exporting.geojson import dumps
from places.language import Language
from places.model import Kind, Place
from places.query import ArticleRow, typed

name: Final = "lpf"
label: Final = "Linked Places"
suffix: Final = ".lpf.json"
media_type: Final = "application/ld+json"

CONTEXT: Final = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
)

excerpts: Final = 100
"""The same holds for the citations of a name."""

FEATURE_CLASSES: Final[Mapping[Kind, list[str]]] = {
    "country": ["A"],
    "region": ["A", "L"],  # both administrative regions and others are regions here
    "city": ["P"],
    "water": ["H"],
    "terrain": ["T"],
    "site": ["S"],
}

TYPES: Final[Mapping[Kind, tuple[str, str]]] = {
    "country": ("aat:300387506", "country"),
    "region": ("aat:300182722", "region (geographic)"),
    "city": ("aat:300008347", "inhabited place"),
    "water": ("aat:300266059", "body of water (natural)"),
    "terrain": ("aat:300266060", "landform (terrestrial)"),
    "site": ("aat:300000809", "site"),
}


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write one feature a line."""
    head = {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "title": clean(extract.title),
        "license": [clean(line) for line in extract.credits],
        "counts": {
            "articles": len(extract.articles),
            "places": len(extract.places),
            "mentions": len(extract.mentions),
        },
    }
    stream.write(dumps(head).removesuffix("}").encode() + b',"features":[')
    for number, group in enumerate(groups(extract)):
        stream.write((b",\n" if number else b"\n") + dumps(_feature(extract.language, group)).encode())
    stream.write(b"\n]}\n")


def _feature(language: Language, group: Group) -> dict[str, object]:
    place = group.place
    identifier, label = TYPES[place.kind]
    feature: dict[str, object] = {
        "@id": place.id,
        "type": "Feature",
        "properties": {
            "title": place.name_in(language.code),
            "ccodes": list(place.country_codes),
            "fclasses": FEATURE_CLASSES[place.kind],
            "mentions": len(group.mentions),
            "articles": group.articles,
            "confidence": group.confidence,
        },
    }
    spans = _timespans(article for _, article in group.mentions)
    if spans:
        feature["when"] = {"timespans": spans, "label": "dates of the articles that name the place"}
    feature |= {
        "names": _names(language, group),
        "types": [
            {
                "identifier": identifier,
                "label": label,
                "sourceLabels": [{"label": language.kind(place.kind), "lang": language.code}],
            }
        ],
        "geometry": {
            "type": "GeometryCollection",
            "geometries": [
                {
                    "type": "Point",
                    "coordinates": [place.longitude, place.latitude],
                    "certainty": _certainty(group.confidence),
                    "citations": [_gazetteer(place)],
                }
            ],
        },
        "links": _links(place),
        "descriptions": [
            {"value": "".join(typed(mention)), "source": _citation(article)["label"]}
            | _web(article)
            | ({"lang": article.language} if article.language else {})
            for mention, article in group.mentions[:excerpts]
        ],
    }
    return feature


def _names(language: Language, group: Group) -> list[dict[str, object]]:
    place = group.place
    title = place.name_in(language.code)
    titled: dict[str, object] = {"toponym": title, "citations": [_gazetteer(place)]}
    if place.names.get(language.code):
        titled["lang"] = language.code
    names = [titled]
    others = {code: text for code, text in place.names.items() if text and code != language.code}
    names += [{"toponym": text, "lang": code} for code, text in others.items()]
    attested: dict[tuple[str, str | None], dict[str, ArticleRow]] = {}
    for mention, article in group.mentions:
        attested.setdefault((mention.surface, article.language), {})[article.id] = article
    for (surface, code), articles in attested.items():
        read: dict[str, object] = {"toponym": surface}
        if code:
            read["lang"] = code
        read["citations"] = [_citation(article) for article in list(articles.values())[:excerpts]]
        spans = _timespans(articles.values())
        if spans:
            read["when"] = {"timespans": spans}
        names.append(read)
    return names


def _timespans(articles: Iterable[ArticleRow]) -> list[dict[str, object]]:
    dates = {
        (article.published, "~" if article.date_origin == "estimated" else "")
        for article in articles
        if article.published
    }
    spans: list[dict[str, object]] = []
    for published, mark in sorted(dates):
        begin, _, end = str(published).partition("/")
        span: dict[str, object] = {"start": {"in": begin + mark}}
        if end:
            span["end"] = {"in": end + mark}
        spans.append(span)
    return spans


def _certainty(confidence: float) -> str:
    if confidence >= 0.9:
        return "certain"
    return "less-certain" if confidence >= 0.5 else "uncertain"


def _geonames_id(place: Place) -> str | None:
    origin, _, key = place.id.partition(":")
    return key if origin == "geonames" and key.isdecimal() else None


def _gazetteer(place: Place) -> dict[str, str]:
    key = _geonames_id(place)
    citation = {"label": place.source or place.id}
    return citation | {"@id": f"https://www.geonames.org/{key}/"} if key else citation


def _links(place: Place) -> list[dict[str, str]]:
    key = _geonames_id(place)
    return [{"type": "exactMatch", "identifier": f"https://sws.geonames.org/{key}/"}] if key else []


def _web(article: ArticleRow) -> dict[str, str]:
    address = web_address(article.url)
    return {"@id": address} if address else {}


def _citation(article: ArticleRow) -> dict[str, str]:
    details = ", ".join(filter(None, (article.source, str(article.published or ""))))
    label = f"{article.title} ({details})" if details else article.title
    return {"label": label} | _web(article)
