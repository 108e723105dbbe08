"""An EPUB book is one article."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote
from zipfile import ZipFile

from places.reading.encoding import decode
from places.reading.formats.format import Format
from places.reading.problem import Problem, UnreadableError
from places.reading.properties import element_text
from places.reading.record import TEXT_LIMIT, Field, Record
from places.reading.zipped import open_document

if TYPE_CHECKING:
    from lxml.etree import _Element

_FONTS: Final = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")
_PAGES: Final = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml"))


def records(file: Path, name: str) -> Iterator[Record | Problem]:
    """Read a book in the order in which it is read, without its table of contents."""
    from places.reading.markup import text_of

    with open_document(file) as archive:
        _check_rights(archive)
        container = _xml(archive, "META-INF/container.xml")
        at = next((str(root.get("full-path")) for root in container.iterfind(".//{*}rootfile")), "")
        package = _xml(archive, at)
        pages: list[str] = []
        missing = size = 0
        for page in _spine(package, posixpath.dirname(at)):
            try:
                text = text_of(decode(archive.read(page)).text)
            except KeyError:
                missing += 1
                continue
            size += len(text)
            if size > TEXT_LIMIT:
                raise UnreadableError(f"more than {TEXT_LIMIT / 1e6:.0f} million characters; split it")
            pages.append(text)
    if missing:
        yield Problem(name, None, f"{missing} of its chapters are not in it", kept=True)
    said: dict[Field, object] = {
        "title": element_text(package, "title"),
        "author": element_text(package, "creator"),
        "source": element_text(package, "publisher"),
        "date": element_text(package, "date"),
    }
    stated = {field: value for field, value in said.items() if value}
    yield Record({"text": "\n\n".join(page for page in pages if page)}, fallback=stated)


def _check_rights(archive: ZipFile) -> None:
    """Refuse a book that is encrypted; fonts that are do no harm."""
    try:
        rights = _xml(archive, "META-INF/encryption.xml")
    except KeyError:
        return
    ways = {str(way.get("Algorithm")).encode() for way in rights.iterfind(".//{*}EncryptionMethod")}
    if not ways <= set(_FONTS):
        raise UnreadableError("protected against copying")


def _spine(package: _Element, folder: str) -> Iterator[str]:
    items = {
        str(item.get("id")): str(item.get("href"))
        for item in package.iterfind(".//{*}manifest/{*}item")
        if item.get("media-type") in _PAGES and "nav" not in str(item.get("properties", "")).split()
    }
    for reference in package.iterfind(".//{*}spine/{*}itemref"):
        if (page := items.get(str(reference.get("idref")))) is not None:
            yield posixpath.normpath(posixpath.join(folder, unquote(page.partition("#")[0])))


def _xml(archive: ZipFile, name: str) -> _Element:
    from lxml import etree

    return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))


FORMAT: Final = Format(
    "EPUB", (".epub",), 43, records, packages=("lxml",), size_limit=100_000_000, whole=True
)
