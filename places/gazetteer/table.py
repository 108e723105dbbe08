"""The tables of our own: tab-separated values, one header line, UTF-8."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from importlib.resources import files

_FOLDER = files("places.gazetteer")


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table in this folder; an empty cell is an empty string.

    Parameters
    ----------
    name : str
        File name, as in ``features.tsv``.
    """
    with _FOLDER.joinpath(name).open("r", encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def digest(*names: str) -> str:
    """Return eight hexadecimal digits that change with the content of the tables."""
    whole = hashlib.sha256()
    for name in names:
        whole.update(_FOLDER.joinpath(name).read_bytes())
    return whole.hexdigest()[:8]
