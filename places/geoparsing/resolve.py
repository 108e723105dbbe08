"""Choose the place that each toponym of an article stands for.

Every sense of a toponym gets a score, the sum of what speaks for it and against it; the
scores become shares of belief. What the text says of a name itself is judged first; what
that leaves open is judged again with what the rest tells about where the article moves.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from places.geoparsing.lexicon import Lexicon, Sense
from places.geoparsing.recognise import Toponym, lies_in
from places.model import Evidence

# The weights are in the unit of the salience: a place ten times as large has one point more.
_SHARPNESS = 1.5  # how much one point changes the odds: e to the power of this
_COUNTRY = 2.2  # the article names nothing but places of that country
_REGION = 2.5  # the article names nothing but places of that region
_NEAR = 1.2  # another place of the article is at the same spot
_NEAR_DEGREES = 250 / 111.2  # 250 km
_MOST_BY_CONTEXT = 5.0  # what all that can add up to, hardly ever more
_SAID = 6.0  # the text says in what it lies
_KIND = 2.0  # a word beside it asks for that kind, or for another one if negative
_WORD = 1.0  # ... by the very word that the gazetteer has for it
_NEVER_A_COUNTRY = 2.0  # how much more a country fails where a town or a river is asked for
_ARTICLE = {"water": 1.0, "terrain": 1.0, "site": 0.5, "region": 0.0, "city": -1.0}  # a definite one
_UNLISTED = 3.0  # salience of a place that the gazetteer does not have
_UNASKED = 2.5  # how much likelier that is where nothing listed is of the kind asked for
_OBVIOUS = 0.98  # share from which no context is asked
_KM_PER_DEGREE = 111.2
_SAME_KM = 50.0  # within which it makes no difference which of two places is meant
_SHOWN = 5  # choices kept
_MOST_KEPT = 200_000  # grounds
_WORTH_SHOWING = 0.01  # share of a third choice or a later one
_MOST_SENSES = 16  # of a form that context may choose from
_VOTING = 3  # senses of a form that tell where the article moves


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What can be said of the senses of a form before the rest of an article is looked at.

    Attributes
    ----------
    senses : tuple of Sense
        Those that may still win, best first.
    evidence : tuple of tuple of Evidence
        For each sense what speaks for it and against it.
    scores : tuple of float
        The sums of their weights.
    unlisted : float
        Score of the possibility that a place is meant which the gazetteer lacks.
    shares : tuple of float
        What the scores come to.
    """

    senses: tuple[Sense, ...]
    evidence: tuple[tuple[Evidence, ...], ...]
    scores: tuple[float, ...]
    unlisted: float
    shares: tuple[float, ...]


