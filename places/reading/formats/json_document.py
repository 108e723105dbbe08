"""A JSON file holds a list of articles, an object with such a list or with articles by name in it, or one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from places.reading.encoding import decode
from places.reading.formats import json_lines
from places.reading.formats.format import Format
from places.reading.problem import Problem, UnreadableError
from places.reading.record import Record, field_named

_DEPTH: Final = 3
"""How deep a list may lie in an object: ``{"response": {"results": […]}}`` is two."""


def records(file: Path, name: str) -> Iterator[Record | Problem]:
    """Read a JSON file; one with an object a line is read as such."""
    try:
        value = json.loads(decode(file.read_bytes()).text)
    except json.JSONDecodeError as error:
        if "Extra data" not in str(error):
            raise UnreadableError(f"no JSON (line {error.lineno}, character {error.colno})") from None
        yield from json_lines.records(file, name)
        return
    except ValueError as error:
        raise UnreadableError(f"no JSON ({error})") from None
    found = _articles(value, _DEPTH)
    if found is None:
        raise UnreadableError('no list of articles in it: write [{"text": …}, …]')
    for row, item in enumerate(found, 1):
        if isinstance(item, str):
            yield Record({"text": item}, row)
        else:
            yield json_lines.record_of(item, name, row)
    if not found:
        raise UnreadableError("an empty list")


def _articles(value: object, depth: int) -> list[object] | None:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    if _is_article(value):
        return [value]
    if depth == 0:
        return None
    named = [
        {"id": key, **inner} for key, inner in value.items() if isinstance(inner, dict) and _is_article(inner)
    ]
    if len(named) > 1:
        return list[object](named)
    lists = [found for inner in value.values() if (found := _articles(inner, depth - 1)) is not None]
    return max((one for one in lists if any(isinstance(item, dict) for item in one)), key=len, default=None)


def _is_article(value: Mapping[str, object]) -> bool:
    return any(field_named(key) == "text" and isinstance(text, str) for key, text in value.items())


FORMAT: Final = Format("JSON", (".json",), 81, records, size_limit=100_000_000)
