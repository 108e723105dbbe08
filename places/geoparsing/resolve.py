"""Choose the place that each toponym of an article stands for.

Every sense of a toponym gets a score, the sum of what speaks for it and against it; the
scores become shares of belief. What the text says of a name itself is judged first; what
that leaves open is judged again with what the rest tells about where the article moves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import starmap
from math import exp, hypot, log, sqrt
from typing import Final, NamedTuple

from places.geo import KM_PER_DEGREE, narrowing, within_km
from places.geoparsing.lexicon import SIDE_NAME, Lexicon, Sense
from places.geoparsing.recognise import Toponym, lies_in
from places.geoparsing.weights import WEIGHTS, evidence
from places.model import Evidence

_NEAR_DEGREES: Final = WEIGHTS.near_km / KM_PER_DEGREE
_BAND_DEGREES: Final = _NEAR_DEGREES / 4
_BANDS: Final = [(away, max(0, abs(away) - 1) * _BAND_DEGREES) for away in (0, 1, -1, 2, -2, 3, -3, 4, -4)]
"""The bands in which something near may lie, counted from a place's own, and how far away it is at least."""
_SHOWN: Final = 5  # choices kept
_MOST_KEPT: Final = 200_000  # grounds
_COUNTS_KEPT: Final = 5  # ballots of a ground; hardly any name stands more often in an article
_WORTH_SHOWING: Final = 0.01  # share of a third choice or a later one
_MOST_SENSES: Final = 16  # of a form that context may choose from
_VOTING: Final = 3  # senses of a form that tell where the article moves
_TOO_LITTLE: Final = 0.05  # that the rest of an article adds, to be told
_NOTHING: Final = 0.01  # share, or votes, too small to tell anything
_CERTAIN_ENOUGH: Final = 0.4  # share from which a place may have others near it


class Told(NamedTuple):
    """What a text tells of a toponym.

    Attributes
    ----------
    asked, kind : str
        The word beside it that says what it is, and the kind of place that it means.
    article : bool
        Whether a definite article stands before it.
    inside : frozenset of str
        ISO 3166 codes of the areas in which it lies.
    """

    asked: str
    kind: str
    article: bool
    inside: frozenset[str]


# The two below are not frozen, which would make them four times as slow to make.


@dataclass(slots=True, eq=False)
class _Ballot:
    """What a toponym, judged by itself, tells of where its article moves.

    Attributes
    ----------
    total : float
        The sum of its votes, one for each of its best senses.
    of_country, of_region : mapping of str to float
        The same for their ISO 3166 codes.
    """

    total: float
    of_country: Mapping[str, float]
    of_region: Mapping[str, float]


_Spot = tuple[float, float, float]
"""Latitude and longitude in degrees, and how much narrower a degree of longitude is there."""


@dataclass(slots=True, eq=False)
class Ground:
    """What can be said of the senses of a form before the rest of an article is looked at.

    Attributes
    ----------
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
        Of each sense; the spot is None for a country, which is near to nothing.
    ballots : dict of int to _Ballot
        What the form tells of where an article moves, by how often it stands there.
    neighbours : dict of int to tuple of int
        Which senses are within 50 km of one of them, as far as it was asked.
    shown : dict of int to tuple of Evidence
        The reasons on a sense as evidence, as far as it was asked.
    """

    senses: tuple[Sense, ...]
    reasons: tuple[tuple[tuple[str, float], ...], ...]
    scores: tuple[float, ...]
    unlisted: float
    shares: tuple[float, ...]
    where: tuple[tuple[tuple[str, ...], str, _Spot | None], ...]
    ballots: dict[int, _Ballot] = field(default_factory=dict)
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

    def ballot(self, count: int) -> _Ballot:
        """Return what the form tells of where an article moves in which it stands so often."""
        known = self.ballots.get(count)
        if known is None:
            known = _cast(self, count)
            if count <= _COUNTS_KEPT:
                self.ballots[count] = known
        return known


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

    def __init__(self, form: int, ground: Ground) -> None:
        self.form = form
        self.ground = ground
        self.shares: Sequence[float] = ground.shares
        self.told: Sequence[tuple[float, float, float]] = ()
        self.count = 0

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


@dataclass(slots=True)
class _Setting:
    """Where an article moves.

    Attributes
    ----------
    total : float
        Sum of all votes.
    countries, regions : dict of str to float
        Votes for each ISO 3166 code.
    bands : dict of int to list of (longitude, latitude, certainty, form)
        What it names, countries left out, in bands from south to north (their number is the latitude
        in units of `_BAND_DEGREES`), each in order from west to east.
    """

    total: float = 0.0
    countries: dict[str, float] = field(default_factory=dict)
    regions: dict[str, float] = field(default_factory=dict)
    bands: dict[int, list[tuple[float, float, float, int]]] = field(default_factory=dict)


