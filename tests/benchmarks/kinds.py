"""Count what is read right of the kinds that users report: ``python tests/benchmarks/kinds.py [--write]``.

Names are drawn from the gazetteer and put into the sentences of ``kinds.toml``; `drawing.py` says what is
left out because it would be open to any reader. A sentence is read right where the name means what it should,
or nothing (what stands for a ship, a person, a university or a club is no place, but a park or a college may
be a site of its own), and nothing else is found. Half of the sentences, and of the names, may be read while
rules are made (``--failures``); the table counts the other half alone.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

import kinds_of_names as of_names
import kinds_of_towns as of_towns
from drawing import Drawn, Meaning, Names
from sample_speed import ROOT
from tables import write_table

from places.gazetteer import open_gazetteer
from places.geo import geodesic_km
from places.geoparsing import Document, Geoparser
from places.model import Mention

PAGE: Final = ROOT / "docs" / "quality.md"
LANGUAGES: Final = ("de", "en")
KINDS: Final[Mapping[str, tuple[str, Callable[[Names, str, random.Random], Iterator[Drawn]]]]] = {
    "stated": ("a town and its state in the USA, in any form", of_towns.stated),
    "like_famous": ("a town called like a country or a metropolis, and its state", of_towns.like_famous),
    "commonwealth": ("a town and its province, in Canada, Australia and Britain", of_towns.commonwealth),
    "german_area": ("a German town and its state, its district or a larger town", of_towns.german_area),
    "fame": ("a metropolis beside one with a small namesake near it, abroad", of_towns.fame),
    "fame_at_home": (
        "a city beside one with a small namesake near it, in one country",
        of_towns.fame_at_home,
    ),
    "island": ("an island behind its word", of_names.island),
    "islands": ("islands beside their word", of_names.islands),
    "peninsula": ("a peninsula beside its word", of_names.peninsula),
    "by_boat": ("where a boat, a bus, a train comes from", of_towns.by_boat),
    "ship": ("a ship called after a place", of_names.called_after),
    "carrier": ("an airline called after a place", of_names.called_after),
    "first_name": ("a first name that is a place, before a rare surname", of_names.first_name),
    "university": ("a university called after a place", of_names.called_after),
    "park": ("a park or a hall called after a place", of_names.park),
    "country": ("a country by its long, short or former name", of_names.country),
    "alone": ("a text that is one name", of_towns.alone),
    "headline": ("a town in a headline", of_towns.headline),
    "club": ("the club of a town", of_towns.club),
    "river": ("a river behind its word or in its sentence", of_names.river),
    "lake": ("a lake", of_names.lake),
    "mountain": ("a mountain", of_names.mountain),
    "port": ("a town that a river is called like", of_names.port),
    "home": ("a lesser namesake in its own paper", of_towns.home),
}
FRAMES: Final = of_towns.FRAMES


class Case(NamedTuple):
    """A sentence, the name in it that is judged, what it means (None: no place), and what may be found."""

    document: Document
    name: str
    meaning: Meaning | None
    free: tuple[str, ...]


def fault_of(case: Case, mentions: Sequence[Mention]) -> str:
    """Say what is wrong with what was found in a sentence; nothing if it is right."""
    text = case.document.text
    spans = _spans(text, (case.name,))
    free = [*spans, *_spans(text, case.free)]
    about = [one for one in mentions if _overlaps(one, spans)]
    for one in mentions:
        if not _overlaps(one, free):
            return f"{one.surface} is no place ({one.place.name})"
    if case.meaning is None:
        # What is called after a place may be a place of its own: a park, a college.
        wrong = [one for one in about if one.place.kind != "site" or one.surface == case.name]
        return f"{wrong[0].surface} is no place ({_shown(wrong[0])})" if wrong else ""
    if not about:
        return "not found"
    return "" if any(_is_meant(one, case.meaning) for one in about) else _shown(about[0])


def _is_meant(mention: Mention, meaning: Meaning) -> bool:
    place = mention.place
    if meaning.kinds and place.kind not in meaning.kinds:
        return False
    if meaning.country:
        return meaning.country in place.country_codes
    return (
        geodesic_km(place.latitude, place.longitude, meaning.latitude, meaning.longitude)
        <= meaning.kilometres
    )


def _shown(mention: Mention) -> str:
    place = mention.place
    return f"{place.name}, {place.kind} {' '.join(place.country_codes[:3])} at {mention.confidence:.2f}"


def _spans(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    found = []
    for name in names:
        start = text.find(name)
        while name and start >= 0:
            found.append((start, start + len(name)))
            start = text.find(name, start + 1)
    return found


def _overlaps(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(mention.start < end and start < mention.end for start, end in spans)


def count_right(geoparser: Geoparser, cases: Sequence[Case], label: str) -> int:
    """Count the sentences that are read right; with a label print what is wrong with the others."""
    right = 0
    for case, mentions in zip(cases, geoparser.parse_all([case.document for case in cases]), strict=True):
        fault = fault_of(case, mentions)
        right += not fault
        if fault and label:
            print(f"{label} | {case.document.source or '-'} | {case.document.text} | {case.name}: {fault}")
    return right


def make_cases(names: Names, kind: str, language: str, seed: int) -> Iterator[Case]:
    """Yield the sentences of a kind, every other one of the frames that may be read; no two alike."""
    _, draw = KINDS[kind]
    chance = random.Random(f"{seed} {kind} {language}")
    frames = FRAMES[kind].get(language, ())
    seen = set[str]()
    for fields, meaning in draw(names, language, chance):
        missing = [f"{{{key}}}" for key, value in fields.items() if value == "-"]
        fitting = [
            frame for frame in frames[len(seen) % 2 :: 2] if not any(each in frame for each in missing)
        ]
        if not fitting or "ß" in fields["x"]:
            continue
        text = chance.choice(fitting).format(X=fields["x"].upper(), **fields)
        text = text[:1].upper() + text[1:]
        if text in seen:
            continue
        seen.add(text)
        name = fields["x"] if fields["x"] in text else fields["x"].upper()
        free = tuple(fields[key] for key in "sab" if key in fields)
        document = Document(text, language, source=fields.get("source", ""))
        yield Case(document, name, meaning, free)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--cases", type=int, default=200, help="of each kind and language, at most (200)")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--kinds", default="", help="only these, with commas")
    options.add_argument(
        "--failures", action="store_true", help="measure the half that may be read, and show it"
    )
    options.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    asked = options.parse_args()
    gazetteer = open_gazetteer()
    geoparser, names = Geoparser(gazetteer), Names(gazetteer)
    rows = []
    for kind, (label, _) in KINDS.items():
        if asked.kinds and kind not in asked.kinds.split(","):
            continue
        shares = []
        for language in LANGUAGES:
            every = make_cases(names, kind, language, asked.seed)
            cases = list(islice(islice(every, 0 if asked.failures else 1, None, 2), asked.cases))
            right = count_right(geoparser, cases, f"{kind} {language}" if asked.failures else "")
            shares.append(f"{right} of {len(cases)}")
        rows.append((label, *shares))
        print("|", kind, "|", " | ".join(shares), "|", flush=True)
    if asked.write:
        write_table(PAGE, "kinds", [("what the text names", *LANGUAGES), *rows])


if __name__ == "__main__":
    main()
