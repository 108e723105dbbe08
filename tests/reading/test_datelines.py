from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.model import Article
from places.reading import read
from places.reading.datelines import after_dateline, date_at_head, date_in_name

from ..cases import slow


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2025-03-04 Streik.txt", "2025-03-04"),
        ("2024/20250304_streik.pdf", "2025-03-04"),
        ("Streik 4.3.2025.docx", "2025-03-04"),
        ("2025-03-04T12_00 Streik.txt", "2025-03-04"),
        ("2025-03-04.Streik.in.Konstanz.txt", "2025-03-04"),
        ("IMG-20240619-WA0001.txt", "2024-06-19"),
        ("Rede_vom_7._Januar_2025.txt", "2025-01-07"),
        ("January 7, 2025.txt", "2025-01-07"),
        ("25-01-2025 Streik.txt", "2025-01-25"),
        ("2024-06-19_2024-06-21.txt", "2024-06-19/2024-06-21"),
        ("2024-06.md", "2024-06"),
        ("2024-06-zwischenhalt.md", "2024-06"),
        ("1848.txt", "1848"),
        ("Haushalt 2025.pdf", "None"),
        ("000_a569304d092cda1c.txt", "None"),
        ("1234567890.txt", "None"),
        ("img_1234-56.txt", "None"),
        ("2024-13.txt", "None"),
        ("30.02.2025 Streik.txt", "None"),
        ("2025-03-04/Streik.txt", "None"),
    ],
)
def test_the_date_in_the_name_of_a_file_is_read(name: str, date: str) -> None:
    found = date_in_name(name)
    assert str(found and found.date) == date


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Berlin, 7. Januar 2025", "2025-01-07"),
        ("Berlin, 7. Januar 2025 – Der Dampfer legt ab", "2025-01-07"),
        ("Konstanz, den 3. Mai 2021", "2021-05-03"),
        ("Konstanz, 3. Mai 2021. Am Hafen wird gebaut, und der Dampfer liegt still.", "2021-05-03"),
        ("Er kam am Montag, 3. Mai 2021. Das steht so im Brief.", "None"),
        ("LONDON, Jan. 7, 2025 (Reuters) - The steamer leaves", "2025-01-07"),
        ("Von Anna Beispiel | 07.01.2025, 14:30 Uhr", "2025-01-07"),
        ("Stand: 07.01.2025", "2025-01-07"),
        ("Zuletzt aktualisiert am 19. Juni 2024 um 10:00", "2024-06-19"),
        ("Published: June 19, 2024", "2024-06-19"),
        ("Mittwoch, 19. Juni 2024", "2024-06-19"),
        ("2024-06-19", "2024-06-19"),
        ("Was am 7. Januar 2025 geschah", "None"),
        ("Am Mittwoch, 19. Juni 2024, ging er an Bord", "None"),
        ("Anna Beispiel (8. Januar 1984 – 3. März 2020) fuhr zur See", "None"),
        ("Geboren am 1. Januar 1950 (Konstanz)", "None"),
        ("Die Werft, 1. Mai 1920 gegründet", "None"),
        ("Seit dem 1. Januar 2024: Neue Regeln", "None"),
        ("Seite 12", "None"),
    ],
)
def test_the_date_in_the_first_lines_is_read_where_it_stands_alone(line: str, date: str) -> None:
    for text in (line, f"Ein Dampfer fährt\n\n{line}\n\nEr kommt am Mittag an."):
        found = date_at_head(text)
        assert str(found and found.date) == date


def test_a_date_that_could_be_two_is_refused() -> None:
    with pytest.raises(ValueError, match="day or month first"):
        date_at_head("London, 12/01/2025\n\nThe steamer leaves.")
    with pytest.raises(ValueError, match="day or month first"):
        date_in_name("12-01-2025 Steamer.txt")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Emden, 3. Mai 2024\n\nDer Deich hält.", "\nDer Deich hält."),
        ("\nStand: 3. Mai 2024\r\nDer Deich hält.", "Der Deich hält."),
        ("Hull, May 3, 2024\nThe dyke holds.", "The dyke holds."),
        *slow(
            ("Emden, 3. Mai 2024. Der Deich\nhält.", "Emden, 3. Mai 2024. Der Deich\nhält."),
            ("Am 3. Mai 2024 hielt\nder Deich.", "Am 3. Mai 2024 hielt\nder Deich."),
            ("Emden, 3. Mai 2024\n", "Emden, 3. Mai 2024\n"),
        ),
    ],
)
def test_a_text_goes_on_after_a_line_that_is_nothing_but_a_dateline(text: str, rest: str) -> None:
    assert text[after_dateline(text) :] == rest


def test_a_dateline_is_no_title(tmp_path: Path) -> None:
    (tmp_path / "deich.txt").write_text("Emden, 3. Mai 2024\n\nDer Deich bei Emden hält.\n", encoding="utf-8")
    (article,) = read(tmp_path)
    assert isinstance(article, Article)
    assert (article.title, str(article.published)) == ("Der Deich bei Emden hält.", "2024-05-03")


def test_a_date_further_down_belongs_to_the_text() -> None:
    assert date_at_head("Ein Dampfer fährt.\n" * 8 + "Berlin, 7. Januar 2025\n") is None


@given(st.text())
def test_any_name_and_any_text_is_read_or_refused_as_ambiguous(text: str) -> None:
    for find in (date_in_name, date_at_head):
        try:
            found = find(text)
        except ValueError as error:
            assert "first?" in str(error)  # noqa: PT017 - most texts raise nothing
        else:
            assert found is None or found.date.first <= found.date.last
