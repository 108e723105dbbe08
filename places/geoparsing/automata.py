"""Several automata that find what one would, and are made in a fraction of its memory.

Each has the forms that begin with some letters. Where a form begins in a text, only one of them can
find it; so together they find what one with all forms finds, as soon as what one of them has found
within a match of another one has given way.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import daachorse
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_PARTS: Final = 3
_LONGEST: Final = "longest"
"""File with the number of letters of the longest form."""

Match = tuple[int, int, int]
"""Where a form begins in a text, where it ends, and its number."""


class Automata:
    """Forms to look for, opened from disk.

    Parameters
    ----------
    folder : Path
        Where `write_automata` has put them.
    """

    def __init__(self, folder: Path) -> None:
        self._longest = int((folder / _LONGEST).read_text(encoding="ascii"))
        self._automata = [
            (
                daachorse.CharwiseDoubleArrayAhoCorasick.deserialize(file.read_bytes()).find,
                memoryview(np.load(file.with_suffix(".npy"), mmap_mode="r")),
            )
            for file in sorted(folder.glob("*.automaton"))
        ]

    def find(self, texts: Sequence[str]) -> list[list[Match]]:
        """Return the forms that stand in each of some texts, none within another one or across its end.

        Of those that overlap the first counts, of those that begin at one spot the longest. One
        automaton goes through all texts before the next one does, so that what it needs of its
        megabytes stays in the processor's cache.
        """
        matches: list[list[Match]] = [[] for _ in texts]
        for find, numbers in self._automata:
            for text, known in zip(texts, matches, strict=True):
                known += [(start, stop, numbers[form]) for start, stop, form in find(text)]
        return [self._leftmost(text, known) for text, known in zip(texts, matches, strict=True)]

    def _leftmost(self, text: str, matches: list[Match]) -> list[Match]:
        """Return which of the matches of all automata count."""
        matches.sort()
        found: list[Match] = []
        end = 0
        for at, match in enumerate(matches):
            if match[0] >= end:
                found.append(match)
                end = match[1]
            elif match[1] > end:
                return found + self._uncovered(text, end, matches[at:])
        return found

    def _uncovered(self, text: str, end: int, matches: list[Match]) -> list[Match]:
        """Return what stands in a text from a spot on, where a match before it reaches across that spot.

        It gives way, and what it kept its own automaton from finding counts.
        """
        waiting = matches[::-1]
        found: list[Match] = []
        while waiting:
            match = waiting.pop()
            if match[0] >= end:
                found.append(match)
                end = match[1]
            elif (stop := match[1]) > end:
                part = text[end : stop + self._longest]
                for find, numbers in self._automata:
                    for start, last, form in find(part):
                        if end + start < stop:
                            insort(waiting, (end + start, end + last, numbers[form]), key=_from_behind)
        return found


def write_automata(forms: pa.Array, folder: Path) -> None:
    """Write the automata of some forms.

    Parameters
    ----------
    forms : pyarrow.Array
        Their numbers are their positions.
    folder : Path
        Where to put the files.
    """
    (folder / _LONGEST).write_text(str(pc.max(pc.utf8_length(forms)).as_py() or 0), encoding="ascii")
    parts = _parts(forms)
    for part in range(_PARTS):
        numbers = np.flatnonzero(parts == part).astype(np.int32)
        if len(numbers):
            file = folder / f"{part}.automaton"
            file.write_bytes(_automaton(forms.take(pa.array(numbers))).serialize())
            np.save(file.with_suffix(".npy"), numbers)


def _automaton(forms: pa.Array) -> daachorse.CharwiseDoubleArrayAhoCorasick:
    return daachorse.CharwiseDoubleArrayAhoCorasick(forms.to_pylist(), daachorse.MATCH_KIND_LEFTMOST_LONGEST)


def _parts(forms: pa.Array) -> npt.NDArray[np.int64]:
    """Return for each form the automaton that it belongs to; all of them are about as large."""
    initials = pc.utf8_slice_codeunits(forms, 0, 1).dictionary_encode()
    numbers = np.from_dlpack(initials.indices)
    sizes = np.bincount(numbers, np.from_dlpack(pc.utf8_length(forms)), len(initials.dictionary))
    order = np.from_dlpack(pc.sort_indices(initials.dictionary))
    before = np.cumsum(sizes[order]) - sizes[order] / 2
    part_of = np.empty(len(order), np.int64)
    part_of[order] = before * _PARTS / max(sizes.sum(), 1)
    parts: npt.NDArray[np.int64] = part_of[numbers]
    return parts


def _from_behind(match: Match) -> int:
    return -match[0]
