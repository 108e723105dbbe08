"""What the first lines of a text say of it: ``date 2024-06``, ``Title: …``, ``Quelle: …``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from places.reading.record import Field, field_named
from places.reading.titles import header

_LABELLED: Final = re.compile(r"[ \t]*(?P<label>[^\W\d_]{2,20})[ \t]*:[ \t]+(?P<value>[^\r\n]*)(?:\r?\n|\Z)")
_RULE: Final = re.compile(r"\s*(?:---|\+\+\+)[ \t]*\r?\n")
_BLANK: Final = re.compile(r"\s*")
_LONG: Final = 300
"""A line longer than this is the text, not a value."""

_LINES: Final = 12


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines say.

    Attributes
    ----------
    fields : mapping of Field to str
    end : int
        Where the text begins after them.
    """

    fields: Mapping[Field, str]
    end: int


def head_of(text: str) -> Head:
    """Read the lines that say what a text is, up to where it begins.

    Lines with labels make a head where a date stands before them, where they are two or more, or
    where one names the title or the date: ``Quelle: dpa`` alone is a line of the text.
    """
    fields: dict[Field, str] = {}
    stated, end = header(text)
    rule = _RULE.match(text)  # as front matter in Markdown has it
    if rule:
        end = rule.end()
    if stated is not None:
        fields["date"] = stated
    at = _after_blanks(text, end)
    for _ in range(_LINES):
        found = _LABELLED.match(text, at)
        field = field_named(found["label"]) if found else None
        if not found or field is None or field in fields or field == "text":
            break
        value = found["value"].strip()
        if field == "date" and not any(map(str.isdigit, value)):
            break
        rest = _after_blanks(text, found.end())
        if len(value) > _LONG or rest == len(text):
            if field == "title":  # the title and the text in one line: the text tells where it ends
                end = found.start("value")
            break
        fields[field] = value
        end = at = rest
    if rule and (closing := _RULE.match(text, end)):
        end = closing.end()
    if not fields or (rule and not closing):
        return Head({}, 0) if rule else Head(fields, _after_blanks(text, end) if end else 0)
    if len(fields) == 1 and not fields.keys() & {"title", "date"}:
        return Head({}, 0)
    return Head(fields, _after_blanks(text, end) if end else 0)


def _after_blanks(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at
