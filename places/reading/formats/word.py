"""A Word file is one article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from places.reading.formats.format import Format
from places.reading.problem import Problem
from places.reading.properties import element_text, fallback
from places.reading.record import Field, Record
from places.reading.zipped import check_document, open_document

_TITLES: Final = "p[style-name='Title'] => h1:fresh\np[style-name='Titel'] => h1:fresh"


_INITIAL: Final = re.compile(r"(?<![^\n])([A-ZÀ-ÖØ-Þ])\n\n(?=[a-zß-öø-ÿ])")
"""A large first letter, which is a paragraph of its own: “L” and “indau liegt”."""


def records(file: Path, name: str) -> Iterator[Record | Problem]:  # noqa: ARG001 - the protocol's
    """Read a Word file: what it shows, footnotes at the end; nothing that was struck out."""
    import mammoth

    from places.reading.markup import parsed, text_of_element

    check_document(file)
    with file.open("rb") as stream:
        # Pictures are not read.
        without = mammoth.images.img_element(lambda _image: {})
        page = mammoth.convert_to_html(stream, style_map=_TITLES, convert_image=without).value
    root = parsed(page)
    if root is None:
        yield Record({})
        return
    heading = root.find(".//h1")
    title = None if heading is None else " ".join(heading.text_content().split())
    with open_document(file) as archive:
        said = _properties(archive)
    text = _INITIAL.sub(r"\1", text_of_element(root))
    yield Record({"text": text}, fallback={**({"title": title} if title else {}), **said})


def _properties(archive: ZipFile) -> dict[Field, object]:
    from lxml import etree

    try:
        root = etree.fromstring(archive.read("docProps/core.xml"))
    except (KeyError, etree.LxmlError):
        return {}
    date = element_text(root, "created", "modified")
    return dict(fallback(element_text(root, "title"), element_text(root, "creator"), date))


FORMAT: Final = Format(
    "Word",
    (".docx", ".docm", ".dotx"),
    40,
    records,
    packages=("mammoth", "lxml"),
    size_limit=100_000_000,
    whole=True,
)
