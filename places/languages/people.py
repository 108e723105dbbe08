"""Names of people, whatever language a text is in."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def first_names() -> frozenset[str]:
    """Return first names of many countries."""
    return word_list(Path(__file__).with_name("first-names.txt"))


@cache
def first_names_after_places() -> frozenset[str]:
    """Return first names that were places first ("Savannah"): names of people only before a surname."""
    return word_list(Path(__file__).with_name("first-names-after-places.txt"))


@cache
def surnames() -> frozenset[str]:
    """Return surnames that are names of places too."""
    return word_list(Path(__file__).with_name("surnames.txt"))


def word_list(file: Path) -> frozenset[str]:
    """Read a list of one word a line; lines that begin with ``#`` are remarks."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
