"""A web page that was saved is one article: what it says of itself, without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from places.reading import press
from places.reading.encoding import decode, decode_as
from places.reading.formats.format import Format
from places.reading.problem import Problem
from places.reading.record import Field, Record

_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{2,40})", re.IGNORECASE
)
_SAVED_FROM: Final = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>\"]+)"
)
_HEAD: Final = 4096
_LEAST: Final = 200
"""Characters: where less is left of a page as its article, the whole page is looked at."""

PACKAGES: Final = ("lxml", "trafilatura")


def records(file: Path, name: str) -> Iterator[Record | Problem]:  # noqa: ARG001 - the protocol's
    """Read a page that was saved as a file."""
    from places.reading.markup import text_of

    page = decoded(file.read_bytes())
    if press.is_export(whole := text_of(page)):  # what looks like decoration there is the articles' heads
        yield Record({"text": whole})
    else:
        yield page_record(page)


def decoded(data: bytes, charset: str | None = None) -> str:
    """Decode a page: as it was sent, else as it says itself, else by its bytes."""
    named = _CHARSET.search(data[:_HEAD])
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return decode(data).text
    return decode_as(data, charset or (named and named[1].decode("ascii")))


def page_record(page: str, url: str | None = None) -> Record:
    """Find the article of a page, its title, author, date, address and the name of its site.

    Parameters
    ----------
    page : str
    url : str, optional
        Where it came from, as far as it is known from outside.
    """
    import trafilatura

    from places.reading.markup import text_of

    saved = _SAVED_FROM.search(page[:_HEAD])
    url = url or (saved[1] if saved else None)
    found = trafilatura.bare_extraction(
        page,
        url=url,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        # Elsewhere on a page stand dates of other articles.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    said: Mapping[str, object] = found.as_dict() if isinstance(found, trafilatura.settings.Document) else {}
    text = "\n\n".join(map(_row, str(said.get("text") or "").splitlines()))
    if len(text) < _LEAST:
        whole = text_of(page)
        text = whole if not text or len(whole) < 3 * len(text) else text
    fields: dict[Field, object] = {
        "title": said.get("title"),
        "author": said.get("author"),
        "date": said.get("date"),
        "source": said.get("sitename") or said.get("hostname"),
        "url": said.get("url") or url,
    }
    stated = {field: value for field, value in fields.items() if value}
    return Record({"text": text, **stated})


def _row(line: str) -> str:
    """Write a row of a table with tabs between its cells."""
    return (
        "\t".join(cell.strip() for cell in line.strip("| ").split(" | ")) if line.startswith("| ") else line
    )


FORMAT: Final = Format(
    "web page",
    (".html", ".htm", ".xhtml"),
    50,
    records,
    packages=PACKAGES,
    size_limit=50_000_000,
    whole=True,
)
