"""GEXF: the network of the places that are named together, for Gephi and its kin.

A node is a place, with its point on earth as attributes (for a layout by coordinates) and as a position, with
the colour of its kind and a size by its mentions. An edge joins two places that the same articles name; its
weight is the number of these articles, and an attribute says in how many sentences both stand.

References
----------
GEXF 1.3, https://gexf.net
"""

from __future__ import annotations

from typing import BinaryIO, Final

from places.exporting.elements import Elements
from places.exporting.extract import Extract, Group, clean, groups
from places.exporting.kml import COLOURS
from places.exporting.network import edges_of

name: Final = "gexf"
label: Final = "GEXF (Gephi)"
suffix: Final = ".gexf"
media_type: Final = "application/gexf+xml"
excerpts: Final = 0

MOST_EDGES: Final = 200_000
"""More edges than this no layout untangles; those of the fewest articles are left out."""

_OF_NODES: Final = {
    "kind": "string",
    "country_codes": "string",
    "latitude": "double",
    "longitude": "double",
    "mentions": "integer",
    "articles": "integer",
    "first_date": "string",
    "last_date": "string",
}
_OF_EDGES: Final = {"articles": "integer", "sentences": "integer"}


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write the nodes, the most named first, then the edges, those of the most articles first."""
    xml = Elements(stream)
    namespaces = {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz"}
    with xml.element("gexf", version="1.3", **namespaces):
        with xml.element("meta", lastmodifieddate=extract.created.date().isoformat()):
            xml.text("creator", "places")
            about = (extract.title, extract.description, extract.url, *extract.credits)
            xml.text("description", clean(" · ".join(filter(None, about))))
        with xml.element("graph", defaultedgetype="undirected", mode="static"):
            _attributes(xml, "node", _OF_NODES)
            _attributes(xml, "edge", _OF_EDGES)
            with xml.element("nodes"):
                for group in groups(extract):
                    xml.line()
                    _node(xml, group, extract.language.code)
            with xml.element("edges"):
                _edges(xml, extract)
    xml.close()


def _attributes(xml: Elements, of: str, fields: dict[str, str]) -> None:
    with xml.element("attributes", **{"class": of}):
        for field, kind in fields.items():
            xml.empty("attribute", id=field, title=field, type=kind)


def _values(xml: Elements, values: dict[str, object]) -> None:
    with xml.element("attvalues"):
        for field, value in values.items():
            if value not in {"", None}:
                xml.empty("attvalue", **{"for": field, "value": str(value)})


def _node(xml: Elements, group: Group, language: str) -> None:
    place, colour = group.place, COLOURS[group.place.kind]
    with xml.element("node", id=place.id, label=place.name_in(language)):
        values = {
            "kind": place.kind,
            "country_codes": " ".join(place.country_codes),
            "latitude": place.latitude,
            "longitude": place.longitude,
            "mentions": len(group.mentions),
            "articles": group.articles,
            "first_date": str(group.first or ""),
            "last_date": str(group.last or ""),
        }
        _values(xml, values)
        red, green, blue = (str(int(colour[at : at + 2], 16)) for at in (0, 2, 4))
        xml.empty("viz:color", r=red, g=green, b=blue)
        # Ten units a degree: nodes of this size do not cover each other, and the map is seen at once.
        position = {"x": f"{10 * place.longitude:.3f}", "y": f"{10 * place.latitude:.3f}", "z": "0"}
        xml.empty("viz:position", **position)
        xml.empty("viz:size", value=f"{4 + 2 * len(group.mentions) ** 0.5:.2f}")


def _edges(xml: Elements, extract: Extract) -> None:
    ids = [clean(row.place.id) for row in extract.places]
    for number, edge in enumerate(edges_of(extract, MOST_EDGES)):
        xml.line()
        ends = {"source": ids[edge.first], "target": ids[edge.second]}
        with xml.element("edge", id=str(number), weight=str(edge.articles), **ends):
            _values(xml, {"articles": edge.articles, "sentences": edge.sentences})
