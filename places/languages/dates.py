"""How dates are written: the words of every language that has a folder, together.

Who reads a date does not know yet which language the text is in, and has to read all of them.
``dates.toml`` in the folder of a language holds its words: separated by white space, ``_`` stands for a
space within one; a table says for each value which words mean it. The usual names of months and days of
the week are known from the Unicode CLDR, and need not stand there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Final

DATES: Final = "dates.toml"
"""The file in the folder of a language; it may be missing."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words, in lower case.

    Attributes
    ----------
    before_day : frozenset of str
        What may stand before a day: "den 3. Mai".
    ordinals : frozenset of str
        What makes an ordinal of a number: "3ten", "3rd".
    hours, before_hour : frozenset of str
        What stands behind an hour, and before one: "um 14 Uhr".
    between, together : frozenset of str
        What stands before and amid the two ends of a span: "zwischen 1914 und 1918".
    open_ended : frozenset of str
        Before what one end alone is known: "nach 1945".
    part_of : frozenset of str
        What stands amid a part and the whole: "Ende des 19. Jahrhunderts".
    halves, quarters, weeks, centuries : frozenset of str
        What follows the number of one, or before a week its number.
    decades : frozenset of str
        What follows the first year of one: "1920er".
    undated : frozenset of str
        What says that there is no date.
    months : mapping of str to str
        Names beside those of the calendar, and the numbers of their months.
    parts : mapping of str to str
        The words for ``begin``, ``middle`` and ``end``.
    seasons : mapping of str to str
        Those for ``spring``, ``summer``, ``autumn`` and ``winter``, in the northern half of the world.
    terms : mapping of str to str
        Those for the ``winter`` and ``summer`` of universities.
    feasts : mapping of str to str
        Names of feasts, and their days: ``12-24/12-26``.
    """

    before_day: frozenset[str]
    ordinals: frozenset[str]
    hours: frozenset[str]
    before_hour: frozenset[str]
    between: frozenset[str]
    together: frozenset[str]
    open_ended: frozenset[str]
    part_of: frozenset[str]
    halves: frozenset[str]
    quarters: frozenset[str]
    weeks: frozenset[str]
    centuries: frozenset[str]
    decades: frozenset[str]
    undated: frozenset[str]
    months: Mapping[str, str]
    parts: Mapping[str, str]
    seasons: Mapping[str, str]
    terms: Mapping[str, str]
    feasts: Mapping[str, str]


@cache
def date_words() -> DateWords:
    """Return the words of all languages that have a folder here."""
    return read_date_words(sorted(Path(__file__).parent.glob(f"*/{DATES}")))


def read_date_words(files: list[Path]) -> DateWords:
    """Read the words in some files.

    Raises
    ------
    ValueError
        If one is no TOML, or holds what `DateWords` does not know.
    """
    tables = {field.name for field in fields(DateWords) if str(field.type).startswith("Mapping")}
    known: dict[str, Any] = {
        field.name: {} if field.name in tables else frozenset() for field in fields(DateWords)
    }
    for file in files:
        try:
            listed = tomllib.loads(file.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"{file}: {error}") from None
        for name, value in listed.items():
            if name in tables and isinstance(value, dict):
                known[name] |= {word: meaning for meaning, words in value.items() for word in _split(words)}
            elif name in known and name not in tables and isinstance(value, str):
                known[name] |= frozenset(_split(value))
            else:
                raise ValueError(f"{file}: {name}: `DateWords` has nothing of that name and form")
    return DateWords(**known)


def _split(words: str) -> list[str]:
    return [word.replace("_", " ").casefold() for word in words.split()]
