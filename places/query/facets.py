"""What articles are of, by, in and filed under, as numbers: who asks for a value has its articles at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
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
    rank_of = {value: rank for rank, value in enumerate(known)} | {"": -1}
    value = np.array([rank_of[each] for each in written], dtype=np.int32)[np.from_dlpack(coded.indices)]
    article = np.from_dlpack(pc.list_parent_indices(column)) if several else np.arange(len(value))
    article, value = article[value >= 0], value[value >= 0]
    if several:  # an article has a value once
        order = np.lexsort((value, article))
        article, value = article[order], value[order]
        other = np.ones(len(value), dtype=bool)
        other[1:] = (article[1:] != article[:-1]) | (value[1:] != value[:-1])
        article, value = article[other], value[other]
    by_number = np.argsort(-np.bincount(value, minlength=len(known)), kind="stable")
    rank = np.empty(len(known), dtype=np.int32)
    rank[by_number] = np.arange(len(known), dtype=np.int32)
    return Facet([known[each] for each in by_number.tolist()], article.astype(np.int32), rank[value])
