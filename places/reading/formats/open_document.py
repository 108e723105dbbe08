"""A text document of OpenOffice or LibreOffice is one article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from places.reading.formats.format import Format
from places.reading.problem import Problem, UnreadableError
from places.reading.properties import element_text, fallback
from places.reading.record import Record
from places.reading.zipped import open_document

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PARAGRAPHS: Final = frozenset((f"{_TEXT}p", f"{_TEXT}h"))
_AFTER: Final = {
    **dict.fromkeys(_PARAGRAPHS, "\n\n"),
    f"{_TABLE}table-cell": "\t",
    f"{_TABLE}table-row": "\n",
    f"{_TABLE}table": "\n",
}
_UNREAD: Final = frozenset(
    (
        f"{_TEXT}tracked-changes",
        f"{_TEXT}note-citation",
        f"{_TEXT}sequence-decls",
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
    )
)
_SIGNS: Final = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}soft-hyphen": "\xad"}


def records(file: Path, name: str) -> Iterator[Record | Problem]:  # noqa: ARG001 - the protocol's
    """Read a text document: what it shows, footnotes at the end; nothing that was struck out."""
    content, said = _flat(file) if file.suffix == ".fodt" else _packed(file)
    body = content.find(f".//{_OFFICE}text")
    if body is None:
        raise UnreadableError("no text document")
    notes: list[str] = []
    text = _text(body, notes)
    date = title = author = None
    if said is not None:
        date = element_text(said, "creation-date", "date")
        title, author = element_text(said, "title"), element_text(said, "initial-creator", "creator")
    yield Record({"text": "\n\n".join([text, *notes])}, fallback=fallback(title, author, date))


def _flat(file: Path) -> tuple[_Element, _Element | None]:
    tree = _parsed(file.read_bytes())
    return tree, tree.find(f"{_OFFICE}meta")


def _packed(file: Path) -> tuple[_Element, _Element | None]:
    with open_document(file) as archive:
        names = archive.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise UnreadableError("it has a password; save it without one")
        said = _parsed(archive.read("meta.xml")) if "meta.xml" in names else None
        return _parsed(archive.read("content.xml")), said


def _parsed(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(data, parser)


def _text(root: _Element, notes: list[str]) -> str:
    """Return the text of a document or of a note, and put the texts of its notes into `notes`."""
    text = "".join(_pieces(root, notes))
    text = re.sub(r"\n+\t", "\t", text)  # a paragraph that ends a cell
    text = re.sub(r"[ \t]+\n", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _pieces(root: _Element, notes: list[str]) -> Iterator[str]:
    """Walk over a document without recursion: it may be nested as deep as somebody likes.

    White space counts in paragraphs only, as one space.
    """
    waiting: list[tuple[_Element, bool, bool]] = [(child, True, False) for child in reversed(root)]
    while waiting:
        element, opening, in_paragraph = waiting.pop()
        tag = element.tag
        if opening and tag == f"{_TEXT}note":
            notes.extend(_text(body, []) for body in element.iterfind(f"{_TEXT}note-body"))
        elif opening and isinstance(tag, str) and tag not in _UNREAD:
            inside = in_paragraph or tag in _PARAGRAPHS
            if tag == f"{_TEXT}s":
                yield " " * min(int(element.get(f"{_TEXT}c", "1")), 100)
            yield _SIGNS.get(tag, "")
            yield _plain(element.text) if inside else ""
            waiting.append((element, False, in_paragraph))
            waiting.extend((child, True, inside) for child in reversed(element))
            continue
        yield _AFTER.get(tag, "")
        yield _plain(element.tail) if in_paragraph else ""


def _plain(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text) if text else ""


FORMAT: Final = Format(
    "OpenDocument text",
    (".odt", ".ott", ".fodt"),
    41,
    records,
    packages=("lxml",),
    size_limit=100_000_000,
    whole=True,
)
