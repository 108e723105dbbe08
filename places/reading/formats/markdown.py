"""A Markdown file is one article; what is known of it may stand in YAML front matter."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import yaml

from places.reading.formats.format import Format
from places.reading.formats.plain_text import whole_text
from places.reading.markdown_text import text_of_markdown
from places.reading.problem import Problem
from places.reading.record import Field, Record, field_named

_FRONT_MATTER: Final = re.compile(
    r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_TOML: Final = re.compile(r"\A\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE: Final = re.compile(r"([^\s:#][^:]*):(?:[ \t]+(.*))?")
_NOTHING: Final = ("", "~", "null", "Null", "NULL")

# The base loader leaves every scalar the string that stands there: `2024-06` is no
# integer, `no` is Norwegian and not false, a timestamp keeps its own day.
_Loader: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def records(file: Path, name: str) -> Iterator[Record | Problem]:
    """Read a Markdown file; `text` begins after the front matter."""
    text, problems = whole_text(file, name)
    yield from problems
    if text is None:
        return
    found = _FRONT_MATTER.match(text)
    toml = None if found else _TOML.match(text)
    if toml:
        found = toml
    if not found:
        yield Record({"text": text_of_markdown(text)})
        return
    body = text[found.end() :]
    if not body.strip():
        yield Problem(name, None, "no text after the front matter")
        return
    stated, problem = (_toml if toml else _front_matter)(found[1], name)
    if problem:
        yield problem
    fields: dict[Field, object] = {"text": text_of_markdown(body)}
    for key, value in stated.items():
        field = field_named(key)
        if field is not None and field != "text" and value not in _NOTHING:
            fields.setdefault(field, value)
    yield Record(fields)


def _front_matter(block: str, name: str) -> tuple[Mapping[str, str], Problem | None]:
    try:
        loaded = yaml.load(block, Loader=_Loader)  # noqa: S506 - the base loader builds strings only
    except yaml.YAMLError as error:
        # `title: Moskau: ein Besuch` is what people write, and no YAML.
        by_line = [_LINE.fullmatch(line.rstrip()) for line in block.splitlines() if line.strip()]
        if all(by_line):
            return {found[1]: (found[2] or "").strip("\"' ") for found in by_line if found}, None
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 2})" if mark else ""
        return {}, Problem(name, None, f"front matter that is no YAML{where}; read without it", kept=True)
    if loaded is None or loaded == "":
        return {}, None
    if not isinstance(loaded, dict):
        return {}, Problem(name, None, "front matter without keys; read without it", kept=True)
    return {str(key): _flat(value) for key, value in loaded.items()}, None


def _toml(block: str, name: str) -> tuple[Mapping[str, str], Problem | None]:
    try:
        loaded = tomllib.loads(block.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        return {}, Problem(name, None, "front matter that is no TOML; read without it", kept=True)
    return {key: _flat(value) or str(value) for key, value in loaded.items() if value is not None}, None


def _flat(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


FORMAT: Final = Format("Markdown", (".md", ".markdown"), 20, records, whole=True)
