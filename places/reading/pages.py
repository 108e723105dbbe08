"""Pieces of text with their places on pages -> one text, in the order in which a person reads it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

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

_INITIAL: Final = 1.6
"""A letter so many times larger than most of its page, alone, begins the line that stands beside it."""

_INITIALS: Final = 20
"""Such letters that a page has at most; where there are more, they are something else."""

_SPACED: Final = 4
"""Letters that stand apart from each other, and are one word in spaced type; with a capital one fewer."""

_EVENLY: Final = 1.35
"""The widest gap between two of them, in gaps as they are in the middle; between words it is wider."""


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
    bold : bool
    """

    left: float
    bottom: float
    right: float
    top: float
    page_height: float
    text: str
    glued: bool = False
    bold: bool = False

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
        lines = [
            line for line in with_initials(page) if not (_in_margin(line) and _is_running(line, running))
        ]
        if text := _text(in_order(rows(lines))):
            texts.append(text)
    return "\n".join(texts)


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
                last.bold and line.bold,
            )
        joined.append(line)
    return joined


def with_initials(lines: Sequence[Line]) -> list[Line]:
    """Join a large first letter to the line beside it, whose word it begins: “L” and “indau liegt”."""
    if not lines:
        return []
    size = median(line.height for line in lines)
    joined = list(lines)
    initials = [
        line
        for line in lines
        if len(line.text) == 1 and line.text.isupper() and line.height >= _INITIAL * size
    ]
    for initial in initials if len(initials) <= _INITIALS else ():
        beside = [
            line
            for line in joined
            if line.height < initial.height
            and -size < line.left - initial.right < 1.5 * size
            and line.bottom > (initial.top + initial.bottom) / 2
            and line.bottom < initial.top
            and (line.text[:1].islower() or line.text[:2].isupper())
        ]
        if beside:
            first = max(beside, key=lambda line: line.bottom)
            whole = replace(first, left=initial.left, text=initial.text + first.text)
            joined = [whole if line is first else line for line in joined if line is not initial]
    return joined


def without_gaps(words: Sequence[Line]) -> list[Line]:
    """Close the gaps between the letters of words in spaced type: “L i n d a u”."""
    closed = list(words)
    begin = 0
    for end in range(1, len(words) + 1):
        if end < len(words) and _is_spaced(words[end - 1], words[end]):
            continue
        gaps = [words[at].left - words[at - 1].right for at in range(begin + 1, end)]
        word = "".join(one.text for one in words[begin:end])
        if end - begin >= _SPACED or (end - begin == _SPACED - 1 and word.istitle()):
            widest = _EVENLY * median(gaps)
            for at in range(begin + 1, end):
                if words[at].left - words[at - 1].right <= widest:
                    closed[at] = replace(words[at], glued=True)
        begin = end
    return closed


def _is_spaced(last: Line, line: Line) -> bool:
    """Tell whether two letters follow each other on one line."""
    return len(last.text) == len(line.text) == 1 and last.text.isalpha() and _continues(last, line)


def _continues(last: Line, line: Line) -> bool:
    height = max(last.height, line.height)
    overlap = min(last.top, line.top) - max(last.bottom, line.bottom)
    return (
        overlap > 0.3 * min(last.height, line.height)
        and line.left > last.left
        and -height < line.left - last.right < 1.2 * height
    )


def in_order(lines: list[Line]) -> list[Line]:
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
