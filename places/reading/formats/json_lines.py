"""A file of JSON lines has one article a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from places.reading.encoding import NotTextError, lines
from places.reading.formats.format import Format
from places.reading.problem import Problem
from places.reading.record import TEXT_LIMIT, Field, Record, field_named

_LINE_LIMIT: Final = 3 * TEXT_LIMIT
"""A character may be written in up to six bytes (``\\u00e4``); few are."""


def records(file: Path, name: str) -> Iterator[Record | Problem]:
    """Read a file of JSON lines, one object a line."""
    held = 0
    try:
        for row, line in enumerate(lines(file, _LINE_LIMIT), 1):
            if line is None:
                yield Problem(name, row, f"a line of more than {_LINE_LIMIT / 1e6:.0f} MB")
            elif not line.strip():
                continue
            else:
                yield _record(line, name, row)
            held += 1
    except NotTextError as error:
        yield Problem(name, None, str(error))
        return
    if not held:
        yield Problem(name, None, "empty")


def _record(line: str, name: str, row: int) -> Record | Problem:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        return Problem(name, row, f"no JSON (character {error.colno})")
    except (ValueError, RecursionError) as error:
        return Problem(
            name, row, f"no JSON ({error if isinstance(error, ValueError) else 'nested too deep'})"
        )
    return record_of(value, name, row)


def record_of(value: object, name: str, row: int) -> Record | Problem:
    """Take the fields of one article from an object."""
    if not isinstance(value, dict):
        return Problem(name, row, 'no JSON object: write {"text": …}')
    fields: dict[Field, object] = {}
    for key, content in _flat(value).items():
        field = field_named(key)
        if field is not None and content is not None and (field not in fields or key == field):
            fields[field] = content
    return Record(fields, row)


def _flat(value: dict[str, object]) -> dict[str, object]:
    """Return an object with what programs put one level deeper: the article, and texts as they are shown.

    ``{"_id": 1, "_source": {"text": …}}``, ``{"content": {"rendered": …}}``
    """
    shown = {
        key: inner["rendered"] if isinstance(inner, dict) and "rendered" in inner else inner
        for key, inner in value.items()
    }
    if any(field_named(key) == "text" and content for key, content in shown.items()):
        return shown
    deeper = [
        inner
        for inner in shown.values()
        if isinstance(inner, dict) and any(field_named(key) == "text" for key in inner)
    ]
    return {**shown, **deeper[0]} if len(deeper) == 1 else shown


FORMAT: Final = Format("JSON lines", (".jsonl", ".ndjson"), 80, records)
