"""The axis on which a dataset's dates are shown: days, weeks, months or years, where most of them are.

A few dates long before the rest would leave no room for it. They stand together in one slot at the
beginning, before a break.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from places.dataset import Dataset
from places.query.index import UNDATED, Index, Mask, days_since_epoch, index_of
from places.query.remember import remembered

Unit = Literal["day", "week", "month", "year"]
Slot = tuple[date, date]
Days = NDArray[np.int64]

_FEW: Final = 0.05
"""The share of the dated articles that may stand before the break."""

_ENOUGH: Final = 10
"""Dated articles from which one alone may."""

_WORTH_IT: Final = 3
"""A break makes the axis so many times shorter at least."""

_YEAR: Final = 366
_NARROW: Final = 1_000
"""Slots up to which there are few spans, whatever the articles."""

_LONGEST: Final[dict[Unit, int]] = {"day": 62, "week": 540, "month": 12 * _YEAR}
"""Days that an axis of such slots has at most."""


@dataclass(frozen=True)
class Axis:
    """The slots of an axis, one after the other.

    Attributes
    ----------
    unit : {"day", "week", "month", "year"}
    slots : tuple of (date, date)
        First and last day of each.
    broken : bool
        Whether the first slot holds all that lies before the others.
    """

    unit: Unit
    slots: tuple[Slot, ...]
    broken: bool = False

    def positions(self, days: Days) -> Days:
        """Tell in which slots some days lie; those beyond the ends lie in the first and the last."""
        if not len(days):
            return days
        starts = np.array([days_since_epoch(first) for first, _ in self.slots])
        first, last = int(days.min()), int(days.max())
        every = np.arange(first, last + 1)  # of a million articles many are of the same day
        of_day: Days = np.clip(np.searchsorted(starts, every, side="right") - 1, 0, len(starts) - 1)
        return of_day[days - first]


@remembered(1)
def axis_of(dataset: Dataset) -> Axis | None:
    """Give the axis of a dataset, the same for every selection; None where no article is dated."""
    index = index_of(dataset)
    dated: Mask = index.first != UNDATED
    if not dated.any():
        return None
    first, last = index.first[dated].astype(np.int64), index.last[dated].astype(np.int64)
    early = _early(last)
    kept_first, kept_last = first[~early], last[~early]
    # A text of some decade says little of when an axis begins.
    begins = np.where(kept_last - kept_first > _YEAR, kept_last, kept_first)
    span = _day(int(begins.min())), _day(int(kept_last.max()))
    by_day = float(np.mean(kept_first == kept_last)) >= 0.5
    unit = _unit((span[1] - span[0]).days + 1, by_day=by_day)
    slots = _slots(span, unit)
    if not early.any():
        return Axis(unit, tuple(slots))
    before = (_day(int(first.min())), slots[0][0] - timedelta(days=1))
    return Axis(unit, (before, *slots), broken=True)


def _early(last: Days) -> Mask:
    """Tell which of some dates lie so long before the rest that they would squeeze it."""
    none = np.zeros(len(last), dtype=bool)
    most = max(int(_FEW * len(last)), int(len(last) >= _ENOUGH))
    articles = np.bincount(last - last.min())  # of a million articles many are of the same day
    days = np.flatnonzero(articles) + last.min()
    few = np.cumsum(articles[articles > 0])[:-1] <= most  # whether no more are as early as each day
    gaps = np.diff(days)[few]
    if not len(gaps):
        return none
    cut = int(np.argmax(gaps))
    if days[-1] - days[0] < _WORTH_IT * (days[-1] - days[cut + 1] + 1):
        return none
    early: Mask = last <= days[cut]
    return early


def _unit(days: int, *, by_day: bool) -> Unit:
    units: tuple[Unit, ...] = ("day", "week", "month") if by_day else ("month",)
    return next((unit for unit in units if days <= _LONGEST[unit]), "year")


def _slots(span: Slot, unit: Unit) -> list[Slot]:
    """Cut a span into whole slots, the first and the last day inside of them."""
    slots = []
    first = _beginning(span[0], unit)
    while first <= span[1]:
        after = _next(first, unit)
        slots.append((first, after - timedelta(days=1)))
        first = after
    return slots


def _beginning(day: date, unit: Unit) -> date:
    match unit:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)


def _next(first: date, unit: Unit) -> date:
    match unit:
        case "day":
            return first + timedelta(days=1)
        case "week":
            return first + timedelta(days=7)
        case "month":
            return (first + timedelta(days=31)).replace(day=1)
        case "year":
            return first.replace(year=first.year + 1)


def _day(days: int) -> date:
    return date(1970, 1, 1) + timedelta(days=days)


def article_slots(index: Index, axis: Axis) -> tuple[Days, Days]:
    """Tell in which slots each article begins and ends; -1 where it is undated."""
    dated = index.first != UNDATED
    begin, end = (np.full(len(dated), -1, dtype=np.int64) for _ in range(2))
    begin[dated] = axis.positions(index.first[dated].astype(np.int64))
    end[dated] = axis.positions(index.last[dated].astype(np.int64))
    return begin, end


@dataclass(frozen=True, eq=False)
class Spans:
    """From which slot to which articles reach, the same for every selection.

    Attributes
    ----------
    axis : Axis
    begin, end : numpy.ndarray of int64, shape (spans,)
        Slots in which each begins and ends, in their order.
    of_article : numpy.ndarray of int32, shape (articles,)
        The span of each article; as many as there are spans where it is undated.
    """

    axis: Axis
    begin: Days
    end: Days
    of_article: NDArray[np.int32]


@remembered(1)
def spans_of(dataset: Dataset) -> Spans | None:
    """Tell from which slot to which each article reaches; None where none is dated."""
    axis = axis_of(dataset)
    if axis is None:
        return None
    begin, end = article_slots(index_of(dataset), axis)
    width = len(axis.slots)
    span = begin * width + end
    dated = np.flatnonzero(begin >= 0)
    if width <= _NARROW:  # quicker than to sort them
        there = np.zeros(width * width, dtype=bool)
        there[span[dated]] = True
        keys = np.flatnonzero(there)
        of_key = (np.cumsum(there, dtype=np.int32) - 1)[span[dated]]
    else:
        keys, of_key = np.unique(span[dated], return_inverse=True)
    of_article = np.full(len(span), len(keys), dtype=np.int32)
    of_article[dated] = of_key
    return Spans(axis, keys // width, keys % width, of_article)
