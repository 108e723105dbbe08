"""An XML file is a feed, a page, or what digital libraries and archives give: its first element tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from places.reading.formats import feed
from places.reading.formats.format import Format
from places.reading.problem import PassedOver, Problem, UnreadableError
from places.reading.record import Record

_FEEDS: Final = frozenset(("rss", "feed", "RDF", "channel"))


def records(file: Path, name: str) -> Iterator[Record | Problem | PassedOver]:
    """Read an XML file as what it is. Nothing outside it is asked for."""
    from places.reading.digitised import alto, ead, page_xml, tei
    from places.reading.digitised.elements import name_of, parsed

    try:
        root = parsed(file.read_bytes())
    except UnreadableError as error:
        if str(error) == "entities that multiply":
            raise
        try:
            read = list(feed.records(file, name))  # of which many are no XML, and are read all the same
        except UnreadableError:
            raise error from None
        yield from read
        return
    if name_of(root) in _FEEDS:
        yield from feed.records(file, name)
    elif tei.is_tei(root):
        yield from tei.records(root, name)
    elif alto.is_alto(root):
        yield from alto.records(root)
    elif page_xml.is_page(root):
        yield from page_xml.records(root)
    elif ead.is_ead(root):
        yield from ead.records(root)
    elif name_of(root) == "mets":
        yield PassedOver(name, "a list of other files (METS)", expected=True)
    else:
        raise UnreadableError("no feed, TEI, ALTO, PAGE or EAD in it")


FORMAT: Final = Format(
    "XML", (".xml",), 54, records, packages=("feedparser", "lxml"), size_limit=50_000_000, whole=True
)
