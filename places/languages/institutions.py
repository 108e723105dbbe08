"""Names of institutions, whatever language a text is in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from places.languages.people import word_list


@cache
def towns_with_universities() -> frozenset[str]:
    """Return names of towns by which a university alone is meant, too ("Princeton has frozen hiring")."""
    return word_list(Path(__file__).with_name("universities.txt"))


@cache
def makes() -> frozenset[str]:
    """Return makes of cars, before whose models, called after places, they stand ("Seat Toledo")."""
    return word_list(Path(__file__).with_name("makes.txt"))
