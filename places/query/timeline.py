"""When what a selection shows was published, month by month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from places.dataset import Dataset
from places.query.evaluate import evaluate
from places.selection import Selection


@dataclass(frozen=True, slots=True)
class Month:
    """The mentions of one month (its first day), or of the articles that say the year at most."""

    first: date
    last: date
    mentions: int


def select_months(
    dataset: Dataset, selection: Selection, place_id: str | None = None
) -> tuple[list[Month], int]:
    """Count mentions by the date of their articles, as precise as the dates are.

    The range of days is left aside, so that a timeline shows what lies outside it too.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
    place_id : str, optional
        Only the mentions of this place, whatever kinds the selection asks for.

    Returns
    -------
    list of Month
        One for each month; articles that state a day count in their month, those that
        state less in a span of their own.
    int
        The mentions in undated articles.
    """
    wider = replace(selection, first=None, last=None, undated=True)
    if place_id is None:
        shown = evaluate(dataset, wider)
    else:
        shown = evaluate(dataset, replace(wider, kinds=())).of_place(place_id)
    undated, *numbers = shown.by_span.tolist()
    spans = zip(shown.index.spans, numbers, strict=True)
    return [Month(first, last, mentions) for (first, last), mentions in spans if mentions], undated
