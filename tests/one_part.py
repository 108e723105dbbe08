"""The files of a dataset that is small enough to have one a table."""

from __future__ import annotations

from pathlib import Path

from places.dataset import table_files as all_files


def table_files(folder: Path) -> dict[str, Path]:
    """Find them, by table."""
    found = {}
    for table, files in all_files(folder).items():
        (found[table],) = files
    return found
