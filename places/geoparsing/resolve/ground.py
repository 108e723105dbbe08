"""What can be said of the senses of a form before the rest of an article is looked at."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import starmap
from math import exp, log
from typing import Final, NamedTuple

from places.geo import narrowing, within_km
from places.geoparsing.closeness import is_at
from places.geoparsing.lexicon import SIDE_NAME, Sense
from places.geoparsing.parser import Home
from places.geoparsing.recognise import lies_in
from places.geoparsing.resolve.spots import Named, Spot
from places.geoparsing.standing import ROLE_WEIGHT, size_of_country
from places.geoparsing.weights import WEIGHTS, evidence
from places.model import Evidence

_COUNTS_KEPT: Final = 5  # ballots of a ground; hardly any name stands more often in an article
MOST_SENSES: Final = 16  # of a form that context may choose from
_TYPED: Final = ROLE_WEIGHT["typed"]
_SURELY: Final = 3  # how much more an article that towns never have says against one
_WITNESS: Final = 0.1  # share from which a sense may have others near it
_SIDES: Final = (-30.0, 65.0)  # degrees of longitude in the Atlantic and in Asia
VOTING: Final = 3
"""Senses of a form that tell where the article moves."""
NOTHING: Final = 0.01
"""Share, or votes, too small to tell anything."""


class Told(NamedTuple):
    """What a text tells of a toponym.

    Attributes
    ----------
    asked, kind : str
        The word beside it that says what it is, and the kind of place that it means.
    article : int
        1 if a definite article stands before it, 2 if it is one that towns never have, -1 if one is lacking
        that rivers have (`Toponym`).
    inside : frozenset of str
        ISO 3166 codes of the areas in which it lies.
    outside : frozenset of str
        ISO 3166 codes of areas in which it does not lie.
    of_regions : bool
        Whether regions have that article, too.
    island : bool
        Whether a preposition stands before it that islands have ("on Skye").
    """

    asked: str
    kind: str
    article: int
    inside: frozenset[str]
    outside: frozenset[str] = frozenset()
    of_regions: bool = False
    island: bool = False


# The two below are not frozen, which would make them four times as slow to make.


@dataclass(slots=True, eq=False)
class Ballot:
    """What a toponym, judged by itself, tells of where its article moves.

    Attributes
    ----------
    total : float
        The sum of its votes, one for each of its best senses.
    of_country, of_region : mapping of str to float
        The same for their ISO 3166 codes.
    named : sequence of Named
        Where they are.
    """

    total: float
    of_country: Mapping[str, float]
    of_region: Mapping[str, float]
    named: Sequence[Named]


@dataclass(slots=True, eq=False)
class Ground:
    """What can be said of the senses of a form before the rest of an article is looked at.

    Attributes
    ----------
    form : int
        Its number in the lexicon.
    senses : tuple of Sense
        Those that may still win, best first.
    reasons : tuple of tuple of (str, float)
        For each sense what speaks for it and against it, and its weight.
    scores : tuple of float
        The sums of their weights.
    unlisted : float
        Score of the possibility that a place is meant which the gazetteer lacks.
    shares : tuple of float
        What the scores come to.
    where : tuple of (countries, admin1, spot)
        Of each sense; the spot is None for a country or a region, whose middle is near to nothing.
    sides : frozenset of int
        The sides of the oceans on which a namesake is about as well known as the best; empty if it is one.
    ballots : dict of int to Ballot
        What the form tells of where an article moves, by how often it stands there.
    neighbours : dict of int to tuple of int
        Which senses are within 50 km of one of them, as far as it was asked.
    shown : dict of int to tuple of Evidence
        The reasons on a sense as evidence, as far as it was asked.
    """

    form: int
    senses: tuple[Sense, ...]
    reasons: tuple[tuple[tuple[str, float], ...], ...]
    scores: tuple[float, ...]
    unlisted: float
    shares: tuple[float, ...]
    where: tuple[tuple[tuple[str, ...], str, Spot | None], ...]
    sides: frozenset[int] = frozenset()
    ballots: dict[int, Ballot] = field(default_factory=dict)
    neighbours: dict[int, tuple[int, ...]] = field(default_factory=dict)
    shown: dict[int, tuple[Evidence, ...]] = field(default_factory=dict)

    def evidence(self, one: int) -> tuple[Evidence, ...]:
        """Return what speaks for a sense and against it."""
        known = self.shown.get(one)
        if known is None:
            known = self.shown[one] = tuple(starmap(evidence, self.reasons[one]))
        return known

    def near(self, one: int) -> tuple[int, ...]:
        """Return which senses are within 50 km of one of them, itself included, in order."""
        known = self.neighbours.get(one)
        if known is None:
            sense = self.senses[one]
            known = self.neighbours[one] = tuple(
                number for number, other in enumerate(self.senses) if _near(sense, other)
            )
        return known

    def ballot(self, count: int) -> Ballot:
        """Return what the form tells of where an article moves in which it stands so often."""
        known = self.ballots.get(count)
        if known is None:
            known = cast(self, self.shares, range(min(len(self.shares), VOTING)), count)
            if count <= _COUNTS_KEPT:
                self.ballots[count] = known
        return known


def both(one: Ballot, other: Ballot) -> Ballot:
    """Put together what two toponyms tell."""
    countries, regions = dict(one.of_country), dict(one.of_region)
    add_votes(countries, other.of_country)
    add_votes(regions, other.of_region)
    return Ballot(one.total + other.total, countries, regions, (*one.named, *other.named))


def add_votes(known: dict[str, float], votes: Mapping[str, float]) -> None:
    """Add votes for ISO 3166 codes to those that are known."""
    for code, vote in votes.items():
        known[code] = known.get(code, 0.0) + vote


def _near(one: Sense, other: Sense) -> bool:
    return one is other or within_km(
        one.latitude, one.longitude, other.latitude, other.longitude, WEIGHTS.same_km
    )


def lay_ground(
    form: int,
    senses: Sequence[Sense],
    told: Told,
    spoken_in: frozenset[str] = frozenset(),
    homes: Sequence[Home] = (),
) -> Ground:
    """Weigh the senses of a form by what a text tells of it, and by where its language is spoken.

    Of the many that some names have the best are kept, and those at the home of the paper.
    """
    scored: list[tuple[float, Sense, tuple[tuple[str, float], ...]]] = []
    of_the_kind = not told.kind
    best = max(sense.salience for sense in senses)
    overshadowed = best - WEIGHTS.overshadowed if best >= WEIGHTS.famous else 0.0
    towns = [sense for sense in senses if sense.kind == "city" and not spoken_in.isdisjoint(sense.countries)]
    for sense in senses:
        reasons = [("population", sense.salience)]
        if sense.salience < overshadowed:
            reasons.append(("fame", WEIGHTS.fame))
        elif towns and sense.kind == "country" and _is_outgrown(sense, towns):
            reasons.append(("fame", WEIGHTS.outgrown))
        if sense.role and not (sense.role == _TYPED and told.asked in sense.types):  # which it takes
            reasons.append(("name", sense.role + _borrowed(sense, senses)))
        if sense.kind in ("city", "region") and not spoken_in.isdisjoint(sense.countries):
            reasons.append(("language", WEIGHTS.language))
        if told.kind:
            fit = _kind_fit(sense, told)
            of_the_kind |= fit > 0
            reasons.append(("kind", fit))
        elif told.island and sense.kind in ("terrain", "city"):
            # the word for its kind is not lacking: "on Skye"
            typed = sense.kind == "terrain" and sense.role == _TYPED
            reasons.append(("article", WEIGHTS.article[sense.kind] - (_TYPED if typed else 0.0)))
        elif told.article > 0 and sense.kind != "country":
            worth = WEIGHTS.article[sense.kind]
            if told.of_regions and sense.kind == "region" and not spoken_in.isdisjoint(sense.countries):
                worth += WEIGHTS.article_of_regions
            reasons.append(("article", worth * (_SURELY if told.article > 1 and worth < 0 else 1)))
        elif told.article < 0 and sense.kind == "water" and len(senses) > 1:
            reasons.append(("article", WEIGHTS.no_article))
        if told.inside:
            reasons.append(("said", WEIGHTS.said if lies_in(sense, told.inside) else WEIGHTS.not_said))
        if told.outside and lies_in(sense, told.outside):
            reasons.append(("said", WEIGHTS.not_said))
        scored.append((sum(weight for _, weight in reasons), sense, tuple(reasons)))
    scored.sort(key=lambda item: -item[0])
    at_home = [item for item in scored[MOST_SENSES:] if homes and is_at(homes, item[1])]
    scored = [
        item for item in (*scored[:MOST_SENSES], *at_home) if item[0] > scored[0][0] - WEIGHTS.most_by_context
    ]
    scores = tuple(score for score, *_ in scored)
    unlisted = WEIGHTS.unlisted + (0 if of_the_kind else WEIGHTS.unasked)
    return Ground(
        form,
        tuple(sense for _, sense, _ in scored),
        tuple(reasons for *_, reasons in scored),
        scores,
        unlisted,
        tuple(shares_of(scores, unlisted)),
        tuple((sense.countries, sense.admin1, _spot(sense)) for _, sense, _ in scored),
        _sides(scored),
    )


def _is_outgrown(country: Sense, towns: Iterable[Sense]) -> bool:
    """Tell whether a town abroad has more people than a country of its name."""
    size = size_of_country(country.salience)
    return any(
        town.salience > size and not town.role and set(town.countries).isdisjoint(country.countries)
        for town in towns
    )


def side_of(longitude: float) -> int:
    """Return on which side of the oceans something lies: 0 in America, 1 as far as the Urals, 2 beyond."""
    return bisect(_SIDES, longitude)


def _sides(scored: Sequence[tuple[float, Sense, object]]) -> frozenset[int]:
    least = scored[0][0] - WEIGHTS.as_well_known
    sides = frozenset(side_of(sense.longitude) for score, sense, _ in scored if score > least)
    return sides if len(sides) > 1 else frozenset()


def _borrowed(sense: Sense, senses: Iterable[Sense]) -> float:
    """Return what it takes off a town's other name that it is the proper one of another town."""
    if sense.kind != "city" or sense.role > SIDE_NAME:
        return 0.0
    worth = sense.salience + sense.role
    owners = [other for other in senses if other.kind == "city" and not other.role]
    rivals = [other for other in owners if other.salience > worth - WEIGHTS.much_smaller]
    if any(_near(sense, other) for other in rivals):
        return WEIGHTS.twin
    return WEIGHTS.borrowed if rivals and sense.role < SIDE_NAME else 0.0


