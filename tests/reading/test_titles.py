from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.reading.titles import LENGTH, header, stated_title, title_of


@pytest.mark.parametrize(
    ("text", "date", "rest"),
    [
        (" date 2024-06 Der Zug fährt ab.", "2024-06", " Der Zug fährt ab."),
        (" date 2024 Der Zug", "2024", " Der Zug"),
        (" date 2024-06-19\nDer Zug", "2024-06-19", "\nDer Zug"),
        ("date 2024-06 Der Zug", "2024-06", " Der Zug"),
        (" date unbekannt Der Zug", "unbekannt", " Der Zug"),
        ("date palms grow there", None, "date palms grow there"),
        ("Der Zug date 2024-06 fährt", None, "Der Zug date 2024-06 fährt"),
        ("", None, ""),
    ],
)
def test_a_date_at_the_head_of_a_text_is_found(text: str, date: str | None, rest: str) -> None:
    found, end = header(text)
    assert (found, text[end:]) == (date, rest)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Der Zug fährt heute nicht. Morgen auch nicht.", "Der Zug fährt heute nicht."),
        ("Kein Zug in Sicht\n\nAm Bahnhof wartet niemand mehr.", "Kein Zug in Sicht"),
        ("\n\n# Kein Zug in Sicht\n\nText", "Kein Zug in Sicht"),
        (
            "Am 12. Juni fuhr Dr. Weber mit dem Zug nach Hause. Dann",
            "Am 12. Juni fuhr Dr. Weber mit dem Zug nach Hause.",
        ),
        ("Der Zug steht in Greifswald.Niemand steigt ein und aus.", "Der Zug steht in Greifswald."),
        ("Der Bahnhof als SehenswürdigkeitNiemand steigt hier mehr aus", "Der Bahnhof als Sehenswürdigkeit"),
        ("schen Bahn. Der Zug fährt heute nicht. Morgen", "Der Zug fährt heute nicht."),
        ("nur klein geschrieben und ohne Ende", "nur klein geschrieben und ohne Ende"),
        ("***\n---\nDer Zug", "Der Zug"),
        ("…", ""),
    ],
)
def test_a_title_is_the_first_line_or_sentence(text: str, title: str) -> None:
    assert title_of(text) == title


def test_the_number_of_a_page_is_no_title() -> None:
    assert title_of("- 12 -\n\nVon Ulm nach Jena.") == "Von Ulm nach Jena."
    assert title_of("12\n13") == "12"


def test_a_long_title_is_cut_at_a_word() -> None:
    title = title_of(
        "Der Zug, der gestern nicht kam, kommt auch heute nicht, und wann er kommt, das weiß keiner"
    )
    assert title == "Der Zug, der gestern nicht kam, kommt auch heute nicht, und wann er kommt, das…"


@given(st.text())
def test_a_title_made_of_any_text_is_one_short_line(text: str) -> None:
    title = title_of(text)
    assert len(title) <= LENGTH + 1
    assert len(title.splitlines()) <= 1


def test_a_stated_title_is_put_on_one_line() -> None:
    assert stated_title("  Der\n  Zug\t") == "Der Zug"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Der Zug nach Lin-\ndau fährt wieder\n\nAm Morgen.", "Der Zug nach Lindau fährt wieder"),
        ("Der Zug nach Lin\u00ad\ndau fährt\n\nAm Morgen.", "Der Zug nach Lindau fährt"),
        ("Züge in Nord-\nund Südtirol\n\nAm Morgen.", "Züge in Nord-"),
        ("Lin\u200bdau am Bo\u00addensee\n\nAm Morgen.", "Lindau am Bodensee"),
    ],
)
def test_a_word_that_is_divided_is_whole_in_a_title(text: str, title: str) -> None:
    assert title_of(text) == title
