"""The pages of PDF files as lines of JSON: a program of its own.

What reads PDF files cannot be interrupted, and a file of a thousand bytes may have it draw one word a
billion times. So it is run apart, with limits, and ends where a file goes beyond them.

    python leaves.py

It reads the names of files, each a JSON string on a line of its own. For each it writes for each
page ``{"words": [[left, bottom, right, top, text, glued, bold], …], "height": points}``, or
``{"lines": [text, …], "height": points}`` where it cannot be told what stands where, and at the end
``{"properties": {name: text}}``; ``{"password": true}`` or ``{"error": reason}`` instead where it cannot.
"""

from __future__ import annotations

import json
import re
import signal
import sys
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_MEMORY = 1_500_000_000  # bytes
_SECONDS = 20.0  # of the processor, for a file of few pages
_SECONDS_A_PAGE = 0.5  # ten times what a full one takes

_SIGNS = {0x02: "-", 0xFFFE: "-", 0x00: ""}
"""What PDFium puts for a hyphen at the end of a line, and for a sign that the font does not name."""

_FIRST_PAGES = 1
"""Pages of which it is told which lines begin in bold type: a heading stands there, and it takes time."""

_BOLD = 600
_NAMED_BOLD = re.compile(r"bold|black|heavy|fett", re.IGNORECASE)

_WORD = re.compile(r"[^\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")


def main() -> None:
    """Write the pages of the files that are named."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    import pypdfium2

    for named in sys.stdin.buffer:
        _limit(_SECONDS)
        try:
            with pypdfium2.PdfDocument(json.loads(named)) as document:
                _write_document(document)
        except pypdfium2.PdfiumError as error:
            _write({"password": True} if "password" in str(error).lower() else {"error": str(error)})
        except Exception as error:
            _write({"error": str(error) or type(error).__name__})
        _limit(0)
        sys.stdout.buffer.flush()


def _limit(seconds: float) -> None:
    """End the process after so many seconds of the processor, whatever it is doing; 0 for never."""
    if hasattr(signal, "setitimer"):  # Windows has none
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _write_document(document: PdfDocument) -> None:
    count = len(document)
    _limit(_SECONDS + _SECONDS_A_PAGE * count)
    for number in range(count):
        _write(page_of(document, number))
    _write({"properties": document.get_metadata_dict()})


def page_of(document: PdfDocument, number: int) -> dict[str, object]:
    """Return the words of a page in the order in which the file has them."""
    page = document[number]
    text = page.get_textpage()
    try:
        height = page.get_height() or 1.0
        whole = str(text.get_text_range())
        if len(whole) != text.count_chars():  # which sign stands where is not known then
            return {"lines": whole.translate(_SIGNS).splitlines(), "height": height}
        words = []
        bold = False
        for found in _WORD.finditer(whole):
            if number < _FIRST_PAGES and (found.start() == 0 or whole[found.start() - 1] in "\r\n"):
                bold = _is_bold(text, found.start())
            begin, end = (text.get_charbox(at, loose=True) for at in (found.start(), found.end() - 1))
            words.append(
                [
                    min(begin[0], end[0]),
                    min(begin[1], end[1]),
                    max(begin[2], end[2]),
                    max(begin[3], end[3]),
                    found[0].translate(_SIGNS),
                    found.start() > 0 and not whole[found.start() - 1].isspace(),
                    bold,
                ]
            )
        return {"words": words, "height": height}
    finally:
        text.close()
        page.close()


def _is_bold(text: PdfTextPage, at: int) -> bool:
    piece = text.get_textobj(at)
    if piece is None:
        return False
    font = piece.get_font()
    return font.get_weight() >= _BOLD or _NAMED_BOLD.search(font.get_base_name()) is not None


def _write(value: object) -> None:
    sys.stdout.buffer.write(orjson.dumps(value) + b"\n")


if __name__ == "__main__":
    main()
