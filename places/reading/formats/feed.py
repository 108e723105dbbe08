"""A feed (RSS, Atom) holds many articles, each with its title, date and address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from places.reading.formats.format import Format
from places.reading.problem import Problem, UnreadableError
from places.reading.record import Field, Record


def records(file: Path, name: str) -> Iterator[Record | Problem]:  # noqa: ARG001 - the protocol's
    """Read a feed, entry by entry. No address in it is asked for anything."""
    import feedparser

    with file.open("rb") as stream:
        feed = feedparser.parse(stream, sanitize_html=False)
    if not feed.version and not feed.entries:
        raise UnreadableError("no feed (RSS, Atom) in it")
    if not feed.entries:
        raise UnreadableError("a feed without entries")
    title = str(feed.feed.get("title") or "")
    for row, entry in enumerate(feed.entries, 1):
        yield _record(entry, title, row)


def _record(entry: Any, feed_title: str, row: int) -> Record:
    from places.reading.markup import text_of

    contents = [str(content.get("value", "")) for content in entry.get("content", ())]
    text = text_of(max([*contents, str(entry.get("summary", ""))], key=len))
    title = " ".join(text_of(str(entry.get("title", ""))).split())
    url = _behind_redirect(str(entry.get("link", "")))
    site = urlsplit(url).hostname or ""
    # A search that is kept as a feed is no medium: what it found is from elsewhere.
    source = site if feed_title.startswith("Google Alert") else feed_title or site
    found: dict[Field, object] = {
        "text": text or title,
        "title": title,
        "date": entry.get("published") or entry.get("updated"),
        "author": entry.get("author"),
        "source": source,
        "url": url,
    }
    return Record({field: value for field, value in found.items() if value}, row)


def _behind_redirect(url: str) -> str:
    """Return the address that a link of a search engine leads to."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.hostname and parts.hostname.startswith("www.google.") and parts.path == "/url":
        asked = parse_qs(parts.query)
        return next(iter(asked.get("url", asked.get("q", []))), url)
    return url


FORMAT: Final = Format(
    "feed", (".rss", ".atom"), 55, records, packages=("feedparser", "lxml"), size_limit=50_000_000
)
