"""A whole journal <-> lines of JSON: to keep it elsewhere, and to move it from one database to another.

The first line tells which journal it is. Then comes a line for each change, as `line_of` writes it, and a
line for each text of an article that was added.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any, Final

from places.journal.change import ArticleAdded, Change, Undone
from places.journal.checking import LONGEST_NAME, check_id, check_line, require
from places.journal.database import JournalError
from places.journal.storage import Journal
from places.journal.wording import decode, line_of, when_of

_FORM: Final = "places journal"
_VERSION: Final = 1


def lines_of(journal: Journal) -> Iterator[str]:
    """Write a journal as lines of JSON, in letters of ASCII.

    Raises
    ------
    JournalError
        If it cannot be read.
    """
    changes = journal.changes()
    yield json.dumps({"form": _FORM, "version": _VERSION, "identity": journal.identity()})
    yield from map(line_of, changes)
    digests = {change.said.text_digest for change in changes if isinstance(change.said, ArticleAdded)}
    for digest in sorted(digests):
        for text in journal.texts([digest]).values():
            yield json.dumps({"text": text})


def restore(journal: Journal, lines: Iterable[str | bytes]) -> int:
    """Fill an empty journal with lines of `lines_of`, all or none; it is the same journal then.

    Parameters
    ----------
    journal : Journal
    lines : iterable of str or bytes
        Bytes are UTF-8.

    Returns
    -------
    int
        How many changes there are.

    Raises
    ------
    JournalError
        If there is something in it already, or the lines are none of a journal.
    """
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    _, first = next(numbered, (0, "null"))
    about = _object(1, first)
    if about.get("form") != _FORM or about.get("version") != _VERSION:
        raise JournalError("line 1: does not begin a journal that this version of places reads")
    identity = about.get("identity")
    try:
        check_id("identity of the journal", identity)
    except ValueError as error:
        raise JournalError(f"line 1: {error}") from None
    return journal.restore(str(identity), (_item(*line) for line in numbered))


def _item(number: int, line: str | bytes) -> Change | str:
    told = _object(number, line)
    if isinstance(told.get("text"), str):
        return str(told["text"])
    try:
        for name in ("number", "step"):
            require(type(told[name]) is int, f"its {name} is no whole number")
        when = when_of(told["when"])
        require(when.tzinfo is not None, "its time has no zone")
        change = Change(told["number"], told["step"], when.astimezone(UTC), told["who"], decode(told["said"]))
        check_line("who said it", change.who, LONGEST_NAME)
        change.who.encode("utf-8")
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise JournalError(f"line {number}: no change of a journal ({error})") from None
    if isinstance(change.said, Undone) and not 1 <= change.said.number < change.number:
        raise JournalError(f"line {number}: undoes what does not stand before it")
    return change


def _object(number: int, line: str | bytes) -> dict[str, Any]:
    try:
        told = json.loads(line if isinstance(line, str) else line.decode("utf-8"))
    except UnicodeDecodeError:
        raise JournalError(f"line {number}: is not UTF-8") from None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise JournalError(f"line {number}: no object of JSON")
    return told
