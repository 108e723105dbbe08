"""When what a selection shows was published: all of it, one place beside it, many places in short."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from places.dataset import Dataset
from places.query.axis import Axis, article_slots, axis_of, spans_of
from places.query.evaluate import evaluate
from places.query.index import Mask, Positions, index_of
from places.query.remember import remembered
from places.selection import Selection


@dataclass(frozen=True, slots=True)
class Bar:
    """The mentions of a slot of the axis, or of articles whose dates reach over several.

    Attributes
    ----------
    first, last : int
        Positions of the slots in which it begins and ends.
    mentions : int
    of_place : int
        Those of the place that was asked for.
    is_shown : bool
        Whether any of them is in an article whose dates the selection asks for.
    """

    first: int
    last: int
    mentions: int
    of_place: int = 0
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars on an axis, and the mentions in undated articles, of which no bar tells."""

    axis: Axis
    bars: tuple[Bar, ...]
    undated: int
    undated_of_place: int = 0


def select_timeline(dataset: Dataset, selection: Selection, place_id: str | None = None) -> Timeline | None:
    """Count mentions by the dates of their articles, as precise as these are.

    The range of days is left aside, so that a timeline shows what lies outside it too.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
    place_id : str, optional
        A place whose mentions are counted for themselves too, whatever kinds the selection asks for.

    Returns
    -------
    Timeline or None
        None where no article of the dataset is dated.
    """
    return _timeline(dataset, selection.of_rows(), place_id)


def make_timeline_ready(dataset: Dataset) -> None:
    """Count once what every timeline of some kinds of places is put together of."""
    _ = index_of(dataset).mentions_of_kinds


@remembered(128)
def _timeline(dataset: Dataset, selection: Selection, place_id: str | None) -> Timeline | None:
    spans = spans_of(dataset)
    if spans is None:
        return None
    mentions, inside = _counted(dataset, selection)
    beside = np.zeros_like(mentions)
    if place_id:
        beside, also = _of_place(dataset, selection, place_id)
        inside = inside | also
    number = len(spans.begin)
    told = np.flatnonzero((mentions + beside)[:number])
    columns = (spans.begin, spans.end, mentions, beside, inside)
    bars = [Bar(*of_bar) for of_bar in zip(*(column[told].tolist() for column in columns), strict=True)]
    return Timeline(spans.axis, tuple(bars), int(mentions[number]), int(beside[number]))


_Counts = tuple[NDArray[np.int64], Mask]
"""Of each span, and behind them of what is undated: mentions, and whether any is in the range of days."""


@remembered(32)
def _counted(dataset: Dataset, selection: Selection) -> _Counts:
    mentions = evaluate(dataset, _all_dates(selection)).by_article
    articles = np.flatnonzero(mentions)
    return _summed(dataset, selection, articles, mentions[articles])


def _of_place(dataset: Dataset, selection: Selection, place_id: str) -> _Counts:
    shown = evaluate(dataset, replace(_all_dates(selection), kinds=()))
    pairs = shown.pairs_of(place_id)
    return _summed(dataset, selection, shown.index.article_of(pairs), shown.index.mentions[pairs])


def _summed(
    dataset: Dataset, selection: Selection, articles: Positions, mentions: NDArray[np.integer]
) -> _Counts:
    spans = spans_of(dataset)
    assert spans is not None  # whoever asks has looked
    in_range = evaluate(dataset, replace(selection.of_rows(), kinds=())).articles
    of_article, number = spans.of_article[articles], len(spans.begin) + 1
    inside = np.zeros(number, dtype=bool)
    inside[of_article[in_range[articles]]] = True
    return np.bincount(of_article, mentions, minlength=number).astype(np.int64), inside


def select_courses(
    dataset: Dataset, selection: Selection, place_ids: Collection[str], most: int = 32
) -> dict[str, list[int]]:
    """Count the mentions of each of some places over the axis, in `most` parts of it at most."""
    return dict(_courses(dataset, selection.of_rows(), tuple(place_ids), most))


@remembered(64)
def _courses(
    dataset: Dataset, selection: Selection, place_ids: tuple[str, ...], most: int
) -> dict[str, list[int]]:
    axis = axis_of(dataset)
    if axis is None:
        return {}
    shown = evaluate(dataset, selection)
    index = shown.index
    begin, end = article_slots(index, axis)
    number = min(most, len(axis.slots))
    part = (begin + end) // 2 * number // len(axis.slots)
    line = np.full(len(index.places), -1)
    known = [each for each in place_ids if each in index.place_positions]
    line[[index.place_positions[each] for each in known]] = np.arange(len(known))
    counted = np.zeros(len(known) * number)
    for articles_of, some in shown.pieces():
        of_line, article = line[index.place[some]], articles_of()
        told = (of_line >= 0) & (begin[article] >= 0)
        where = of_line[told] * number + part[article[told]]
        counted += np.bincount(where, index.mentions[some][told], minlength=len(counted))
    rows = counted.astype(int).reshape(len(known), number).tolist()
    return dict(zip(known, rows, strict=True))


def _all_dates(selection: Selection) -> Selection:
    return replace(selection, first=None, last=None, undated=True)


def slot_dates(axis: Axis, bar: Bar) -> tuple[date, date]:
    """Give the first and the last day of a bar."""
    return axis.slots[bar.first][0], axis.slots[bar.last][1]
