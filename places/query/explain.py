"""Why a place was chosen: what its toponyms may stand for besides, and what spoke for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from places.dataset import Dataset
from places.dataset.confidences import STEPS
from places.dataset.offsets import Offsets
from places.dataset.tables import candidates_of, evidence_of
from places.model import Candidate, Evidence
from places.query.among import among
from places.query.index import Index, Positions, index_of
from places.query.offsets import mentions_in, most_articles, offsets_of
from places.query.pairs import CONFIDENCE
from places.query.remember import remembered


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one form of a toponym was read, after the mention in that form that is as sure as most.

    Attributes
    ----------
    surface : str
        The form.
    mentions : int
        How many there are in that form.
    confidence : float
        The mean over them, 0 to 1, as `PlaceRow` has it of all mentions of a place.
    candidates : tuple of Candidate
        What it may stand for, with what spoke for and against each.
    evidence : tuple of Evidence
        What spoke for its being a place at all, and against it.
    """

    surface: str
    mentions: int
    confidence: float
    candidates: tuple[Candidate, ...]
    evidence: tuple[Evidence, ...] = ()


class _Form(NamedTuple):
    """A form of a toponym, how many mentions have it and how sure these are, and a typical one of them."""

    surface: str
    mentions: int
    confidence: float
    article_id: str
    start: int


_DIGITS: Final = 9
"""Of confidences: the mean of equal ones is not quite one of them."""

_SURE: Final = f"round_even({CONFIDENCE} * {STEPS}, 0) / {STEPS}"
"""The confidence of a mention as `places.dataset.confidences` keeps it, so that all choose the same one."""


def explain(dataset: Dataset, place_id: str, limit: int = 6) -> list[Explanation]:
    """Tell, form by form, what else a place's toponyms may stand for and what spoke for each.

    Of a place that very many articles name, the forms in so many of them as `most_articles` tells.

    Parameters
    ----------
    dataset : Dataset
    place_id : str
    limit : int
        At most so many forms, the most frequent first.
    """
    return list(_explain(dataset, place_id, limit))


@remembered(512)
def _explain(dataset: Dataset, place_id: str, limit: int) -> tuple[Explanation, ...]:
    index = index_of(dataset)
    naming = np.unique(index.article_of(index.pairs_of_place(place_id)))
    read = index.in_few_parts(naming, most_articles(dataset))
    offsets = offsets_of(dataset)
    forms = (
        _counted(dataset, index, place_id, read, limit)
        if offsets is None
        else _looked_up(index, offsets, place_id, read, limit)
    )
    # Candidates are most of a dataset: they are read of one mention for each form.
    typical_of = [form.article_id for form in forms]
    asked, parameters = among("article_id", typical_of)
    rows = dataset.rows(
        f"SELECT article_id, start, candidates, evidence FROM mentions WHERE place_id = $place AND {asked}",
        {"place": place_id, **parameters},
        parts=index.parts_of(index.article_ids.positions(typical_of)),
    )
    typical = {(article_id, start): of_mention for article_id, start, *of_mention in rows}
    return tuple(
        Explanation(*form[:3], candidates_of(candidates), evidence_of(said))
        for form in forms
        # A damaged table may tell of a mention once and not again.
        for candidates, said in [typical.get(form[3:], ((), ()))]
    )


def _counted(dataset: Dataset, index: Index, place_id: str, articles: Positions, limit: int) -> list[_Form]:
    rows = dataset.rows(
        "WITH of_place AS (SELECT m.surface, m.article_id, m.start, "
        f"{_SURE} AS confidence FROM mentions m WHERE m.place_id = $place "
        "AND m.article_id IN (SELECT unnest($read))), "
        "forms AS (SELECT surface, count(*) AS number, avg(confidence) AS confidence FROM of_place "
        "GROUP BY surface ORDER BY number DESC, surface LIMIT $limit), "
        "typical AS (SELECT surface, f.number, f.confidence, arg_min(struct_pack(article := o.article_id, "
        f"start := o.start), (round(abs(o.confidence - f.confidence), {_DIGITS}), o.article_id, o.start)) "
        "AS mention "
        "FROM of_place o JOIN forms f USING (surface) GROUP BY ALL) "
        "SELECT surface, number, confidence, mention.article, mention.start FROM typical "
        "ORDER BY number DESC, surface",
        {"place": place_id, "limit": limit, "read": index.article_ids.at(articles)},
        parts=index.parts_of(articles),
    )
    return [_Form(*row) for row in rows]


def _looked_up(index: Index, offsets: Offsets, place_id: str, articles: Positions, limit: int) -> list[_Form]:
    """Count the same where it is told apart from the tables where each mention stands."""
    rows, of_row = mentions_in(index, offsets, articles)
    own = offsets.place[rows] == index.place_positions.get(place_id, -1)
    rows, of_row = rows[own], of_row[own]
    codes, which, number = np.unique(offsets.surface[rows], return_inverse=True, return_counts=True)
    sure = np.rint(offsets.sure(rows) * STEPS) / STEPS
    mean = np.bincount(which, sure, minlength=len(codes)) / np.maximum(number, 1)
    surfaces = [offsets.surfaces[code].as_py() for code in codes.tolist()]
    most = sorted(range(len(codes)), key=lambda form: (-number[form], surfaces[form]))[:limit]
    forms = []
    for form in most:
        of_form = np.flatnonzero(which == form)
        beside = np.round(np.abs(sure[of_form] - mean[form]), _DIGITS)
        nearest = of_form[beside == beside.min()]
        starts = offsets.start[rows[nearest]].tolist()
        typical = min(zip(index.article_ids.at(of_row[nearest]), starts, strict=True))
        forms.append(_Form(surfaces[form], int(number[form]), float(mean[form]), *typical))
    return forms
