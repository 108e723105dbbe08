"""What the rest of an article adds to the senses of a form: where it moves, and what lies near."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import hypot, sqrt
from typing import Final

from places.geo import KM_PER_DEGREE
from places.geoparsing.resolve.case import Case
from places.geoparsing.resolve.ground import NOTHING, Spot, shares_of
from places.geoparsing.weights import WEIGHTS

_NEAR_DEGREES: Final = WEIGHTS.near_km / KM_PER_DEGREE
_BAND_DEGREES: Final = _NEAR_DEGREES / 4
_BANDS: Final = [(away, max(0, abs(away) - 1) * _BAND_DEGREES) for away in (0, 1, -1, 2, -2, 3, -3, 4, -4)]
"""The bands in which something near may lie, counted from a place's own, and how far away it is at least."""
_CERTAIN_ENOUGH: Final = 0.4  # share from which a place may have others near it


@dataclass(slots=True)
class Setting:
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


def setting_of(cases: Iterable[Case]) -> Setting:
    """Add up where the places of an article lie."""
    setting = Setting()
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


def _nearness(spot: Spot, bands: Mapping[int, Sequence[tuple[float, float, float, int]]], form: int) -> float:
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


def judge(case: Case, setting: Setting) -> None:
    """Judge with the rest of the article, which adds to each sense by country, region and nearness."""
    ground = case.ground
    own = ground.ballot(case.count)  # what a case itself has told is left out for it
    total = setting.total - own.total
    if total <= NOTHING:
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
    case.told, case.shares = told, shares_of(scores, ground.unlisted)
