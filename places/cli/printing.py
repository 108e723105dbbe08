"""What commands print, and the exit status that they have."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Final

READ: Final = 0
SOME_NOT_READ: Final = 1
NOTHING: Final = 2

_LONGEST: Final = 200
OUTPUT_CLOSED: Final = "standard output is closed; nothing was done"


def fail(line: object) -> int:
    """Say in one line why nothing was done; return that status."""
    warn(line)
    return NOTHING


def warn(line: object) -> None:
    """Say something beside the output; names of files may hold what a terminal would obey."""
    from places.reading import printable

    tell(f"places: {printable(str(line))}\n")


def tell(text: str) -> bool:
    """Write beside the output; False where nobody is there: it is closed, or its terminal is gone.

    What a command does is worth more than what it says of it: nothing ends because it cannot be told.
    """
    if sys.stderr is None:
        return False
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        return False
    return True


def shortened(text: str) -> str:
    """Give the beginning of what somebody typed, where it is too long for a line."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def print_table(rows: Sequence[Sequence[str]], notes: Iterable[Sequence[str]] = ()) -> None:
    """Print columns side by side, what is unprintable escaped; wide letters may shift them."""
    from places.reading import printable

    cells = [[printable(" ".join(cell.split())) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    under = [*notes, *([[]] * len(cells))]
    for row, lines in zip(cells, under, strict=False):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        for line in lines:
            print(printable(line))
