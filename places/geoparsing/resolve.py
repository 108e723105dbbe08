"""Choose the place that each toponym of an article stands for.

Every sense of a toponym gets a score, the sum of what speaks for it and against it; the
scores become shares of belief. What the article says is judged without context first, then
again with what that has told about where the article moves.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from places.geoparsing.lexicon import Lexicon, Sense
from places.geoparsing.recognise import Toponym, lies_in
from places.model import Evidence

# The weights are in the unit of the salience: a place ten times as large has one point more.
_SHARPNESS = 1.6  # how much one point changes the odds: e to the power of this
_COUNTRY = 2.2  # the article names nothing but places of that country
_REGION = 2.5  # the article names nothing but places of that region
_NEAR = 1.2  # another place of the article is at the same spot
_NEAR_KM = 250.0
_SAID = 6.0  # the text says in what it lies
_KIND = 2.0  # a word beside it asks for that kind, or for another one if negative
_WORD = 1.0  # ... by the very word that the gazetteer has for it
_ARTICLE = {"water": 1.0, "terrain": 1.0, "site": 0.5, "region": 0.0, "city": -1.0}  # a definite one
_UNLISTED = 3.0  # salience of a place that the gazetteer does not have
_UNASKED = 2.5  # how much likelier that is where nothing listed is of the kind asked for
_OBVIOUS = 7.5  # salience from which a form with one sense needs no judging
_KM_PER_DEGREE = 111.2
_SAME_KM = 50.0  # within which it makes no difference which of two places is meant
_RECOGNISED = (0.0, 0.7, 0.8, 0.85, 0.95, 0.99)  # chance that it is a place, by its standing
_SHOWN = 8  # candidates kept


@dataclass(frozen=True, slots=True)
class Choice:
    """A sense with its share of the belief and what spoke for it and against it."""

    sense: Sense
    share: float
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class Case:
    """Toponyms of an article that are decided together: one form, asked for in one way.

    Attributes
    ----------
    form : int
        Number of the form in the lexicon.
    senses : sequence of Sense
        What it may name.
    asked, kind, inside, article
        As in `Toponym`.
    count : int
        How often it stands there.
    choices : sequence of Choice
        The best senses, best first.
    """

    form: int
    senses: Sequence[Sense]
    asked: str
    kind: str
    inside: frozenset[str]
    article: bool
    count: int = 0
    choices: Sequence[Choice] = ()


@dataclass(slots=True)
class _Setting:
    """Where an article moves.

    Attributes
    ----------
    total : float
        Sum of all votes.
    countries, regions : mapping of str to float
        Votes for each code.
    spots : sequence of (form, latitude, longitude, certainty)
        What it names, countries left out.
    """

    total: float = 0.0
    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    regions: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    spots: list[tuple[int, float, float, float]] = field(default_factory=list)


class Resolver:
    """Chooses among the senses of toponyms.

    Parameters
    ----------
    lexicon : Lexicon
        What the forms may name.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def resolve(self, toponyms: Sequence[Toponym], language: str) -> list[Case]:
        """Decide what each toponym of an article names.

        Parameters
        ----------
        toponyms : sequence of Toponym
            All of one article.
        language : str
            Code of the language whose rules are used.

        Returns
        -------
        list of Case
            One for each toponym, in order; equal toponyms share theirs. The shares of its
            choices add up to less than one by the chance that none of them is right.
        """
        cases: dict[tuple[int, str, frozenset[str], bool], Case] = {}
        of: list[Case] = []
        for toponym in toponyms:
            key = (toponym.form, toponym.asked, toponym.inside, toponym.article)
            case = cases.get(key)
            if case is None:
                senses = self._lexicon.senses(toponym.form, language)
                case = Case(
                    toponym.form, senses, toponym.asked, toponym.kind, toponym.inside, toponym.article
                )
                cases[key] = case
            case.count += 1
            of.append(case)
        _adopt(cases.values())
        open_cases = []
        for case in cases.values():
            if len(case.senses) == 1 and case.senses[0].salience >= _OBVIOUS:
                case.choices = _obvious(case.senses[0])
            else:
                _judge(case, None)
                open_cases.append(case)
        for _ in range(2 if len(cases) > 1 else 0):
            setting = _setting(cases.values())
            for case in open_cases:
                _judge(case, _without(setting, case))
        return of


def confidence(toponym: Toponym, case: Case) -> float:
    """Say how sure it is that a toponym names a place, and the one that was chosen.

    Senses near to the chosen one count with it: whether a text means a town or the district
    around it makes no difference on a map.
    """
    best = case.choices[0].sense
    share = sum(choice.share for choice in case.choices if _near(best, choice.sense))
    return share * _RECOGNISED[toponym.standing]


def _near(one: Sense, other: Sense) -> bool:
    north = abs(one.latitude - other.latitude) * _KM_PER_DEGREE
    east = abs(one.longitude - other.longitude) * _KM_PER_DEGREE * math.cos(math.radians(one.latitude))
    return north < _SAME_KM and east < _SAME_KM


