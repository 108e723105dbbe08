"""What the properties of a document say of it, where they say anything."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from places.reading.record import Field

if TYPE_CHECKING:
    from lxml.etree import _Element

# What programs put there by themselves.
_NO_TITLE: Final = re.compile(
    r"(?:microsoft (?:word|powerpoint)|untitled|unbenannt|unknown|dokument\s*\d*|document\s*\d*|titel|title"
    r"|normal|print|about:blank|.*\.(?:docx?|odt|rtf|indd|qxd|pdf|pages|tex|html?|txt))(?:\s-\s.*)?",
    re.IGNORECASE,
)
_NO_AUTHOR: Final = re.compile(
    r"(?:user|admin(?:istrator)?|owner|unknown|unbekannt|author|autor|root|windows[- ]benutzer|default"
    r"|python-docx|openpyxl|\(?anonymous\)?)",
    re.IGNORECASE,
)


def fallback(title: object = None, author: object = None, date: object = None) -> Mapping[Field, object]:
    """Return what properties say, without what only a program put there.

    The date is that of the file, not of the article: an estimate.
    """
    said: dict[Field, object] = {}
    if title and not _NO_TITLE.fullmatch(str(title).strip()):
        said["title"] = title
    if author and not _NO_AUTHOR.fullmatch(str(author).strip()):
        said["author"] = author
    if date:
        said["date"] = date
        said["date_origin"] = "estimated"
    return said


def element_text(root: _Element, *names: str) -> str | None:
    """Return the text of the first element of some name that has any, whatever its namespace."""
    for name in names:
        for element in root.iterfind(f".//{{*}}{name}"):
            if text := " ".join("".join(element.itertext()).split()):
                return text
    return None
