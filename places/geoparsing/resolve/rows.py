"""Names that a text tells in one breath: "Delhi, Oneonta and Walton", "von Chemnitz nach Annaberg".

Who lists towns, or goes from one to the next, hardly means a metropolis at the other end of the world
where a place of its name lies next to all the others. So three names in a row that could all be close to
each other are much more of a sign than three names anywhere in a text, and two are some.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import expm1, inf, log, pi, prod
from typing import Final, NamedTuple

from places.geo import flat_km, narrowing
from places.geoparsing.recognise import Toponym
from places.geoparsing.recognise.toponym import DASHES, WINDOW
from places.geoparsing.resolve.case import Case
from places.geoparsing.resolve.spots import Spot
from places.geoparsing.weights import WEIGHTS, evidence
from places.languages import Language

_LONGEST_GAP: Final = 16  # characters between two names of a row
_SEVERAL: Final = 3  # names that could all be close to each other
_TWO: Final = 2
_FEW: Final = 5  # names of a text that is that short
_LAND_KM2: Final = 8e6  # of the USA without Alaska, where most namesakes lie
_CLOSEST_KM: Final = 10.0  # distances of towns below which nothing is told
_LONGEST_LIST: Final = 40  # the same with an unknown name between them
_UNKNOWN: Final = re.compile(r", [^\W\d_a-zß-ÿ][\w'’-]{3,}(?: [^\W\d_a-zß-ÿ][\w'’-]+)?")
_MAY_BE: Final = 0.05  # share from which a sense speaks for others close to it
_LONGEST_TO_WATER: Final = 30  # characters between a river and the town beside it
_SENTENCE: Final = 90  # characters before and after a row that may say that it is about what is local
_END: Final = re.compile(r"[.!?;:,\n]")
_WORDS: Final = re.compile(r"\w+")
_HOLDS: Final = evidence("holds")
_WITH_COUNTIES: Final = frozenset({"GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS"})
"""First-level regions whose counties stand behind their towns."""


class _Row(NamedTuple):
    """The cases of names that stand in a row, where it begins and ends, and whether unknown names do, too."""

    cases: list[Case]
    start: int
    end: int
    unknown: bool = False


def note_rows(text: str, toponyms: Sequence[Toponym], cases: Sequence[Case], language: Language) -> None:
    """Note on each case how much speaks for its senses that the names beside it lie close to them.

    Parameters
    ----------
    text : str
    toponyms : sequence of Toponym
        In order.
    cases : sequence of Case
        That of each.
    language : Language
    """
    for cases_of_row, start, end, unknown in _rows(text, toponyms, cases, language):
        names = len({case.form for case in cases_of_row})
        far = names == _TWO and (_are_known_far(cases_of_row) or _has(text, start, end, language.flights))
        if far:
            continue
        if names >= _SEVERAL:
            _note_cluster(cases_of_row, WEIGHTS.row_costs + names - _SEVERAL)
        elif (
            names > 1
            and (
                unknown
                or _has(text, start, end, language.local)
                or text[max(start - WINDOW, 0) : start].lower().endswith(language.between_two)
            )
            and not _is_way(cases_of_row)
        ):
            _note_cluster(cases_of_row, WEIGHTS.local_pair_costs)
        for one, other in pairwise(cases_of_row):
            if one.form != other.form:
                _note_pair(one, other, WEIGHTS.next_to_it, WEIGHTS.row_km)
                _note_pair(other, one, WEIGHTS.next_to_it, WEIGHTS.row_km)
    for (toponym, following), (one, other) in zip(pairwise(toponyms), pairwise(cases), strict=True):
        if _is_told_beside(text, toponym, following, language) or _is_in_county(toponym, following, other):
            _note_pair(one, other, WEIGHTS.told_beside, WEIGHTS.row_km, areas=True)
        lacking = toponym.article < 0 or following.article < 0  # the article of a river
        close = not lacking and following.start - toponym.end <= _LONGEST_TO_WATER
        if close and _is_at_water(one, other) and not _END.search(text, toponym.end, following.start):
            _note_pair(one, other, WEIGHTS.at_the_water, WEIGHTS.water_km)
            _note_pair(other, one, WEIGHTS.at_the_water, WEIGHTS.water_km)


def note_few(cases: Sequence[Case]) -> None:
    """Note that the towns of a short text could all lie close to each other, as the places of a row do.

    Parameters
    ----------
    cases : sequence of Case
        Those of all names of the text.
    """
    # "LONDON" and "London" are one name.
    by_place = {case.ground.senses[0].row: case for case in cases}
    towns = [case for case in by_place.values() if case.ground.senses[0].kind == "city"]
    names = len(towns)
    # One neighbour does not overturn a metropolis.
    two = names == _TWO and all(case.ground.scores[0] < WEIGHTS.known_far for case in towns)
    if (two or _SEVERAL <= names <= _FEW) and not _are_local(towns):
        _note_cluster(towns, inf, by_chance=True)


def _are_local(towns: Sequence[Case]) -> bool:
    """Tell whether the best known places of some names lie close to each other anyhow."""
    (_, _, first), *others = (case.ground.where[0] for case in towns)
    return first is not None and all(
        spot is not None
        and flat_km(first.latitude, first.longitude, spot.latitude, spot.longitude) < WEIGHTS.near_km
        for _, _, spot in others
    )


def _is_at_water(one: Case, other: Case) -> bool:
    kind, following = one.ground.senses[0].kind, other.ground.senses[0].kind
    return (kind == "water" and following == "city") or (kind == "city" and following == "water")


def _is_told_beside(text: str, toponym: Toponym, following: Toponym, language: Language) -> bool:
    """Tell whether a name is said to lie at the next one, or in its district: "Lohne (bei Lingen)"."""
    gap = text[toponym.end : following.start]
    if len(gap) > _LONGEST_GAP:
        return False
    plain = gap.replace(" (", " ") if gap.startswith(" (") else gap
    if plain in language.close_to or f"{plain} " in language.close_to:
        return True
    word = text[following.start : following.end].split(" ", 1)[0].lower()
    in_district = following.asked in language.districts or word in language.districts
    return in_district and (
        gap in (" (", ", ") or plain in language.lies_in or f"{plain} " in language.lies_in
    )


def _is_in_county(toponym: Toponym, following: Toponym, county: Case) -> bool:
    """Tell whether a name is told with the county that it lies in: "Newport, Shropshire"."""
    sense = county.ground.senses[0]
    told = bool(toponym.inside) and _HOLDS in following.evidence
    return told and sense.kind == "region" and sense.admin1 in _WITH_COUNTIES


def _is_way(row: Sequence[Case]) -> bool:
    """Tell whether the best known places of two names lie no further apart than a road or a bus may go."""
    (*_, one), (*_, other) = row[0].ground.where[0], row[-1].ground.where[0]
    if one is None or other is None:
        return False
    return flat_km(one.latitude, one.longitude, other.latitude, other.longitude) < WEIGHTS.near_km


def _are_known_far(row: Sequence[Case]) -> bool:
    """Tell whether all names are known far away, and one everywhere: then neither is next to the other."""
    known = [case.ground.senses[0].salience for case in row]
    return min(known) >= WEIGHTS.known_far and max(known) >= WEIGHTS.famous


def _has(text: str, start: int, end: int, words: frozenset[str]) -> bool:
    """Tell whether the sentence around a row has one of some words: a school bus, a flight."""
    if not words:
        return False
    before = re.split(r"[.!?\n]\s", text[max(start - _SENTENCE, 0) : start])[-1]
    after = re.split(r"[.!?\n]", text[end : end + _SENTENCE])[0]
    return not words.isdisjoint(word.lower() for word in _WORDS.findall(f"{before} {after}"))


def _rows(
    text: str, toponyms: Sequence[Toponym], cases: Sequence[Case], language: Language
) -> Iterable[_Row]:
    """Yield the names that stand in one row each."""
    row: _Row | None = None
    for (toponym, following), (case, next_case) in zip(pairwise(toponyms), pairwise(cases), strict=True):
        gap = following.start - toponym.end
        between = text[toponym.end : following.start]
        listed = bool(language.local) and gap <= _LONGEST_LIST and _is_list(between, language)
        if listed or (gap <= _LONGEST_GAP and _links(between, language)):
            row = row or _Row([case], toponym.start, toponym.end)
            row = _Row([*row.cases, next_case], row.start, following.end, row.unknown or listed)
        elif row:
            yield row
            row = None
    if row:
        yield row


def _is_list(gap: str, language: Language) -> bool:
    """Tell whether an unknown name stands between two of a list, as a village may: ", Fatfield and"."""
    found = _UNKNOWN.match(gap)
    return found is not None and gap[found.end() :] in language.conjunctions


def _links(gap: str, language: Language) -> bool:
    """Tell whether nothing but a link of a list or a way stands between two names."""
    if gap in DASHES:
        return True
    first, *rest = gap.replace(",", " , ").split() or [""]
    return f" {first} " in language.on_the_way or (
        (first == "," or f" {first} " in language.conjunctions)
        and all(word in language.prepositions or f" {word} " in language.conjunctions for word in rest)
    )


def _note_cluster(row: Sequence[Case], most: float, *, by_chance: bool = False) -> None:
    """Note what speaks for senses close to each other, one of each name.

    It costs something that a name means a place that is less well known than another one. What costs
    too much, from `most` on, is chance: somewhere there is a London beside a Paris. How likely that is can be
    reckoned, too (`by_chance`), from how close they lie and how many places the names have.
    """
    middle = min(row, key=lambda case: len(case.ground.senses))
    least, chosen = most, list[tuple[Case, list[float]]]()
    for number, (_, _, spot) in enumerate(middle.ground.where):
        if spot is None:
            continue
        near = [(case, _closeness(case, spot, WEIGHTS.row_km)) for case in row if case is not middle]
        cost = _cost(middle, [float(one == number) for one in range(len(middle.ground.senses))])
        cost += sum(_cost(case, closeness) for case, closeness in near)
        if by_chance and cost >= _worth_of_chance(row, near):
            continue
        if cost < least:
            here = [float(one == number) for one in range(len(middle.ground.senses))]
            least, chosen = cost, [(middle, here), *near]
    for case, closeness in chosen:
        case.add_beside([WEIGHTS.in_a_row * (one > 0) for one in closeness])


def _worth_of_chance(row: Sequence[Case], near: Sequence[tuple[Case, Sequence[float]]]) -> float:
    """Return the salience that it is worth that towns of some names lie so close to each other.

    Were places strewn at random over the land in which a language has its namesakes, one of the names would
    lie within some kilometres of another as often as their circle goes into that land.
    """
    farthest = max((1 - max(closeness)) * WEIGHTS.row_km for _, closeness in near)
    circle = pi * max(farthest, _CLOSEST_KM) ** 2
    combinations = prod(len(case.ground.senses) for case in row)
    return (len(near) * log(_LAND_KM2 / circle) - log(combinations)) / WEIGHTS.sharpness


def _cost(case: Case, closeness: Sequence[float]) -> float:
    """Return how much less the best of the senses that are close has by itself than the best of all."""
    scores = case.ground.scores
    near = [score for score, one in zip(scores, closeness, strict=True) if one > 0]
    return max(scores) - max(near) if near else inf


def _note_pair(one: Case, other: Case, worth: float, most_km: float, *, areas: bool = False) -> None:
    """Note what speaks for senses of one name close to what another one may mean.

    Were it known which places the other one means, those at the same spot had `worth` more, those from
    `most_km` on nothing; as it is, each has what that comes to by the shares. The middle of an area counts
    only if `areas` says so: of a small one that is told.
    """
    odds = [1.0] * len(one.shares)
    spots: Iterable[Spot | None] = (spot for _, _, spot in other.ground.where)
    if areas:
        senses = other.ground.senses
        spots = (Spot(each.latitude, each.longitude, narrowing(each.latitude)) for each in senses)
    for share, spot in zip(other.shares, spots, strict=True):
        if share >= _MAY_BE and spot is not None:
            for number, closeness in enumerate(_closeness(one, spot, most_km)):
                if closeness:
                    odds[number] += share * expm1(WEIGHTS.sharpness * worth * closeness)
    one.add_beside([log(each) / WEIGHTS.sharpness for each in odds])


def _closeness(case: Case, spot: Spot, most_km: float) -> list[float]:
    """Return how close the senses of a case are to a spot: 1 there, 0 from some kilometres on."""
    return [
        0.0
        if there is None
        else max(
            0.0,
            1 - flat_km(spot.latitude, spot.longitude, there.latitude, there.longitude) / most_km,
        )
        for _, _, there in case.ground.where
    ]
