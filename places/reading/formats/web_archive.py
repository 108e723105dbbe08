"""A web archive (WARC) holds what a crawler was answered: pages, and much else."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final, cast
from urllib.parse import urlsplit

from places.reading.formats.format import Format, InnerFile
from places.reading.formats.web_page import PACKAGES
from places.reading.problem import PassedOver, Problem, UnreadableError

_READ: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
}


def records(file: Path, name: str) -> Iterator[Problem | PassedOver | InnerFile]:
    """Give the pages, documents and feeds of an archive of the web one after another."""
    from warcio.archiveiterator import ArchiveIterator

    held = others = 0
    with file.open("rb") as stream:
        for record in _records(ArchiveIterator(stream, arc2warc=True)):
            held += 1
            if record.rec_type not in {"response", "resource"}:
                continue
            suffix = _suffix(record)
            if suffix is None:
                others += 1
                continue
            url = str(record.rec_headers.get_header("WARC-Target-URI") or "")
            yield InnerFile(
                _name(url, suffix),
                partial(_body, record),
                given={"url": url} if url.startswith("http") else {},
            )
    if not held:
        raise UnreadableError("no record in it")
    if others:
        reason = f"{others:,} answers that are no page, document or feed: pictures, scripts, errors"
        yield PassedOver(f"{name}/", reason, expected=True)


def _records(archive: Iterator[Any]) -> Iterator[Any]:
    """Give the records of an archive; a crawl that was broken off leaves half of one at the end."""
    try:
        yield from archive
    except Exception as error:
        raise UnreadableError("cut or damaged; what stands before that is read") from error


def _body(record: Any) -> AbstractContextManager[BinaryIO]:
    return nullcontext(cast(BinaryIO, record.content_stream()))  # the archive is read on after it


def _suffix(record: Any) -> str | None:
    """Tell by what kind of answer it was how to read it; None where it is not read."""
    headers = record.http_headers
    if headers is not None and str(headers.get_statuscode()) != "200":
        return None
    stated = headers.get_header("Content-Type") if headers is not None else record.content_type
    return _READ.get(str(stated or "").partition(";")[0].strip().lower())


def _name(url: str, suffix: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return f"page{suffix}"
    name = f"{parts.hostname or 'page'}{parts.path.rstrip('/')}"[:200]
    return name if mimetypes.guess_type(name)[0] and name.endswith(suffix) else name + suffix


FORMAT: Final = Format(
    "web archive",
    (".warc", ".warc.gz", ".arc", ".arc.gz"),
    96,
    records,
    packages=("warcio", *PACKAGES),
    full=True,
)
