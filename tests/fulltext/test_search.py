from __future__ import annotations

import sqlite3
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from places.dataset import Dataset
from places.fulltext import Near, Query, Words, marks, parse, prepare, search
from places.query import select_articles, select_hits
from places.selection import Selection

from .conftest import ARTICLES, found, ids_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Brücke", Query(((Words(("Brücke",)),),))),
        ("  Fluss   Steg ", Query(((Words(("Fluss",)),), (Words(("Steg",)),)))),
        ("„alte Brücke“", Query(((Words(("alte", "Brücke")),),))),
        ("Ost-West", Query(((Words(("Ost", "West")),),))),
        ("a b OR c", Query(((Words(("a",)),), (Words(("b",)), Words(("c",)))))),
        ("a ODER b | c", Query(((Words(("a",)), Words(("b",)), Words(("c",))),))),
        ('a -b -"c d"', Query(((Words(("a",)),),), (Words(("b",)), Words(("c", "d"))))),
        ("Brück*", Query(((Words(("Brück",), begins=True),),))),
        ("a ~3 b", Query(((Near((Words(("a",)), Words(("b",))), 3),),))),
        ("a ~ b", Query(((Near((Words(("a",)), Words(("b",))), 10),),))),
        ("OR a OR", Query(((Words(("a",)),),))),
        ("x*", Query(((Words(("x",)),),))),
        ("a a A", Query(((Words(("a",)),), (Words(("A",)),)))),
        ("", Query()),
        ('"* -', Query()),
    ],
)
def test_what_is_typed_is_read_as_the_help_says(typed: str, meant: Query) -> None:
    assert parse(typed) == meant


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        (unicodedata.normalize("NFD", "Brücke Häuser"), "Brücke Häuser"),
        (unicodedata.normalize("NFD", "мост й"), "мост й"),
        ("Brü\u00adcke", "Brücke"),
        ("alte\u00a0Brücke", "alte Brücke"),
        ("\ufb01nden*", "finden*"),
        ("Fluss ~99999 Brücke", "Fluss ~50 Brücke"),
        (f"Fluss ~{'9' * 5000} Brücke", "Fluss ~50 Brücke"),
        ("Fluss ~0007 Brücke", "Fluss ~7 Brücke"),
        ("~99999", ""),
        ("Brück* ~ Brück*", "Brück*"),
        ("a ~5 b ~5 a", "a ~5 b"),
    ],
)
def test_what_looks_the_same_means_the_same(typed: str, plain: str) -> None:
    assert parse(typed) == parse(plain)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Brücke", {"bruecke"}),
        ("BRÜCKEN", {"bruecke"}),
        ("bruecke", {"bruecke"}),
        ("brucke", {"bruecke"}),
        ("Brück*", {"bruecke", "cafe"}),
        ("Brueck*", {"bruecke", "cafe"}),
        ("Brücken*", {"bruecke", "cafe"}),
        ("cafe", {"cafe"}),
        ("Haus Vertrag", {"cafe"}),
        ("Strassenbahn", {"steg"}),
        ("Fluss -Steg", {"bruecke"}),
        ("-Fluss", {"cafe", "bridge", "most", "korea", "unknown"}),
        ("Steg OR Café", {"steg", "cafe"}),
        ("Fluss Brücke OR Café", {"bruecke"}),
        ('"alte Brücke"', {"bruecke"}),
        ('"Brücke alte"', set()),
        ('"über den Flu*"', {"bruecke"}),
        ("Frau ~1 alt", {"steg"}),
        ("Frau ~1 Fluss", set()),
        ("Fluss ~5 Frau", {"steg"}),
        ("Fluss ~2 alt*", {"steg"}),
        ("Straßen* ~ Straßenbahn", {"steg"}),
        ("bridge", {"bridge"}),
        ("city", {"bridge"}),
        ("cit*", {"bridge"}),
        ("citie*", {"bridge"}),
        ("die", {"bruecke", "steg", "bridge"}),
        ("мост", {"most"}),
        ("橋", {"korea"}),
        ("東京", {"korea"}),
        ("京東", set()),
        ("ponto", {"unknown"}),
        ("Korea", set()),
    ],
)
def test_words_are_found_in_all_their_forms(index: Path, words: str, ids: set[str]) -> None:
    assert found(index, words) == ids


