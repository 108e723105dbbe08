"""Why a change is not made, in the language of whoever made it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from places.journal import (
    ArticleAdded,
    ArticleEdited,
    ArticleRemoved,
    ArticleRestored,
    Change,
    Everywhere,
    Journal,
    JournalError,
    OneMention,
    OwnPlaceDeleted,
    OwnPlaceSaved,
    PlaceDecided,
    RefusedError,
    Said,
    Undone,
    fold,
    new_place_id,
    refusal,
)
from places.language import language

GERMAN = language("de")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def own(**changed: object) -> OwnPlaceSaved:
    told = {"name": "Steg", "kind": "site", "latitude": 50.0, "longitude": 10.0} | changed
    return OwnPlaceSaved(new_place_id(), *told.values())  # type: ignore[arg-type] # wrong on purpose


@pytest.mark.parametrize(
    ("make", "german"),
    [
        (lambda: own(name=" "), "der Name ist leer"),
        (lambda: own(name="x" * 201), "der Name ist länger als 200 Zeichen"),
        (lambda: own(kind="moon"), "keine Art von Ort: „moon“ (country, region"),
        (lambda: own(latitude=91.0), "keine Breite: 91.0 (Grad von -90 bis 90)"),
        (lambda: own(longitude=float("inf")), "keine Länge: inf (Grad von -180 bis 180)"),
        (lambda: ArticleEdited("a", language="German"), "keine Sprache: „German“"),
        (lambda: ArticleEdited("a", tags=("x",) * 101), "mehr als 100 Schlagwörter"),
        (lambda: OneMention("a", 0, 3, "Bremen"), "„Bremen“ steht nicht von 0 bis 3"),
        (lambda: PlaceDecided(Everywhere("a"), None, "x" * 4001), "die Notiz ist länger als 4000 Zeichen"),
    ],
)
def test_what_makes_no_sense_is_said_in_german(make: Callable[[], object], german: str) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        make()
    assert GERMAN.reason(str(raised.value)).startswith(german)


@pytest.mark.parametrize(
    ("said", "german"),
    [
        (OwnPlaceDeleted("made:x"), "den Ort „made:x“ gibt es nicht mehr"),
        (ArticleAdded("a", "A", "0" * 32), "der Artikel „a“ ist schon aufgenommen"),
        (ArticleRemoved("b"), "der Artikel „b“ ist schon entfernt"),
        (ArticleRestored("a"), "der Artikel „a“ ist nicht entfernt"),
        (Undone(9), "eine Änderung 9 gibt es nicht"),
        (Undone(3), "die Änderung 3 ist schon zurückgenommen"),
    ],
)
def test_what_makes_no_sense_any_more_is_said_in_german(said: Said, german: str) -> None:
    first = [ArticleAdded("a", "A", "0" * 32), ArticleRemoved("b"), ArticleRemoved("c"), Undone(3)]
    standing = fold([Change(number, number, NOW, "anna", each) for number, each in enumerate(first, 1)])
    reason = refusal(standing, said)
    assert reason
    assert GERMAN.reason(reason) == german


def test_a_file_that_is_no_journal_is_said_in_german(tmp_path: Path) -> None:
    file = tmp_path / "changes.sqlite"
    file.write_bytes(b"no database at all " * 100)
    with pytest.raises(JournalError) as raised:
        Journal(file).append("anna", [PlaceDecided(Everywhere("Lindau"), None)])
    german = GERMAN.reason(str(raised.value))
    assert german.endswith("die Datei ist kein Journal oder beschädigt; die Änderung wurde nicht gemacht")


def test_who_was_quicker_is_told(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "changes.sqlite")
    journal.append("anna", [PlaceDecided(Everywhere("Lindau"), None)])
    with pytest.raises(RefusedError) as raised:
        journal.append("ben", [PlaceDecided(Everywhere("Lindau"), "geonames:1")], seen=0)
    assert raised.value.quicker == journal.changes()[0]
    assert GERMAN.ago(raised.value.quicker.when).startswith("vor ")