class Resolver:
    """Chooses among the senses of toponyms.

    Parameters
    ----------
    lexicon : Lexicon
        What the forms may name.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._ground = lru_cache(maxsize=_MOST_KEPT)(self._lay_ground)  # months of news

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
        cases: dict[Ground, Case] = {}
        of: list[Case] = []
        for toponym in toponyms:
            inside = toponym.inside
            if said and not inside and not toponym.asked:
                inside = said.get(self._lexicon.senses(toponym.form, language)[0].row, inside)
            told = Told(toponym.asked, toponym.kind, toponym.article, inside)
            ground = self._ground(toponym.form, language, told)
            case = cases.get(ground)
            if case is None:
                case = cases[ground] = Case(toponym.form, ground)
            case.count += 1
            of.append(case)
        undecided = [case for case in cases.values() if case.shares[0] < WEIGHTS.obvious]
        if undecided and len(cases) > 1:
            setting = _setting(cases.values())
            for case in undecided:
                _judge(case, setting)
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

    def _lay_ground(self, form: int, language: str, told: Told) -> Ground:
        return _lay_ground(self._lexicon.senses(form, language), told)


def _near(one: Sense, other: Sense) -> bool:
    return one is other or within_km(
        one.latitude, one.longitude, other.latitude, other.longitude, WEIGHTS.same_km
    )


# Evidence comes in hundredths, so that the same few hundred objects serve every article.
_FROM_CONTEXT: Final = tuple(
    tuple(Evidence(reason, hundredths / 100) for hundredths in range(int(most * 100) + 2))
    for reason, most in (
        ("country", WEIGHTS.country),
        ("region", WEIGHTS.region),
        ("nearness", WEIGHTS.nearness),
    )
)


def _evidence_of(country: float, region: float, near: float) -> tuple[Evidence, ...]:
    return tuple(
        known[int(weight * 100)]
        for known, weight in zip(_FROM_CONTEXT, (country, region, near), strict=True)
        if weight > _TOO_LITTLE
    )


def _lay_ground(senses: Sequence[Sense], told: Told) -> Ground:
    scored: list[tuple[float, Sense, tuple[tuple[str, float], ...]]] = []
    of_the_kind = not told.kind
    best = max(sense.salience for sense in senses)
    overshadowed = best - WEIGHTS.overshadowed if best >= WEIGHTS.famous else 0.0
    for sense in senses:
        reasons = [("population", sense.salience)]
        if sense.salience < overshadowed:
            reasons.append(("fame", WEIGHTS.fame))
        if sense.role:
            reasons.append(("name", sense.role + _borrowed(sense, senses)))
        if told.kind:
            fit = _kind_fit(sense, told)
            of_the_kind |= fit > 0
            reasons.append(("kind", fit))
        elif told.article and sense.kind != "country":
            reasons.append(("article", WEIGHTS.article[sense.kind]))
        if told.inside:
            reasons.append(("said", WEIGHTS.said if lies_in(sense, told.inside) else WEIGHTS.not_said))
        scored.append((sum(weight for _, weight in reasons), sense, tuple(reasons)))
    scored.sort(key=lambda item: -item[0])
    scored = [item for item in scored[:_MOST_SENSES] if item[0] > scored[0][0] - WEIGHTS.most_by_context]
    scores = tuple(score for score, *_ in scored)
    unlisted = WEIGHTS.unlisted + (0 if of_the_kind else WEIGHTS.unasked)
    return Ground(
        tuple(sense for _, sense, _ in scored),
        tuple(reasons for *_, reasons in scored),
        scores,
        unlisted,
        tuple(_shares(scores, unlisted)),
        tuple((sense.countries, sense.admin1, _spot(sense)) for _, sense, _ in scored),
    )


def _borrowed(sense: Sense, senses: Iterable[Sense]) -> float:
    """Return what it takes off a town's other name that it is the proper one of another town."""
    if sense.kind != "city" or sense.role > SIDE_NAME:
        return 0.0
    worth = sense.salience + sense.role
    owners = [other for other in senses if other.kind == "city" and other.role > SIDE_NAME]
    rivals = [other for other in owners if other.salience > worth - WEIGHTS.much_smaller]
    if any(_near(sense, other) for other in rivals):
        return WEIGHTS.twin
    return WEIGHTS.borrowed if rivals and sense.role < SIDE_NAME else 0.0


