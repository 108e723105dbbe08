"""GENIOS and wiso: a line ``Blatt vom 19.06.2024, Seite 3`` or labels, the text, its lasting address."""

from __future__ import annotations

import re
from typing import Final

from places.reading.press.archive import Archive, Piece, date_in, filled, labelled, without_prefix

_ADDRESS: Final = re.compile(r"^[ \t]*Dauerhafte Adresse des Dokuments?[ \t]*:?", re.MULTILINE)
_HEAD: Final = re.compile(
    r"(?:Quelle[:\t ]\s*)?(?P<paper>[^\t]{2,80}?)\s*(?:vom|,|\t|-)\s+(?P<date>\d\d?\.\d\d?\.\d{4})"
    r"(?P<rest>.*)",
    re.IGNORECASE,
)
_LABELS: Final = {
    "quelle": "paper",
    "datum": "date",
    **dict.fromkeys(("ressort", "rubrik"), "section"),
    **dict.fromkeys(("autor", "autorin", "autoren", "verfasser", "von"), "author"),
    **dict.fromkeys(("dauerhafte adresse des dokuments", "dauerhafte adresse des dokument"), "url"),
    **dict.fromkeys(
        ("issn", "dokumentnummer", "seite", "ausgabe", "nummer", "jahrgang", "land", "titel"), "other"
    ),
}
_RIGHTS: Final = re.compile(r"\s*(?:©|\(c\)|alle rechte vorbehalten)", re.IGNORECASE)


def split(text: str) -> list[Piece]:
    """Split an export after the address and the rights of each article."""
    pieces = []
    chunk: list[str] = []
    ended = False
    for line in text.splitlines():
        if ended and line.strip() and not _RIGHTS.match(line) and not line.strip().startswith("http"):
            pieces.append(_piece(chunk))
            chunk, ended = [], False
        chunk.append(line)
        ended = ended or _ADDRESS.match(line) is not None
    if ended:
        pieces.append(_piece(chunk))
    return pieces


def _piece(lines: list[str]) -> Piece:
    colons = [re.sub(r"^([^:\t]{2,40})\t", r"\1:", line.strip()) for line in lines]
    said = labelled(colons, _LABELS)
    head = next((found for line in colons[:12] if (found := _HEAD.fullmatch(line))), None)
    source = _HEAD.fullmatch(said.get("paper", ""))
    dated = head or source
    texts = [
        number
        for number in filled(lines)
        if not _is_label(colons[number])
        and not _RIGHTS.match(lines[number])
        and not lines[number].strip().startswith("http")
        and not (head and colons[number] == head[0])
    ]
    section = re.search(r"/\s*([^/,;]+)\s*$", dated["rest"]) if dated else None
    url = next((line.strip() for line in lines if line.strip().startswith("http")), "")
    return Piece(
        text="\n".join(lines[texts[1] : texts[-1] + 1]) if len(texts) > 1 else "",
        title=lines[texts[0]].strip() if texts else "",
        date=date_in(dated["date"] if dated else said.get("date", "")),
        paper=dated["paper"].strip() if dated else said.get("paper", ""),
        section=said.get("section") or (section[1].strip() if section else ""),
        author=without_prefix(said.get("author", "")),
        url=said.get("url") or url,
    )


def _is_label(line: str) -> bool:
    return ":" in line and line.partition(":")[0].strip().casefold() in _LABELS


ARCHIVE: Final = Archive("GENIOS or wiso", _ADDRESS, split)
