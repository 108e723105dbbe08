"""The heading with which a page begins, told by the size and weight of its letters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from places.legible import legible
from places.reading.pages import Line, in_order, rows, with_initials

_LARGER: Final = 1.2
"""The letters of a heading are so many times larger than most of its page at least."""

_ONE_SIZE: Final = 0.1
_LINES: Final = 5

_BEFORE: Final = 4
"""Lines that may stand above a heading: a kicker, the name of the paper, the date."""

_SHORT: Final = 60
"""Characters that a line above a heading may have."""

_SELDOM: Final = 0.5
"""The share of a page that may be bold where what is bold is a heading."""

_NAME_OF_PAPER: Final = 3  # words


def heading_of(page: Sequence[Line]) -> str:
    """Return the heading with which a page begins, where its first line does not tell it; else empty.

    It is in larger letters than most of the page, or else in bold ones, and wrapped, or stands below a few
    short lines: a kicker, the date, the name of a newspaper in letters that are larger still.
    """
    lines = in_order(rows(with_initials(page)))
    if not lines:
        return ""
    usual = _usual_height(lines)
    large = [line.height >= _LARGER * usual for line in lines]
    if large[0]:
        heading = _of_one_size(lines)
        below = lines[len(heading) :]
        if len(heading) == 1 and _is_name_of_paper(heading[0]):
            paper = list(takewhile(lambda line: line.height < _LARGER * usual, below[:_BEFORE]))
            rest = below[len(paper) :]
            dated = any(any(map(str.isdigit, line.text)) for line in paper)
            if dated and rest and rest[0].height >= _LARGER * usual:
                return _joined(_of_one_size(rest))
        return _joined(heading) if len(heading) > 1 else ""
    before = list(takewhile(lambda line: line.height < _LARGER * usual, lines[: _BEFORE + 1]))
    if len(before) <= _BEFORE and len(before) < len(lines) and _are_short(before):
        return _joined(_of_one_size(lines[len(before) :]))
    return _bold(lines)


def _usual_height(lines: Sequence[Line]) -> float:
    """Return the height of the letters in which most of a page is written."""
    sizes = sorted((line.height, len(line.text)) for line in lines)
    middle = sum(length for _, length in sizes) / 2
    for height, length in sizes:
        middle -= length
        if middle <= 0:
            return height
    return sizes[-1][0]


def _of_one_size(lines: Sequence[Line]) -> list[Line]:
    first = lines[0].height
    return list(takewhile(lambda line: abs(line.height - first) < _ONE_SIZE * first, lines))


def _is_name_of_paper(line: Line) -> bool:
    return len(line.text.split()) <= _NAME_OF_PAPER


def _are_short(lines: Sequence[Line]) -> bool:
    return all(
        len(line.text) <= _SHORT and not line.text.rstrip().endswith((".", "!", "?")) for line in lines
    )


def _bold(lines: Sequence[Line]) -> str:
    """Return the bold lines at the beginning of a page on which little else is bold."""
    written = sum(len(line.text) for line in lines)
    if sum(len(line.text) for line in lines if line.bold) > _SELDOM * written:
        return ""
    before = list(takewhile(lambda line: not line.bold, lines[: _BEFORE + 1]))
    if len(before) > _BEFORE or not _are_short(before):
        return ""
    heading = list(takewhile(lambda line: line.bold, lines[len(before) :]))
    return _joined(heading) if before or len(heading) > 1 else ""


def _joined(lines: Sequence[Line]) -> str:
    if not 0 < len(lines) <= _LINES:
        return ""
    return " ".join(legible("\n".join(line.text.strip() for line in lines)).text.split())
