"""Why a place was chosen: what its toponyms may stand for besides, and what spoke for each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from places.dataset import Dataset
from places.dataset.tables import candidates_of, evidence_of
from places.model import Candidate, Evidence
from places.query.among import among
from places.query.index import READ_OF, index_of
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


def explain(dataset: Dataset, place_id: str, limit: int = 6) -> list[Explanation]:
    """Tell, form by form, what else a place's toponyms may stand for and what spoke for each.

    Of a place that more than `READ_OF` articles name, the forms in so many of them (`Index.in_few_parts`).

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
    naming = index.naming(index.place == index.place_positions.get(place_id, -1))
    read = index.in_few_parts(naming, READ_OF)
    only = ""
    parameters: dict[str, object] = {}
    if read is not naming:
        only = " AND m.article_id IN (SELECT unnest($read))"
        parameters = {"read": index.article_ids.at(np.flatnonzero(read))}
    forms = dataset.rows(
        "WITH of_place AS (SELECT m.surface, m.article_id, m.start, "
        f"{CONFIDENCE} AS confidence FROM mentions m WHERE m.place_id = $place{only}), "
        "forms AS (SELECT surface, count(*) AS number, avg(confidence) AS confidence FROM of_place "
        "GROUP BY surface ORDER BY number DESC, surface LIMIT $limit), "
        "typical AS (SELECT surface, f.number, f.confidence, arg_min({'article': o.article_id, "
        "'start': o.start}, (abs(o.confidence - f.confidence), o.article_id, o.start)) AS mention "
        "FROM of_place o JOIN forms f USING (surface) GROUP BY ALL) "
        "SELECT surface, number, confidence, mention.article, mention.start FROM typical "
        "ORDER BY number DESC, surface",
        {"place": place_id, "limit": limit, **parameters},
        parts=index.parts_of(np.flatnonzero(read)),
    )
    # Candidates are most of a dataset: they are read of one mention for each form.
    typical_of = [article_id for *_, article_id, _ in forms]
    asked, parameters = among("article_id", typical_of)
    rows = dataset.rows(
        f"SELECT article_id, start, candidates, evidence FROM mentions WHERE place_id = $place AND {asked}",
        {"place": place_id, **parameters},
        parts=index.parts_of(index.article_ids.positions(typical_of)),
    )
    typical = {(article_id, start): of_mention for article_id, start, *of_mention in rows}
    return tuple(
        Explanation(surface, mentions, confidence, candidates_of(candidates), evidence_of(evidence))
        for surface, mentions, confidence, *mention in forms
        # A damaged table may tell of a mention once and not again.
        for candidates, evidence in [typical.get(tuple(mention), ((), ()))]
    )
