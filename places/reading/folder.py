"""Which files of a folder are read, in which order, and what becomes of every other one."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from places.reading.file_names import ending_of, is_hidden, stem_of, without_copy_mark
from places.reading.formats import Format, format_of, formats
from places.reading.problem import PassedOver, Problem, printable, reason_of

UNKNOWN: Final = Format("unknown", (), 999, lambda _file, _name: iter(()))
"""Stands for what the name does not tell: its first bytes do, once it is read."""

_BY_BYTES: Final = frozenset((".doc", ".dot", ".php", ".asp", ".aspx", ".jsp", ".cfm", ".shtml"))
"""Endings that many programs give to RTF and web pages, too, and those that addresses of pages have."""

_MEANT: Final[dict[str, str]] = {
    **dict.fromkeys((".doc", ".dot", ".wpd", ".wps", ".pages"), "save it as .docx"),
    **dict.fromkeys((".ppt", ".pptx", ".odp", ".key", ".djvu", ".ps", ".xps"), "save it as .pdf"),
    **dict.fromkeys((".numbers",), "save it as .xlsx"),
    **dict.fromkeys((".mobi", ".azw", ".azw3", ".fb2"), "convert it to .epub"),
    **dict.fromkeys((".pst", ".ost"), "export its mails as .mbox or .eml"),
    **dict.fromkeys((".7z", ".rar", ".zst", ".lz4"), "unpack it"),
}
"""Files that look as if they held articles, and what to do with them."""


WITH_PAGE: Final = ("_files", "-Dateien", "_fichiers", "_archivos", "_bestanden")
"""What browsers add to the name of a saved page for the folder of its pictures and scripts."""

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
    format : Format
        What reads it.
    address : str
        Where it is in a bucket: `file` is there only while it is read, then; else empty.
    """

    file: Path
    name: str
    size: int
    format: Format
    address: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is in a folder: every file of it is in exactly one of `files`, `problems` and `others`.

    Attributes
    ----------
    files : tuple of SourceFile
        In the order in which they are read.
    problems : tuple of Problem
        Files that look as if they were meant and cannot be read.
    others : tuple of PassedOver
        Every other one, and why: pictures and licences, what is hidden, a dataset.
    corrections : Path or None
        A table of corrections at the top of the folder.
    """

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]
    others: tuple[PassedOver, ...] = ()
    corrections: Path | None = None

    @property
    def passed_over(self) -> int:
        """How many of the others somebody may have meant to be read."""
        return sum(not other.expected for other in self.others)


def find(path: Path) -> Found:
    """Find what there is to read in a file or a folder.

    A folder is walked in the order of its names, folders among them and copies at the end. What is
    hidden is passed over, as is a dataset in it; of a dataset itself the articles are read. Only regular
    files are read. Links are followed as long as they stay within the folder; each folder is read once.

    Parameters
    ----------
    path : Path

    Raises
    ------
    OSError
        If there is nothing at `path`, or it may not be read.
    """
    if parts := _tables_of_articles(path):
        # Whatever the files are called: their names change with each build.
        tables = [_file(path / part, name, (path / part).stat()) for part, name in named_parts(parts)]
        return Found(tuple(table for table in tables if isinstance(table, SourceFile)), ())
    if not path.is_dir():
        found = _file(path, _display(path.name), path.stat())
        if isinstance(found, PassedOver):
            known = ", ".join(suffix for form in formats() for suffix in form.suffixes)
            found = Problem(found.path, None, f"{found.reason}; articles are {known}")
        return Found((found,), ()) if isinstance(found, SourceFile) else Found((), (found,))
    next(path.iterdir(), None)  # an error here is the caller's: nothing can be read at all
    table = path / CORRECTIONS
    corrections = table if table.is_file() else None
    files: list[SourceFile] = []
    problems: list[Problem] = []
    others: list[PassedOver] = []
    for item in _walk(path, corrections):
        if isinstance(item, SourceFile):
            files.append(item)
        elif isinstance(item, Problem):
            problems.append(item)
        else:
            others.append(item)
    return Found(tuple(files), tuple(problems), tuple(others), corrections)


def _walk(root: Path, corrections: Path | None) -> Iterator[SourceFile | Problem | PassedOver]:
    seen: set[tuple[int, int]] = set()
    waiting = [root]
    while waiting:
        here = waiting.pop()
        name = _display(here.relative_to(root).as_posix())
        try:
            if here != root and is_hidden(here.name):
                yield PassedOver(name + "/" * here.is_dir(), "hidden", expected=True)
                continue
            if here == corrections:
                yield PassedOver(name, "the table of corrections", expected=True)
                continue
            about = here.stat()
            if here.is_symlink() and not here.resolve().is_relative_to(root.resolve()):
                yield Problem(name, None, "a link that leads out of the folder; copy what it leads to")
            elif not stat.S_ISDIR(about.st_mode):
                yield _file(here, name, about)
            elif (page := _saved_page(here)) is not None:
                yield PassedOver(f"{name}/", f"a part of the saved page {printable(page)}", expected=True)
            elif here != root and _is_dataset(here):
                yield PassedOver(f"{name}/", "a dataset", expected=True)
            elif (key := (about.st_dev, about.st_ino)) in seen:
                yield PassedOver(f"{name}/", "a folder that is read under another name", expected=True)
            else:
                seen.add(key)
                waiting.extend(sorted(here.iterdir(), key=lambda entry: in_turn(entry.name), reverse=True))
        except OSError as error:
            yield Problem(name, None, f"cannot be read ({reason_of(error)})")


def in_turn(name: str) -> tuple[bool, str]:
    """Tell when a file is read among those beside it: by its name, and a copy after what it is a copy of."""
    stem = stem_of(name)
    return without_copy_mark(stem) != stem, name


def _file(file: Path, name: str, about: os.stat_result) -> SourceFile | Problem | PassedOver:
    form = form_of(file.name)
    is_regular = stat.S_ISREG(about.st_mode)
    if form is None or (form is UNKNOWN and not is_regular):
        return unread(file.name, name)
    if not is_regular:
        return Problem(name, None, "no regular file")
    return SourceFile(file, name, about.st_size, form)


def form_of(name: str) -> Format | None:
    """Tell the format of a file by its name: `UNKNOWN` where it has no ending, or one that says little."""
    suffix = ending_of(name)
    return format_of(name) or (UNKNOWN if not suffix or suffix in _BY_BYTES else None)


def unread(file_name: str, name: str) -> Problem | PassedOver:
    """Say why a file of no known format is not read: a problem where it looks as if it held articles.

    Parameters
    ----------
    file_name : str
        The name that tells its kind.
    name : str
        What to call it.
    """
    suffix = ending_of(file_name)
    what = f"{printable(suffix)} is not read" if suffix else "a file without a suffix is not read"
    if suffix in _MEANT:
        return Problem(name, None, f"{what}; {_MEANT[suffix]}")
    return PassedOver(name, what)


def _saved_page(folder: Path) -> str | None:
    """Return the page that a browser saved together with this folder, None where there is none."""
    for ending in WITH_PAGE:
        if folder.name.endswith(ending):
            for suffix in (".html", ".htm"):
                page = folder.name.removesuffix(ending) + suffix
                if (folder.parent / page).is_file():
                    return page
    return None


def _is_dataset(folder: Path) -> bool:
    return bool(_tables_of_articles(folder))


def _tables_of_articles(folder: Path) -> list[str]:
    """Name the files in which a dataset has its articles; none where there is no dataset."""
    try:
        manifest = json.loads((folder / "dataset.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(manifest, dict) or "format" not in manifest:
        return []
    names = parts_of_articles(manifest) if "files" in manifest else ["articles.parquet"]
    return names if all((folder / name).is_file() for name in names) else []


def parts_of_articles(manifest: object) -> list[str]:
    """Return the names of the files of articles that the manifest of a dataset names."""
    files = manifest.get("files") if isinstance(manifest, dict) else None
    named = files.get("articles") if isinstance(files, dict) else None
    names = named if isinstance(named, list) else [named]
    return [Path(name).name for name in names if isinstance(name, str)]


def named_parts(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return the names of such files, each with what it is called in messages."""
    return [(name, f"articles{f'-{at}' if at > 1 else ''}.parquet") for at, name in enumerate(names, 1)]


def _display(name: str) -> str:
    """Make a file's name safe to print and store: names need not be UTF-8."""
    return printable(os.fsencode(name).decode("utf-8", errors="backslashreplace"))
