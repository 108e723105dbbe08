"""What can be said <-> JSON, for the database, for exchange and for whoever looks into either."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final, assert_never

from cattrs import Converter
from cattrs.errors import ClassValidationError
from cattrs.strategies import configure_tagged_union

from places.journal.change import (
    SAYINGS,
    ArticleAdded,
    ArticleEdited,
    ArticleRemoved,
    ArticleRestored,
    Change,
    FeedFollowed,
    MentionChecked,
    OwnPlaceDeleted,
    OwnPlaceMerged,
    OwnPlaceSaved,
    PlaceChecked,
    PlaceDecided,
    Said,
    Undone,
)
from places.journal.scope import Everywhere, InArticle, InSource, OneMention, Scope
from places.reading.problem import printable, quoted

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


def tell(said: Said) -> str:
    """Say a change in a few words, for a list."""
    match said:
        case PlaceDecided():
            place = said.place_id or "no place"
            return f"{_tell_scope(said.scope)}: {place}" + (f" ({said.note})" if said.note else "")
        case MentionChecked():
            return f"{_tell_scope(said.mention)}: {'checked' if said.checked else 'not checked any more'}"
        case PlaceChecked():
            return f"{said.place_id}: {'checked' if said.checked else 'not checked any more'}"
        case OwnPlaceSaved():
            where = f"{said.kind} at {said.latitude:g}, {said.longitude:g}"
            return f"{said.place_id}: {quoted(said.name)}, {where}"
        case OwnPlaceMerged():
            return f"{said.place_id}: merged into {said.into}"
        case OwnPlaceDeleted():
            return f"{said.place_id}: deleted"
        case ArticleAdded():
            return f"article {said.article_id}: added, {quoted(said.title)}"
        case ArticleEdited():
            told = [f"{name} {value!r}" for name, value in encode(said).items() if value is not None]
            return f"article {said.article_id}: {', '.join(told[2:])}"
        case ArticleRemoved():
            return f"article {said.article_id}: removed" + (f" ({said.note})" if said.note else "")
        case ArticleRestored():
            return f"article {said.article_id}: brought back"
        case FeedFollowed():
            return f"feed {printable(said.url)}: {'followed' if said.followed else 'not followed any more'}"
        case Undone(number):
            return f"change {number}: undone"
    assert_never(said)


def _tell_scope(scope: Scope) -> str:
    match scope:
        case OneMention():
            return f"{quoted(scope.surface)} at {scope.start} of article {scope.article_id}"
        case InArticle():
            return f"{quoted(scope.name)} in article {scope.article_id}"
        case InSource():
            return f"{quoted(scope.name)} in articles of {quoted(scope.source)}"
        case Everywhere():
            return f"{quoted(scope.name)} everywhere"


def line_of(change: Change) -> str:
    """Write a change as one line of JSON, in letters of ASCII."""
    about = {
        "number": change.number,
        "step": change.step,
        "when": change.when.isoformat(),
        "who": change.who,
    }
    return json.dumps({**about, "said": encode(change.said)})


@cache
def _converter() -> Converter:
    converter = Converter()
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _as_it_is)
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook_func(lambda kind: kind == tuple[str, ...], _texts)
    configure_tagged_union(Scope, converter, tag_generator=_words, tag_name=TYPE)
    configure_tagged_union(Said, converter, tag_generator=_words, tag_name=TYPE)
    return converter


def _as_it_is(value: Any, kind: type[Any]) -> Any:
    """Refuse what is of another type: JSON has these types, and “false” is none of them."""
    if type(value) is not kind:
        raise TypeError(f"{quoted(str(value))} is not of the type {kind.__name__}")
    return value


def _number(value: Any, _: type[float]) -> float:
    return value if type(value) is float else float(_as_it_is(value, int))


def _texts(values: Any, _: Any) -> tuple[str, ...]:
    if not isinstance(values, list | tuple):
        raise TypeError(f"{quoted(str(values))} is no list")
    return tuple(_as_it_is(value, str) for value in values)


def _words(kind: type) -> str:
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()


def _first(error: BaseException) -> str:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return str(error) or type(error).__name__


def when_of(text: str) -> datetime:
    """Read when a change was made."""
    return datetime.fromisoformat(text)
