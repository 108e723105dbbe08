"""Two selections of one dataset side by side: what each says of every place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from places.dataset import Dataset
from places.dataset.counting import PlaceCounts
from places.language import Language
from places.model import Place
from places.query.evaluate import evaluate
from places.query.index import Positions, index_of
from places.query.remember import remembered
from places.selection import Selection

Side = Literal["a-only", "a-more", "both", "b-more", "b-only"]
"""Which of two selections names a place: one alone, one more than the other, or both about as much."""

SIDES: Final[tuple[Side, ...]] = get_args(Side)

_NONE: Final = -1
_MUCH: Final = 1.25
"""From this ratio on between two shares, one is more than the other; a choice of ours."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """What two selections say of the places of a dataset, in the order of `Index.places`.

    Attributes
    ----------
    a, b : PlaceCounts
    share_a, share_b : numpy.ndarray of float64, shape (places,)
        Of all mentions of a selection those of a place, so that a large one is compared with a small one.
    side : numpy.ndarray of int8, shape (places,)
        Positions in `SIDES`; -1 where neither names the place.
    order : numpy.ndarray of int64
        The positions of the places that one of them names, those whose shares differ most first.
    """

    a: PlaceCounts
    b: PlaceCounts
    share_a: NDArray[np.float64]
    share_b: NDArray[np.float64]
    side: NDArray[np.int8]
    order: Positions


def side_names(say: Language) -> dict[str, str]:
    """Name `SIDES`."""
    return {
        "a-only": say("only A"),
        "a-more": say("more in A"),
        "both": say("both alike"),
        "b-more": say("more in B"),
        "b-only": say("only B"),
    }


class ComparedPlace(NamedTuple):
    """What two selections say of a place; shares are of all mentions of each."""

    place: Place
    side: Side
    mentions_a: int
    mentions_b: int
    articles_a: int
    articles_b: int
    share_a: float
    share_b: float


def compare(dataset: Dataset, a: Selection, b: Selection) -> Comparison:
    """Compare what two selections say of every place."""
    return _compare(dataset, a.of_rows(), b.of_rows())


@remembered(16)
def _compare(dataset: Dataset, a: Selection, b: Selection) -> Comparison:
    of_a, of_b = evaluate(dataset, a).by_place, evaluate(dataset, b).by_place
    share_a, share_b = (each.mentions / max(int(each.mentions.sum()), 1) for each in (of_a, of_b))
    in_a, in_b = of_a.mentions > 0, of_b.mentions > 0
    side = np.select(
        [
            in_a & ~in_b,
            in_b & ~in_a,
            ~in_a & ~in_b,
            share_a >= share_b * _MUCH,
            share_b >= share_a * _MUCH,
        ],
        [SIDES.index("a-only"), SIDES.index("b-only"), _NONE, SIDES.index("a-more"), SIDES.index("b-more")],
        SIDES.index("both"),
    ).astype(np.int8)
    named = np.flatnonzero(in_a | in_b)
    order = named[np.argsort(-np.abs(share_b - share_a)[named], kind="stable")]
    return Comparison(of_a, of_b, share_a, share_b, side, order)


def compared_places(
    dataset: Dataset, a: Selection, b: Selection, limit: int | None = None
) -> list[ComparedPlace]:
    """List the places that one of two selections names, those whose shares differ most first."""
    found = compare(dataset, a, b)
    return _rows(dataset, found, found.order[:limit])


def compared_place(dataset: Dataset, a: Selection, b: Selection, place_id: str) -> ComparedPlace | None:
    """Give what two selections say of one place; None where neither names it."""
    found = compare(dataset, a, b)
    position = index_of(dataset).place_positions.get(place_id)
    if position is None or found.side[position] == _NONE:
        return None
    return _rows(dataset, found, np.array([position]))[0]


def _rows(dataset: Dataset, found: Comparison, order: Positions) -> list[ComparedPlace]:
    places = index_of(dataset).places
    columns = (
        found.a.mentions,
        found.b.mentions,
        found.a.articles,
        found.b.articles,
        found.share_a,
        found.share_b,
    )
    values = zip(*(column[order].tolist() for column in columns), strict=True)
    sides = found.side[order].tolist()
    return [
        ComparedPlace(places[position], SIDES[side], *counted)
        for position, side, counted in zip(order.tolist(), sides, values, strict=True)
    ]
