"""What a mention tells of why it was taken for a place."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from places.geoparsing import Geoparser
from places.geoparsing.weights import RECOGNITION
from places.model import Mention

Find = Callable[..., list[Mention]]


def reasons(mention: Mention) -> dict[str, float]:
    return {said.reason: said.weight for said in mention.evidence}


@pytest.mark.parametrize(
    ("text", "language", "reason", "points"),
    [
        ("Sie fuhr nach Weimar.", "de", "preposition", 2),
        ("Der Fluss Amur ist lang.", "de", "type_word", 3),
        ("He lived in Paris, Texas.", "en", "lies_in", 3),
        ("Nord- und Südkorea verhandeln.", "de", "shared_ending", 1),
    ],
)
def test_a_mention_tells_what_spoke_for_a_place(
    find: Find, text: str, language: str, reason: str, points: float
) -> None:
    assert reasons(find(text, language)[0])[reason] == points


_WORDS = re.findall(
    r"\S+", "in nach Weimar Paris Texas , . und Amur der Fluss Frau Essen Nord- Südkorea ( ) „"
)


@given(st.lists(st.sampled_from([*_WORDS, "\n"]), max_size=25))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_what_speaks_for_a_mention_is_never_less_than_what_speaks_against_it(
    geoparser: Geoparser, words: list[str]
) -> None:
    for language in ("de", "en", "pt"):
        for mention in geoparser.parse(" ".join(words), language):
            assert sum(said.weight for said in mention.evidence) >= 0
            assert set(reasons(mention)) <= set(RECOGNITION)


def test_without_explanation_no_mention_has_evidence(geoparser: Geoparser) -> None:
    assert [
        mention.evidence for mention in geoparser.parse("Sie fuhr nach Weimar.", "de", explain=False)
    ] == [()]
