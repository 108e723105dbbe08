"""What a language says of the names of few towns only, and how these are told from all others."""

from __future__ import annotations

import pyarrow.compute as pc
import pytest

from places.gazetteer import open_gazetteer
from places.languages import LANGUAGES


@pytest.mark.parametrize(
    ("code", "name", "form"),
    [
        ("de", "Frankfurt am Main", "Frankfurt/Main"),
        ("de", "Brandenburg an der Havel", "Brandenburg (Havel)"),
        ("de", "Sankt Gallen", "St. Gallen"),
        ("en", "Saint Louis", "St Louis"),
        ("en", "Mount Vernon", "Mt. Vernon"),
        ("en", "Fort Wayne", "Ft Wayne"),
    ],
)
def test_a_town_is_written_in_the_other_ways_of_a_language(code: str, name: str, form: str) -> None:
    assert form in LANGUAGES[code].forms(name, True)


@pytest.mark.parametrize("code", [code for code, language in LANGUAGES.items() if language.towns_vary])
def test_a_town_that_a_language_writes_in_more_than_one_way_is_always_asked_for(code: str) -> None:
    language = LANGUAGES[code]
    gazetteer = open_gazetteer()
    names = gazetteer.column("name")
    not_asked = names.filter(pc.invert(pc.match_substring_regex(names, language.towns_vary)))
    spaced = not_asked.filter(pc.match_substring(not_asked, " "))
    assert len(spaced) > 0
    assert [name for name in spaced.to_pylist() if list(language.forms(name, True))] == []
