"""What the rest of an article adds to the senses of a form: where it moves, and what lies near."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt
from typing import Final

from places.geoparsing.resolve.case import Case
from places.geoparsing.resolve.ground import NOTHING, shares_of
from places.geoparsing.resolve.spots import Named, Spots
from places.geoparsing.weights import WEIGHTS

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
    spots : Spots
        What it names, countries left out.
    """

    total: float = 0.0
    countries: dict[str, float] = field(default_factory=dict)
    regions: dict[str, float] = field(default_factory=dict)
    spots: Spots = field(default_factory=Spots)


def setting_of(cases: Iterable[Case]) -> Setting:
    """Add up where the places of an article lie."""
    setting = Setting()
    countries, regions = setting.countries, setting.regions
    named: list[Named] = []
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
            named.append(Named(spot.longitude, spot.latitude, certainty, case.form))
    setting.spots = Spots(named)
    return setting


def judge(case: Case, setting: Setting) -> None:
    """Judge with the rest of the article, which adds to each sense by country, region and nearness."""
    ground = case.ground
    own = ground.ballot(case.count)  # what a case itself has told is left out for it
    total = setting.total - own.total
    if total <= NOTHING:
        return
    countries, regions, spots = setting.countries, setting.regions, setting.spots
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
            near = spots.nearness(spot, form)
        told.append((country, region, near))
        scores.append(score + country + region + near)
    case.told, case.shares = told, shares_of(scores, ground.unlisted)
