"""What was fetched -> articles: a page is one, a feed holds many, a file whatever is in it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from places.fetching.fetch import Fetched
from places.model import Article
from places.reading import Problem, SourceFile, format_of, printable, read_files
from places.reading.articles import Articles
from places.reading.formats.web_page import decoded, page_record

_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_FEEDS: Final = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_XML: Final = frozenset({"text/xml", "application/xml"})
_ENDINGS: Final = {"application/pdf": ".pdf", "text/plain": ".txt", "text/markdown": ".md"}
_FEED_ROOT: Final = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_HEAD: Final = 4096


def is_feed(fetched: Fetched) -> bool:
    """Tell whether what was fetched is a feed: it says so, or looks like one."""
    if fetched.content_type in _FEEDS:
        return True
    return fetched.content_type not in _PAGES and bool(_FEED_ROOT.search(fetched.body[:_HEAD]))


def articles_at(fetched: Fetched) -> Iterator[Article | Problem]:
    """Read what was fetched.

    Yields
    ------
    Article or Problem
        A page is read as a saved one, a feed entry by entry, anything else as a file of its kind.
    """
    name = _name(fetched.url)
    if is_feed(fetched):
        yield from _in_file(fetched, name, ".xml")
    elif fetched.content_type in _PAGES or fetched.content_type in _XML or not fetched.content_type:
        page = decoded(fetched.body, fetched.charset)
        yield from Articles().read(page_record(page, fetched.url), name)
    else:
        ending = _ENDINGS.get(fetched.content_type) or PurePosixPath(urlsplit(fetched.url).path).suffix
        for item in _in_file(fetched, name, ending.lower()):
            yield item if isinstance(item, Problem) else replace(item, url=item.url or fetched.url)


def _in_file(fetched: Fetched, name: str, ending: str) -> Iterator[Article | Problem]:
    form = format_of(f"page{ending}")
    if form is None:
        yield Problem(name, None, "neither a page nor a feed, nor a file of a kind that is read")
        return
    with tempfile.TemporaryDirectory(prefix="places-") as folder:
        file = Path(folder) / f"page{ending}"  # what the address says goes to no disk
        file.write_bytes(fetched.body)
        yield from read_files((SourceFile(file, name, len(fetched.body), form),))


def _name(url: str) -> str:
    """Name an address as a file would be: host and path, without what only machines read."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return printable(unquote(f"{parts.hostname}{parts.path.rstrip('/')}{query}"))[:300]
