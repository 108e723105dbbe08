"""The tables of our own, in the folder ``data``: tab-separated values, one header line, UTF-8."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Final, cast

from places.gazetteer.source import Name, NameRole

FURTHER_NAMES: Final = "further_names.tsv"
"""What places of the other tables are called in further languages, a column each, the main name first."""

_SHOWN_FIRST: tuple[NameRole, ...] = ("main", "official", "alternate", "short", "former")
_FOLDER = files("places.gazetteer") / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table; an empty cell is an empty string.

    Parameters
    ----------
    name : str
        File name, as in ``sites.tsv``.
    """
    with _FOLDER.joinpath(name).open("r", encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def digest(*names: str) -> str:
    """Return eight hexadecimal digits that change with the content of the tables."""
    whole = hashlib.sha256()
    for name in names:
        whole.update(_FOLDER.joinpath(name).read_bytes())
    return whole.hexdigest()[:8]


def further_names() -> Mapping[str, str]:
    """Return a cell as `names` reads it for each id of `FURTHER_NAMES`."""
    return {
        row["id"]: "|".join(
            f"{language}:{'alternate' if number else 'main'}:{name}"
            for language in row
            if language != "id"
            for number, name in enumerate(filter(None, row[language].split("|")))
        )
        for row in rows(FURTHER_NAMES)
    }


def names(cell: str) -> tuple[Name, ...]:
    """Read the names in a cell: ``de:main:[Oblast] Kursk|de:short:Kursk|en:main:Kursk [Oblast]``.

    Each is a language (or nothing), a role and the name; brackets mark the type word. The
    first main name of a language is the one to display; where there is none, the first
    official one is, and then any.

    Parameters
    ----------
    cell : str
        Names, joined by bars.
    """
    found: dict[tuple[str, str], tuple[NameRole, str]] = {}
    for item in filter(None, cell.split("|")):
        language, role, text = item.split(":", 2)
        before, bracket, rest = text.partition("[")
        type_word, _, after = rest.partition("]")
        plain = before + type_word + after if bracket else text
        found.setdefault((plain, language), (cast("NameRole", role), type_word))
    shown: dict[str, tuple[int, str]] = {}
    for (text, language), (role, _) in found.items():
        rank = _SHOWN_FIRST.index(role)
        if language not in shown or rank < shown[language][0]:
            shown[language] = rank, text
    return tuple(
        Name(text, language or None, bool(language) and shown[language][1] == text, role, type_word)
        for (text, language), (role, type_word) in found.items()
    )


def display(among: Iterable[Name]) -> dict[str, str]:
    """Map each language to the preferred name in it."""
    return {name.language: name.text for name in among if name.language and name.preferred}
