"""What articles are of, by, in and filed under, as numbers: who asks for a value has its articles at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Facet:
    """The values of one facet, and which article has which; an article has none, one or several.

    Attributes
    ----------
    values : list of str
        Each once, those of the most articles first.
    article, value : numpy.ndarray of int32, shape (pairs,)
        Article (its position) so and so has value (its position) so and so.
    """

    values: list[str]
    article: NDArray[np.int32]
    value: NDArray[np.int32]

    @cached_property
    def positions(self) -> dict[str, int]:
        """Where each value stands in `values`."""
        return {value: position for position, value in enumerate(self.values)}

    def holding(self, asked: Collection[str], articles: int) -> NDArray[np.bool_]:
        """Tell which of so many articles have one of the values that are asked for."""
        wanted = np.zeros(len(self.values), dtype=bool)
        wanted[[self.positions[value] for value in asked if value in self.positions]] = True
        found = np.zeros(articles, dtype=bool)
        found[self.article[wanted[self.value]]] = True
        return found

    def count(self, articles: NDArray[np.bool_]) -> list[int]:
        """Count for each value those of some articles that have it."""
        counted = np.bincount(self.value[articles[self.article]], minlength=len(self.values))
        return [int(number) for number in counted]

    def narrows(self, articles: int) -> bool:
        """Tell whether choosing one of the values would leave any of so many articles out."""
        return len(self.values) > 1 or (bool(self.values) and len(self.article) < articles)


def facet_of(of_articles: Sequence[Iterable[str | None] | str | None]) -> Facet:
    """Make a facet of what articles have: a value, several, or none; blanks around a value are none of it."""
    article: list[int] = []
    value: list[str] = []
    for position, has in enumerate(of_articles):
        if not has:
            continue
        several = (has,) if isinstance(has, str) else has
        distinct = dict.fromkeys(filter(None, ((each or "").strip() for each in several)))
        article += [position] * len(distinct)
        value += distinct
    known, codes, counts = np.unique(np.array(value, dtype=object), return_inverse=True, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return Facet(known[order].tolist(), np.array(article, dtype=np.int32), rank[codes])
