"""What the properties of documents say."""

from __future__ import annotations

import pytest

from places.reading.properties import fallback

from ..cases import slow


@pytest.mark.parametrize(
    "name", ["python-docx", *slow("Windows-Benutzer", "openpyxl", "(anonymous)", "admin")]
)
def test_what_a_program_put_there_is_no_author(name: str) -> None:
    assert fallback(title="Die Fähre", author=name) == {"title": "Die Fähre"}


def test_a_person_is_an_author() -> None:
    assert fallback(author="Rike Boot") == {"author": "Rike Boot"}
