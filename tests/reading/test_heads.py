from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.reading.heads import head_of

TEXT = "Der Dampfer legt um acht in Konstanz ab.\nUnd kommt am Mittag an."


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (" date 2024-11 ", {"date": "2024-11"}),
        (" date 2024-11 Title: Ein Dampfer\n", {"date": "2024-11", "title": "Ein Dampfer"}),
        ("date: 2024-11\n\n", {"date": "2024-11"}),
        ("Titel: Ein Dampfer\nDatum: 3. Mai 2024\nQuelle: Seeblatt\n\n", None),
        ("Title: Ein Dampfer\r\nAuthor: Anna Beispiel\r\n\r\n", None),
        ("Titel: Ein Dampfer\n", {"title": "Ein Dampfer"}),
        ("", {}),
    ],
)
def test_what_a_head_says_is_read_and_is_no_text(head: str, fields: dict[str, str] | None) -> None:
    found = head_of(head + TEXT)
    assert (head + TEXT)[found.end :] == TEXT
    if fields is None:
        names = {"Titel": "title", "Title": "title", "Datum": "date", "Quelle": "source", "Author": "author"}
        pairs = (line.strip().split(": ") for line in head.splitlines() if line)
        fields = {names[name]: value for name, value in pairs}
    assert found.fields == fields


def test_a_title_in_one_line_with_the_text_is_left_to_the_text() -> None:
    text = " date 2024-11 Title: Ein Dampfer fährt. Er kommt am Mittag an."
    found = head_of(text)
    assert (found.fields, text[found.end :]) == (
        {"date": "2024-11"},
        "Ein Dampfer fährt. Er kommt am Mittag an.",
    )


@pytest.mark.parametrize(
    "text",
    [
        f"Quelle: dpa\n{TEXT}",
        f"Tag: Montag\n{TEXT}",
        f"Bodensee: Ein Dampfer fährt\n{TEXT}",
        f"Konstanz: {TEXT}",
        "Titel: Ein Dampfer",
    ],
)
def test_a_line_of_the_text_with_a_colon_is_no_head(text: str) -> None:
    assert head_of(text).fields == {}
    assert text[head_of(text).end :] in (text, "Ein Dampfer")


@given(st.text())
def test_a_head_of_any_text_ends_within_it(text: str) -> None:
    assert 0 <= head_of(text).end <= len(text)


@pytest.mark.parametrize("rule", ["---", "+++"])
def test_front_matter_in_a_text_is_its_head(rule: str) -> None:
    text = f"{rule}\ntitle: Der Zug\ndate: 2024-05-06\n{rule}\n\nAm Morgen."
    head = head_of(text)
    assert head.fields == {"title": "Der Zug", "date": "2024-05-06"}
    assert text[head.end :] == "Am Morgen."


@pytest.mark.parametrize("text", ["---\nAm Morgen.", "---\ntitle: Der Zug\n\nAm Morgen."])
def test_a_rule_alone_is_no_head(text: str) -> None:
    head = head_of(text)
    assert (dict(head.fields), head.end) == ({}, 0)