def _adopt(cases: Collection[Case]) -> None:
    """Let what the text says of a name once hold wherever the name stands alone."""
    said: dict[int, Case] = {}
    for case in cases:
        if case.inside and any(lies_in(sense, case.inside) for sense in case.senses):
            said.setdefault(case.senses[0].row, case)
    for case in cases:
        # Not by the form, which may be in capitals in one place and not in the other.
        known = said.get(case.senses[0].row)
        if known and not case.inside and not case.asked:
            case.inside = known.inside


@lru_cache(maxsize=4096)
def _obvious(sense: Sense) -> tuple[Choice]:
    return (Choice(sense, 0.999, (_evidence("population", sense.salience),)),)


@lru_cache(maxsize=8192)
def _evidence(reason: str, weight: float) -> Evidence:
    return Evidence(reason, round(weight, 2))


def _judge(case: Case, setting: _Setting | None) -> None:
    """Fill in the choices of a case."""
    scored: list[tuple[float, Sense, list[tuple[str, float]]]] = []
    of_the_kind = not case.kind
    for sense in case.senses:
        reasons = [("population", sense.salience)]
        if sense.role:
            reasons.append(("name", sense.role))
        if case.kind:
            fit = _kind_fit(case, sense)
            of_the_kind |= fit > 0
            reasons.append(("kind", fit))
        if case.article and not case.kind and sense.kind != "country":
            reasons.append(("article", _ARTICLE[sense.kind]))
        if case.inside:
            reasons.append(("said", _SAID if lies_in(sense, case.inside) else -_SAID / 2))
        if setting:
            reasons += _context(case, sense, setting)
        scored.append((sum(weight for _, weight in reasons), sense, reasons))
    scored.sort(key=lambda item: -item[0])
    unlisted = _UNLISTED + (0 if of_the_kind else _UNASKED)
    best = max(scored[0][0], unlisted)
    weights = [math.exp(_SHARPNESS * (score - best)) for score, *_ in scored]
    total = sum(weights) + math.exp(_SHARPNESS * (unlisted - best))
    case.choices = [
        Choice(sense, weight / total, tuple(_evidence(*reason) for reason in reasons))
        for weight, (_, sense, reasons) in zip(weights[:_SHOWN], scored, strict=False)
    ]


def _kind_fit(case: Case, sense: Sense) -> float:
    if case.asked in sense.types:
        return _KIND + _WORD
    return _KIND if case.kind in (sense.kind, "place") else -_KIND


def _context(case: Case, sense: Sense, setting: _Setting) -> Iterable[tuple[str, float]]:
    if setting.total > 0:
        share = max((setting.countries.get(code, 0.0) for code in sense.countries), default=0.0)
        if share > 0.01:
            yield "country", _COUNTRY * math.sqrt(share / setting.total)
        share = setting.regions.get(sense.admin1, 0.0) if sense.admin1 else 0.0
        if share > 0.01:
            yield "region", _REGION * share / setting.total
    if sense.kind != "country":
        near = _nearness(case.form, sense, setting.spots)
        if near > 0.05:
            yield "nearness", _NEAR * near


def _votes(case: Case) -> Iterable[tuple[Choice, float]]:
    weight = 1 + math.log(case.count)
    for choice in case.choices[:3]:
        yield choice, weight * choice.share


def _setting(cases: Collection[Case]) -> _Setting:
    """Add up where the places of an article lie."""
    setting = _Setting()
    for case in cases:
        _count(setting, case, 1)
        best = case.choices[0]
        if best.sense.kind != "country" and best.share > 0.4:
            setting.spots.append((case.form, best.sense.latitude, best.sense.longitude, best.share))
    return setting


def _count(setting: _Setting, case: Case, sign: int) -> None:
    for choice, vote in _votes(case):
        codes = choice.sense.countries
        setting.total += sign * vote
        for code in codes:
            setting.countries[code] += sign * vote / len(codes)
        if choice.sense.admin1:
            setting.regions[choice.sense.admin1] += sign * vote


def _without(setting: _Setting, case: Case) -> _Setting:
    """Leave out what a case itself has told."""
    other = _Setting(
        setting.total,
        defaultdict(float, setting.countries),
        defaultdict(float, setting.regions),
        setting.spots,
    )
    _count(other, case, -1)
    return other


def _nearness(form: int, sense: Sense, spots: Sequence[tuple[int, float, float, float]]) -> float:
    best = 0.0
    for other, latitude, longitude, certainty in spots:
        north = abs(latitude - sense.latitude) * _KM_PER_DEGREE
        if other == form or north > _NEAR_KM:
            continue
        east = abs(longitude - sense.longitude) * _KM_PER_DEGREE * math.cos(math.radians(latitude))
        if east < _NEAR_KM:
            best = max(best, certainty * (1 - math.hypot(north, east) / _NEAR_KM))
    return best
