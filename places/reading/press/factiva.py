"""Factiva: codes before each line (``HD``, ``PD``), or lines in a fixed order; at the end ``Document …``."""

from __future__ import annotations

import re
from typing import Final

from places.reading.press.archive import Archive, Piece, date_in, filled, without_prefix

_END: Final = re.compile(
    r"^[ \t]*(?:AN[ \t]+)?(?:Document|Dokument)[ \t]+[A-Z]{2,}[A-Za-z0-9]{14,}[ \t]*$", re.MULTILINE
)
_CODE: Final = re.compile(
    r"^(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPD|IPC|PUB|CLM)(?:[ \t]+(.*))?$"
)
_WORDS: Final = re.compile(r"[\d.,’ ]+\s(?:words|Wörter|mots|palabras|parole)", re.IGNORECASE)
_RIGHTS: Final = re.compile(r"\s*(?:\(c\)|©|copyright|alle rechte|all rights)", re.IGNORECASE)


def split(text: str) -> list[Piece]:
    """Split an export of either form."""
    chunks = _END.split(text)[:-1]
    return [
        _coded(chunk) if re.search(r"^HD(?:[ \t]|$)", chunk, re.MULTILINE) else _plain(chunk)
        for chunk in chunks
    ]


def _coded(chunk: str) -> Piece:
    values: dict[str, list[str]] = {}
    code = ""
    for line in chunk.splitlines():
        if found := _CODE.match(line):
            code = found[1]
            line = found[2] or ""  # noqa: PLW2901 - what stands behind the code
        values.setdefault(code, []).append(line)

    def value(code: str) -> str:
        return " ".join(" ".join(values.get(code, [])).split())

    return Piece(
        text="\n\n".join("\n".join(values.get(code, [])).strip() for code in ("LP", "TD")),
        title=value("HD"),
        date=date_in(value("PD")),
        paper=value("SN"),
        section=value("SE"),
        author=without_prefix(value("BY")),
    )


def _plain(chunk: str) -> Piece:
    lines = chunk.splitlines()
    numbers = filled(lines)
    words = next((at for at, number in enumerate(numbers) if _WORDS.fullmatch(lines[number].strip())), None)
    if words is None:
        return Piece("")
    head = [lines[number].strip() for number in numbers[:words]]
    author = head.pop() if len(head) > 1 and re.match(r"(?:by|von|par)\s", head[-1], re.IGNORECASE) else ""
    after = numbers[words + 1 :]
    dated = next((at for at, number in enumerate(after[:3]) if date_in(lines[number])), None)
    rights = next((at for at, number in enumerate(after[:10]) if _RIGHTS.match(lines[number])), None)
    if dated is None or rights is None:
        return Piece("")
    named = [lines[number].strip() for number in after[dated + 1 : rights]]
    paper = next((line for line in named if not re.fullmatch(r"\d\d?:\d\d.*", line)), "")
    return Piece(
        text="\n".join(lines[after[rights] + 1 :]),
        title=head[-1] if head else "",
        section=head[-2] if len(head) > 1 else "",
        date=date_in(lines[after[dated]]),
        paper=paper,
        author=without_prefix(author),
    )


ARCHIVE: Final = Archive("Factiva", _END, split)
