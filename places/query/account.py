"""What became of the files that a dataset was built from: read, not read, passed over, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

from places.dataset import Dataset, account_file

Became = Literal["not read", "read in part", "passed over", "not meant", "repeated"]
"""What became of a file, or of a part of it; what is simply read stands with the articles."""

_COUNTED: Final[Mapping[Became, str]] = {
    "not read": "not_read",
    "read in part": "read_in_part",
    "passed over": "passed_over",
    "not meant": "not_meant",
    "repeated": "repeated",
}


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One line of the account: a file, a row of it where it is about one, and why."""

    path: str
    row: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Account:
    """How many of a kind there are, and the first of them.

    Attributes
    ----------
    total : int
        More than can be listed where one file has many such rows, or where the list is not there.
    lines : sequence of AccountLine
    listed : int
        How many could be listed.
    """

    total: int
    lines: Sequence[AccountLine]
    listed: int


def account_of(dataset: Dataset, became: Became, limit: int) -> Account:
    """Tell what did not simply become articles; from the manifest alone where its list is not there."""
    lines = _listed(dataset, became)
    stated = dataset.manifest.get(_COUNTED[became])
    known = isinstance(stated, int) and not isinstance(stated, bool)
    total = max(stated if known and isinstance(stated, int) else 0, len(lines))
    return Account(total, lines[:limit], len(lines))


def files_read(dataset: Dataset, limit: int) -> tuple[int, Sequence[tuple[str, int]]]:
    """Count the files that gave articles, and name the first with how many articles each gave.

    A text that was pasted is of none.
    """
    of_files = "FROM articles WHERE path <> ''"
    ((total,),) = dataset.rows(f"SELECT count(DISTINCT path) {of_files}")
    rows = dataset.rows(
        f"SELECT path, count(*) {of_files} GROUP BY path ORDER BY path LIMIT ?",
        [limit],
    )
    return int(total), [(str(path), int(count)) for path, count in rows]


def _listed(dataset: Dataset, became: Became) -> Sequence[AccountLine]:
    file = account_file(dataset.folder, dataset.manifest)
    if file is not None:
        try:
            return _read(file)[became]
        except OSError:  # it may have been left out, or be replaced: the manifest has the first lines
            pass
    return _grouped(_of_manifest(dataset.manifest))[became]


@lru_cache(maxsize=2)
def _read(file: Path) -> Mapping[Became, Sequence[AccountLine]]:
    """Read a list; its name tells what it holds, so that it is read once."""
    with file.open(encoding="utf-8", errors="replace") as stream:
        return _grouped(_parsed(stream))


def _parsed(lines: Iterable[str]) -> Iterator[tuple[object, object]]:
    for line in lines:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            yield value.get("became"), value


def _of_manifest(manifest: Mapping[str, Any]) -> Iterator[tuple[object, object]]:
    for name, plain, marked, mark in (
        ("problems", "not read", "read in part", "kept"),
        ("others", "passed over", "not meant", "expected"),
        ("repeats", "repeated", "repeated", ""),
    ):
        told = manifest.get(name)
        for value in told if isinstance(told, list) else ():
            if isinstance(value, dict):
                yield (marked if value.get(mark) is True else plain), value


def _grouped(values: Iterable[tuple[object, object]]) -> Mapping[Became, Sequence[AccountLine]]:
    found: dict[Became, list[AccountLine]] = {became: [] for became in get_args(Became)}
    for became, value in values:
        if became in found and isinstance(value, dict):
            row = value.get("row")
            found[became].append(
                AccountLine(
                    str(value.get("path", "")),
                    row if isinstance(row, int) else None,
                    str(value.get("reason", "")),
                )
            )
    return found
