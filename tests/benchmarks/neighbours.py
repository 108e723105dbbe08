"""Count how often the lesser of two namesakes is found: ``python tests/benchmarks/neighbours.py [--write]``.

The towns are drawn from the gazetteer, and sentences are made that name them as their neighbourhood does: a
town with a better known namesake beside two towns close by; the first part of a long name ("Miranda" de Ebro)
beside two towns; a town with a better known namesake alone in a paper that is called after a larger town
close by. Right is what is found within 15 km of the town. The same seed gives the same sentences.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from sample_speed import ROOT
from tables import write_table

from places.gazetteer import Gazetteer, open_gazetteer
from places.geo import geodesic_km
from places.geoparsing import Document, Geoparser

PAGE: Final = ROOT / "docs" / "quality.md"
COUNTRIES: Final = {
    "de": ("DE", "AT", "CH"),
    "en": ("GB", "IE", "AU", "NZ", "CA", "US"),
    "fr": ("FR",),
    "es": ("ES",),
    "it": ("IT",),
}
SENTENCES: Final = {
    "de": (
        "Zwischen {a} und {x} fuhr am Dienstag kein Bus, in {b} stand ein Ersatzbus bereit.",
        "Die Feuerwehr aus {x} half in {a} und {b}.",
        "Auf dem Markt verkaufen Bauern aus {a}, {b} und {x} ihr Gemüse.",
        "In {x} fehlt ein Arzt, viele fahren nach {a} oder {b}.",
    ),
    "en": (
        "Buses between {a} and {x} are late; {b} is not affected.",
        "The library van calls at {a}, {x} and {b}.",
        "A man from {x} was arrested in {a} and taken to {b}.",
        "Shops in {x} closed early; those in {a} and {b} stayed open.",
    ),
    "fr": (
        "Le bus entre {a} et {x} est en retard, celui de {b} aussi.",
        "Les pompiers de {x} ont aidé ceux de {a} et de {b}.",
        "Il habite à {x} et travaille entre {a} et {b}.",
    ),
    "es": (
        "El autobús entre {a} y {x} va con retraso, el de {b} también.",
        "Un hombre de {x} fue detenido en {a} y llevado a {b}.",
        "Vive en {x} y trabaja entre {a} y {b}.",
    ),
    "it": (
        "Il bus tra {a} e {x} è in ritardo, quello di {b} anche.",
        "Un uomo di {x} è stato fermato a {a} e portato a {b}.",
        "Abita a {x} e lavora tra {a} e {b}.",
    ),
}
ALONE: Final = {
    "de": ("In {x} fehlt ein Arzt.", "Der Rat von {x} hat den Haushalt beschlossen."),
    "en": ("The library in {x} will close on Fridays.", "Crews closed the road to {x} after a crash."),
    "fr": ("La mairie de {x} ferme le vendredi.", "Un incendie a détruit une grange à {x}."),
    "es": ("La biblioteca de {x} cierra los viernes.", "Un incendio en {x} destruyó un granero."),
    "it": ("La biblioteca di {x} chiude il venerdì.", "Un incendio a {x} ha distrutto un fienile."),
}
PAPERS: Final = {
    "de": ("{a}er Nachrichten", "{a}er Zeitung"),
    "en": ("{a} Gazette", "{a} Herald"),
    "fr": ("Le Journal de {a}",),
    "es": ("Diario de {a}",),
    "it": ("Il Giornale di {a}",),
}
# "Frankfurt am Main", "Chalon-sur-Saône", "Miranda de Ebro", "Bad Tölz"
LONG: Final = re.compile(
    r"([A-ZÀ-Ý][^\W\d_]{3,})"
    r"(?: (?:am|an der|im|in|bei|ob der|unter|upon|on|under|sul|del|della|di|de|de la|del) .+"
    r"|-(?:sur|sous|lès|en|upon|on|under)-.+)|Bad ([A-ZÀ-Ý][^\W\d_]{3,})"
)
PEOPLE: Final = 4_000
PEOPLE_BESIDE: Final = 5_000
PEOPLE_OF_A_PAPER: Final = 20_000
NEAR: Final = (2.0, 30.0)  # kilometres
RIGHT: Final = 15.0  # kilometres
LOOKED_AT: Final = 40  # towns beside one


class Town(NamedTuple):
    """A town as the gazetteer has it; coordinates in degrees (WGS 84)."""

    name: str
    country: str
    people: int
    latitude: float
    longitude: float


class Towns:
    """The towns of some countries, and which lie close to each other."""

    def __init__(self, gazetteer: Gazetteer, least: int) -> None:
        known = [gazetteer.at(row) for row in range(len(gazetteer))]
        self.towns = [
            Town(one.name, one.country_codes[0], one.population, one.latitude, one.longitude)
            for one in known
            if one.kind == "city" and (one.population or 0) >= least and len(one.country_codes) == 1
        ]
        self.named: defaultdict[str, list[Town]] = defaultdict(list)
        for town in self.towns:
            self.named[town.name].append(town)
        self._latitudes = np.array([town.latitude for town in self.towns])
        self._longitudes = np.array([town.longitude for town in self.towns])

    def has_larger_namesake(self, town: Town) -> bool:
        """Tell whether a town of more people has the same name."""
        return any(other.people > town.people for other in self.named[town.name])

    def beside(self, town: Town, least: int) -> Iterator[Town]:
        """Yield towns of one word near a town in its country, the nearest first."""
        narrow = np.cos(np.radians(town.latitude))
        far = np.hypot(self._latitudes - town.latitude, (self._longitudes - town.longitude) * narrow)
        for position in np.argsort(far)[1:LOOKED_AT]:
            other = self.towns[position]
            known = other.country == town.country and other.people >= least and other.name.isalpha()
            if known and other.name not in town.name and NEAR[0] < _away(other, town) < NEAR[1]:
                yield other


def _away(one: Town, other: Town) -> float:
    return geodesic_km(one.latitude, one.longitude, other.latitude, other.longitude)


class Case(NamedTuple):
    """A sentence, and the town that a name in it means."""

    document: Document
    name: str
    town: Town


def namesakes(towns: Towns, language: str, chance: random.Random) -> Iterator[Case]:
    """Yield sentences that name a lesser namesake and two towns beside it."""
    for town in _drawn(towns.towns, language, chance):
        if towns.has_larger_namesake(town):
            yield from _among_neighbours(towns, town, town.name, language, chance)


def long_names(towns: Towns, language: str, chance: random.Random) -> Iterator[Case]:
    """Yield sentences that name the first part of a long name and two towns beside it."""
    for town in _drawn(towns.towns, language, chance):
        long = LONG.fullmatch(town.name)
        if long:
            yield from _among_neighbours(towns, town, long[1] or long[2], language, chance)


def in_papers(towns: Towns, language: str, chance: random.Random) -> Iterator[Case]:
    """Yield sentences that name a lesser namesake alone, in the paper of a larger town."""
    for town in _drawn(towns.towns, language, chance):
        if towns.has_larger_namesake(town):
            for other in towns.beside(town, max(3 * town.people, PEOPLE_OF_A_PAPER)):
                if len(towns.named[other.name]) == 1 and not other.name.endswith("e"):
                    paper = chance.choice(PAPERS[language]).format(a=other.name)
                    text = chance.choice(ALONE[language]).format(x=town.name)
                    yield Case(Document(text, language, source=paper), town.name, town)
                    break


def _drawn(towns: Iterable[Town], language: str, chance: random.Random) -> list[Town]:
    chosen = [town for town in towns if town.country in COUNTRIES[language] and town.people >= PEOPLE]
    chance.shuffle(chosen)
    return chosen


def _among_neighbours(
    towns: Towns, town: Town, name: str, language: str, chance: random.Random
) -> Iterator[Case]:
    beside = [other for other in towns.beside(town, PEOPLE_BESIDE) if other.name != name][:2]
    if len(beside) > 1:
        a, b = (other.name for other in beside)
        text = chance.choice(SENTENCES[language]).format(a=a, b=b, x=name)
        yield Case(Document(text, language), name, town)


def count_right(geoparser: Geoparser, cases: Sequence[Case], *, show: bool) -> int:
    """Count the cases in which the town was found where it lies."""
    right = 0
    for case, mentions in zip(cases, geoparser.parse_all([case.document for case in cases]), strict=True):
        found = [one.place for one in mentions if one.surface.startswith(case.name)]
        if any(
            geodesic_km(one.latitude, one.longitude, case.town.latitude, case.town.longitude) < RIGHT
            for one in found
        ):
            right += 1
        elif show:
            meant = ", ".join(f"{one.name} ({' '.join(one.country_codes)})" for one in found) or "not found"
            print(f"{case.document.source or '-'} | {case.document.text} | {case.name}: {meant}")
    return right


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--cases", type=int, default=200, help="of each kind and language (200)")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--failures", action="store_true", help="show what went wrong")
    options.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    asked = options.parse_args()
    gazetteer = open_gazetteer()
    geoparser, towns = Geoparser(gazetteer), Towns(gazetteer, 1_500)
    kinds = {
        "a lesser namesake beside two towns": namesakes,
        "the first part of a long name beside two towns": long_names,
        "a lesser namesake in a paper of the place": in_papers,
    }
    rows = []
    for label, make in kinds.items():
        shares = []
        for language in COUNTRIES:
            cases = list(islice(make(towns, language, random.Random(asked.seed)), asked.cases))
            shares.append(f"{count_right(geoparser, cases, show=asked.failures)} of {len(cases)}")
        rows.append((label, *shares))
        print("|", " | ".join(rows[-1]), "|", flush=True)
    if asked.write:
        write_table(PAGE, "neighbours", [("what the text names", *COUNTRIES), *rows])


if __name__ == "__main__":
    main()
