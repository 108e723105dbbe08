"""What can be said <-> JSON, for the database, for exchange and for whoever looks into either."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

from cattrs import Converter
from cattrs.errors import ClassValidationError
from cattrs.strategies import configure_tagged_union

from places.journal.change import SAYINGS, Change, Said, Scope

TYPE: Final = "type"
"""What tells which of the things that can be said an object is."""


def kind_of(said: Said | type[Said]) -> str:
    """Name the kind of a change: ``place decided``, ``own place merged``, ``undone``."""
    kind = said if isinstance(said, type) else type(said)
    return _words(kind)


def encode(said: Said) -> dict[str, Any]:
    """Lay out what was said as an object for JSON, with its `TYPE`."""
    laid_out: dict[str, Any] = _converter().unstructure(said, unstructure_as=Said)
    return {TYPE: laid_out.pop(TYPE), **laid_out}


def decode(laid_out: Mapping[str, Any]) -> Said:
    """Make of an object of `encode` what was said.

    Raises
    ------
    ValueError
        If it is none, or makes no sense; one clear line.
    """
    if laid_out.get(TYPE) not in [kind_of(each) for each in SAYINGS]:
        raise ValueError(f"no type of change: {laid_out.get(TYPE)!r}")
    try:
        said: Said = _converter().structure(laid_out, Said)  # type: ignore[arg-type] # a union is no class
    except (ClassValidationError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"no change of the type “{laid_out[TYPE]}”: {_first(error)}") from None
    return said


def line_of(change: Change) -> str:
    """Write a change as one line of JSON, in letters of ASCII."""
    about = {
        "number": change.number,
        "step": change.step,
        "when": change.when.isoformat(),
        "who": change.who,
    }
    return json.dumps({**about, **encode(change.said)})


@cache
def _converter() -> Converter:
    converter = Converter()
    configure_tagged_union(Scope, converter, tag_generator=_words, tag_name=TYPE)
    configure_tagged_union(Said, converter, tag_generator=_words, tag_name=TYPE)
    return converter


def _words(kind: type) -> str:
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()


def _first(error: BaseException) -> str:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return str(error) or type(error).__name__


def when_of(text: str) -> datetime:
    """Read when a change was made."""
    return datetime.fromisoformat(text)
