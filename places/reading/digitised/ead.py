"""EAD: the finding aid of an archive; what is described is an article, not the records themselves.

References
----------
Encoded Archival Description, version 2002 and EAD3, https://www.loc.gov/ead/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml.etree import _Element

from places.reading.digitised.elements import Rules, found_in, name_of, namespace_of, text_of
from places.reading.record import Field, Record
from places.reading.spacing import Gap

_NAMESPACES: Final = frozenset(("urn:isbn:1-931666-22-9", "http://ead3.archivists.org/schema/", ""))
_COMPONENT: Final = re.compile(r"c(?:0[1-9]|1[0-2])?")
_BLOCKS: Final = ("p", "list", "item", "chronitem", "head")
_RULES: Final = Rules(
    before=dict.fromkeys(_BLOCKS, Gap.PARAGRAPH),
    after=dict.fromkeys(_BLOCKS, Gap.PARAGRAPH),
    unread=frozenset(("head",)),
)
_DESCRIBED: Final = ("did/abstract", "scopecontent", "bioghist", "odd", "did/note")


def is_ead(root: _Element) -> bool:
    """Tell a finding aid by its root."""
    return name_of(root) == "ead" and namespace_of(root) in _NAMESPACES


def records(root: _Element) -> Iterator[Record]:
    """Read what is described: each unit that has no other in it, or a description of its own."""
    repository = next(
        (name for one in found_in(root, "*repository") if (name := " ".join(text_of(one).split()))), ""
    )
    row = 0
    for unit in root.iter():
        if not _is_unit(unit):
            continue
        described = [text for one in found_in(unit, *_DESCRIBED) if (text := text_of(one, _RULES))]
        if not described and any(_is_unit(child) for child in unit.iterdescendants()):
            continue
        title = _said(unit, "did/unittitle")
        text = "\n\n".join([part for part in (title, *described) if part])
        if not text:
            continue
        row += 1
        said: dict[Field, object] = {
            "text": text,
            "title": title,
            "id": _said(unit, "did/unitid"),
            "author": _said(unit, "did/origination"),
            "section": _section(unit),
            "source": repository,
            **_date(unit),
        }
        yield Record({field: value for field, value in said.items() if value}, row)


def _is_unit(element: _Element) -> bool:
    return bool(_COMPONENT.fullmatch(name_of(element))) or name_of(element) == "archdesc"


def _said(unit: _Element, path: str) -> str:
    """Return what is said of a unit, without the dates in its title."""
    rules = Rules({}, {}, unread=frozenset(("unitdate",)))
    return next((text for one in found_in(unit, path) if (text := text_of(one, rules).strip(" ,;"))), "")


def _section(unit: _Element) -> str:
    for outer in unit.iterancestors():
        if name_of(outer) == "ead":
            break
        if _is_unit(outer) and (title := _said(outer, "did/unittitle")):
            return title
    return ""


def _date(unit: _Element) -> dict[Field, object]:
    for one in found_in(unit, "did/unitdate", "did/unittitle/unitdate", "did/unitdatestructured/*daterange"):
        ends = [end.strip() for end in str(one.get("normal") or "").split("/") if end.strip()]
        ends = ends or [
            str(end.get("standarddate") or text_of(end)) for end in found_in(one, "fromdate", "todate")
        ]
        if len(ends) == 2:
            return {"date": ends[0], "published_first": ends[0], "published_last": ends[1]}
        if said := (ends[0] if ends else text_of(one)):
            return {"date": said}
    return {}
