"""KML 2.2: one placemark a place, for Google Earth and its kin.

A viewer shows a description as HTML, so its text is escaped twice: once for HTML, once
for XML. No icon is named, since that would be fetched from somebody's server; a viewer
colours its own.

References
----------
OGC 07-147r2, https://www.ogc.org/standards/kml
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import BinaryIO, Final

from places.exporting.elements import Elements
from places.exporting.extract import Extract, Group, clean, groups
from places.language import Language
from places.model import KINDS, Kind
from places.query import ArticleRow, MentionRow, typed

name: Final = "kml"
label: Final = "KML"
suffix: Final = ".kml"
media_type: Final = "application/vnd.google-earth.kml+xml"

excerpts: Final = 20
"""They are read in a balloon beside the mark."""

COLOURS: Final[Mapping[Kind, str]] = {
    "country": "64748b",
    "region": "946014",
    "city": "c2410c",
    "water": "1d6fa5",
    "terrain": "2f855a",
    "site": "7c3aed",
}
"""Red, green and blue, as in the list beside the map; KML wants alpha, blue, green, red."""

_FIELDS: Final = {
    "id": "string",
    "kind": "string",
    "country_codes": "string",
    "mentions": "int",
    "articles": "int",
    "first_date": "string",
    "last_date": "string",
    "confidence": "double",
    "source": "string",
}


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write a document with a style for each kind and a placemark for each place."""
    xml = Elements(stream)
    with xml.element("kml", xmlns="http://www.opengis.net/kml/2.2"), xml.element("Document"):
        xml.text("name", clean(extract.title))
        about = [extract.description, extract.url, *extract.credits]
        xml.text("description", "<br>".join(escape(clean(line)) for line in about if line))
        for kind in KINDS:
            _style(xml, kind)
        with xml.element("Schema", name="place", id="place"):
            for field, type_ in _FIELDS.items():
                xml.text("SimpleField", "", type=type_, name=field)
        for group in groups(extract):
            xml.line()
            _placemark(xml, extract.language, group)
        xml.line()
    xml.close()


def _style(xml: Elements, kind: Kind) -> None:
    colour = COLOURS[kind]
    with xml.element("Style", id=kind):
        with xml.element("IconStyle"):
            xml.text("color", f"ff{colour[4:]}{colour[2:4]}{colour[:2]}")
            xml.text("scale", "0.8" if kind == "country" else "1.0")
        with xml.element("LabelStyle"):
            xml.text("scale", "0.8")


def _placemark(xml: Elements, language: Language, group: Group) -> None:
    place = group.place
    # the schema fixes the order of these elements
    with xml.element("Placemark"):
        xml.text("name", place.name_in(language.code))
        xml.text("description", _description(language, group))
        if group.first and group.last:
            # whole days: a viewer would take the end "2024-06" for the beginning of that month
            with xml.element("TimeSpan"):
                xml.text("begin", group.first.first.isoformat())
                xml.text("end", group.last.last.isoformat())
        xml.text("styleUrl", f"#{place.kind}")
        with xml.element("ExtendedData"), xml.element("SchemaData", schemaUrl="#place"):
            for field, value in _values(group).items():
                if value is not None:
                    xml.text("SimpleData", value, name=field)
        with xml.element("Point"):
            xml.text("coordinates", f"{place.longitude},{place.latitude}")


def _values(group: Group) -> dict[str, object]:
    place = group.place
    return {
        "id": place.id,
        "kind": place.kind,
        "country_codes": " ".join(place.country_codes),
        "mentions": len(group.mentions),
        "articles": group.articles,
        "first_date": group.first,
        "last_date": group.last,
        "confidence": group.confidence,
        "source": place.source,
    }


def _description(language: Language, group: Group) -> str:
    left_out = len(group.mentions) - excerpts
    more = language.plural("and one more mention", "and {n} more mentions", left_out) if left_out > 0 else ""
    return "".join(_excerpt(language, *said) for said in group.mentions[:excerpts]) + (
        f"<p>{escape(more)}</p>" if more else ""
    )


def _excerpt(language: Language, mention: MentionRow, article: ArticleRow) -> str:
    before, toponym, after = typed(mention)
    date = language.published(article.published, article.date_origin)
    return (
        f"<p>{escape(date)} · {escape(article.title)}<br>{escape(before)}"
        f"<b>{escape(toponym)}</b>{escape(after)}</p>"
    )
