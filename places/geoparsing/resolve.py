"""Choose the place that each toponym of an article stands for.

Every sense of a toponym gets a score, a sum of what speaks for it and against it; the
scores of the senses become shares of belief. It is done twice: the second time with what
the first has told about where the article moves.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from places.geoparsing.lexicon import Lexicon, Sense
from places.geoparsing.recognise import Toponym, lies_in
from places.model import Evidence

_SHARPNESS = 2.0  # how strongly a difference of score tells; see tests/benchmarks/geoparsing.py
_COUNTRY_WEIGHT = 2.2
_NEAR_WEIGHT = 1.2
_NEAR_KM = 250.0
_SAID_WEIGHT = 6.0
_KIND_WEIGHT = 2.0
_WORD_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A sense with its share of the belief and what spoke for it and against it."""

    sense: Sense
    share: float
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class _Case:
    """Toponyms of an article that are decided together: one form, asked for in one way."""

    form: int
    senses: Sequence[Sense]
    asked: str
    kind: str
    inside: frozenset[str]
    count: int = 0
    choices: Sequence[Choice] = ()


class Resolver:
    """Chooses among the senses of toponyms.

    Parameters
    ----------
    lexicon : Lexicon
        What the forms may name.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def resolve(self, toponyms: Sequence[Toponym]) -> list[Sequence[Choice]]:
        """Return the senses of each toponym, best first, with shares that add up to one."""
        cases: dict[tuple[int, str, frozenset[str]], _Case] = {}
        of: list[_Case] = []
        for toponym in toponyms:
            key = (toponym.form, toponym.asked, toponym.inside)
            case = cases.get(key)
            if case is None:
                senses = self._lexicon.senses(toponym.form)
                case = cases[key] = _Case(toponym.form, senses, toponym.asked, toponym.kind, toponym.inside)
            case.count += 1
            of.append(case)
        _adopt(cases.values())
        for case in cases.values():
            case.choices = _judge(case, {}, ())
        ambiguous = [case for case in cases.values() if len(case.senses) > 1]
        if ambiguous:
            for case in ambiguous:
                others = [other for other in cases.values() if other.form != case.form]
                case.choices = _judge(case, _countries(others), _spots(others))
        return [case.choices for case in of]


def _adopt(cases: Collection[_Case]) -> None:
    """Let what the text says of a name once hold wherever the name stands without it."""
    said: dict[int, _Case] = {}
    for case in cases:
        if case.inside and any(lies_in(sense, case.inside) for sense in case.senses):
            said[case.form] = case
    for case in cases:
        if not case.inside and case.form in said and not case.asked:
            case.inside = said[case.form].inside


def _judge(
    case: _Case, countries: Mapping[str, float], spots: Sequence[tuple[float, float, float]]
) -> Sequence[Choice]:
    scored: list[tuple[float, Sense, list[Evidence]]] = []
    for sense in case.senses:
        evidence = [Evidence("population", round(sense.salience, 2))]
        if sense.role:
            evidence.append(Evidence("name", sense.role))
        if case.kind:
            evidence += _kind_evidence(case, sense)
        if case.inside and lies_in(sense, case.inside):
            evidence.append(Evidence("said", _SAID_WEIGHT))
        if countries and len(case.senses) > 1:
            share = max((countries.get(code, 0.0) for code in sense.countries), default=0.0)
            if share > 0.02:
                evidence.append(Evidence("country", round(_COUNTRY_WEIGHT * share**0.5, 2)))
        if spots and len(case.senses) > 1 and sense.kind != "country":
            near = _nearness(sense, spots)
            if near > 0.05:
                evidence.append(Evidence("nearness", round(_NEAR_WEIGHT * near, 2)))
        scored.append((sum(e.weight for e in evidence), sense, evidence))
    scored.sort(key=lambda item: -item[0])
    best = scored[0][0]
    weights = [math.exp(_SHARPNESS * (score - best)) for score, *_ in scored]
    total = sum(weights)
    return [
        Choice(sense, weight / total, tuple(evidence))
        for weight, (_, sense, evidence) in zip(weights, scored, strict=True)
    ]


def _kind_evidence(case: _Case, sense: Sense) -> list[Evidence]:
    if case.asked in sense.types:
        return [Evidence("kind", _KIND_WEIGHT + _WORD_WEIGHT)]
    if case.kind in (sense.kind, "place"):
        return [Evidence("kind", _KIND_WEIGHT)]
    return [Evidence("kind", -_KIND_WEIGHT)]


def _countries(cases: Sequence[_Case]) -> Mapping[str, float]:
    """Return the share of each country in what an article names."""
    votes: dict[str, float] = defaultdict(float)
    for case in cases:
        weight = math.log1p(case.count)
        for choice in case.choices[:3]:
            codes = choice.sense.countries
            for code in codes[:3]:
                votes[code] += weight * choice.share / len(codes)
    total = sum(votes.values())
    return {code: vote / total for code, vote in votes.items()} if total else {}


def _spots(cases: Sequence[_Case]) -> list[tuple[float, float, float]]:
    """Return latitude, longitude and certainty of what an article names, areas left out."""
    return [
        (case.choices[0].sense.latitude, case.choices[0].sense.longitude, case.choices[0].share)
        for case in cases
        if case.choices[0].sense.kind not in ("country",) and case.choices[0].share > 0.5
    ]


def _nearness(sense: Sense, spots: Sequence[tuple[float, float, float]]) -> float:
    best = 0.0
    for latitude, longitude, certainty in spots:
        north = abs(latitude - sense.latitude) * 111.2
        if north > _NEAR_KM:
            continue
        east = abs(longitude - sense.longitude) * 111.2 * math.cos(math.radians(latitude))
        closeness = certainty * max(0.0, 1 - math.hypot(north, east) / _NEAR_KM)
        best = max(best, closeness)
    return best
