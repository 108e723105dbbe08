"""Which files of a folder are read, and in which order."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from places.reading import delimited, json_lines, markdown, parquet, text
from places.reading.problem import Problem, printable
from places.reading.record import Record

Reader = Callable[[Path, str], Iterator[Record | Problem]]
"""A format: a file and the name to call it by -> its records."""

FORMATS: Final[dict[str, Reader]] = {
    ".txt": text.records,
    ".md": markdown.records,
    ".markdown": markdown.records,
    ".csv": delimited.records,
    ".tsv": delimited.records,
    ".jsonl": json_lines.records,
    ".ndjson": json_lines.records,
    ".parquet": parquet.records,
}

_MEANT: Final[dict[str, str]] = {
    **dict.fromkeys((".pdf", ".doc", ".docx", ".odt", ".rtf", ".html", ".htm", ".epub"), "save it as .txt"),
    **dict.fromkeys((".json",), "write one object a line and name it .jsonl"),
    **dict.fromkeys((".xls", ".xlsx", ".ods"), "save it as .csv"),
    **dict.fromkeys((".xml",), "save it as .txt or .jsonl"),
    **dict.fromkeys((".zip", ".gz", ".bz2", ".xz", ".7z", ".tar", ".zst"), "unpack it"),
}
"""Files that look as if they held articles, and what to do with them."""


CORRECTIONS: Final = "corrections.csv"
"""A table beside the articles that is none of them; see `places.corrections`."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read.

    Attributes
    ----------
    file : Path
    name : str
        Its path relative to the folder, with slashes, safe to print and to store.
    size : int
        In bytes.
    """

    file: Path
    name: str
    size: int

    @property
    def reader(self) -> Reader:
        """The format that reads it."""
        return FORMATS[self.file.suffix.lower()]


@dataclass(frozen=True, slots=True)
class Found:
    """What there is in a folder.

    Attributes
    ----------
    files : tuple of SourceFile
        In the order in which they are read.
    problems : tuple of Problem
        Files that look as if they were meant and cannot be read.
    passed_over : int
        Other files, such as pictures and licences.
    corrections : Path or None
        A table of corrections at the top of the folder.
    """

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]
    passed_over: int
    corrections: Path | None = None


def find(path: Path) -> Found:
    """Find what there is to read in a file or a folder.

    A folder is walked in the order of its names, folders among them. What is hidden is passed
    over, as is a dataset in it; of a dataset itself the articles are read. Links are followed,
    each folder is read once.

    Parameters
    ----------
    path : Path

    Raises
    ------
    OSError
        If there is nothing at `path`, or it may not be read.
    """
    if _is_dataset(path):
        path = path / "articles.parquet"
    if not path.is_dir():
        name = _display(path.name)
        size = path.stat().st_size
        if path.suffix.lower() not in FORMATS:
            return Found((), (Problem(name, None, _advice(path)),), 0)
        return Found((SourceFile(path, name, size),), (), 0)
    files: list[SourceFile] = []
    problems: list[Problem] = []
    passed_over = 0
    seen: set[tuple[int, int]] = set()
    next(path.iterdir(), None)  # an error here is the caller's: nothing can be read at all
    table = path / CORRECTIONS
    corrections = table if table.is_file() else None
    waiting = [path]
    while waiting:
        here = waiting.pop()
        name = _display(here.relative_to(path).as_posix())
        try:
            about = here.stat()
            if stat.S_ISDIR(about.st_mode):
                key = (about.st_dev, about.st_ino)
                if key not in seen and not _is_dataset(here):
                    seen.add(key)
                    inside = [
                        entry
                        for entry in here.iterdir()
                        if not entry.name.startswith(".") and entry != corrections
                    ]
                    waiting.extend(sorted(inside, key=lambda entry: entry.name, reverse=True))
            elif here.suffix.lower() in FORMATS:
                if stat.S_ISREG(about.st_mode):
                    files.append(SourceFile(here, name, about.st_size))
                else:
                    problems.append(Problem(name, None, "no regular file"))
            elif here.suffix.lower() in _MEANT:
                problems.append(Problem(name, None, _advice(here)))
            else:
                passed_over += 1
        except OSError as error:
            problems.append(Problem(name, None, f"cannot be read ({reason_of(error)})"))
    return Found(tuple(files), tuple(problems), passed_over, corrections)


def reason_of(error: OSError) -> str:
    """Say why a file could not be opened, without its name: the line has it already."""
    return (error.strerror or str(error)).lower()


def _is_dataset(folder: Path) -> bool:
    return (folder / "dataset.json").is_file() and (folder / "mentions.parquet").is_file()


def _advice(path: Path) -> str:
    suffix = path.suffix.lower()
    what = f"{suffix} is not read" if suffix else "a file without a suffix is not read"
    return f"{what}; {_MEANT.get(suffix, 'articles are ' + ', '.join(FORMATS))}"


def _display(name: str) -> str:
    """Make a file's name safe to print and store: names need not be UTF-8."""
    return printable(os.fsencode(name).decode("utf-8", errors="backslashreplace"))