def test_what_fits_best_comes_first(index: Path) -> None:
    assert ids_of(index, search(index, prepare(index, parse("Fluss"))))[0] == "bruecke"


@pytest.mark.parametrize("words", ["Fluss", "-Fluss", "Br*", "Korea", "Fluss OR Stadt"])
def test_of_very_many_hits_the_same_are_found_and_they_come_in_the_order_of_the_articles(
    index: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    prepared = prepare(index, parse(words))
    few = search(index, prepared)
    monkeypatch.setattr("places.fulltext.asking.RANKED", 1)
    many = search(index, prepared)
    assert many.numbers.tolist() == (
        sorted(few.numbers.tolist()) if len(few.numbers) > 1 else few.numbers.tolist()
    )
    assert many.is_ranked is (len(few.numbers) <= 1 and not words.startswith("-"))


def test_the_newest_of_very_many_hits_come_first(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("places.fulltext.asking.RANKED", 0)
    hits = select_hits(dataset, Selection(words="Fluss"), 20)
    assert len(hits) > 1
    listed = [article.id for article in select_articles(dataset, Selection(words="Fluss"))]
    assert [hit.article.id for hit in hits] == listed


SIGNS = st.text(
    alphabet=st.sampled_from("\"*-~|():^+{}[]\\'%_;,./<>=! \t\n\0öß東AORNDTE1\ud800\u200f\ufdfa½"),
    max_size=60,
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=200) | SIGNS | st.lists(SIGNS | st.text(max_size=5), max_size=9).map(" ".join))
def test_whatever_is_typed_is_an_order_to_nobody(index: Path, words: str) -> None:
    query = parse(words)
    if not query:
        return
    prepared = prepare(index, query)
    ids = ids_of(index, search(index, prepared))
    assert set(ids) <= {article.id for article in ARTICLES}
    for article in ARTICLES:
        text = f"{article.title}\n{article.text}"
        marked = marks(prepared, text, article.language)
        assert all(0 <= mark.start < mark.end <= len(text) for mark in marked)
        if query.wanted and article.id in ids:
            assert marked, "what is found is marked"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_word_of_an_article_finds_it(index: Path, data: st.DataObject) -> None:
    article = data.draw(st.sampled_from(ARTICLES))
    word = data.draw(st.sampled_from(article.text.split()))
    assert article.id in found(index, word)
    assert article.id in found(index, f'"{article.text}"')
    assert article.id not in found(index, f"-{word}")


def test_words_are_marked_where_the_query_means_them(index: Path) -> None:
    def marked(words: str, text: str, language: str = "de") -> list[str]:
        return [text[start:end] for start, end, _ in marks(prepare(index, parse(words)), text, language)]

    text = "Alte Brücken. Die Brücke ist alt, der Fluss nicht."
    assert marked("Brücke", text) == ["Brücken", "Brücke"]
    assert marked('"alte Brücke"', text) == ["Alte", "Brücken"]
    assert marked("Brücke ~3 Fluss", text) == ["Brücke", "Fluss"]
    assert marked("Brücke ~1 Fluss", text) == []
    assert marked("Fluss* ~ Fluss", text) == ["Fluss"]
    assert marked("Fluss -Brücke", text) == ["Fluss"]
    assert marked("Brück* OR Steg", text) == ["Brücken", "Brücke"]


def test_many_threads_search_at_once(index: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: found(index, "Fluss OR bridge"), range(100)))
    assert all(answer == {"bruecke", "steg", "bridge"} for answer in answers)


def test_no_index_is_made_by_looking_for_one(tmp_path: Path) -> None:
    with pytest.raises((OSError, sqlite3.Error)):
        prepare(tmp_path / "none.sqlite", parse("Fluss"))
    assert not list(tmp_path.iterdir())
