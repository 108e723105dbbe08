"""Words with the marks of a transcription name what they name without them."""

from __future__ import annotations

import re

import pytest

from places.geoparsing.automata import Match
from places.geoparsing.transcribed import is_marked, with_transcribed

FORMS = ("Homs", "Hom", "Mandi Bahauddin", "Ta'izz", "Taizz", "Sur", "Hōms")


def find(text: str) -> list[Match]:
    """Return the longest forms in a text, as the automata do."""
    longest = sorted(FORMS, key=len, reverse=True)
    return [(one.start(), one.end(), FORMS.index(one[0])) for one in re.finditer("|".join(longest), text)]


def names(text: str) -> list[tuple[str, str]]:
    """Return what stands in a text and the form that it is read as."""
    found = with_transcribed(text, find(text), find, lambda form: FORMS[form] != "Hom")
    return [(text[start:stop], FORMS[form]) for start, stop, form in found]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Ḥoms fell.", [("Ḥoms", "Homs")]),
        ("From Homs, Ḥoms and Homs.", [("Homs", "Homs"), ("Ḥoms", "Homs"), ("Homs", "Homs")]),
        ("In Maṇḍī Bahāuddīn.", [("Maṇḍī Bahāuddīn", "Mandi Bahauddin")]),
        ("Near Taʿizz.", [("Taʿizz", "Ta'izz")]),
        ("Near Tāizz.", [("Tāizz", "Taizz")]),
    ],
)
def test_a_marked_word_is_read_without_its_marks(text: str, read: list[tuple[str, str]]) -> None:
    assert names(text) == read


def test_a_name_that_is_known_with_its_marks_keeps_them() -> None:
    assert names("Hōms stands, Hōmṣ is read.") == [("Hōms", "Hōms"), ("Hōmṣ", "Homs")]


@pytest.mark.parametrize("text", ["Ṣūr lies there.", "Ḥomsī spoke.", "Ḥom is nobody's."])
def test_no_short_word_no_longer_one_and_nothing_little_known_is_read_so(text: str) -> None:
    assert not names(text)


def test_a_text_of_usual_letters_is_not_looked_at() -> None:
    assert not is_marked("Köln, São Paulo, Łódź, Şanlıurfa, Plzeň, Győr and l’Aquila.")
