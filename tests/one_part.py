"""The files of a dataset that is small enough to have one a table, and how to divide one that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from places.dataset import table_files as all_files


def table_files(folder: Path) -> dict[str, Path]:
    """Find them, by table."""
    found = {}
    for table, files in all_files(folder).items():
        (found[table],) = files
    return found


def divide(monkeypatch: pytest.MonkeyPatch, articles: int) -> None:
    """Let a part end after so many articles, or one more where their ids say so."""
    monkeypatch.setattr("places.dataset.parts.LEAST", articles)
    monkeypatch.setattr("places.dataset.parts.MOST", articles + 1)
    monkeypatch.setattr("places.dataset.parts._ONE_IN", 2)
