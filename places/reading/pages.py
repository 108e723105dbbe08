"""Pieces of text with their places on pages -> one text, in the order in which a person reads it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import median
from typing import Final

from places.legible import legible

_MARGIN: Final = 0.12
"""The share of a page's height in which running heads and page numbers stand, above and below."""

_OFTEN: Final = 0.4
"""The share of the pages on which a line comes back that is a running head: left and right pages differ."""

_PAGE_NUMBER: Final = re.compile(
    r"\W*(?:(?:seite|page|s\.|p\.)\s*)?\d{1,4}(?:\s*(?:/|von|of)\s*\d{1,4})?\W*", re.IGNORECASE
)
_COLUMN_LINES: Final = 4
_FILLED: Final = 0.55
"""How much of a column's width half of its lines have at least: the cells of a table have less."""

_LARGER: Final = 1.2
"""The letters of a heading are so many times larger than most of its page at least."""

_ONE_SIZE: Final = 0.1
_HEADING_LINES: Final = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a line on a page.

    Attributes
    ----------
    left, bottom, right, top : float
        Where it stands, in points from the lower left corner of the page.
    page_height : float
    text : str
    glued : bool
        True where nothing stands between it and the piece before it.
    """

    left: float
    bottom: float
    right: float
    top: float
    page_height: float
    text: str
    glued: bool = False

    @property
    def height(self) -> float:
        """Height in points, never 0."""
        return max(self.top - self.bottom, 1.0)


def text_of_pages(pages: Sequence[Sequence[Line]]) -> str:
    """Put pages together: columns one after another, a line a line, blank lines between paragraphs.

    Left out are lines that come back at the head or foot of many pages, and page numbers there.
    Words that are hyphenated at the end of a line stay so.
    """
    running = _running_heads(pages)
    texts = []
    for page in pages:
        lines = [line for line in page if not (_in_margin(line) and _is_running(line, running))]
        if text := _text(_in_order(rows(lines))):
            texts.append(text)
    return "\n".join(texts)


def heading_of(page: Sequence[Line]) -> str:
    """Return the heading with which a page begins, where it is wrapped; else empty.

    It is in larger letters than most of the page, two lines or more of one size.
    """
    lines = _in_order(rows(page))
    if not lines:
        return ""
    sizes = sorted((line.height, len(line.text)) for line in lines)
    middle, usual = sum(length for _, length in sizes) / 2, 0.0
    for height, length in sizes:
        usual, middle = height, middle - length
        if middle <= 0:
            break
    first = lines[0].height
    of_it = list(takewhile(lambda line: abs(line.height - first) < _ONE_SIZE * first, lines))
    if first < _LARGER * usual or not 1 < len(of_it) <= _HEADING_LINES:
        return ""
    return " ".join(legible("\n".join(line.text.strip() for line in of_it)).text.split())


def _running_heads(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    counts = Counter(
        form for page in pages for form in {_form(row) for row in rows(page) if _in_margin(row)} if form
    )
    least = max(2, _OFTEN * len(pages))
    return frozenset(form for form, count in counts.items() if count >= least)


def _is_running(line: Line, running: frozenset[str]) -> bool:
    form = _form(line)
    return _PAGE_NUMBER.fullmatch(line.text) is not None or any(form in head for head in running)


def _form(line: Line) -> str:
    """Return a line with its numbers alike: ``Seite 3`` and ``Seite 4`` are one running head."""
    return re.sub(r"\d+", "0", " ".join(line.text.casefold().split()))


def _in_margin(line: Line) -> bool:
    middle = (line.bottom + line.top) / 2 / line.page_height
    return middle < _MARGIN or middle > 1 - _MARGIN


def rows(lines: Iterable[Line]) -> list[Line]:
    """Join pieces that follow each other on one line."""
    joined: list[Line] = []
    for line in lines:
        if joined and _continues(joined[-1], line):
            last = joined.pop()
            space = "" if line.glued else " "
            line = Line(  # noqa: PLW2901 - the line grows
                min(last.left, line.left),
                min(last.bottom, line.bottom),
                max(last.right, line.right),
                max(last.top, line.top),
                line.page_height,
                last.text + space + line.text,
                last.glued,
            )
        joined.append(line)
    return joined


def _continues(last: Line, line: Line) -> bool:
    height = max(last.height, line.height)
    overlap = min(last.top, line.top) - max(last.bottom, line.bottom)
    return (
        overlap > 0.3 * min(last.height, line.height)
        and line.left > last.left
        and -height < line.left - last.right < 1.2 * height
    )


def _in_order(lines: list[Line]) -> list[Line]:
    """Leave the lines in the order of the file, which most programs write as it is read, or set it right.

    It is wrong where it jumps from one column to the other and back, or up the page, again and again.
    """
    if len(lines) < _COLUMN_LINES:
        return lines
    gutter = _gutter(lines)
    if gutter is not None:
        filled = _FILLED * median(line.right - line.left for line in lines)
        sides = [line.left >= gutter for line in lines if line.right - line.left > filled]
        changes = sum(one != other for one, other in pairwise(sides))
        if changes > max(4, 0.4 * len(sides)) or _climbs(lines) > len(lines) / 4:
            return _by_columns(lines, gutter)
    elif _climbs(lines) > len(lines) / 4:
        return _downwards(lines)
    return lines


def _climbs(lines: Sequence[Line]) -> int:
    """Count how often a line stands above the one before it."""
    return sum(after.bottom > before.top for before, after in pairwise(lines))


def _gutter(lines: Sequence[Line]) -> float | None:
    """Find where the right column begins: most lines end before it or begin at it, and fill their side."""
    best: tuple[int, float] | None = None
    edge = min(line.left for line in lines)
    for begin in {round(line.left) for line in lines}:
        left = [line for line in lines if line.right <= begin]
        right = [line for line in lines if line.left >= begin - 1]
        crossing = len(lines) - len(left) - len(right)
        least = min(len(left), len(right))
        if least < _COLUMN_LINES or crossing > least:
            continue
        if median(line.right - line.left for line in left) < _FILLED * (begin - edge):
            continue
        if best is None or least - crossing > best[0]:
            best = least - crossing, float(begin - 1)
    return None if best is None else best[1]


def _by_columns(lines: Sequence[Line], gutter: float) -> list[Line]:
    """Read between the lines that span both columns the left one first; the right may be two again."""
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []

    def end_band() -> None:
        ordered.extend(left)
        inner = _gutter(right) if len(right) > _COLUMN_LINES else None
        ordered.extend(right if inner is None else _by_columns(right, inner))
        left.clear()
        right.clear()

    for line in _downwards(lines):
        if line.right <= gutter + 1:
            left.append(line)
        elif line.left >= gutter:
            right.append(line)
        else:
            end_band()
            ordered.append(line)
    end_band()
    return ordered


def _downwards(lines: Iterable[Line]) -> list[Line]:
    """Sort pieces from the top down and, of those at one height, from left to right."""
    ordered: list[Line] = []
    row: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.bottom):
        if row and row[0].bottom - line.bottom > 0.4 * row[0].height:
            ordered.extend(sorted(row, key=lambda piece: piece.left))
            row = []
        row.append(line)
    return ordered + sorted(row, key=lambda piece: piece.left)


def _text(lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    steps = [
        before.bottom - after.bottom for before, after in pairwise(lines) if before.bottom > after.bottom
    ]
    usual = median(steps) if steps else 0.0
    size = median(line.height for line in lines)
    pieces = [lines[0].text.strip()]
    for before, after in pairwise(lines):
        step = before.bottom - after.bottom
        # Of a heading that is wrapped the lines stand as much further apart as its letters are larger.
        larger = max(min(before.height, after.height) / size, 1.0)
        wide = usual and step > 1.35 * usual * larger and step > max(before.height, after.height)
        height = max(before.height, after.height)
        if abs(step) < 0.4 * height and after.left > before.right:
            pieces.append(" " if after.left - before.right < 3 * height else "\t")
        else:
            pieces.append("\n\n" if wide else "\n")
        pieces.append(after.text.strip())
    return "".join(pieces)
