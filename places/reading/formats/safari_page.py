"""A web page that Safari saved as one file is one article."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from places.reading.formats.format import Format
from places.reading.formats.web_page import PACKAGES, decoded, page_record
from places.reading.problem import Problem, UnreadableError
from places.reading.record import Record

_PAGES: Final = frozenset(("text/html", "application/xhtml+xml"))


def records(file: Path, name: str) -> Iterator[Record | Problem]:  # noqa: ARG001 - the protocol's
    """Read the page itself; pictures and frames are parts of it.

    References
    ----------
    Apple, WebKit: WebArchive, the keys of ``WebMainResource``.
    """
    with file.open("rb") as stream:
        archive = plistlib.load(stream)
    page = archive.get("WebMainResource") if isinstance(archive, dict) else None
    data = page.get("WebResourceData") if isinstance(page, dict) else None
    if not isinstance(page, dict) or not isinstance(data, bytes) or _kind(page) not in _PAGES:
        raise UnreadableError("no web page in it")
    charset, url = page.get("WebResourceTextEncodingName"), page.get("WebResourceURL")
    yield page_record(
        decoded(data, charset if isinstance(charset, str) else None),
        url if isinstance(url, str) and url.startswith("http") else None,
    )


def _kind(page: dict[str, object]) -> str:
    return str(page.get("WebResourceMIMEType", "text/html")).lower()


FORMAT: Final = Format(
    "web page of Safari",
    (".webarchive",),
    52,
    records,
    packages=PACKAGES,
    size_limit=100_000_000,
    whole=True,
)
