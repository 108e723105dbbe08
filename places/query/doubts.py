"""What is worth a look first: names that may stand for another place, or for none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos
from typing import Any, Final, Literal

import numpy as np

from places.dataset import Dataset
from places.geo import EARTH_RADIUS_KM, on_sphere
from places.model import KINDS
from places.query.index import Index, Mask, index_of
from places.query.pairs import CONFIDENCE
from places.query.remember import remembered

Why = Literal["unsure", "close", "far", "called", "located", "new"]
"""It was resolved unsurely; another place is nearly as likely; it is far from all else in its articles.
It is none, though a text calls it a place, or has it where places stand. It is in new articles alone."""

MISSING: Final[frozenset[Why]] = frozenset({"called", "located"})
"""Why a word that is no mention may be one."""

_UNSURE_BELOW: Final = 0.5
_CLOSE: Final = 0.25
"""The share of the belief that a second candidate has at least to be a close one."""
_NEAR: Final = cos(2500 / EARTH_RADIUS_KM)
"""Of two points on the unit sphere, the dot product from which on they are no more than 2500 km apart."""
_FEW: Final = 3
"""So many places an article has at least in which one may be far from the others."""
_WORTH_OF_FAR: Final = 0.3
"""How likely it is that a place is wrong because it is far from all others of its articles; a guess."""
MOST_ARTICLES: Final = 200


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that was taken for a place, and why that may be wrong.

    Attributes
    ----------
    name : str
        As it stands in the texts.
    place_id : str
        What it was taken for; empty where that is nothing.
    mentions : int
    articles : tuple of str
        The ids of those in which it was; at most two hundred.
    spots : tuple of (str, int, int)
        Article, start and end of each mention, in these articles.
    why : tuple of Why
    shared : bool
        Whether the same name was taken for other places elsewhere.
    """

    name: str
    place_id: str
    mentions: int
    articles: tuple[str, ...]
    spots: tuple[tuple[str, int, int], ...]
    why: tuple[Why, ...]
    shared: bool


def select_doubts(dataset: Dataset) -> tuple[Doubt, ...]:
    """List what nobody has set or checked and is worth a look, what is probably wrong most often first."""
    return _doubts(dataset)


@remembered(1)
def _doubts(dataset: Dataset) -> tuple[Doubt, ...]:
    index = index_of(dataset)
    far = _far_places(index)
    rows = dataset.rows(
        f"WITH m AS (SELECT *, {CONFIDENCE} AS sure FROM mentions m), "
        "named AS (SELECT surface, count(DISTINCT place_id) AS places FROM m GROUP BY surface) "
        "SELECT m.surface, m.place_id, count(*), avg(m.sure), max(m.candidates[2].score), "
        "any_value(named.places), list({'article': m.article_id, 'start': m.start, 'end': m.\"end\"} "
        "ORDER BY m.sure, m.article_id, m.start) "
        "FROM m JOIN named ON named.surface = m.surface "
        "WHERE m.by_hand IS NULL AND m.checked IS NULL GROUP BY m.surface, m.place_id"
    )
    found: list[tuple[float, Doubt]] = []
    for surface, place_id, mentions, sure, second, places, spots in rows:
        position = index.place_positions.get(place_id)
        if position is None:
            continue
        signs: dict[Why, bool] = {
            "unsure": sure < _UNSURE_BELOW,
            "close": (second or 0.0) >= _CLOSE,
            "far": bool(far[position]),
        }
        why = tuple(sign for sign, is_so in signs.items() if is_so)
        if not why:
            continue
        doubt = _doubt(surface, place_id, mentions, spots, why, shared=places > 1)
        found.append((mentions * max(1 - sure, _WORTH_OF_FAR if signs["far"] else 0.0), doubt))
    found.sort(key=lambda pair: (-pair[0], pair[1].name, pair[1].place_id))
    return tuple(doubt for _, doubt in found)


def select_new(dataset: Dataset, articles: frozenset[str]) -> tuple[Doubt, ...]:
    """List the names that stand in some articles alone and nobody has set or checked, the most named first.

    Parameters
    ----------
    dataset : Dataset
    articles : frozenset of str
        The ids of those that are new.
    """
    return _new(dataset, articles) if articles else ()


@remembered(4)
def _new(dataset: Dataset, articles: frozenset[str]) -> tuple[Doubt, ...]:
    rows = dataset.rows(
        "WITH named AS (SELECT surface, count(DISTINCT place_id) AS places FROM mentions GROUP BY surface) "
        "SELECT m.surface, m.place_id, count(*), any_value(named.places), "
        "list({'article': m.article_id, 'start': m.start, 'end': m.\"end\"} ORDER BY m.article_id, m.start) "
        "FROM mentions m JOIN named ON named.surface = m.surface GROUP BY m.surface, m.place_id "
        "HAVING bool_and(m.by_hand IS NULL AND m.checked IS NULL AND "
        "m.article_id IN (SELECT unnest(?))) ORDER BY 3 DESC, 1, 2",
        [sorted(articles)],
    )
    return tuple(
        _doubt(surface, place_id, mentions, spots, ("new",), shared=places > 1)
        for surface, place_id, mentions, places, spots in rows
    )


def _doubt(
    surface: str,
    place_id: str,
    mentions: int,
    spots: Sequence[Mapping[str, Any]],
    why: tuple[Why, ...],
    *,
    shared: bool,
) -> Doubt:
    articles = tuple(dict.fromkeys(spot["article"] for spot in spots))[:MOST_ARTICLES]
    kept = frozenset(articles)
    of_kept = tuple(
        (each["article"], each["start"], each["end"]) for each in spots if each["article"] in kept
    )
    return Doubt(surface, place_id, mentions, articles, of_kept, why, shared)


def _far_places(index: Index) -> Mask:
    """Tell which places are far from all others, countries aside, in every article that names them."""
    country = index.kinds == KINDS.index("country")
    points = on_sphere(index.latitudes, index.longitudes)
    compared, near = np.zeros(len(index.places), dtype=bool), np.zeros(len(index.places), dtype=bool)
    for begin, end in pairwise(index.begins.tolist()):
        places = index.place[begin:end]
        places = np.unique(places[~country[places]])
        if len(places) < _FEW:
            continue
        nearness = points[places] @ points[places].T
        np.fill_diagonal(nearness, -1.0)
        compared[places] = True
        near[places[nearness.max(axis=1) > _NEAR]] = True
    return compared & ~near
