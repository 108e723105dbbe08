"""What articles are of, by, in and filed under, as numbers: who asks for a value has its articles at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from places.dataset.counting import first_of_each
from places.query.known import numbers


@dataclass(frozen=True, eq=False)
class Facet:
    """The values of one facet, and which article has which.

    Attributes
    ----------
    values : list of str
        Each once, those of the most articles first.
    value : numpy.ndarray of int, shape (articles,) or (pairs,)
        The value (its position) of each article, `len(values)` where it has none; as narrow as the number
        of values allows.
    article : numpy.ndarray of int32, shape (pairs,), optional
        Where an article may have several: article (its position) so and so has value so and so.
    """

    values: list[str]
    value: NDArray[np.integer]
    article: NDArray[np.int32] | None = None

    @cached_property
    def positions(self) -> dict[str, int]:
        """Where each value stands in `values`."""
        return {value: position for position, value in enumerate(self.values)}

    def holding(self, asked: Collection[str], articles: int) -> NDArray[np.bool_]:
        """Tell which of so many articles have one of the values that are asked for."""
        wanted = np.zeros(len(self.values) + 1, dtype=bool)
        wanted[[self.positions[value] for value in asked if value in self.positions]] = True
        if self.article is None:
            found: NDArray[np.bool_] = wanted[self.value]
            return found
        found = np.zeros(articles, dtype=bool)
        found[self.article[wanted[self.value]]] = True
        return found

    def count(self, articles: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Count for each value those of some articles that have it."""
        which = articles if self.article is None else articles[self.article]
        return np.bincount(self.value[which], minlength=len(self.values))[: len(self.values)]

    def narrows(self, articles: int) -> bool:
        """Tell whether choosing one of the values would leave any of so many articles out."""
        if len(self.values) != 1:
            return bool(self.values)
        return int(np.count_nonzero(self.value == 0)) < articles


def facet_of(column: pa.Array) -> Facet:
    """Make a facet of what articles have: a value, several, or none; blanks around a value are none of it.

    Parameters
    ----------
    column : pyarrow.Array
        Strings, or lists of them, in the order of the articles.
    """
    several = pa.types.is_list(column.type)
    values = column.flatten() if several else column
    coded = pc.dictionary_encode(values, null_encoding="encode")
    written = [(value or "").strip() for value in coded.dictionary.to_pylist()]
    known = sorted({*written} - {""})
    none, narrow = len(known), np.min_scalar_type(len(known))
    rank_of = {value: rank for rank, value in enumerate(known)} | {"": none}
    value = np.array([rank_of[each] for each in written], dtype=narrow)[np.from_dlpack(coded.indices)]
    article = None
    if several:  # an article has a value once
        article = numbers(pc.list_parent_indices(column)).astype(np.int32)
        article, value = article[value < none], value[value < none]
        order = np.lexsort((value, article))
        article, value = article[order], value[order]
        other = first_of_each(article, value)
        article, value = article[other], value[other]
    by_number = np.argsort(-np.bincount(value, minlength=none + 1)[:none], kind="stable")
    rank = np.full(none + 1, none, dtype=narrow)
    rank[by_number] = np.arange(none)
    return Facet([known[each] for each in by_number.tolist()], rank[value], article)
