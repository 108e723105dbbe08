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

import platformdirs

from places.dataset import Dataset, DatasetError
from places.dataset.manifest import SEARCH, files_beside, is_own
from places.fulltext.index import FORM, LACKING, has_engine, is_of_this_form, write_index

_LOG: Final = logging.getLogger(__name__)
_KEPT: Final = 8
"""Indexes in the cache; those that were made longest ago make room."""

_MAKING: Final = threading.Lock()


def index_file(dataset: Dataset) -> Path:
    """Return the index of a dataset; one that has none gets it now, and a line in the log says so.

    Raises
    ------
    DatasetError
        If there is no FTS5, or the index cannot be written; one clear line.
    """
    if not has_engine():
        raise DatasetError(f"{dataset.folder}: {LACKING}")
    file = _beside(dataset) or _cached(dataset)
    if file.is_file():
        return file
    with _MAKING:  # of many visitors at once the first one makes it
        if not file.is_file():
            _LOG.warning("%s: has no index for the search; it is made now, once", dataset.folder)
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


def _cached(dataset: Dataset) -> Path:
    """Name the index in the cache by the table of articles, and by how it is made."""
    name = dataset.manifest["files"]["articles"]
    made = "" if is_own(name) else dataset.fingerprint  # the name tells what the table holds
    about = f"{os.path.realpath(dataset.folder / name)} {made} {FORM}"
    folder = platformdirs.user_cache_path("places") / "search"
    return folder / f"search-{sha256(os.fsencode(about)).hexdigest()[:16]}.sqlite"


def _make(dataset: Dataset, file: Path) -> None:
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_index(dataset.folder / dataset.manifest["files"]["articles"], part)
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
