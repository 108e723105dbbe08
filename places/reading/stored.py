"""Which objects of a bucket are read, and a few of them at a time on the disk here to be read."""

from __future__ import annotations

import atexit
import json
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from places.reading.file_names import is_hidden
from places.reading.folder import (
    CORRECTIONS,
    WITH_PAGE,
    Found,
    SourceFile,
    form_of,
    in_turn,
    named_parts,
    parts_of_articles,
    unread,
)
from places.reading.problem import PassedOver, Problem, printable
from places.storage import StorageError, Stored, fetch, has_pattern, last_part, listed, read

_AHEAD: Final = 8  # objects that are fetched while one is read
_BYTES_AHEAD: Final = 200_000_000
_MANIFEST: Final = "dataset.json"


def find_stored(address: str) -> Found:
    """Find what there is to read under a prefix of a bucket, by the rules for a folder.

    Parameters
    ----------
    address : str
        ``s3://bucket/prefix``, an object, or a pattern.

    Raises
    ------
    StorageError
        If the bucket cannot be read, or there is nothing.
    """
    root = _root(address)
    objects = {_relative(stored, root): stored for stored in listed(address)}
    if not objects:
        raise StorageError(address, "object")
    if articles := _articles_of_dataset(objects):
        files = [_file(name, objects[part]) for part, name in named_parts(articles)]
        return Found(tuple(file for file in files if isinstance(file, SourceFile)), ())
    corrections = objects.get(CORRECTIONS)
    found = list(_sorted_out(objects))
    return Found(
        tuple(item for item in found if isinstance(item, SourceFile)),
        tuple(item for item in found if isinstance(item, Problem)),
        tuple(item for item in found if isinstance(item, PassedOver)),
        _kept_table(corrections) if corrections else None,
    )


def _sorted_out(objects: Mapping[str, Stored]) -> Iterator[SourceFile | Problem | PassedOver]:
    """Tell what becomes of each object, in the order in which a folder is walked; of a folder once."""
    told: set[str] = set()
    for name in sorted(objects, key=lambda name: [in_turn(part) for part in name.split("/")]):
        other = _passed_over(name.split("/"), objects)
        if other is None:
            yield _file(name, objects[name])
        elif other.path not in told:
            told.add(other.path)
            yield other


def _passed_over(parts: list[str], objects: Mapping[str, Stored]) -> PassedOver | None:
    """Tell what an object is part of that is not read; None where it is to be read."""
    for depth, part in enumerate(parts):
        here = "/".join(parts[: depth + 1])
        is_folder = depth < len(parts) - 1
        if is_hidden(part):
            return PassedOver(printable(here) + "/" * is_folder, "hidden", expected=True)
        if here == CORRECTIONS:
            return PassedOver(here, "the table of corrections", expected=True)
        if is_folder and (page := _saved_page(here, objects)):
            reason = f"a part of the saved page {printable(page)}"
            return PassedOver(f"{printable(here)}/", reason, expected=True)
        if is_folder and f"{here}/{_MANIFEST}" in objects:
            return PassedOver(f"{printable(here)}/", "a dataset", expected=True)
    return None


@dataclass(frozen=True, slots=True)
class _Fetched:
    """A file that is on its way, or here."""

    source: SourceFile
    arriving: Future[None] | None


def at_hand(files: Iterable[SourceFile]) -> Iterator[SourceFile | Problem]:
    """Have files on the disk to be read: those of a bucket are fetched ahead, and deleted once read.

    Parameters
    ----------
    files : iterable of SourceFile

    Yields
    ------
    SourceFile or Problem
        A file that can be opened until the next one is asked for; one line where an object is gone.

    Raises
    ------
    StorageError
        If the bucket cannot be read any more.
    """
    waiting = iter(files)
    ahead: deque[_Fetched] = deque()
    with tempfile.TemporaryDirectory(prefix="places-") as folder, ThreadPoolExecutor(_AHEAD) as threads:
        number = 0
        try:
            while True:
                while len(ahead) <= _AHEAD and sum(each.source.size for each in ahead) <= _BYTES_AHEAD:
                    source = next(waiting, None)
                    if source is None:
                        break
                    number += 1
                    ahead.append(_begun(source, Path(folder), number, threads))
                if not ahead:
                    return
                here = ahead.popleft()
                try:
                    if here.arriving is not None:
                        here.arriving.result()
                    yield here.source
                except StorageError as error:
                    if error.what != "object":
                        raise
                    yield Problem(here.source.name, None, "is not there any more")
                finally:
                    if here.arriving is not None:
                        here.source.file.unlink(missing_ok=True)
        finally:
            for each in ahead:
                if each.arriving is not None:
                    each.arriving.cancel()


def _begun(source: SourceFile, folder: Path, number: int, threads: ThreadPoolExecutor) -> _Fetched:
    if not source.address:
        return _Fetched(source, None)
    here = replace(source, file=folder / f"{number}{source.format.ending_of(source.name)}")
    return _Fetched(here, threads.submit(fetch, Stored(source.address, source.size), here.file))


def _file(name: str, stored: Stored) -> SourceFile | Problem | PassedOver:
    form = form_of(name)
    if form is None:
        return unread(name, printable(name))
    return SourceFile(Path(name), printable(name), stored.size, form, stored.address)


def _root(address: str) -> str:
    """Tell from where on the names of objects are counted."""
    root = address.rstrip("/")
    if has_pattern(root):
        root = root[: min(root.find(sign) for sign in "*?[" if sign in root)].rpartition("/")[0]
    return root


def _relative(stored: Stored, root: str) -> str:
    name = stored.address.removeprefix(root).lstrip("/")
    return name or last_part(stored.address)  # the address is that of one object


def _articles_of_dataset(objects: Mapping[str, Stored]) -> list[str]:
    """Name the objects with the articles, where a dataset stands under the prefix itself."""
    if _MANIFEST not in objects:
        return []
    try:
        names = parts_of_articles(json.loads(read(objects[_MANIFEST].address)))
    except (ValueError, RecursionError):
        return []
    return names if all(name in objects for name in names) else []


def _saved_page(folder: str, objects: Mapping[str, Stored]) -> str:
    """Return the page that a browser saved together with a folder; else empty."""
    for ending in WITH_PAGE:
        for suffix in (".html", ".htm") if folder.endswith(ending) else ():
            page = folder.removesuffix(ending) + suffix
            if page in objects:
                return page.rpartition("/")[2]
    return ""


def _kept_table(corrections: Stored) -> Path:
    """Fetch the table of corrections, which is small, to where it stays until the process ends."""
    folder = tempfile.TemporaryDirectory(prefix="places-")
    atexit.register(folder.cleanup)
    file = Path(folder.name) / CORRECTIONS
    fetch(corrections, file)
    return file
