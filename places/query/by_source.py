"""Which source writes about where: the places of a selection, source by source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, overload

import numpy as np
import numpy.typing as npt

from places.dataset import Dataset, fold
from places.dataset.counting import first_of_each
from places.language import language
from places.model import Place
from places.query.evaluate import evaluate
from places.query.index import index_of
from places.query.place_list import By, folded_names
from places.query.places import PlaceRow
from places.query.remember import remembered
from places.selection import Selection

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class PlaceRows(Sequence[PlaceRow]):
    """Rows of places, made when they are looked at: of hundreds of sources few are.

    Attributes
    ----------
    places : sequence of Place
        Of the dataset.
    position, mentions, articles, confidence : array, shape (n,)
        Which of them they are, and their counts.
    """

    places: Sequence[Place]
    position: Numbers
    mentions: Numbers
    articles: Numbers
    confidence: npt.NDArray[np.float64]

    def taken(self, rows: Numbers) -> PlaceRows:
        """Take some rows."""
        counts = self.mentions[rows], self.articles[rows], self.confidence[rows]
        return PlaceRows(self.places, self.position[rows], *counts)

    def __len__(self) -> int:
        """Count the places."""
        return len(self.position)

    @overload
    def __getitem__(self, at: int) -> PlaceRow: ...

    @overload
    def __getitem__(self, at: slice) -> list[PlaceRow]: ...

    def __getitem__(self, at: int | slice) -> PlaceRow | list[PlaceRow]:
        """Make one row, or some."""
        if isinstance(at, int):
            return self._row(at)
        return [self._row(row) for row in range(*at.indices(len(self)))]

    def _row(self, at: int) -> PlaceRow:
        counts = int(self.mentions[at]), int(self.articles[at]), float(self.confidence[at])
        return PlaceRow(self.places[int(self.position[at])], *counts)


class SourcePlaces(NamedTuple):
    """What the articles of one source say.

    Attributes
    ----------
    source : str
        Empty for the articles that state none.
    articles, mentions : int
        Those of the selection, whatever name is looked for.
    rows : PlaceRows
        Its places; their counts are of its articles alone.
    """

    source: str
    articles: int
    mentions: int
    rows: PlaceRows


def list_by_source(
    dataset: Dataset, selection: Selection, by: By = "mentions", *, code: str = "en", named: str = ""
) -> tuple[SourcePlaces, ...]:
    """List the places that each source names, the source with the most mentions first, without any last.

    The parameters are those of `list_places`. Sources without a place that is wanted are left out.
    """
    return _list(dataset, selection.of_rows(), by, code, fold(named.strip()))


def has_sources(dataset: Dataset) -> bool:
    """Tell whether any article of a dataset states its source."""
    return bool(index_of(dataset).facets["sources"].values)


@remembered(8)
def _list(dataset: Dataset, selection: Selection, by: By, code: str, named: str) -> tuple[SourcePlaces, ...]:
    shown = evaluate(dataset, selection)
    index, facet = shown.index, shown.index.facets["sources"]
    none, width = len(facet.values), max(len(index.places), 1)
    source_of = facet.value  # an article has one
    articles = np.bincount(source_of[shown.articles], minlength=none + 1)
    pairs = np.flatnonzero(shown.pairs)
    article, place = index.article_of(pairs), index.place[pairs].astype(np.int64)
    keys, of_key = np.unique(source_of[article].astype(np.int64) * width + place, return_inverse=True)
    size = len(keys)
    mentions = np.bincount(of_key, index.mentions[pairs], minlength=size).astype(np.int64)
    confidence = np.bincount(of_key, index.sure(pairs), minlength=size) / np.maximum(mentions, 1)
    naming = np.bincount(of_key[first_of_each(article, place)], minlength=size)
    source = keys // width
    totals = np.bincount(source, mentions, minlength=none + 1).astype(np.int64)
    rows = PlaceRows(index.places, keys % width, mentions, naming, confidence)
    order = np.lexsort((*_sorted_by(rows, by, code), source))
    if named:
        has_name = np.array([named in names for names in folded_names(dataset)], dtype=bool)
        order = order[has_name[rows.position[order]]]
    ends = np.flatnonzero(np.diff(source[order])) + 1
    found = {int(source[stretch[0]]): stretch for stretch in np.split(order, ends) if len(stretch)}
    return tuple(
        SourcePlaces(
            "" if number == none else facet.values[number],
            int(articles[number]),
            int(totals[number]),
            rows.taken(found[number]),
        )
        for number in sorted(found, key=lambda each: (each == none, -int(totals[each]), each))
    )


def _sorted_by(rows: PlaceRows, by: By, code: str) -> tuple[npt.NDArray[Any], ...]:
    """Return what rows are sorted by, the last first, as `places.query.place_list` sorts them."""
    match by:
        case "mentions":
            return (-rows.mentions,)
        case "articles":
            return -rows.mentions, -rows.articles
        case "confidence":
            return -rows.mentions, rows.confidence
        case "name":
            return (_ranks([fold(place.name_in(code)) for place in rows.places])[rows.position],)
        case "country":
            say = language(code)
            codes = [place.country_codes[0] if place.country_codes else "" for place in rows.places]
            of_code = {each: (not each, fold(say.country(each))) for each in set(codes)}
            return -rows.mentions, _ranks([of_code[each] for each in codes])[rows.position]


def _ranks(values: Sequence[Any]) -> Numbers:
    """Give values the numbers of their order; equal ones have one number."""
    numbers = {value: number for number, value in enumerate(sorted(set(values)))}
    return np.array([numbers[value] for value in values], dtype=np.int64)