def _spot(sense: Sense) -> _Spot | None:
    if sense.kind == "country":
        return None
    return sense.latitude, sense.longitude, narrowing(sense.latitude)


def _kind_fit(sense: Sense, told: Told) -> float:
    if told.asked in sense.types:
        return WEIGHTS.kind_by_word
    if told.kind in (sense.kind, "place"):
        return WEIGHTS.kind
    return WEIGHTS.no_country if sense.kind == "country" else WEIGHTS.other_kind


def _shares(scores: Sequence[float], unlisted: float) -> list[float]:
    best, sharpness = max(*scores, unlisted), WEIGHTS.sharpness
    weights = [exp(sharpness * (score - best)) for score in scores]
    total = sum(weights) + exp(sharpness * (unlisted - best))
    return [weight / total for weight in weights]


def _judge(case: Case, setting: _Setting) -> None:
    """Judge with the rest of the article, which adds to each sense by country, region and nearness."""
    ground = case.ground
    own = ground.ballot(case.count)  # what a case itself has told is left out for it
    total = setting.total - own.total
    if total <= _NOTHING:
        return
    countries, regions, bands = setting.countries, setting.regions, setting.bands
    own_countries, form = own.of_country, case.form
    told, scores = [], []
    for score, (codes, code, spot) in zip(ground.scores, ground.where):  # noqa: B905 (as long as each other)
        country = region = near = 0.0
        for each in codes:
            if each in countries:
                vote = countries[each]
                if each in own_countries:
                    vote -= own_countries[each]
                country = vote if vote > country else country
        if country:
            country = WEIGHTS.country * sqrt(country / total)
            if code in regions and (vote := regions[code] - own.of_region.get(code, 0.0)) > 0:
                region = WEIGHTS.region * vote / total
        if spot:
            near = _nearness(spot, bands, form)
        told.append((country, region, near))
        scores.append(score + country + region + near)
    case.told, case.shares = told, _shares(scores, ground.unlisted)


def _cast(ground: Ground, count: int) -> _Ballot:
    """Let each of the best senses vote with its share."""
    weight = 1 + log(count) if count > 1 else 1.0
    total = 0.0
    of_country: dict[str, float] = {}
    of_region: dict[str, float] = {}
    for sense, share in zip(ground.senses[:_VOTING], ground.shares, strict=False):
        if share > _NOTHING:
            vote = weight * share
            total += vote
            for code in sense.countries:
                of_country[code] = of_country.get(code, 0.0) + vote / len(sense.countries)
            if sense.admin1:
                of_region[sense.admin1] = of_region.get(sense.admin1, 0.0) + vote
    return _Ballot(total, of_country, of_region)


def _setting(cases: Iterable[Case]) -> _Setting:
    """Add up where the places of an article lie."""
    setting = _Setting()
    countries, regions, bands = setting.countries, setting.regions, setting.bands
    for case in cases:
        ground = case.ground
        ballot = ground.ballot(case.count)
        setting.total += ballot.total
        for code, vote in ballot.of_country.items():
            countries[code] = countries.get(code, 0.0) + vote
        for code, vote in ballot.of_region.items():
            regions[code] = regions.get(code, 0.0) + vote
        certainty, spot = ground.shares[0], ground.where[0][2]
        if certainty > _CERTAIN_ENOUGH and spot:
            band = bands.setdefault(int(spot[0] // _BAND_DEGREES), [])
            band.append((spot[1], spot[0], certainty, case.form))
    for band in bands.values():
        band.sort()
    return setting


def _nearness(
    spot: _Spot, bands: Mapping[int, Sequence[tuple[float, float, float, int]]], form: int
) -> float:
    """Return what the nearest place of another form adds: all at the same spot, nothing far away.

    From the spot it is looked eastwards and westwards, no further than where something could add more
    than what was found already.
    """
    best = 0.0
    latitude, longitude, narrow = spot
    middle = int(latitude // _BAND_DEGREES)
    for away, least in _BANDS:
        if least >= _NEAR_DEGREES * (1 - best):
            break
        band = bands.get(middle + away)
        if not band:
            continue
        first = bisect_left(band, (longitude,))
        for way in (range(first, len(band)), range(first - 1, -1, -1)):
            for position in way:
                east, north, certainty, other = band[position]
                right = abs(east - longitude) * narrow
                if right >= _NEAR_DEGREES * (1 - best):
                    break
                near = certainty * (1 - hypot(north - latitude, right) / _NEAR_DEGREES)
                if near > best and other != form:
                    best = near
    return WEIGHTS.nearness * best
