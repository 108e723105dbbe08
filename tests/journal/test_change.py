from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date

import pytest

from places.journal import (
    ArticleAdded,
    ArticleEdited,
    ArticleRemoved,
    ArticleRestored,
    Everywhere,
    FeedFollowed,
    InArticle,
    InSource,
    MentionChecked,
    OneMention,
    OwnPlaceDeleted,
    OwnPlaceMerged,
    OwnPlaceSaved,
    PlaceChecked,
    PlaceDecided,
    Said,
    Undone,
    decode,
    encode,
)
from places.journal.change import SAYINGS
from places.model import Article, PartialDate

ARTICLE = Article(
    "a",
    "Am See",
    "In Lindau am See.",
    "de",
    PartialDate.parse("2024-06"),
    "stated",
    "Der Bote",
    "Anna Muster",
    "https://example.org/a",
    "a.txt",
    "Lokales",
    "Lindau",
    ("Wasser", "Boote"),
)

EVERYTHING: list[Said] = [
    PlaceDecided(OneMention("a", 3, 9, "Lindau"), "geonames:1", "weil es so ist"),
    PlaceDecided(InArticle("Lindau", "a"), None),
    PlaceDecided(InSource("Lindau", "Der Bote"), "made:x"),
    PlaceDecided(Everywhere("Lind\x00au \ud800"), "geonames:1"),
    MentionChecked(OneMention("a", 3, 9, "Lindau"), "geonames:1"),
    PlaceChecked("geonames:1", checked=False),
    OwnPlaceSaved(
        "made:x", "Steg", "site", 47.5, -9.75, ("DE", "AT"), {"de": "Steg", "en": "Pier"}, "am Ufer"
    ),
    OwnPlaceMerged("made:x", "geonames:1"),
    OwnPlaceDeleted("made:x"),
    ArticleAdded.of(ARTICLE),
    ArticleEdited("a", title="Am Ufer", published="2024", author="", tags=()),
    ArticleRemoved("a", "doppelt"),
    ArticleRestored("a"),
    FeedFollowed("https://paper.example/feed", "Der Bote", followed=False),
    Undone(7),
]


def test_everything_that_can_be_said_is_among_the_examples() -> None:
    assert {type(said) for said in EVERYTHING} == set(SAYINGS)


@pytest.mark.parametrize("said", EVERYTHING, ids=lambda said: type(said).__name__)
def test_what_was_said_comes_back_from_json_as_it_was(said: Said) -> None:
    written = json.dumps(encode(said))
    assert written.isascii()
    assert decode(json.loads(written)) == said


@pytest.mark.parametrize(
    ("senseless", "told"),
    [
        (lambda: Everywhere("  "), "the name is empty"),
        (lambda: Everywhere("x" * 201), "the name is longer than 200 characters"),
        (lambda: InArticle("Lindau", ""), "the id of the article is empty"),
        (lambda: InSource("Lindau", ""), "the source is empty"),
        (lambda: OneMention("a", 3, 8, "Lindau"), "“Lindau” does not stand from 3 to 8"),
        (lambda: OneMention("a", -1, 5, "Lindau"), "“Lindau” does not stand from -1 to 5"),
        (lambda: PlaceDecided(Everywhere("x"), ""), "the id of the place is empty"),
        (lambda: PlaceDecided(Everywhere("x"), None, "n" * 4001), "the note is longer than 4000 characters"),
        (lambda: OwnPlaceSaved("geonames:1", "x", "city", 0, 0), "“geonames:1” is no place of one's own"),
        (lambda: OwnPlaceSaved("made:1", "x", "town", 0, 0), "no kind of place: “town”"),  # type: ignore[arg-type]
        (lambda: OwnPlaceSaved("made:1", "x", "city", 90.1, 0), "no latitude: 90.1"),
        (lambda: OwnPlaceSaved("made:1", "x", "city", 0, float("nan")), "no longitude: nan"),
        (lambda: OwnPlaceSaved("made:1", "x", "city", 0, 0, ("de",)), "no country code: “de”"),
        (lambda: OwnPlaceSaved("made:1", "x", "city", 0, 0, (), {"deu": "x"}), "no language: “deu”"),
        (lambda: OwnPlaceMerged("made:1", "made:1"), "a place cannot be merged into itself"),
        (lambda: ArticleEdited("a", title=" "), "the title is empty"),
        (lambda: ArticleEdited("a", published="gestern"), "no date: 'gestern'"),
        (lambda: ArticleEdited("a", language="German"), "no language: “German”"),
        (lambda: ArticleEdited("a", tags=("",)), "the tag is empty"),
    ],
)
def test_what_makes_no_sense_cannot_be_said(senseless: Callable[[], object], told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)) as error:
        senseless()
    assert str(error.value).startswith(told)


@pytest.mark.parametrize(
    "laid_out",
    [
        {},
        {"type": "place burnt"},
        {"type": "place decided"},
        {"type": "place decided", "scope": {"type": "nowhere"}, "place_id": None},
        {"type": "place decided", "scope": {"type": "everywhere", "name": ""}, "place_id": None},
        {"type": "own place saved", "place_id": "made:1", "name": "x", "kind_of": "city"},
        {"type": "undone", "number": "seven"},
    ],
)
def test_json_that_says_nothing_is_told_in_one_line(laid_out: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no ") as error:
        decode(laid_out)
    assert str(error.value).startswith("no ")
    assert "\n" not in str(error.value)


def test_an_article_that_was_added_is_the_one_that_was_read() -> None:
    assert ArticleAdded.of(ARTICLE).article(ARTICLE.text) == ARTICLE


def test_an_edit_leaves_alone_what_it_does_not_name_and_empties_what_it_names_empty() -> None:
    edited = ArticleEdited("a", published="2023-05-01", source="", tags=("Luft",)).apply(ARTICLE)
    assert (edited.title, edited.author, edited.text) == (ARTICLE.title, ARTICLE.author, ARTICLE.text)
    assert edited.published == PartialDate(date(2023, 5, 1), date(2023, 5, 1))
    assert (edited.source, edited.tags) == (None, ("Luft",))
    undated = ArticleEdited("a", published="").apply(ARTICLE)
    assert (undated.published, undated.date_origin) == (None, None)


def test_of_two_edits_of_an_article_the_later_one_counts_field_by_field() -> None:
    first = ArticleEdited("a", title="Erst", author="Anna")
    second = ArticleEdited("a", author="", tags=("x",))
    assert second.over(first) == ArticleEdited("a", title="Erst", author="", tags=("x",))
