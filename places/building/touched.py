"""Which articles have to be settled anew when something else holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from places.building.current import Current
from places.building.said import Said
from places.corrections import Correction

Key = TypeVar("Key")
Value = TypeVar("Value")


def touched(current: Current, old: Said | None, new: Said) -> set[str]:
    """Return the ids of the articles that what holds now may change.

    Parameters
    ----------
    current : Current
        The part of the dataset that is looked at.
    old : Said or None
        What is in the dataset; None where that is not known: all articles are touched then.
    new : Said
    """
    added = set(new.standing.added) if current.is_last else set()
    if old is None:
        return set(current.rows) | set(current.removed) | added
    said_before, said_now = _by_key(old), _by_key(new)
    changed = [
        side[key]
        for key in _differing(said_before, said_now)
        for side in (said_before, said_now)
        if key in side
    ]
    before, after = old.standing, new.standing
    return (
        _naming(current, changed)
        | _differing(before.checked_mentions, after.checked_mentions)
        | _differing(before.edited, after.edited)
        | (set(before.removed) ^ set(after.removed))
        | {article_id for article_id in added if article_id not in current}
    ) & (set(current.rows) | set(current.removed) | added)


def _by_key(said: Said) -> dict[object, Correction]:
    return {row.key: row for row in said.corrections.rows()}


def _differing(one: Mapping[Key, Value], other: Mapping[Key, Value]) -> set[Key]:
    """Return the keys under which two mappings have something different."""
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


def _naming(current: Current, changed: list[Correction]) -> set[str]:
    """Return the ids of the articles in which corrections may hold."""
    found = current.naming(sorted({row.name for row in changed if row.by.scope == "all"}))
    # What the table says by a path is the same before and after: only the journal has changed.
    found.update(row.article for row in changed if row.article in current)
    sources = {row.source for row in changed if row.source}
    if sources:
        articles = current.columns("id", "source")
        of_source = pc.is_in(articles.column("source"), pa.array(sorted(sources), pa.string()))
        found.update(articles.column("id").filter(of_source).to_pylist())
    return found
