"""What the rest of an article adds to the senses of a form: where it moves, and what lies near.

Whatever else an article names is a witness. One alone tells little of where the article moves:
a text about a small town may well go on to a metropolis with a namesake next door. So what country
and region add grows with the number of witnesses, and near places beyond the nearest add much more
than that one, as far as hardly anything speaks for another spot.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from math import sqrt
from typing import Final

from places.geoparsing.closeness import closeness
from places.geoparsing.parser import Home
from places.geoparsing.resolve.case import Case
from places.geoparsing.resolve.ground import NOTHING, Ballot, Ground, add_votes, both, shares_of, side_of
from places.geoparsing.resolve.spots import Named, Spot, Spots
from places.geoparsing.weights import WEIGHTS

_AS_WIDE_AS_A_COUNTRY: Final = frozenset({"GB-ENG"})
"""First-level regions that most of their country lies in: they tell no more than it does."""

_SEVERAL: Final = 2  # neighbours that it takes to overturn a metropolis
_NEVER: Final = 1_000_000  # nothing is right beside the middle of a river
_HARDLY_NEAR: Final = WEIGHTS.nearness / 2  # salience for another place of the text some way off


@dataclass(slots=True)
class Setting:
    """Where an article moves.

    Attributes
    ----------
    homes : tuple of Home
        Where the paper is at home.
    scarcity : mapping of str to float
        How few of the places that are listed lie in each country (`Lexicon.scarcity`).
    total : float
        Sum of all votes.
    held : float
        Votes besides of areas that say no more than in what something else lies.
    countries, regions : dict of str to float
        Votes for each ISO 3166 code.
    spots : Spots or None
        What it names, countries left out; None if there is nothing.
    local : float
        Votes for what lies near a home.
    named : list of Named
        The same as `spots`, one by one.
    forms : set of int
        The numbers of their forms.
    sides : list of float
        Votes for each side of the oceans; empty until they are asked for.
    own : dict of int to Ballot
        Of the forms that stand for several places of the article, by their numbers, what all of them tell.
    """

    homes: tuple[Home, ...] = ()
    scarcity: Mapping[str, float] = field(default_factory=dict)
    total: float = 0.0
    held: float = 0.0
    local: float = 0.0
    named: list[Named] = field(default_factory=list)
    forms: set[int] = field(default_factory=set)
    sides: list[float] = field(default_factory=list)
    countries: dict[str, float] = field(default_factory=dict)
    regions: dict[str, float] = field(default_factory=dict)
    spots: Spots | None = None
    own: dict[int, Ballot] = field(default_factory=dict)


def setting_of(
    cases: Iterable[Case], homes: tuple[Home, ...] = (), scarcity: Mapping[str, float] | None = None
) -> Setting:
    """Add up where the places of an article lie."""
    setting = Setting(homes, scarcity or {})
    named = setting.named
    seen: dict[int, Ballot] = {}
    for case in cases:
        ballot = case.ballot()
        if case.form in seen:
            setting.own[case.form] = both(setting.own.get(case.form, seen[case.form]), ballot)
        else:
            seen[case.form] = ballot
        if not ballot.total:
            _add_held(case, setting)
            continue
        setting.total += ballot.total
        add_votes(setting.countries, ballot.of_country)
        add_votes(setting.regions, ballot.of_region)
        named.extend(ballot.named)
        if ballot.named:
            setting.forms.add(case.form)
        if homes:
            setting.local += _local(ballot, homes)
    if named:
        setting.spots = Spots(named)
    return setting


def _add_held(case: Case, setting: Setting) -> None:
    """Let an area that stands only behind what lies in it vote for itself alone, not for its country."""
    region = case.ground.where[0][1]
    if case.held and region:
        share = case.shares[0]
        setting.held += share
        setting.regions[region] = setting.regions.get(region, 0.0) + share


def judge(case: Case, setting: Setting) -> Sequence[float]:
    """Return the shares of a case with what the rest of the article adds, and the home of the paper.

    What an adjective beside it says of countries counts as one witness more for each of them.
    """
    ground = case.ground
    # What a case itself has told is left out for it, and what other places of the same name have.
    own = setting.own.get(case.form) or case.ballot()
    beside = case.beside
    total = setting.total - own.total + WEIGHTS.adjective * len(beside)
    homes, spots = setting.homes, setting.spots
    # What else a text names elsewhere speaks against what lies next door.
    elsewhere = max(total - setting.local + _local(own, homes), 0.0) if homes else 0.0
    if total <= NOTHING and not homes and not case.in_row:
        return case.shares
    countries, regions, scarcity = setting.countries, setting.regions, setting.scarcity
    # One witness tells of the country that it lies in, and hardly three times the same.
    counts = 1.0
    if ground.scores[0] >= WEIGHTS.known_far and len(setting.forms) - (case.form in setting.forms) == 1:
        counts = WEIGHTS.one_witness
    abroad = bool(homes) and any(
        _votes(code, countries, own.of_country, beside) > NOTHING for code in ground.where[0][0]
    )
    country_worth = WEIGHTS.country * total / (total + WEIGHTS.alone)
    in_regions = total + setting.held
    region_worth = counts * WEIGHTS.region * in_regions / (in_regions**2 + WEIGHTS.alone_in_region)
    sides = _sides(ground.sides, own, setting) if ground.sides else ()
    told: list[tuple[float, ...]] = []
    scores: list[float] = []
    in_row = case.in_row or repeat(0.0)
    for score, (codes, region_code, spot), beside_it in zip(ground.scores, ground.where, in_row):  # noqa: B905 (as long as each other)
        country = region = near = home = 0.0
        votes = 0.0
        for code in codes:
            if code in countries or code in beside:
                votes = max(votes, _votes(code, countries, own.of_country, beside))
        if votes > 0 and total > NOTHING:
            rare = scarcity.get(codes[0], 0.0) if len(codes) == 1 else 0.0
            country = country_worth * sqrt(votes / total) * (1 + WEIGHTS.few_places * rare)
            if (region_code in regions or region_code in beside) and region_code not in _AS_WIDE_AS_A_COUNTRY:
                region = region_worth * max(_votes(region_code, regions, own.of_region, beside), 0.0)
        its_country = votes > NOTHING
        if sides:
            votes = sides[side_of(ground.senses[len(told)].longitude)]
            country += WEIGHTS.side * votes / (total + WEIGHTS.alone)
        if spot:
            near = beside_it
            if spots:
                around = spots.adds(spot, case.form, total, _least(ground, len(told)))
                near += around * (counts if told else 1.0)
            # A text that names the country of a better known place, and none at home, is about that one.
            of_home = homes and (its_country or not abroad)
            if of_home and not (region_code and ground.senses[len(told)].kind == "region"):
                home = max(_at_home(each, case.form, spot, elsewhere) for each in homes)
        told.append((country, region, near, home))
        scores.append(score + country + region + near + home)
    case.told = told
    best = scores.index(max(scores))
    small = WEIGHTS.unlisted_below - ground.scores[best]
    here = 0.0
    if (
        small > 0
        and spots
        and not (homes and any(each[-1] for each in told))
        and ground.senses[best].kind == "city"
    ):
        here = _unlisted_here(small, told, spots, total)
    case.elsewhere = here > 0
    return shares_of(scores, ground.unlisted + here)


def _least(ground: Ground, number: int) -> int:
    """Return how many places near a sense of a form it takes for one right beside it to count."""
    if ground.senses[number].kind != "city":
        return _NEVER
    return _SEVERAL if number and ground.scores[0] >= WEIGHTS.known_far else 1


def _unlisted_here(small: float, told: Sequence[tuple[float, ...]], spots: Spots, total: float) -> float:
    """Return what speaks for a village that is not listed, where the text moves in one area.

    Nothing if a place of the name lies anywhere near, or the best is well known: "Randa" in a text about
    the Valais is none of the small places of that name in Africa and Asia.

    Parameters
    ----------
    small : float
        How much less salience the best place of the name has than such that are well known.
    told : sequence of tuple of float
        What the rest of the article adds to each (`Case.told`).
    spots : Spots
    total : float
        Votes of the whole article.
    """
    if total <= NOTHING:
        return 0.0
    far = 1 - max(near for _, _, near, _ in told) / _HARDLY_NEAR
    if far <= 0:
        return 0.0
    gathered = spots.gathered
    sure = gathered**2 / (gathered**2 + WEIGHTS.alone_in_region)
    small = min(small / WEIGHTS.unlisted_within, 1.0)
    return WEIGHTS.unlisted_here * small * far * sure * min(gathered / total, 1.0)


def _sides(asked: Collection[int], own: Ballot, setting: Setting) -> Sequence[float]:
    """Return the votes for some sides of the oceans without those of a case itself; 0 for any other."""
    if not setting.sides:  # once for all cases
        setting.sides = _add_sides([0.0] * 3, setting.named, 1)
    votes = _add_sides(setting.sides.copy(), own.named, -1)
    return [max(each, 0.0) * (side in asked) for side, each in enumerate(votes)]


def _add_sides(votes: list[float], named: Iterable[Named], sign: int) -> list[float]:
    for one in named:
        votes[side_of(one.longitude)] += sign * one.vote
    return votes


def _local(ballot: Ballot, homes: Iterable[Home]) -> float:
    """Return the votes of a ballot for what lies near a home."""
    return sum(
        one.vote
        for one in ballot.named
        if any(closeness(home, one.latitude, one.longitude) for home in homes)
    )


def _at_home(home: Home, form: int, spot: Spot, elsewhere: float) -> float:
    """Return what a spot is worth for lying at a home.

    More if the paper bears the name that is asked; more next door, as far as a text is about nothing that
    lies elsewhere (votes).
    """
    close = closeness(home, spot.latitude, spot.longitude)
    if not close:
        return 0.0
    worth = WEIGHTS.home * close
    if form == home.namesake and close >= home.share:
        return worth + WEIGHTS.namesake / (1 + elsewhere / 2)
    next_door = closeness(home, spot.latitude, spot.longitude, WEIGHTS.next_door_km)
    return worth + WEIGHTS.next_door * next_door / (1 + elsewhere)


def _votes(
    code: str, all_votes: Mapping[str, float], own: Mapping[str, float], beside: frozenset[str]
) -> float:
    votes = all_votes.get(code, 0.0) - own.get(code, 0.0)
    return votes + WEIGHTS.adjective if code in beside else votes
