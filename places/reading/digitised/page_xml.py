"""PAGE: the lines that were recognised or transcribed on a page, as Transkribus and OCR-D write them.

References
----------
PRImA, PAGE content format, https://github.com/PRImA-Research-Lab/PAGE-XML
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml.etree import _Element

from places.reading.digitised.elements import found_in, name_of, namespace_of
from places.reading.record import Field, Record

_NAMESPACE: Final = "http://schema.primaresearch.org/PAGE/gts/pagecontent/"
_RUNNING: Final = frozenset(("header", "footer", "page-number", "signature-mark", "catch-word"))
_TYPE: Final = re.compile(r"structure\s*\{[^}]*type\s*:\s*([\w-]+)")


def is_page(root: _Element) -> bool:
    """Tell a PAGE document by its root."""
    return name_of(root) == "PcGts" and namespace_of(root).startswith(_NAMESPACE)


def records(root: _Element) -> Iterator[Record]:
    """Read the regions of a page in their order, a line a line, without running heads and page numbers."""
    regions = [
        region for region in found_in(root, "Page/*TextRegion") if _name_of_parent(region) != "TextRegion"
    ]
    order = {
        str(one.get("regionRef")): number
        for number, one in enumerate(found_in(root, "Page/ReadingOrder/*RegionRefIndexed"))
    }
    regions.sort(key=lambda region: order.get(str(region.get("id")), len(order)))
    texts = [
        (kind, text)
        for region in regions
        if (kind := _kind(region)) not in _RUNNING and (text := _of_region(region))
    ]
    title = next((" ".join(text.split()) for kind, text in texts if kind == "heading"), "")
    known: dict[Field, object] = {"title": title} if title else {}
    yield Record({"text": "\n\n".join(text for _, text in texts)}, fallback=known)


def _name_of_parent(element: _Element) -> str:
    parent = element.getparent()
    return "" if parent is None else name_of(parent)


def _kind(region: _Element) -> str:
    tagged = _TYPE.search(region.get("custom", ""))
    return tagged[1] if tagged else str(region.get("type", ""))


def _of_region(region: _Element) -> str:
    lines = [line for one in found_in(region, "*TextLine") if (line := _written(one))]
    return "\n".join(lines) or _written(region)


def _written(element: _Element) -> str:
    """Return what is written in a line or region: of several readings the first; else of its words."""
    readings = sorted(element.iterfind("{*}TextEquiv"), key=_rank)
    for reading in readings:
        for text in reading.iterfind("{*}Unicode"):
            if written := str(text.text or "").strip():
                return written
    words = (_written(word) for word in element.iterfind("{*}Word"))
    return " ".join(word for word in words if word)


def _rank(reading: _Element) -> int:
    index = reading.get("index", "")
    return int(index) if index.isdecimal() and len(index) < 9 else 0
