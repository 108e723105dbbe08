"""The sentences in which the words of a search stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from places.building import build
from places.dataset import open_dataset
from places.geoparsing import Geoparser
from places.query import Sentence, select_hits
from places.selection import Selection

PRINTED = """\
Am Morgen fuhr der Zug mit einiger Verspätung und vielen Gästen nach Saar-
brücken ab. Dort stand der Bürgermeister auf dem Bahnsteig, mit einem Blumen-
strauß in der Hand, und begrüßte die Gäste aus Forbach, Metz und Neun-
kirchen. Danach ging man zu Fuß in die Stadt.

Im Rhein-\u00ad
land regnete es.
"""


@pytest.fixture
def found(tmp_path: Path, small_geoparser: Geoparser) -> object:
    source = tmp_path / "a.txt"
    source.write_text(PRINTED, encoding="utf-8")
    build(source, tmp_path / "d", geoparser=small_geoparser)

    def find(words: str) -> Sentence:
        with open_dataset(tmp_path / "d") as dataset:
            (hit,) = select_hits(dataset, Selection(words=words), 5)
        (sentence,) = hit.sentences
        return sentence

    return find


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "Saarbrücken",
            "Am Morgen fuhr der Zug mit einiger Verspätung und vielen Gästen nach Saarbrücken ab.",
        ),
        (
            "Blumenstrauß Neunkirchen",
            "Dort stand der Bürgermeister auf dem Bahnsteig, mit einem Blumenstrauß in der Hand,"
            " und begrüßte die Gäste aus Forbach, Metz und Neunkirchen.",
        ),
        ("Rheinland", "Im Rheinland regnete es."),
    ],
)
def test_a_word_that_a_line_divides_is_found_and_its_sentence_is_whole(
    found: object, words: str, sentence: str
) -> None:
    assert callable(found)
    hit = found(words)
    assert hit.typed == sentence
    assert [hit.typed[start:end] for start, end in hit.typed_words] == words.split()


def test_what_is_found_stands_where_the_text_has_it(found: object) -> None:
    assert callable(found)
    hit = found("Saarbrücken")
    assert PRINTED[hit.offset :].startswith(hit.text)
    assert hit.text.endswith("nach Saar-\nbrücken ab.")
    assert [PRINTED[start:end] for start, end in hit.words] == ["Saar-\nbrücken"]
