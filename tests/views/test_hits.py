"""What a search shows on the pages, as Streamlit runs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from places.dataset import open_dataset
from places.query import count, marks_in, select_hits
from places.sample import DATASET
from places.selection import Selection
from places.views.hits import worded

from ..cases import slow

ROOT = Path(__file__).parents[2]
ROUTER = Path(__file__).with_name("router.py")


def run(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROUTER), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


@pytest.mark.parametrize(
    "words", ["Brücke", "NEAR(a b", *slow('"', "a AND OR NOT *", "-", "' OR 1=1", "x" * 200)]
)
def test_the_page_stands_whatever_is_looked_for(words: str) -> None:
    app = run(q=words)
    assert not app.exception
    app.switch_page(str(ROOT / "pages" / "articles.py")).run()
    assert not app.exception


def test_the_counts_of_the_page_are_those_of_the_hits() -> None:
    with open_dataset(DATASET) as dataset:
        selection = Selection(words="Brücken OR Soldat")
        hits = select_hits(dataset, selection, 100)
        assert count(dataset, selection).articles == len(hits) == 3
        assert [hit.rank for hit in hits] == [1, 2, 3]
        for hit in hits:
            for sentence in hit.sentences:
                for start, end in sentence.words:
                    word = sentence.text[start - sentence.offset : end - sentence.offset]
                    assert word.startswith(("Brücke", "Soldat"))
        assert not any(
            hit.article.id == hits[0].article.id
            for hit in select_hits(dataset, Selection(words="Brücke", articles=(hits[2].article.id,)), 9)
        )


def test_words_are_marked_as_text() -> None:
    nodes = list(worded("<b>Brücke</b> und Fluss", [(3, 9), (18, 40)], ["at-3", "at-18"]))
    assert nodes == [
        "<b>",
        {"t": "strong", "c": "word", "p": {"id": "at-3"}, "k": ["Brücke"]},
        "</b> und ",
        {"t": "strong", "c": "word", "p": {"id": "at-18"}, "k": ["Fluss"]},
    ]


def test_a_text_without_a_search_has_no_marks() -> None:
    with open_dataset(DATASET) as dataset:
        assert marks_in(dataset, Selection(), "Eine Brücke", "de") == []
        assert marks_in(dataset, Selection(words="Brücken"), "Eine Brücke", "de") == [(5, 11)]
