"""Towns drawn for `kinds.py`: with their state, beside a famous one, in headlines, in their own paper."""

from __future__ import annotations

import csv
import random
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from drawing import (
    ENGLISH_SPEAKING,
    GERMAN_SPEAKING,
    NEAR_TOWN,
    OUTDOES,
    Bearer,
    Drawn,
    Meaning,
    Names,
    apart,
    lies,
)

from places.geo import flat_km
from places.geoparsing import papers
from places.model import Place

FRAMES: Final = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text("utf-8"))
BRITISH: Final = {"GB-ENG": "England", "GB-SCT": "Scotland", "GB-WLS": "Wales", "GB-NIR": "Northern Ireland"}


def stated(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    towns = [town for town in names.towns if town.country_codes == ("US",) and town.population >= 3_000]
    yield from _stated(names, towns, language, chance)


def like_famous(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    def is_famous(one: Bearer) -> bool:
        abroad = "US" not in one.place.country_codes
        size = one.place.kind == "country" or (one.place.kind == "city" and one.place.population >= 300_000)
        return abroad and size and one.role in ("main", "short")

    towns = [
        town
        for town in names.towns
        if town.country_codes == ("US",) and any(is_famous(one) for one in names.named[town.name])
    ]
    yield from _stated(names, towns, language, chance)


def _stated(names: Names, towns: Sequence[Place], language: str, chance: random.Random) -> Iterator[Drawn]:
    for town in names.shuffled(towns, chance):
        state = names.states.get(town.area)
        if state is None or _is_twice(names, town):
            continue
        short = FRAMES["abbreviations"].get(town.area, "").split("|")
        forms = [state.name_in(language), state.name_in(language), town.area[3:], *short]
        form = chance.choice([form for form in forms if form])
        if form in short and chance.random() < 0.2:
            form = form.upper()
        yield {"x": town.name, "s": form}, lies(town)


def _is_twice(names: Names, town: Place) -> bool:
    return any(
        one.place.kind == "city" and one.place.id != town.id and one.place.area == town.area
        for one in names.named[town.name]
    )


def commonwealth(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    countries = ("CA", "AU", "GB")
    towns = [town for town in names.towns if town.country_codes[0] in countries and town.population >= 2_000]
    for town in names.shuffled(towns, chance):
        state = names.states.get(town.area)
        if state is None or _is_twice(names, town):
            continue
        forms = [state.name_in(language), *FRAMES["abbreviations"].get(town.area, "").split("|")]
        if town.area in BRITISH:
            forms.append(_county(names, town) if language == "en" else "")
        elif language == "en":
            forms.append(town.area[3:])
        yield (
            {"x": town.name, "s": chance.choice(list(filter(None, forms)))},
            lies(town),
        )


def _county(names: Names, town: Place) -> str:
    """Return the county whose middle is by far the nearest, if there is one."""
    far = sorted((apart(county, town), county.name_in("en")) for county in names.counties)
    return far[0][1] if far[0][0] * 2 < far[1][0] and far[0][0] < 20 else ""


def german_area(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    towns = [town for town in names.towns if town.country_codes == ("DE",)]
    larger = {town.id for town in names.known_towns(language, 20_000, ("DE",)) if town.name.isalpha()}
    seats = [place for place, code in names.everything if code == "ADM3" and place.country_codes == ("DE",)]
    for town in names.shuffled(towns, chance):
        others = [
            one.place
            for one in names.named[town.name]
            if one.place.kind == "city" and one.place.id != town.id
        ]
        if not others or not town.name.isalpha() or names.is_word(town.name, language):
            continue
        forms = []
        state = names.states.get(town.area)
        if state and all(other.area != town.area for other in others):
            name = state.name_in(language)
            forms += [f"({name})", f"in {name}"]
        beside = [one for one in names.near(town, 15.0, 20_000) if one.id in larger]
        if beside and all(apart(other, town) > 60 for other in others):
            near = min(beside, key=lambda one: apart(one, town)).name_in(language)
            forms += [f"bei {near}", f"(bei {near})"] if language == "de" else [f"near {near}"]
        if language == "de" and all(apart(other, town) > 60 for other in others):
            seat = [one for one in seats if apart(one, town) < 15 and town.name not in one.name_in("de")]
            if len(seat) == 1 and seat[0].name_in("de").startswith(("Landkreis ", "Kreis ")):
                district = seat[0].name_in("de").split(" ", 1)[1]
                forms += [f"im Kreis {district}", f"im Landkreis {district}", f"(Kreis {district})"]
        if forms:
            yield {"x": town.name, "s": chance.choice(forms)}, lies(town, 15.0)


def fame(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    yield from _fame(names, language, chance, 500_000, abroad=True)


def fame_at_home(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    yield from _fame(names, language, chance, 100_000 if language == "de" else 250_000, abroad=False)


def _fame(names: Names, language: str, chance: random.Random, least: int, *, abroad: bool) -> Iterator[Drawn]:
    large = [
        one
        for one in names.known_towns(language, 400_000 if abroad else 100_000)
        if not names.is_quarter(one)
    ]
    if not abroad:
        countries = GERMAN_SPEAKING if language == "de" else ENGLISH_SPEAKING
        large = [one for one in large if one.country_codes[0] in countries]
    known = {one.id for one in large}
    pairs = []
    for famous in names.towns:
        name = famous.name_in(language)
        if famous.population < least or names.is_word(name, language) or names.is_quarter(famous):
            continue
        others = [
            one.place for one in names.named[name] if one.place.kind == "city" and one.place.id != famous.id
        ]
        areas = any(one.place.kind != "city" and apart(one.place, famous) > 100 for one in names.named[name])
        if areas or any(other.population * OUTDOES > famous.population for other in others):
            continue
        for other in others:
            if other.name != name or (other.country_codes == famous.country_codes) is abroad:
                continue
            for beside in names.near(other, 80.0):
                far = apart(beside, famous) > 200 and beside.country_codes == other.country_codes
                if beside.id in known and far:
                    pairs.append((beside.name_in(language), name, famous))
    chance.shuffle(pairs)
    for beside, name, famous in pairs * 4:
        yield {"a": beside, "x": name}, lies(famous, 50.0)


def by_boat(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    for town in names.shuffled(names.known_towns(language, 80_000), chance):
        yield {"x": town.name_in(language)}, lies(town)


def alone(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    for town in names.shuffled(names.known_towns(language, 50_000), chance):
        yield {"x": town.name_in(language)}, lies(town)


def headline(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    for town in names.shuffled(names.known_towns(language, 80_000), chance):
        yield {"x": town.name_in(language)}, lies(town)


def club(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    countries, least = (("DE",), 90_000) if language == "de" else (("GB",), 60_000)
    towns = [
        one
        for one in names.known_towns(language, least, countries)
        if one.population < 2_000_000 and not names.is_quarter(one)
    ]
    for _ in range(20):
        for town in names.shuffled(towns, chance):
            other = chance.choice(towns)
            if other is not town:
                yield (
                    {"x": town.name_in(language), "b": other.name_in(language)},
                    None,
                )


def home(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    countries = GERMAN_SPEAKING if language == "de" else ENGLISH_SPEAKING
    drawn = [row for row in _papers() if row["country"] in countries]
    chance.shuffle(drawn)
    for row in drawn:
        name, latitude, longitude = row["town"], float(row["latitude"]), float(row["longitude"])
        sizes = [
            (
                flat_km(latitude, longitude, one.place.latitude, one.place.longitude) < NEAR_TOWN,
                one.place.population,
            )
            for one in names.named[name]
            if one.place.kind == "city"
        ]
        here = max((people for near, people in sizes if near), default=0)
        if (
            here
            and any(3 * people > here for near, people in sizes if not near)
            and not names.is_word(name, language)
        ):
            yield {"x": name, "source": row["paper"]}, Meaning(latitude, longitude)


def _papers() -> list[dict[str, str]]:
    with Path(papers.__file__).with_suffix(".tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