@dataclass(slots=True)
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
        What the rest of the article added to each sense by country, region and nearness;
        empty where it was not asked.
    count : int
        How often it stands there.
    """

    form: int
    ground: Ground
    shares: Sequence[float]
    told: Sequence[tuple[float, float, float]] = ()
    count: int = 0

    @property
    def best(self) -> Sense:
        """The sense that is believed most."""
        shares = self.shares
        return self.ground.senses[shares.index(max(shares))]

    @property
    def belief(self) -> float:
        """The share of the best sense and of those within 50 km of it.

        Whether a text means a town or the district around it makes no difference on a map.
        """
        shares, senses = self.shares, self.ground.senses
        if len(shares) == 1:
            return shares[0]
        best = self.best
        return sum(share for share, sense in zip(shares, senses, strict=True) if _near(best, sense))

    def choices(self) -> Iterable[tuple[Sense, float, tuple[Evidence, ...]]]:
        """Yield the best senses, best first, with their shares and the evidence on each."""
        shares, senses, evidence = self.shares, self.ground.senses, self.ground.evidence
        if len(shares) == 1 and not self.told:
            yield senses[0], shares[0], evidence[0]
            return
        order = sorted(range(len(shares)), key=shares.__getitem__, reverse=True)[:_SHOWN]
        for position, i in enumerate(order):
            if position < 2 or shares[i] > _WORTH_SHOWING:
                yield senses[i], shares[i], evidence[i] + (_evidence_of(self.told[i]) if self.told else ())


@dataclass(slots=True)
class _Setting:
    """Where an article moves.

    Attributes
    ----------
    total : float
        Sum of all votes.
    countries, regions : dict of str to float
        Votes for each ISO 3166 code.
    spots : list of (form, latitude, longitude, certainty)
        What it names, countries left out.
    """

    total: float = 0.0
    countries: dict[str, float] = field(default_factory=dict)
    regions: dict[str, float] = field(default_factory=dict)
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
        self._plain: dict[str, dict[int, Ground]] = defaultdict(dict)
        self._grounds: dict[tuple[int, str, str, bool, frozenset[str], str], Ground] = {}

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
            One for each toponym, in order; equal toponyms share theirs.
        """
        said = self._said(toponyms, language) if any(toponym.inside for toponym in toponyms) else {}
        plain = self._plain[language]
        cases: dict[Ground, Case] = {}
        of: list[Case] = []
        for toponym in toponyms:
            bare = not (toponym.kind or toponym.article or toponym.inside or said)
            ground = plain.get(toponym.form) if bare else None
            if ground is None:
                ground = self._ground(toponym, language, said)
                if bare:
                    plain[toponym.form] = ground
            case = cases.get(ground)
            if case is None:
                case = cases[ground] = Case(toponym.form, ground, ground.shares)
            case.count += 1
            of.append(case)
        undecided = [case for case in cases.values() if case.shares[0] < _OBVIOUS]
        if undecided and len(cases) > 1:
            _judge(undecided, _setting(cases.values()))
        return of

    def _said(self, toponyms: Sequence[Toponym], language: str) -> dict[int, frozenset[str]]:
        """Collect what the text says of a name once: it holds wherever the name stands alone.

        The key is the row of the best known sense, not the form: that may be in capitals in
        one place and not in another.
        """
        said: dict[int, frozenset[str]] = {}
        for toponym in toponyms:
            if toponym.inside:
                senses = self._lexicon.senses(toponym.form, language)
                if any(lies_in(sense, toponym.inside) for sense in senses):
                    said.setdefault(senses[0].row, toponym.inside)
        return said

    def _ground(self, toponym: Toponym, language: str, said: dict[int, frozenset[str]]) -> Ground:
        inside = toponym.inside
        if said and not inside and not toponym.asked:
            inside = said.get(self._lexicon.senses(toponym.form, language)[0].row, inside)
        key = (toponym.form, toponym.asked, toponym.kind, toponym.article, inside, language)
        ground = self._grounds.get(key)
        if ground is None:
            if len(self._grounds) > _MOST_KEPT:  # months of news; forget rather than grow without end
                self._grounds.clear()
                self._plain.clear()
            senses = self._lexicon.senses(toponym.form, language)
            ground = self._grounds[key] = _lay_ground(senses, toponym, inside)
        return ground


