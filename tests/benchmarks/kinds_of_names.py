"""Names drawn for `kinds.py`: islands, rivers, mountains and countries, and what is called after places."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

from drawing import ENGLISH_SPEAKING, GERMAN_SPEAKING, OUTDOES, Bearer, Drawn, Meaning, Names, lies

from places.gazetteer.table import rows as rows_of
from places.languages.people import first_names, first_names_after_places, surnames

_FEMININE: Final = ("republik", "union", "föderation", "eidgenossenschaft", "volksrepublik")
_NEUTER: Final = ("königreich", "fürstentum", "sultanat", "emirat", "großherzogtum", "commonwealth")
_SYLLABLES: Final = {
    "de": (
        "Kram Hoss Bruck Wend Odro Stro Zwie Grab Lemp Quan Drex Ploch",
        "bich ten ler mo wi na sel",
        "inger owski hauer ewitz edder acher",
    ),
    "en": (
        "Thrap Wick Osbal Cren Haddle Quim Stro Pell Brack Ful Yar Mox",
        "er ing le a en o",
        "thwaite stead combe idge wick aby",
    ),
}


def island(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    without = ("insel", "island", "isle", "holm", "eiland", "hallig", "werder", " key", "oog")
    for name, place in names.features(("ISL",), language, without, chance):
        yield {"x": name}, lies(place, 60.0, ("terrain", "region", "country"))


def islands(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    without = ("insel", "island", "isle", "archipel")
    for name, place in names.features(("ISLS",), language, without, chance):
        yield {"x": name}, lies(place, 200.0, ("terrain", "region", "country"))


def peninsula(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    without = ("insel", "peninsula", "halbinsel", "cape", "kap ")
    for name, place in names.features(("PEN",), language, without, chance):
        yield {"x": name}, lies(place, 200.0)


def river(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    for _ in range(2):
        for name, place in names.features(
            ("STM",), language, ("river", "fluss", "rio ", "bach", "creek", "canal"), chance
        ):
            fields = {"x": name, "The": "-", "of_": "-", "acc": "-", "on": "-"}
            if name.endswith(("e", "a")):
                fields = {"x": name, "The": "Die ", "of_": "der ", "acc": "die ", "on": "der "}
            elif not set(place.country_codes) & {"DE", "AT", "CH", "PL", "CZ"} and len(name) > 2:
                fields = {"x": name, "The": "Der ", "of_": "des ", "acc": "den ", "on": "dem "}
            yield fields, lies(place, 1_000.0, ("water",))


def lake(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    for name, place in names.features(("LK", "RSV"), language, (), chance):
        if name.endswith("see") if language == "de" else "Lake" in name:
            yield {"x": name}, lies(place, 100.0, ("water",))


def mountain(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    for _ in range(2):
        for name, place in names.features(
            ("MT", "VLC"),
            language,
            ("spitze", "berg", "kogel", "kuppe", "mountain", " peak", " hill"),
            chance,
        ):
            short = name.removeprefix("Mount ")
            yield (
                {"x": name, "m": f"Mount {short}" if short != name else "-", "short": short},
                lies(place, 60.0, ("terrain",)),
            )


def port(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    for _ in range(3):
        for name, _ in names.features(("STM",), language, (), chance):
            if names.is_word(name, language):
                continue
            towns = sorted(
                {
                    one.place.id: one.place
                    for one in names.named[name]
                    if one.place.kind == "city" and one.role == "main"
                }.values(),
                key=lambda place: -place.population,
            )
            others = any(one.place.kind in ("country", "region") for one in names.named[name])
            if (
                towns
                and not others
                and towns[0].population >= 10_000
                and (len(towns) < 2 or towns[0].population > OUTDOES * towns[1].population)
            ):
                yield {"x": name}, lies(towns[0], kinds=("city",))


def called_after(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    areas = [
        place
        for place, code in names.everything
        if code in ("ADM1", "PCLI") and place.country_codes[0] in (*GERMAN_SPEAKING, *ENGLISH_SPEAKING)
    ]
    towns = names.known_towns(language, 100_000, (*GERMAN_SPEAKING, *ENGLISH_SPEAKING))
    others = names.known_towns(language, 500_000)
    for place in names.shuffled([*areas, *towns, *others], chance):
        name = place.name_in(language)
        if not set(name.lower().split()) & {
            "bundesland",
            "bundesstaat",
            "kanton",
            "canton",
            "county",
            "state",
            "city",
        }:
            yield {"x": name}, None


def park(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    for town in names.shuffled(names.known_towns(language, 30_000, ENGLISH_SPEAKING), chance):
        yield {"x": town.name}, None


def first_name(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    """Names that are first names, too: of our list, or of Faker's and of places of 100,000 people."""
    first = sorted(
        name
        for name in first_names() | first_names_after_places()
        if len(name) > 3 and any(_is_known(one, name, language) for one in names.named.get(name, ()))
    )
    while True:
        yield (
            {"x": chance.choice(first), "y": _surname(names, language, chance)},
            None,
        )


def _is_known(one: Bearer, name: str, language: str) -> bool:
    size = one.place.kind in ("country", "region") or one.place.population >= 100_000
    return size and one.place.name_in(language) == name


def _surname(names: Names, language: str, chance: random.Random) -> str:
    while True:
        begin, middle, end = (chance.choice(part.split()) for part in _SYLLABLES[language])
        made = begin + (middle if chance.random() < 0.6 else "") + end
        if made not in surnames() and made not in names.named:
            return made


def country(names: Names, language: str, chance: random.Random) -> Iterator[Drawn]:
    """What `countries.tsv` lists, but for what another country is called, too, and letters that are words."""
    found = []
    for row in rows_of("countries.tsv"):
        for item in filter(None, row["names"].split("|")):
            spoken, _, name = item.split(":", 2)
            bearers = {one.place.id for one in names.named[name] if one.place.kind == "country"}
            if (
                spoken == language
                and len(bearers) == 1
                and len(name) > 2
                and not names.is_word(name, language)
            ):
                found.append((name, row["iso"]))
    chance.shuffle(found)
    for name, code in [*found, *found]:
        yield (
            _with_articles(name, language),
            Meaning(kinds=("country",), country=code),
        )


def _with_articles(name: str, language: str) -> dict[str, str]:
    """Return a country's name with the articles that it has; in German the head word tells the gender."""
    if language == "en":
        head = any(
            word in name.split()
            for word in (
                "Republic",
                "Kingdom",
                "States",
                "State",
                "Federation",
                "Islands",
                "Union",
                "Emirates",
                "Principality",
                "Commonwealth",
                "Confederation",
                "Duchy",
                "Sultanate",
            )
        )
        head = head or name.isupper()
        return {"x": name, "the": "the " if head else "", "the_": "the " if head else ""}
    words = name.split()
    head = next(
        (word.lower() for word in words if word.lower().endswith((*_FEMININE, *_NEUTER, "staat"))), ""
    )
    if name.isupper() or name.endswith(("inseln", "staaten", "Emirate")):
        return (
            {"x": name, "the": "-", "of": "-", "dat": "-"}
            if not head
            else {"x": name, "the": "", "of": "-", "dat": "-"}
        )
    if head.endswith(_FEMININE):
        plain = {"x": name, "the": "die ", "of": "-", "dat": "-"}
        return (
            plain
            if any(word[0].isupper() and word.endswith("e") for word in words[:-1])
            else {**plain, "of": "der ", "dat": "der "}
        )
    if head:
        return {"x": name, "the": "-", "of": "-", "dat": "-"}
    return {"x": name, "the": "", "of": "aus ", "dat": ""}
