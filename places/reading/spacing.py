"""Pieces of marked text -> one text in which what is set apart stands apart."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Final

_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_HYPHENS: Final = "-\u00ad¬\u2010⸗"


class Gap(IntEnum):
    """What stands between two pieces of text; the way into a cell or row holds against a paragraph in it."""

    NONE = 0
    LINE = 1
    PARAGRAPH = 2
    CELL = 3
    ROW = 4


_WRITTEN: Final = {Gap.LINE: "\n", Gap.PARAGRAPH: "\n\n", Gap.CELL: "\t", Gap.ROW: "\n"}


class SpacedText:
    """Text that is put together piece by piece, with gaps as wide as the widest that was asked for."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._gap = Gap.NONE
        self._space = False
        self._joined = False

    def leave(self, gap: Gap) -> None:
        """Leave a gap before the next piece."""
        ends_cell = gap is Gap.CELL and self._gap is not Gap.ROW
        ends_row = gap is Gap.LINE and self._gap is Gap.CELL
        self._gap = gap if ends_cell or ends_row else max(self._gap, gap)

    def join(self) -> None:
        """Join the next piece to the last one, which is the beginning of its word, with a hyphen or not."""
        if self._pieces and len(bare := self._pieces[-1].rstrip(_HYPHENS)) + 1 == len(self._pieces[-1]):
            self._pieces[-1] = bare
        self._gap, self._space, self._joined = Gap.NONE, False, True

    def add(self, piece: str | None) -> None:
        """Add a piece; its white space is one space."""
        if not piece:
            return
        words = _SPACE.sub(" ", piece)
        bare = words.strip(" ")
        if not bare:
            self._space = True
            return
        if self._gap is not Gap.NONE:
            self._pieces.append(_WRITTEN[self._gap] if self._pieces else "")
        elif (self._space or words[0] == " ") and self._pieces and not self._joined:
            self._pieces.append(" ")
        self._pieces.append(bare)
        self._gap, self._joined = Gap.NONE, False
        self._space = words[-1] == " "

    def whole(self) -> str:
        """Return the text."""
        return "".join(self._pieces)
