"""What a change would change is told before it is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from places.building import build, impact, impacts, revise
from places.journal import (
    ArticleRemoved,
    Everywhere,
    InArticle,
    InSource,
    Journal,
    OneMention,
    OwnPlaceSaved,
    PlaceDecided,
    Said,
)

from .changing import STEG, VERSIONS, Finder, Known, found

MOVED = OwnPlaceSaved("made:steg", "Steg", "site", 47.7, 9.7)


@pytest.mark.parametrize(
    ("said", "mentions", "articles", "held"),
    [
        ([PlaceDecided(Everywhere("Lindau"), "test:berlin")], 3, 2, 3),
        ([PlaceDecided(Everywhere("Lindau"), None)], 3, 2, 3),
        ([PlaceDecided(Everywhere("Lindau"), "test:lindau")], 0, 0, 3),
        ([PlaceDecided(InArticle("Lindau", "a"), "test:berlin")], 1, 1, 1),
        ([PlaceDecided(InSource("Bregenz", "Blatt"), "test:berlin")], 1, 1, 1),
        ([PlaceDecided(OneMention("b", 5, 11, "Lindau"), "test:berlin")], 1, 1, 1),
        ([STEG, PlaceDecided(Everywhere("Steg"), "made:steg")], 1, 1, 1),
        ([PlaceDecided(Everywhere("Wyhl"), None)], 0, 0, 0),
        ([ArticleRemoved("b")], 2, 1, 0),
    ],
)
def test_it_is_what_the_dataset_tells_afterwards(
    source: Path, tmp_path: Path, journal: Journal, said: list[Said], mentions: int, articles: int, held: int
) -> None:
    build(source, tmp_path / "d", geoparser=Finder(), versions=VERSIONS)
    before = found(tmp_path / "d")
    told = impact(tmp_path / "d", journal, said, places=Known())
    assert (told.mentions, told.articles, told.held) == (mentions, articles, held)
    assert journal.last() == 0
    journal.append("anna", said)
    revise(tmp_path / "d", journal, places=Known())
    after = found(tmp_path / "d")
    differing = [row for row in {*before, *after} if before.count(row) != after.count(row)]
    assert bool(differing) == bool(mentions)


def test_examples_show_the_words_in_their_sentence(source: Path, tmp_path: Path, journal: Journal) -> None:
    build(source, tmp_path / "d", geoparser=Finder(), versions=VERSIONS)
    told = impact(tmp_path / "d", journal, [PlaceDecided(Everywhere("Lindau"), None)], places=Known())
    assert [(each.article_id, each.title, each.before, each.after) for each in told.examples] == [
        ("a", "Titel a", "test:lindau", None),
        ("b", "Titel b", "test:lindau", None),
    ]
    assert {each.excerpt[each.start : each.end] for each in told.examples} == {"Lindau"}
    one = impact(tmp_path / "d", journal, [PlaceDecided(Everywhere("Lindau"), None)], examples=1)
    assert len(one.examples) == 1


def test_what_was_said_before_is_counted_in(source: Path, tmp_path: Path, journal: Journal) -> None:
    build(source, tmp_path / "d", geoparser=Finder(), versions=VERSIONS)
    journal.append("anna", [STEG, PlaceDecided(InArticle("Lindau", "b"), "made:steg")])
    revise(tmp_path / "d", journal, places=Known())
    told = impact(tmp_path / "d", journal, [PlaceDecided(Everywhere("Lindau"), None)], places=Known())
    assert (told.mentions, told.articles, told.held) == (1, 1, 1)
    moved = impact(tmp_path / "d", journal, [MOVED], places=Known())
    assert (moved.mentions, moved.articles, moved.held) == (2, 1, 0)


def test_choices_that_are_counted_together_are_counted_as_each_alone(
    source: Path, tmp_path: Path, journal: Journal
) -> None:
    build(source, tmp_path / "d", geoparser=Finder(), versions=VERSIONS)
    choices: list[list[Said]] = [
        [PlaceDecided(OneMention("b", 5, 11, "Lindau"), None)],
        [PlaceDecided(InArticle("Lindau", "a"), None)],
        [STEG, PlaceDecided(Everywhere("Lindau"), "made:steg")],
        [ArticleRemoved("b")],
    ]
    together = impacts(tmp_path / "d", journal, choices, places=Known())
    assert together == [impact(tmp_path / "d", journal, said, places=Known()) for said in choices]
    assert len({each.mentions for each in together}) > 1
