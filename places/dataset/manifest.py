"""The manifest of a dataset, and what goes wrong with it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

from places.dataset.schema import TABLES

FORMAT: Final = 1
"""The version of the form; a dataset of another one is not read."""

MANIFEST: Final = "dataset.json"
FILES: Final = frozenset((MANIFEST, *(f"{table}.parquet" for table in TABLES)))


class DatasetError(Exception):
    """There is no dataset to be read, or none to be written; the message is one clear line."""


def check_target(folder: Path, name: Path) -> None:
    """Refuse to replace what is no dataset."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise DatasetError(f"{name}: is a file; a dataset is a folder, name another one")
    if os.path.ismount(folder):
        raise DatasetError(f"{name}: is a mount point and cannot be swapped; name a folder in it")
    if any(folder.iterdir()) and not _is_manifest(folder / MANIFEST):
        raise DatasetError(f"{name}: holds something else than a dataset; name a new or empty folder")


def _is_manifest(file: Path) -> bool:
    try:
        return "format" in json.loads(file.read_bytes())
    except (OSError, ValueError, TypeError):
        return False


def fingerprint(folder: Path) -> str:
    """Tell one build of a dataset from another by looking at the manifest's entry alone.

    Returns
    -------
    str
        Empty where there is no dataset.
    """
    try:
        return fingerprint_of((folder / MANIFEST).stat())
    except OSError:
        return ""


def fingerprint_of(about: os.stat_result) -> str:
    """Make the fingerprint of a manifest from its entry."""
    return f"{about.st_ino:x}-{about.st_mtime_ns:x}-{about.st_size:x}"
