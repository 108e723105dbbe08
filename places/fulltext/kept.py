"""Where the index of a dataset is: beside its tables, or, where it has none, in the user's cache."""

from __future__ import annotations

import logging
import os
import secrets
import sqlite3
import threading
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final
from weakref import WeakKeyDictionary

import platformdirs

from places.dataset import DamagedDatasetError, Dataset, DatasetError
from places.dataset.manifest import (
    SEARCH,
    content_name,
    files_beside,
    files_of_tables,
    is_own,
    what_is_damaged,
)
from places.fulltext.index import FORM, LACKING, has_engine, holds_articles, is_of_this_form, write_index

_LOG: Final = logging.getLogger(__name__)
_KEPT: Final = 8
"""Indexes in the cache; those that were made longest ago make room."""

_NONE: Final = "has no index for the search"
_MAKING: Final = threading.Lock()
Stamp = tuple[int, int, int]
"""Another one after a file was changed."""

_SEEN: Final[WeakKeyDictionary[Dataset, Stamp]] = WeakKeyDictionary()
"""Of the index in the cache of a dataset, when it was found to be its."""


def index_file(dataset: Dataset) -> Path:
    """Return the index of a dataset; one that has none gets it now, and a line in the log says so.

    Raises
    ------
    DatasetError
        If there is no FTS5, the index cannot be written, or the one beside the tables is not as it was
        written: cut, of another dataset, or with less in it; one clear line.
    """
    if not has_engine():
        raise DatasetError(f"{dataset.folder}: {LACKING}")
    beside = _beside(dataset)
    if beside is not None:
        if not _is_as_written(beside, *_stamp(beside)):
            raise DamagedDatasetError(dataset.folder, what_is_damaged(dataset.folder, {SEARCH: beside.name}))
        return beside
    file = _cached(dataset)
    if _is_of(dataset, file):
        return file
    with _MAKING:  # of many visitors at once the first one makes it
        if not _is_of(dataset, file):
            why = "its index for the search is damaged, or another one's" if file.is_file() else _NONE
            _LOG.warning("%s: %s; it is made now, once", dataset.folder, why)
            _make(dataset, file)
    return file


def has_index(dataset: Dataset) -> bool:
    """Tell whether a dataset can be searched at once."""
    return (_beside(dataset) or _cached(dataset)).is_file()


def _beside(dataset: Dataset) -> Path | None:
    """Find the index that came with a dataset, unless another version of places made it in another way."""
    file = files_beside(dataset.folder, dataset.manifest).get(SEARCH)
    return None if file is None or _is_of_another_form(file) else file


@lru_cache(maxsize=64)
def _is_of_another_form(file: Path) -> bool:
    try:
        return not is_of_this_form(file)
    except (sqlite3.Error, OSError):
        return False  # it is damaged, which whoever asks it finds out


def _stamp(file: Path) -> Stamp:
    try:
        about = file.stat()
    except OSError:
        return 0, 0, 0
    return about.st_ino, about.st_mtime_ns, about.st_size


@lru_cache(maxsize=64)
def _is_as_written(file: Path, *_: int) -> bool:
    """Tell whether an index is what its name says; that is looked at anew when its stamp is another one."""
    try:
        return file.name == content_name(SEARCH, file, "sqlite")
    except OSError:
        return False


def _is_of(dataset: Dataset, file: Path) -> bool:
    """Tell whether an index in the cache is there and has just the articles of a dataset."""
    stamp = _stamp(file)
    if _SEEN.get(dataset) != stamp:
        if not any(stamp) or not _holds_articles(dataset, file):
            return False
        _SEEN[dataset] = stamp
    return True


def _holds_articles(dataset: Dataset, file: Path) -> bool:
    ids = {article_id for (article_id,) in dataset.rows("SELECT id FROM articles")}
    try:
        return holds_articles(file, ids)
    except (sqlite3.Error, OSError):
        return False


def _articles(dataset: Dataset) -> list[Path]:
    return files_of_tables(dataset.folder, dataset.manifest)["articles"]


def _cached(dataset: Dataset) -> Path:
    """Name the index in the cache by the table of articles, and by how it is made."""
    parts = _articles(dataset)
    tells_all = all(is_own(part.name) for part in parts)  # the name tells what a part holds
    made = "" if tells_all else dataset.fingerprint
    about = f"{' '.join(map(os.path.realpath, parts))} {made} {FORM}"
    folder = platformdirs.user_cache_path("places") / "search"
    return folder / f"search-{sha256(os.fsencode(about)).hexdigest()[:16]}.sqlite"


def _make(dataset: Dataset, file: Path) -> None:
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_index(_articles(dataset), part)
        part.replace(file)
        _make_room(file.parent)
    except OSError as error:
        raise DatasetError(f"{file}: the index for the search cannot be written ({error.strerror})") from None
    finally:
        part.unlink(missing_ok=True)


def _make_room(folder: Path) -> None:
    with suppress(OSError):
        by_age = sorted(folder.glob("search-*.sqlite"), key=lambda file: file.stat().st_mtime)
        for old in by_age[:-_KEPT]:
            old.unlink(missing_ok=True)
