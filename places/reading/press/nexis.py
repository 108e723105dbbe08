"""Nexis and LexisNexis: ``End of Document`` after each article, or ``1 of 250 DOCUMENTS`` before it."""

from __future__ import annotations

import re
from typing import Final

from places.reading.press.archive import Archive, Piece, date_in, filled, labelled, without_prefix

_END: Final = re.compile(
    r"^[ \t]*(?:End of Document|Ende des Dokuments?|Fin du document)[ \t]*$", re.MULTILINE
)
_BEGIN: Final = re.compile(
    r"^[ \t]*(?:(?:Document|Dokument)[ \t]+)?\d+[ \t]+(?:of|von|de)[ \t]+\d+"
    r"(?:[ \t]+(?:DOCUMENTS?|DOKUMENTE?N?))?[ \t]*$",
    re.MULTILINE,
)
_BODY: Final = frozenset(("body", "text", "textkörper", "volltext", "corps"))
_LABELS: Final = {
    **dict.fromkeys(("section", "rubrik", "ressort", "rubrique"), "section"),
    **dict.fromkeys(("byline", "autor", "autorin", "verfasser", "von", "auteur"), "author"),
    **dict.fromkeys(("length", "länge", "longueur"), "length"),
    **dict.fromkeys(("highlight", "dateline", "headline", "copyright"), "other"),
}
_AFTER: Final = re.compile(
    r"\s*(?:classification|klassifikation|graphic|grafik|notes|load-date:?.*|ladedatum:?.*|language:.*|sprache:.*"
    r"|publication-type:.*|document-type:.*|journal-code:.*|update:.*|correction-date:.*)\s*",
    re.IGNORECASE,
)


def split(text: str) -> list[Piece]:
    """Split an export of either form."""
    if _END.search(text):
        return [_piece(chunk) for chunk in _END.split(text) if _is_article(chunk)]
    chunks = _BEGIN.split(text)[1:]
    return [_piece(chunk) for chunk in chunks if _is_article(chunk)]


def _is_article(chunk: str) -> bool:
    return any(map(str.isalpha, chunk)) and any(date_in(line) for line in chunk.splitlines())


def _piece(chunk: str) -> Piece:
    lines = chunk.splitlines()
    body = next((number for number in filled(lines) if lines[number].strip().casefold() in _BODY), None)
    head_end = body if body is not None else _last_label(lines)
    head = [number for number in filled(lines) if head_end is None or number <= head_end]
    said = labelled((lines[number] for number in head), _LABELS)
    # A cover page may stand before the first article: so from the date backwards.
    dated = [number for number in head if date_in(lines[number])]
    if head_end is None or not dated:
        return Piece("")
    at = head.index(dated[-1] if body is not None else dated[0])
    before = [lines[number].strip() for number in head[:at] if not _is_copyright(lines[number])]
    if body is not None:
        paper, title = before[-1] if before else "", before[-2] if len(before) > 1 else ""
    else:
        paper = before[-1] if before else ""
        first_label = next((number for number in head[at + 1 :] if _label(lines[number])), head_end)
        title = " ".join(lines[number].strip() for number in head[at + 1 :] if number < first_label)
    end = next(
        (number for number in range(head_end + 1, len(lines)) if _AFTER.fullmatch(lines[number])), len(lines)
    )
    return Piece(
        text="\n".join(lines[head_end + 1 : end]),
        title=title,
        date=date_in(lines[dated[-1] if body is not None else dated[0]]),
        paper=paper,
        section=said.get("section", "").partition(";")[0],
        author=without_prefix(said.get("author", "")),
    )


def _label(line: str) -> str | None:
    return _LABELS.get(line.partition(":")[0].strip().casefold()) if ":" in line else None


def _last_label(lines: list[str]) -> int | None:
    """Return the line after which the text begins in the older form: the last label of its head."""
    last = None
    for number in filled(lines):
        if _label(lines[number]):
            last = number
        elif last is not None and number > last + 3:
            break
    return last


def _is_copyright(line: str) -> bool:
    return line.strip().casefold().startswith(("copyright", "©", "(c)"))


ARCHIVE: Final = Archive(
    "Nexis",
    re.compile(
        r"^[ \t]*(?:Load-Date|LOAD-DATE|Ladedatum):|^[ \t]*End of Document[ \t]*$"
        r"|^[ \t]*\d+ (?:of|von) \d+ (?:DOCUMENTS|DOKUMENTEN?)",
        re.MULTILINE,
    ),
    split,
)