def _near(one: Sense, other: Sense) -> bool:
    if one is other:
        return True
    north = abs(one.latitude - other.latitude) * _KM_PER_DEGREE
    if north > _SAME_KM:
        return False
    east = abs(one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return east * _KM_PER_DEGREE < _SAME_KM


@lru_cache(maxsize=16384)
def _evidence(reason: str, weight: float) -> Evidence:
    return Evidence(reason, round(weight, 2))


# Evidence comes in hundredths, so that the same few hundred objects serve every article.
_FROM_CONTEXT = tuple(
    tuple(Evidence(reason, hundredths / 100) for hundredths in range(int(most * 100) + 2))
    for reason, most in (("country", _COUNTRY), ("region", _REGION), ("nearness", _NEAR))
)


def _evidence_of(told: tuple[float, float, float]) -> tuple[Evidence, ...]:
    country, region, near = told
    evidence: tuple[Evidence, ...] = ()
    if country > 0.05:
        evidence += (_FROM_CONTEXT[0][int(country * 100)],)
    if region > 0.05:
        evidence += (_FROM_CONTEXT[1][int(region * 100)],)
    if near > 0.05:
        evidence += (_FROM_CONTEXT[2][int(near * 100)],)
    return evidence


def _lay_ground(senses: Sequence[Sense], toponym: Toponym, inside: frozenset[str]) -> Ground:
    scored: list[tuple[float, Sense, tuple[tuple[str, float], ...]]] = []
    of_the_kind = not toponym.kind
    for sense in senses:
        reasons = [("population", sense.salience)]
        if sense.role:
            reasons.append(("name", sense.role))
        if toponym.kind:
            fit = _kind_fit(toponym, sense)
            of_the_kind |= fit > 0
            reasons.append(("kind", fit))
        elif toponym.article and sense.kind != "country":
            reasons.append(("article", _ARTICLE[sense.kind]))
        if inside:
            reasons.append(("said", _SAID if lies_in(sense, inside) else -_SAID / 2))
        scored.append((sum(weight for _, weight in reasons), sense, tuple(reasons)))
    scored.sort(key=lambda item: -item[0])
    scored = [item for item in scored[:_MOST_SENSES] if item[0] > scored[0][0] - _MOST_BY_CONTEXT]
    scores = tuple(score for score, *_ in scored)
    unlisted = _UNLISTED + (0 if of_the_kind else _UNASKED)
    return Ground(
        tuple(sense for _, sense, _ in scored),
        tuple(tuple(_evidence(*reason) for reason in reasons) for *_, reasons in scored),
        scores,
        unlisted,
        tuple(_shares(scores, unlisted)),
    )


def _kind_fit(toponym: Toponym, sense: Sense) -> float:
    if toponym.asked in sense.types:
        return _KIND + _WORD
    if toponym.kind in (sense.kind, "place"):
        return _KIND
    return -_KIND * (_NEVER_A_COUNTRY if sense.kind == "country" else 1)


def _shares(scores: Sequence[float], unlisted: float) -> list[float]:
    best = max(*scores, unlisted)
    weights = [math.exp(_SHARPNESS * (score - best)) for score in scores]
    total = sum(weights) + math.exp(_SHARPNESS * (unlisted - best))
    return [weight / total for weight in weights]


def _judge(undecided: Sequence[Case], setting: _Setting) -> None:
    """Judge with the rest of the article."""
    for case in undecided:
        ground = case.ground
        case.told = told = _told(case, setting)
        scores = [
            score + country + region + near
            for score, (country, region, near) in zip(ground.scores, told, strict=True)
        ]
        case.shares = _shares(scores, ground.unlisted)


def _told(case: Case, setting: _Setting) -> list[tuple[float, float, float]]:
    """Return what the rest of the article adds to each sense: by country, region and nearness."""
    own = _Setting()
    _count(own, _votes(case))  # what a case itself has told is left out for it
    total = setting.total - own.total
    spots = [spot for spot in setting.spots if spot[0] != case.form]
    told = []
    for sense in case.ground.senses:
        country = region = near = 0.0
        if total > 0.01:
            for code in sense.countries:
                vote = setting.countries.get(code, 0.0) - own.countries.get(code, 0.0)
                country = max(country, vote)
            if country:
                country = _COUNTRY * math.sqrt(country / total)
                code = sense.admin1
                if code:
                    vote = setting.regions.get(code, 0.0) - own.regions.get(code, 0.0)
                    region = _REGION * vote / total if vote > 0 else 0.0
        if spots and sense.kind != "country":
            near = _NEAR * _nearness(sense, spots)
        told.append((country, region, near))
    return told


def _votes(case: Case) -> list[tuple[Sense, float]]:
    """Return how much each of the best senses, judged by itself, tells of where an article moves."""
    weight = 1 + math.log(case.count) if case.count > 1 else 1.0
    pairs = zip(case.ground.senses[:_VOTING], case.ground.shares, strict=False)
    return [(sense, weight * share) for sense, share in pairs if share > 0.01]


def _setting(cases: Iterable[Case]) -> _Setting:
    """Add up where the places of an article lie."""
    setting = _Setting()
    for case in cases:
        _count(setting, _votes(case))
        best = case.ground.senses[0]
        if best.kind != "country" and case.shares[0] > 0.4:
            setting.spots.append((case.form, best.latitude, best.longitude, case.shares[0]))
    return setting


def _count(setting: _Setting, votes: Iterable[tuple[Sense, float]]) -> None:
    countries, regions = setting.countries, setting.regions
    for sense, vote in votes:
        setting.total += vote
        codes = sense.countries
        if len(codes) == 1:
            code = codes[0]
            countries[code] = countries.get(code, 0.0) + vote
        else:
            for code in codes:
                countries[code] = countries.get(code, 0.0) + vote / len(codes)
        if sense.admin1:
            regions[sense.admin1] = regions.get(sense.admin1, 0.0) + vote


def _nearness(sense: Sense, spots: Sequence[tuple[int, float, float, float]]) -> float:
    """Return how near the nearest of some places is: 1 at the same spot, 0 far away."""
    best = 0.0
    latitude, longitude = sense.latitude, sense.longitude
    for _, north, east, certainty in spots:
        up = north - latitude
        if -_NEAR_DEGREES < up < _NEAR_DEGREES:
            right = (east - longitude) * math.cos(math.radians(latitude))
            if -_NEAR_DEGREES < right < _NEAR_DEGREES:
                best = max(best, certainty * (1 - math.hypot(up, right) / _NEAR_DEGREES))
    return best
