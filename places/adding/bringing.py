"""What somebody brings -> articles: files from a browser, a text that was pasted."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from places.model import Article
from places.reading import PassedOver, Problem, Repeated, find, printable, read_files
from places.reading.articles import Articles
from places.reading.record import Field, Record

_PIECE: Final = 1_000_000
_LONGEST_PART: Final = 100
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')


def read_uploads(files: Iterable[tuple[str, BinaryIO]]) -> Iterator[Article | Problem]:
    """Read files that came from a browser, as a folder of them would be read.

    Parameters
    ----------
    files : iterable of (str, binary file)
        Each with the name that the browser gives, which may have folders in it.

    Yields
    ------
    Article or Problem
        A file of a kind that is not read is a problem here: somebody chose it.
    """
    with tempfile.TemporaryDirectory(prefix="places-") as folder:
        root = Path(folder)
        for name, content in files:
            _save(root, name, content)
        found = find(root)
        yield from found.problems
        for other in found.others:
            if not other.expected:
                yield Problem(other.path, None, other.reason)
        inside: list[PassedOver | Repeated] = []
        for item in read_files(found.files, passed_over=inside.append):
            while inside:
                within = inside.pop(0)
                yield Problem(within.path, None, within.reason)
            yield item
        for within in inside:
            yield Problem(within.path, None, within.reason)


def pasted(fields: Mapping[Field, str]) -> Iterator[Article | Problem]:
    """Read a text that was typed or pasted, with what was said of it.

    Parameters
    ----------
    fields : mapping of Field to str
        ``text``, ``title``, ``date``, ``source``; an empty one is not stated.
    """
    stated: dict[Field, object] = {field: said for field, said in fields.items() if said.strip()}
    title = str(stated.get("title") or "pasted text")
    for item in Articles().read(Record({**stated, "id": title}), ""):
        yield item if isinstance(item, Problem) else replace(item, path="")


def _save(root: Path, name: str, content: BinaryIO) -> None:
    """Write a file below a folder, whatever its name says; a second one of a name goes beside the first."""
    parts = [part for part in map(_safe, name.replace("\\", "/").split("/")) if part]
    file = root.joinpath(*(parts[-8:] or ["file"]))
    number = 1
    while file.exists() or any(above.is_file() for above in file.parents if above != root):
        number += 1
        file = root.joinpath(f"({number})", *(parts[-8:] or ["file"]))
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as saved:
        while piece := content.read(_PIECE):
            saved.write(piece)


def _safe(part: str) -> str:
    """Make of a part of a name one that any disk takes, and that leads nowhere else."""
    part = _UNSAFE.sub("_", printable(part)).strip()
    if set(part) <= {"."}:
        return ""
    if len(part.encode()) > _LONGEST_PART:
        stem, dot, ending = part.rpartition(".")
        cut = (stem if dot else part).encode()[: _LONGEST_PART - 12].decode("utf-8", "ignore")
        part = f"{cut}{dot}{ending[:10]}" if dot else cut
    return part
