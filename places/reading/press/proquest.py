"""ProQuest: a line of underscores between articles, a label before each value."""

from __future__ import annotations

import re
from typing import Final

from places.reading.press.archive import Archive, Piece, date_in, labelled, without_prefix

_RULE: Final = re.compile(r"^[ \t]*_{20,}[ \t]*$", re.MULTILINE)
_LABELS: Final = {
    "title": "title",
    "titel": "title",
    "author": "author",
    "autor": "author",
    "publication title": "paper",
    "titel der publikation": "paper",
    "publication info": "info",
    "publication date": "date",
    "publikationsdatum": "date",
    "section": "section",
    "document url": "url",
    "dokument-url": "url",
}
_TEXT: Final = re.compile(r"^[ \t]*(?:Full text|Full Text|Volltext)[ \t]*:", re.MULTILINE)
_AFTER: Final = re.compile(
    r"^[ \t]*(?:Subject|Business indexing term|Location|Company / organization|People|Identifier / keyword"
    r"|Title|Publication title|Publication year|Publication date|Copyright|Credit|Links|Section|Pages|Author"
    r"|Thema|Ort|Titel|Unternehmen / Organisation|Illustration|Caption|CREDIT)[ \t]*:",
    re.MULTILINE,
)


def split(text: str) -> list[Piece]:
    """Split an export."""
    return [
        _piece(chunk) for chunk in _RULE.split(text) if _TEXT.search(chunk) or "ProQuest document ID" in chunk
    ]


def _piece(chunk: str) -> Piece:
    begin = _TEXT.search(chunk)
    if begin is None:
        return Piece("")
    end = _AFTER.search(chunk, begin.end())
    body = chunk[begin.end() : end.start() if end else len(chunk)]
    outside = chunk[: begin.start()] + (chunk[end.start() :] if end else "")
    said = labelled(outside.splitlines(), _LABELS)
    lines = [line.strip() for line in chunk[: begin.start()].splitlines() if line.strip()]
    first = next(
        (line for line in lines if not re.fullmatch(r"(?:Document|Dokument) \d+ (?:of|von) \d+", line)), ""
    )
    info = re.search(r"\]\s*(.+?\d{4})", said.get("info", ""))
    return Piece(
        text=body,
        title=said.get("title") or first,
        date=date_in(said.get("date", "")) or (date_in(info[1]) if info else ""),
        paper=re.split(r"[;\[]", said.get("paper") or said.get("info", ""))[0].strip(),
        section=said.get("section", ""),
        author=without_prefix(said.get("author", "")),
        url=said.get("url", ""),
    )


ARCHIVE: Final = Archive("ProQuest", re.compile(r"ProQuest document (?:ID|link)|ProQuest-Dokument-ID"), split)
