"""A few articles, and a geoparser that knows two towns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from places.dataset import open_dataset
from places.journal import OwnPlaceSaved
from places.model import Mention, Place

VERSIONS = {"v": "1"}
PLACES = {
    "Lindau": Place("test:lindau", "Lindau", "city", 47.55, 9.68, ("DE",), 25_490, "test", {"de": "Lindau"}),
    "Bregenz": Place("test:bregenz", "Bregenz", "city", 47.5, 9.75, ("AT",), 29_806, "test", {}),
}
STEG = OwnPlaceSaved("made:steg", "Steg", "site", 47.5, 9.7, ("DE",), {"de": "Steg", "en": "Pier"}, "am Ufer")
TEXTS = {
    "a": ("Bote", "Von Lindau nach Bregenz und zum Steg."),
    "b": ("Bote", "Nach Lindau, immer nach Lindau."),
    "c": ("Blatt", "Bregenz liegt am See."),
}


BERLIN = Place("test:berlin", "Berlin", "city", 52.5, 13.4, ("DE",), 3_426_354, "test", {"en": "Berlin"})


class Known:
    """A gazetteer of three places."""

    def place(self, place_id: str) -> Place:
        return {place.id: place for place in (*PLACES.values(), BERLIN)}[place_id]


class Finder:
    """A geoparser that finds the places above, and notes what it was asked."""

    def __init__(self) -> None:
        self.parsed: list[str] = []

    def parse(self, text: str, *_: object) -> Sequence[Mention]:
        self.parsed.append(text)
        return [
            Mention(at.start(), at.end(), at[0], PLACES[at[0]], 0.9, (), 0, len(text))
            for at in re.finditer("Lindau|Bregenz", text)
        ]


def found(dataset: Path) -> list[tuple[str, str, str]]:
    with open_dataset(dataset) as opened:
        return opened.rows("SELECT article_id, surface, place_id FROM mentions ORDER BY article_id, start")


AS_FOUND = [
    ("a", "Lindau", "test:lindau"),
    ("a", "Bregenz", "test:bregenz"),
    ("b", "Lindau", "test:lindau"),
    ("b", "Lindau", "test:lindau"),
    ("c", "Bregenz", "test:bregenz"),
]
