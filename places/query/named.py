"""The places of a dataset that bear a name, in any language and spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from places.dataset import Dataset, fold
from places.query.evaluate import evaluate
from places.query.places import PlaceRow, place_rows
from places.query.remember import remembered
from places.selection import Selection

_SHORTEST_INSIDE: Final = 3
"""Letters from which on a name is found that has them somewhere in it."""

_WORD_BEGINS: Final = re.compile(r"(?<=\W)(?=\w)")


class Named(NamedTuple):
    """A place that bears a name.

    Attributes
    ----------
    row : PlaceRow
        With what all of the dataset says of it.
    name : str
        The name by which it was found.
    """

    row: PlaceRow
    name: str


def find_named(dataset: Dataset, query: str, limit: int) -> list[Named]:
    """Find the places whose name in any language is or begins with some letters, or has them in it.

    Case and accents count for nothing. The whole name comes first, then its beginning, then the beginning of
    one of its words; among these what is named most often.

    Parameters
    ----------
    dataset : Dataset
    query : str
    limit : int
        At most so many.
    """
    wanted = fold(" ".join(query.split()))
    if not wanted:
        return []
    spellings = tuple(dict.fromkeys((wanted, re.sub("([aou])e", r"\1", wanted))))
    everything = evaluate(dataset, Selection())
    mentions = everything.by_place.mentions
    best: dict[int, tuple[int, int, str]] = {}
    for folded, (position, name) in _names(dataset).items():
        degree = min(_degree(folded, spelling) for spelling in spellings)
        if degree < _NOT_AT_ALL:
            for each in position:
                found = (degree, -int(mentions[each]), name)
                if each not in best or found < best[each]:
                    best[each] = found
    order = sorted(best, key=lambda position: (*best[position], position))[:limit]
    rows = place_rows(everything, order)
    return [Named(row, best[position][2]) for row, position in zip(rows, order, strict=True)]


_NOT_AT_ALL: Final = 4


def _degree(name: str, wanted: str) -> int:
    """Tell how well a name fits: 0 for the very name."""
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if wanted not in name:
        return _NOT_AT_ALL
    if any(name.startswith(wanted, word.start()) for word in _WORD_BEGINS.finditer(name)):
        return 2
    return 3 if len(wanted) >= _SHORTEST_INSIDE else _NOT_AT_ALL


@remembered(1)
def _names(dataset: Dataset) -> Mapping[str, tuple[tuple[int, ...], str]]:
    """Give the folded names of all places, with who bears each (by position) and how it is written."""
    names: dict[str, tuple[tuple[int, ...], str]] = {}
    for position, place in enumerate(evaluate(dataset, Selection()).index.places):
        written = {fold(name): name for name in (*place.names.values(), place.name)}
        for folded, name in written.items():
            positions, known = names.get(folded, ((), name))
            names[folded] = (*positions, position), known
    return names
