"""What became of every file of the source: read, read in part, not read, passed over, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TextIO

from places.model import Article
from places.reading import Found, PassedOver, Problem, Repeated

LISTED: Final = 100
"""Lines of a kind that the manifest has; all of them stand in a file beside it."""

KEPT: Final = 1_000
"""Problems, and files passed over, that are held for the report of a build."""

OF_ONE_FILE: Final = 1_000
"""Lines in a row about one file that are listed: a table may have millions of rows without a text."""

_Line = dict[str, object]


class Account:
    """Counts what became of every file, and lists it with the reasons, in bounded memory.

    What is read is counted alone: its articles name it.

    Parameters
    ----------
    found : Found
        What there is in the source.
    file : Path
        Where to write the whole list, a JSON object a line; it is made with the first of them.

    Attributes
    ----------
    not_read, read_in_part : int
        Files, and rows or articles of a file, that could not be read; that were, without what a line names.
    passed_over, not_meant : int
        Files that somebody may have meant to be read; those that nobody would.
    repeated : int
        Articles that stand in the source once more.
    problems, others, repeats : list
        The first of the problems, of those passed over that somebody may have meant, and of the repeated.
    """

    def __init__(self, found: Found, file: Path) -> None:
        self._sources = {source.name for source in found.files}
        self._file = file
        self._stream: TextIO | None = None
        self._told: set[str] = set()
        self._read: set[str] = set()
        self._last: object = None
        self._lines = 0
        self._listed: dict[str, int] = {}
        self._first_problems: list[_Line] = []
        self._first_others: list[_Line] = []
        self._first_repeats: list[_Line] = []
        self.not_read = self.read_in_part = self.passed_over = self.not_meant = self.repeated = 0
        self.problems: list[Problem] = []
        self.others: list[PassedOver] = []
        self.repeats: list[Repeated] = []
        for other in found.others:
            self.pass_over(other)

    def __enter__(self) -> Self:
        """Return the account itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the list."""
        self.close()

    def close(self) -> None:
        """Have the list on the disk, whole."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    @property
    def file(self) -> Path | None:
        """The whole list; None where there is nothing to list."""
        return self._file if self._listed else None

    @property
    def files_read(self) -> int:
        """How many files of the source gave articles; one in an archive counts as its archive."""
        return len(self._read)

    def read(self, article: Article) -> None:
        """Note that an article was read."""
        self._read.add(self._source(article.path))

    def note(self, problem: Problem) -> None:
        """Note what was not read, or not all of it."""
        self._told.add(self._source(problem.path))
        if problem.kept:
            self.read_in_part += 1
        else:
            self.not_read += 1
        if len(self.problems) < KEPT:
            self.problems.append(problem)
        self._list(
            "read in part" if problem.kept else "not read",
            {"path": problem.path, "row": problem.row, "reason": problem.reason},
            self._first_problems,
            {"kept": True} if problem.kept else {},
        )

    def pass_over(self, other: PassedOver | Repeated) -> None:
        """Note what was not meant to be read, or has been read already."""
        self._told.add(self._source(other.path))
        if isinstance(other, Repeated):
            self._repeat(other)
            return
        if other.expected:
            self.not_meant += 1
        else:
            self.passed_over += 1
            if len(self.others) < KEPT:
                self.others.append(other)
        self._list(
            "not meant" if other.expected else "passed over",
            {"path": other.path, "reason": other.reason},
            self._first_others,
            {"expected": True} if other.expected else {},
        )

    def _repeat(self, other: Repeated) -> None:
        self.repeated += 1
        if len(self.repeats) < KEPT:
            self.repeats.append(other)
        line: _Line = {"path": other.path, "row": other.row, "reason": other.reason}
        self._list("repeated", line, self._first_repeats, {})

    def silent(self) -> list[str]:
        """Name the files of which nothing has come, no article and no line."""
        return sorted(self._sources - self._read - self._told)

    def manifest(self) -> Mapping[str, object]:
        """Give what the manifest says: exact counts, the first lines of each kind."""
        return {
            "files_read": self.files_read,
            "not_read": self.not_read,
            "read_in_part": self.read_in_part,
            "passed_over": self.passed_over,
            "not_meant": self.not_meant,
            "repeated": self.repeated,
            "problems": self._first_problems,
            "others": self._first_others,
            "repeats": self._first_repeats,
        }

    def _list(self, became: str, line: _Line, first: list[_Line], told_apart: Mapping[str, object]) -> None:
        self._listed[became] = self._listed.get(became, 0) + 1
        if self._listed[became] <= LISTED:
            first.append({**line, **told_apart})
        self._lines = self._lines + 1 if line["path"] == self._last else 1
        self._last = line["path"]
        if self._lines > OF_ONE_FILE:
            return
        if self._stream is None:
            self._stream = self._file.open("w", encoding="utf-8", newline="\n")
        self._stream.write(json.dumps({"became": became, **line}, ensure_ascii=False) + "\n")

    def _source(self, path: str) -> str:
        """Name the file that lies in the folder: of a file in an archive, the archive."""
        name = path.rstrip("/")
        while name not in self._sources and "/" in name:
            name = name.rpartition("/")[0]
        return name if name in self._sources else path