def _spot(sense: Sense) -> Spot | None:
    if sense.kind in ("country", "region"):
        return None
    return Spot(sense.latitude, sense.longitude, narrowing(sense.latitude))


def _kind_fit(sense: Sense, told: Told) -> float:
    if told.asked in sense.types:
        return WEIGHTS.kind_by_word
    if told.kind in (sense.kind, "place"):
        return WEIGHTS.kind
    return WEIGHTS.no_country if sense.kind == "country" else WEIGHTS.other_kind


def shares_of(scores: Sequence[float], unlisted: float) -> list[float]:
    """Return what the scores of senses come to; the rest to one is the chance that none is meant."""
    best, sharpness = max(*scores, unlisted), WEIGHTS.sharpness
    weights = [exp(sharpness * (score - best)) for score in scores]
    total = sum(weights) + exp(sharpness * (unlisted - best))
    return [weight / total for weight in weights]


def _how_little_known(sense: Sense) -> float:
    """Return 1 for a small town and a site, 0 for a town that is known far away and for all else."""
    if sense.kind == "site":
        return 1.0
    if sense.kind != "city":
        return 0.0
    return min(max((WEIGHTS.known_far - sense.salience) / WEIGHTS.known_within, 0.0), 1.0)


def cast(ground: Ground, shares: Sequence[float], voting: Iterable[int], count: int) -> Ballot:
    """Let the best senses of a form that stands so often in an article vote with their shares."""
    weight = 1 + log(count) if count > 1 else float(count)
    total = 0.0
    of_country: dict[str, float] = {}
    of_region: dict[str, float] = {}
    named: list[Named] = []
    for one in voting:
        share = shares[one]
        if share > NOTHING:
            vote = weight * share
            total += vote
            countries, region, spot = ground.where[one]
            for code in countries:
                of_country[code] = of_country.get(code, 0.0) + vote / len(countries)
            if region:
                of_region[region] = of_region.get(region, 0.0) + vote
            if spot and share > _WITNESS:
                little_known = _how_little_known(ground.senses[one])
                named.append(Named(spot.longitude, spot.latitude, share, ground.form, vote, little_known))
    return Ballot(total, of_country, of_region, named if count else ())
