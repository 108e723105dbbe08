"""What a file is by its first bytes, where its name says something else or nothing.

References
----------
PDF: ISO 32000-1, 7.5.2. RTF: Rich Text Format Specification 1.9.1. ZIP: PKWARE APPNOTE, 4.3.7.
OpenDocument: ISO/IEC 26300-3, 2.2.4 (``mimetype``); EPUB: OCF 3.3, 4.3; Word and Excel: ECMA-376-1, 9.1.
Old Office: [MS-CFB], 2.2, with the streams of [MS-DOC], [MS-XLS], [MS-PPT], [MS-OXMSG].
Mails: RFC 5322, 3.6; RFC 4155 for mailboxes; RFC 2557 for web pages in one file. Parquet: its format, "File".
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from places.reading.encoding import NotTextError, decode
from places.reading.formats import Format
from places.reading.record import columns

_HEAD: Final = 8192  # bytes that are looked at
_LONGEST_TYPE: Final = 100

_BY_BYTES: Final = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"PK\x03\x04", ".zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".ole"),
    (b"PAR1", ".parquet"),
    (b"\x1f\x8b\x08", ".gz"),
    (b"BZh", ".bz2"),
    (b"\xfd7zXZ\x00", ".xz"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
    (b"Rar!\x1a\x07", ".rar"),
)
_OF_BZIP2: Final = b"1AY&SY"
"""What stands behind the first four bytes: a text may begin “BZh”, too."""

_OF_TAR: Final = slice(257, 262), b"ustar"
_BY_TYPE: Final = {
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.text-template": ".ott",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
    "application/epub+zip": ".epub",
}
_BY_PART: Final = (
    ("word/document.xml", ".docx"),
    ("xl/workbook.xml", ".xlsx"),
    ("xl/workbook.bin", ".xlsb"),
    ("ppt/presentation.xml", ".pptx"),
)
_BY_STREAM: Final = (
    ("WordDocument", ".doc"),
    ("Workbook", ".xls"),
    ("Book", ".xls"),
    ("PowerPoint Document", ".ppt"),
    ("__properties_version1.0", ".msg"),
)
_PAGE: Final = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_XML: Final = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*)?(?:(?:<!--.{0,2000}?-->|<!doctype[^>\[]{0,300}>|<\?[^>]{0,500}>)\s*){0,5}"
    rb"<(?:[\w.-]{1,20}:)?(?:tei(?:\.2|corpus)?|alto|pcgts|ead|rss|feed)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_MAILBOX: Final = re.compile(rb"From [^\r\n]{0,200}\d\d:\d\d[^\r\n]{0,40}\r?\n(?:[A-Za-z-]{2,40}:|>From )")
_HEADERS: Final = re.compile(
    rb"(?:[!-9;-~]{1,76}:[^\r\n]{0,998}\r?\n(?:[ \t][^\r\n]{0,998}\r?\n){0,200}){3,200}"
)
_OF_MAILS: Final = re.compile(
    rb"^(?:mime-version|message-id|received|return-path):", re.IGNORECASE | re.MULTILINE
)
_FROM: Final = re.compile(rb"^from:", re.IGNORECASE | re.MULTILINE)
_OF_PAGES: Final = re.compile(rb"^snapshot-content-location:", re.IGNORECASE | re.MULTILINE)

_NO_TEXT: Final = frozenset(("PDF", "Word", "OpenDocument text", "RTF", "EPUB", "spreadsheet", "unknown"))
"""Formats whose files hold no plain text: a page or a mail under such a name is no part of them."""

_MAYBE_ANYTHING: Final = frozenset(("text", "unknown"))
_PIECE: Final = re.compile(
    r"<(article|section|div|p|h[1-6]|table|ul|ol)\b[^<>]{0,500}>.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
_MAY_BE_PIECE: Final = re.compile(rb"[\xef\xbb\xbf\xff\xfe\s\0]*(?:[<\[{]|[^\r\n.]{3,2000}[\r\n])")
"""What begins with a mark of these, or with a line that has no full stop: the header of a table has none."""

_JSON: Final = re.compile(r"(?:\[\s*)?\{\s*\"[^\"\n]{1,60}\"\s*:\s*[\"\[{\d\-tfn]")

_ZIPPED: Final = frozenset(("Word", "OpenDocument text", "EPUB", "spreadsheet"))

UNREAD: Final = {
    ".doc": "an old Word document; save it as .docx",
    ".ppt": "an old presentation; save it as .pdf",
    ".pptx": "a presentation; save it as .pdf",
    ".odp": "a presentation; save it as .pdf",
    ".7z": "a 7-Zip archive; unpack it",
    ".rar": "a RAR archive; unpack it",
}
"""What is known by its bytes and not read, and what to do with it."""


def kind_of(file: Path, named: Format) -> str:
    """Tell what a file is by its first bytes.

    Parameters
    ----------
    file : Path
    named : Format
        What its name says.

    Returns
    -------
    str
        The usual ending of such files; empty where nothing speaks against the name.
    """
    if named.full or named.label in ("web archive", "Parquet"):
        return ""
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    kind = next((kind for begin, kind in _BY_BYTES if bare.startswith(begin)), "")
    if kind == ".zip":
        kind = _kind_of_archive(file)
        if kind == ".zip" and named.label in _ZIPPED:
            return ""  # what such a document lacks is said by whoever reads it
    elif kind == ".ole":
        kind = _kind_of_old_office(file)
    elif kind == ".bz2" and bare[4:10] != _OF_BZIP2:
        kind = ""
    elif not kind and head[_OF_TAR[0]] == _OF_TAR[1]:
        kind = ".tar"
    elif not kind and (named.whole or named.label in _NO_TEXT):
        kind = _kind_of_text(bare)
        if not kind and named.label in _MAYBE_ANYTHING:
            kind = _kind_of_piece(head)
    return "" if kind and kind in named.suffixes else kind


def _kind_of_archive(file: Path) -> str:
    try:
        with ZipFile(file) as archive:
            parts = archive.namelist()
            if "mimetype" in parts:
                with archive.open("mimetype") as stream:
                    return _BY_TYPE.get(stream.read(_LONGEST_TYPE).decode("ascii", "replace").strip(), ".zip")
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError):
        return ""  # whoever reads it says what is wrong with it
    return next((kind for part, kind in _BY_PART if part in parts), ".zip")


def _kind_of_old_office(file: Path) -> str:
    if find_spec("olefile") is None:
        return ""
    import olefile

    try:
        with olefile.OleFileIO(file) as container:
            return next((kind for stream, kind in _BY_STREAM if container.exists(stream)), "")
    except Exception:  # it is as damaged as a file can be
        return ""


def _kind_of_text(head: bytes) -> str:
    if _PAGE.match(head):
        return ".html"
    if _XML.match(head):
        return ".xml"
    if _MAILBOX.match(head):
        return ".mbox"
    if _is_mail(head):
        return ".mhtml" if _OF_PAGES.search(head) else ".eml"
    return ""


def _kind_of_piece(head: bytes) -> str:
    """Tell a piece of a page, a table and JSON, which people save as ``.txt``, from a text."""
    if not _MAY_BE_PIECE.match(head):
        return ""
    try:
        text = decode(head).text.lstrip("\ufeff \t\r\n")
    except NotTextError:
        return ""
    if _PIECE.match(text):
        return ".html"
    first, _, rest = text.partition("\n")
    if _JSON.match(text):
        return ".jsonl" if first.rstrip().endswith("}") and rest.lstrip().startswith("{") else ".json"
    for delimiter in filter(first.__contains__, "\t;,|"):
        cells = first.strip().split(delimiter)
        named = columns(cell.strip('"') for cell in cells)
        if "text" in named and 2 * len(named) >= len(cells) >= 2 and delimiter in rest:
            return ".csv"
    return ""


def _is_mail(head: bytes) -> bool:
    """Tell whether a text begins with the headers that programs write: people write ``From:``, too."""
    found = _HEADERS.match(head)
    return bool(found and _FROM.search(found[0]) and _OF_MAILS.search(found[0]))
