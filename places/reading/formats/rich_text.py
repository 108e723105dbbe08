"""An RTF file is one article."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from places.reading.formats.format import Format
from places.reading.problem import Problem, UnreadableError
from places.reading.properties import fallback
from places.reading.record import Record

_CREATED: Final = re.compile(r"\{\\creatim\s*\\yr(\d{4})\\mo(\d\d?)\\dy(\d\d?)")
_CODE_PAGE: Final = re.compile(r"\\ansicpg(\d{3,5})")
_LETTERS: Final = re.compile(r"\\rtf\d*\s*\\(mac|pca|pc)\b")
_OF_LETTERS: Final = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_CELL: Final = re.compile(r"\\(?:nest)?cell(?![a-zA-Z]) ?")
_LETTER: Final = re.compile(r"[\x80-\xff]")
_HEAD: Final = 100_000
"""Characters among which the properties of the document stand."""


def records(file: Path, name: str) -> Iterator[Record | Problem]:  # noqa: ARG001 - the protocol's
    """Read an RTF file."""
    from striprtf.striprtf import rtf_to_text

    convert: Callable[..., str] = rtf_to_text  # it annotates nothing
    # Letters that are not escaped are in the encoding of those that are.
    source = _LETTER.sub(
        lambda found: rf"\'{ord(found[0]):02x}", file.read_bytes().removeprefix(BOM_UTF8).decode("latin-1")
    )
    if not source.lstrip().startswith("{\\rtf"):
        raise UnreadableError("no RTF file")
    head = source[:_HEAD]
    page = _CODE_PAGE.search(head)
    letters = _LETTERS.search(head)
    encoding = _OF_LETTERS[letters[1]] if letters else "cp1252"
    if page and page[1] not in {"0", "65001"}:
        encoding = "mac_roman" if page[1] == "10000" else f"cp{page[1]}"
    source = source.replace("\\ansicpg10000", "")  # a number that Python has no encoding for

    def text_of(rtf: str) -> str:
        try:
            return convert(rtf, encoding=encoding, errors="replace")
        except LookupError:  # a code page that Python does not have
            return convert(rtf, errors="replace")

    def said(word: str) -> str:
        found = re.search(r"\{\\" + word + r" ((?:[^{}\\]|\\.)*)\}", head)
        return text_of(f"{{\\rtf1 {found[1]}}}").strip() if found else ""

    created = _CREATED.search(head)
    date = "-".join((created[1], f"{int(created[2]):02}", f"{int(created[3]):02}")) if created else None
    text = re.sub(r"[ \t]+(?=\n|\Z)", "", text_of(_CELL.sub(r"\\tab ", source))).strip()
    yield Record({"text": text}, fallback=fallback(said("title"), said("author"), date))


FORMAT: Final = Format(
    "RTF", (".rtf",), 42, records, packages=("striprtf",), size_limit=50_000_000, whole=True
)
