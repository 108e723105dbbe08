"""Europresse: paper, a line with the date, title, text, and a code like ``news·20240619·LM·0001``."""

from __future__ import annotations

import re
from typing import Final

from places.reading.press.archive import Archive, Piece, date_in, filled, without_prefix

_CODE: Final = re.compile(r"^.*\b\w+·(\d{8})·([A-Z0-9_]+)·\S+.*$", re.MULTILINE)
_DATED: Final = re.compile(
    r"(?:(?P<section>.*?)(?:,|•|\|)\s+)?(?P<date>[^\W\d_]+,?\s+\d\d?(?:er|\.)?\s+[^\W\d_]+\s+\d{4}|\d\d?(?:er|\.)?\s+[^\W\d_]+"
    r"\s+\d{4}|[^\W\d_]+,\s+[^\W\d_]+\s+\d\d?,\s+\d{4})"
    r"(?:\s*[-–—•,].*|\s+\d[\d ]*\s(?:mots|words|Wörter)\b.*)?",
    re.IGNORECASE,
)
_RIGHTS: Final = re.compile(
    r"\s*(?:©|le présent document|this document|dieses dokument|aussi paru dans|note\(s\)|date d.émission)",
    re.IGNORECASE,
)


def split(text: str) -> list[Piece]:
    """Split an export."""
    pieces = []
    begin = 0
    for code in _CODE.finditer(text):
        pieces.append(_piece(text[begin : code.start()], code[1]))
        begin = code.end()
    return pieces


def _piece(chunk: str, day: str) -> Piece:
    lines = chunk.splitlines()
    numbers = filled(lines)
    dated = next(((number, found) for number in numbers if (found := _dated(lines[number]))), None)
    if dated is None:
        return Piece("")
    number, found = dated
    before = [lines[one].strip() for one in numbers if one < number]
    after = [one for one in numbers if one > number]
    if not after:
        return Piece("")
    end = next((one for one in after[1:] if _RIGHTS.match(lines[one])), len(lines))
    author = lines[after[1]].strip() if len(after) > 1 and after[1] < end else ""
    is_author = len(author) < 60 and not author.endswith((".", "!", "?", "»", ":")) and author.istitle()
    begin = after[1] + 1 if is_author else after[0] + 1
    return Piece(
        text="\n".join(lines[begin:end]),
        title=lines[after[0]].strip(),
        date=f"{day[:4]}-{day[4:6]}-{day[6:]}",
        paper=re.split(r",\s+no\.?\s", before[-1])[0] if before else "",
        section=(found["section"] or "").strip(" ,"),
        author=without_prefix(author) if is_author else "",
    )


def _dated(line: str) -> re.Match[str] | None:
    found = _DATED.fullmatch(line.strip()) if len(line) < 200 else None
    return found if found and date_in(re.sub(r"(\d)er\b", r"\1", found["date"])) else None


ARCHIVE: Final = Archive("Europresse", _CODE, split)
