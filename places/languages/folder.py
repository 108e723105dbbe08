"""A folder -> the language in it.

The folder is named by the ISO 639-1 code. ``words.toml`` holds what `Language` lists: words are
separated by white space, ``_`` stands for a space within one, and a table says for each value which
words mean it. ``sport.toml``, in the same form, holds what `Sport` lists. How dates are written stands
in ``dates.toml``, see `places.languages.dates`.
``sport.toml``, ``common.txt`` and ``frequent.txt``, one word a line, may be missing, and so may
``rules.py``, whose functions bear the names of the attributes that they are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from places.languages.language import Language
from places.languages.people import word_list
from places.languages.sport import Sport, Terms

_SPORT: Final = "sport.toml"
WORDS = "words.toml"
"""The file by which a folder is known to hold a language."""

_TYPES = {attribute.name: str(attribute.type) for attribute in fields(Language)}
_SPORT_TYPES = {attribute.name: str(attribute.type) for attribute in fields(Sport)}
_RULES = [name for name, kind in _TYPES.items() if kind.startswith("Callable")]


def load(folder: Path) -> Language:
    """Read the language of a folder.

    Raises
    ------
    ValueError
        If its words are no TOML, or a list has a name that neither `Language` nor `Sport` knows.
    """
    known = _listed(folder / WORDS, _TYPES)
    if (folder / _SPORT).is_file():
        known["sport"] = Sport(**_listed(folder / _SPORT, _SPORT_TYPES))
    if endings := known.get("adjective_endings"):
        adjectives = known["adjectives"].items()
        inflected = {word + ending: area for word, area in adjectives for ending in sorted(endings)}
        known["adjectives"] = {**inflected, **known["adjectives"]}
    for name in ("common", "frequent"):
        words = folder / f"{name}.txt"
        if words.is_file():
            known[name] = word_list(words)
    gaps = known.get("conjunctions", frozenset()) | known.get("on_the_way", frozenset())
    known["links"] = frozenset(gap for gap in gaps if "," not in gap)
    return Language(code=folder.name, **known, **_rules(folder))


def _listed(file: Path, types: Mapping[str, str]) -> dict[str, Any]:
    """Return what a file lists, as attributes of these types."""
    try:
        listed = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{file}: {error}") from None
    return {name: _read(file, name, types.get(name, ""), value) for name, value in listed.items()}


def _read(file: Path, name: str, kind: str, value: Any) -> Any:
    """Make of a value in the file what an attribute of that type holds."""
    if kind.startswith("frozenset") and isinstance(value, str):
        return frozenset(_split(value))
    if kind.startswith("tuple") and isinstance(value, str):
        return _split(value)
    if kind == "Terms" and isinstance(value, str):
        return Terms.of(_split(value))
    if kind == "Mapping[str, str]" and isinstance(value, dict):
        return {word: meaning for meaning, listing in value.items() for word in _split(listing)}
    if kind.startswith("Mapping[str, tuple") and isinstance(value, dict):
        return {key: _split(listing) for key, listing in value.items()}
    if kind == type(value).__name__ in ("bool", "int", "str"):
        return value
    raise ValueError(f"{file}: {name} = {value!r:.40}: nothing of that name and form is known")


def _split(listing: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in listing.split())


def _rules(folder: Path) -> dict[str, Any]:
    file = folder / "rules.py"
    if not file.is_file():
        return {}
    module = _module(folder, file)
    return {name: getattr(module, name) for name in _RULES if hasattr(module, name)}


def _module(folder: Path, file: Path) -> ModuleType:
    if folder.parent == Path(__file__).parent:
        return import_module(f"{__package__}.{folder.name}.rules")
    spec = spec_from_file_location(f"{__package__}.{folder.name}.rules", file)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
