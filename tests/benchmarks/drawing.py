"""What names of the gazetteer can be drawn for sentences, and what they mean.

Left out is what is open to any reader, by these rules: a name of the language's common words; a name that
two places of the asked kind share and no larger one outdoes (a town has 20 times the people of the next,
where the text says nothing else); a town of which another one of the name lies where the text says it does.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from places.gazetteer import Gazetteer
from places.geo import flat_km
from places.languages import LANGUAGES
from places.model import Place

GERMAN_SPEAKING: Final = ("DE", "AT", "CH")
ENGLISH_SPEAKING: Final = ("GB", "IE", "AU", "NZ", "CA", "US")
OUTDOES: Final = 20  # times the people of the next town of a name
NEAR_TOWN: Final = 30.0  # kilometres


class Meaning(NamedTuple):
    """What a name should mean: a point (WGS 84, degrees) and how far off it may be, or a country."""

    latitude: float = 0.0
    longitude: float = 0.0
    kilometres: float = NEAR_TOWN
    kinds: tuple[str, ...] = ()
    country: str = ""


Drawn = tuple[dict[str, str], Meaning | None]
"""What goes into a sentence, the name that is judged as "x", and what that means; None if it is no place."""


class Bearer(NamedTuple):
    """What bears a name, and as what it is listed (`feature_code` of GeoNames)."""

    place: Place
    role: str
    feature_code: str


def lies(place: Place, kilometres: float = NEAR_TOWN, kinds: tuple[str, ...] = ()) -> Meaning:
    """Return the meaning of a name that stands for a place."""
    return Meaning(place.latitude, place.longitude, kilometres, kinds)


def apart(one: Place, other: Place) -> float:
    """Return how far apart two places are, in kilometres."""
    return flat_km(one.latitude, one.longitude, other.latitude, other.longitude)


class Names:
    """The names of a gazetteer, by what bears them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        codes = gazetteer.column("feature_code").to_pylist()
        self.named: defaultdict[str, list[Bearer]] = defaultdict(list)
        columns = (gazetteer.name_column(name).to_pylist() for name in ("text", "place", "role"))
        for text, row, role in zip(*columns, strict=True):
            self.named[text].append(Bearer(gazetteer.at(row), role, codes[row]))
        known = (gazetteer.at(row) for row in range(len(gazetteer)))
        self.everything = list(zip(known, codes, strict=True))
        self.towns = [
            place for place, _ in self.everything if place.kind == "city" and place.population >= 500
        ]

    def is_word(self, name: str, language: str) -> bool:
        known = LANGUAGES[language]
        return (
            name in known.common
            or name in known.frequent
            or name in known.never
            or name.lower() in known.common
        )

    def shuffled(self, among: Sequence[Place], chance: random.Random) -> list[Place]:
        drawn = list(among)
        chance.shuffle(drawn)
        return drawn

    def known_towns(self, language: str, least: int, countries: tuple[str, ...] = ()) -> list[Place]:
        """Return the towns whose name alone means them: no other thing, no word, hardly another town."""
        found = []
        for town in self.towns:
            name = town.name_in(language)
            if town.population < least or (countries and town.country_codes[0] not in countries):
                continue
            plain = not any(letter.isdigit() for letter in name)
            if plain and not self.is_word(name, language) and self._outdoes(town, name):
                found.append(town)
        return found

    def _outdoes(self, town: Place, name: str) -> bool:
        others = [one for one in self.named[name] if one.place.id != town.id]
        return all(
            (other.place.kind == "city" and other.place.population * OUTDOES <= town.population)
            or (other.place.kind != "city" and apart(other.place, town) < 100)
            or (other.role == "alternate" and other.place.population < town.population)
            for other in others
        )

    def is_quarter(self, town: Place) -> bool:
        """Tell whether a town of more than twice the people lies within 25 km, of which it may be a part."""
        return any(other.population > 2 * town.population for other in self.near(town, 25.0))

    def near(self, place: Place, kilometres: float, least: int = 100_000) -> list[Place]:
        """Return the towns within some kilometres (100 at most), but those of the same name."""
        row, column = round(place.latitude), round(place.longitude)
        beside = [
            town
            for near in range(row - 1, row + 2)
            for far in range(column - 3, column + 4)
            for town in self._cells.get((near, far), ())
            if town.population >= least and town.name != place.name
        ]
        return [town for town in beside if apart(town, place) < kilometres]

    @cached_property
    def _cells(self) -> dict[tuple[int, int], list[Place]]:
        cells: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
        for town in self.towns:
            if town.population >= 20_000:
                cells[round(town.latitude), round(town.longitude)].append(town)
        return dict(cells)

    @cached_property
    def states(self) -> dict[str, Place]:
        return {place.area: place for place, code in self.everything if code == "ADM1" and place.area}

    @cached_property
    def counties(self) -> list[Place]:
        return [place for place, code in self.everything if code == "ADM2" and place.country_codes == ("GB",)]

    def features(
        self, codes: tuple[str, ...], language: str, without: tuple[str, ...], chance: random.Random
    ) -> Iterator[tuple[str, Place]]:
        """Yield the features of some codes whose name does not say what they are, and that alone bear it."""
        drawn = [place for place, code in self.everything if code in codes]
        for place in self.shuffled(drawn, chance):
            name = place.name_in(language)
            alone = (
                sum(one.feature_code in codes for one in {(o.place.id): o for o in self.named[name]}.values())
                < 2
            )
            if alone and not any(word in name.lower() for word in without):
                yield name, place
