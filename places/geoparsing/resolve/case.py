"""Toponyms of an article that are decided together, and what came out for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from places.geoparsing.lexicon import Sense
from places.geoparsing.resolve.ground import VOTING, Ballot, Ground, cast
from places.geoparsing.weights import WEIGHTS
from places.model import Evidence

_SHOWN: Final = 5  # choices kept
_WORTH_SHOWING: Final = 0.01  # share of a third choice or a later one
_SCARCEST: Final = 2  # of the countries: a hundredth of the places of the largest
_TOO_LITTLE: Final = 0.05  # that the rest of an article adds, to be told


class Case:
    """Toponyms of an article that are decided together: one form, asked for in one way.

    Attributes
    ----------
    form : int
        Number of the form in the lexicon.
    ground : Ground
        What is known without context.
    shares : sequence of float
        Belief in each sense of `ground`; the rest to one is the chance that none is right.
    told : sequence of tuple of float
        What the rest of the article added to each sense by country, region, nearness and the
        home of the paper;
        empty where it was not asked.
    count : int
        How often it stands there, where it is no more than the area that the name before it lies in
        left out.
    held : bool
        Whether it is that somewhere.
    beside : frozenset of str
        ISO 3166 codes of the areas whose adjectives stand in a sentence with it.
    in_row : sequence of float
        What speaks for each sense that the names in a row with it lie close by; empty if nothing does.
    elsewhere : bool
        Whether the article moves in one area and all that it may name is small and lies elsewhere.
    """

    def __init__(self, form: int, ground: Ground) -> None:
        self.form = form
        self.ground = ground
        self.shares: Sequence[float] = ground.shares
        self.told: Sequence[tuple[float, ...]] = ()
        self.count = 0
        self.held = False
        self.beside: frozenset[str] = frozenset()
        self.in_row: Sequence[float] = ()
        self.elsewhere = False
        self._ballot: Ballot | None = None

    def add_beside(self, weights: Sequence[float]) -> None:
        """Take note of what speaks for each sense that the names in a row with it lie close by."""
        if any(weights):
            known = self.in_row or [0.0] * len(weights)
            self.in_row = [max(one, other) for one, other in zip(known, weights, strict=True)]

    def believe(self, shares: Sequence[float]) -> None:
        """Take other shares for what the senses are believed to be."""
        self.shares = shares
        self._ballot = None

    def ballot(self) -> Ballot:
        """Return what the case tells of where the article moves."""
        if self.shares is self.ground.shares:
            return self.ground.ballot(self.count)
        if self._ballot is None:
            order = sorted(range(len(self.shares)), key=self.shares.__getitem__, reverse=True)
            self._ballot = cast(self.ground, self.shares, order[:VOTING], self.count)
        return self._ballot

    def verdict(self) -> tuple[Sense, float]:
        """Return the sense that is believed most, and the belief in it.

        The belief is its share and the shares of those within 50 km of it: whether a text means
        a town or the district around it makes no difference on a map.
        """
        shares = self.shares
        if len(shares) == 1:
            return self.ground.senses[0], shares[0]
        best = shares.index(max(shares))
        return self.ground.senses[best], sum([shares[number] for number in self.ground.near(best)])

    def choices(self) -> list[tuple[Sense, float, tuple[Evidence, ...]]]:
        """Return the best senses, best first, with their shares and the evidence on each."""
        shares, told, ground = self.shares, self.told, self.ground
        order: Sequence[int] = (0,)
        if len(shares) > 1:
            order = sorted(range(len(shares)), key=shares.__getitem__, reverse=True)[:_SHOWN]
        return [
            (
                ground.senses[i],
                shares[i],
                ground.evidence(i) + _evidence_of(*told[i]) if told else ground.evidence(i),
            )
            for position, i in enumerate(order)
            if position < 2 or shares[i] > _WORTH_SHOWING
        ]


# Evidence comes in hundredths, so that the same few hundred objects serve every article.
_FROM_CONTEXT: Final = tuple(
    tuple(Evidence(reason, hundredths / 100) for hundredths in range(int(most * 100) + 2))
    for reason, most in (
        ("country", WEIGHTS.country * (1 + _SCARCEST * WEIGHTS.few_places) + WEIGHTS.side),
        ("region", WEIGHTS.region),
        ("nearness", WEIGHTS.nearness + WEIGHTS.beside + sum(WEIGHTS.further) + WEIGHTS.in_a_row),
        ("home", WEIGHTS.home + WEIGHTS.namesake + WEIGHTS.next_door),
    )
)


def _evidence_of(*told: float) -> tuple[Evidence, ...]:
    return tuple(
        known[int(weight * 100)]
        for known, weight in zip(_FROM_CONTEXT, told, strict=True)
        if weight > _TOO_LITTLE
    )
