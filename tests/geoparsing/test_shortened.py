"""Names of countries are shortened word by word."""

from __future__ import annotations

import pytest

from places.geoparsing.forms.shortened import shortened
from places.languages import LANGUAGES


@pytest.mark.parametrize(
    ("language", "name", "some"),
    [
        ("en", "Cook Islands", {"Cook Is."}),
        ("en", "Dominican Republic", {"Dominican Rep.", "Dom. Rep."}),
        ("de", "Republik Moldau", {"Rep. Moldau"}),
        ("de", "Salomon-Inseln", {"Salomon-In.", "Salomon In."}),
    ],
)
def test_a_name_is_shortened_as_tables_do(language: str, name: str, some: set[str]) -> None:
    found = set(shortened(name, LANGUAGES[language].shortened))
    assert some <= found
    assert name not in found


@pytest.mark.parametrize("name", ["Islands", "Chad", "Sri Lanka", "Cookinseln"])
def test_a_name_without_such_a_word_beside_another_stays_as_it_is(name: str) -> None:
    assert not [*shortened(name, LANGUAGES["en"].shortened), *shortened(name, LANGUAGES["de"].shortened)]
