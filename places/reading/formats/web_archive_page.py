"""A web page that a browser saved as one file (MHTML) is one article."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_binary_file, policy
from pathlib import Path
from typing import Final

from places.reading.formats.format import Format
from places.reading.formats.web_page import PACKAGES, decoded, page_record
from places.reading.problem import Problem, UnreadableError
from places.reading.record import Record


def records(file: Path, name: str) -> Iterator[Record | Problem]:  # noqa: ARG001 - the protocol's
    """Read the first page in it; pictures and frames are parts of that page."""
    with file.open("rb") as stream:
        message = message_from_binary_file(stream, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            data = part.get_payload(decode=True)
            if not isinstance(data, bytes):
                continue
            address = message.get("Snapshot-Content-Location") or part.get("Content-Location")
            url = str(address) if address and str(address).startswith("http") else None
            yield page_record(decoded(data, part.get_content_charset()), url)
            return
    raise UnreadableError("no web page in it")


FORMAT: Final = Format(
    "web page in one file",
    (".mht", ".mhtml"),
    51,
    records,
    packages=PACKAGES,
    size_limit=100_000_000,
    whole=True,
)
