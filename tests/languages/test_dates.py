"""The words with which dates are written, language by language."""

from __future__ import annotations

from pathlib import Path

import pytest

from places.languages.dates import DATES, date_words, read_date_words
from places.reading.dates import read_stated


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Ende 1920", "1920-09/1920-12"),
        ("late 1920", "1920-09/1920-12"),
        ("Herbst 1914", "1914-09/1914-11"),
        ("autumn 1914", "1914-09/1914-11"),
        ("printemps 1914", "1914-03/1914-05"),
        ("otoño 1914", "1914-09/1914-11"),
        ("estate 1914", "1914-06/1914-08"),
        ("inverno 1941/42", "1941-12/1942-02"),
        ("depuis 1945", "1945"),
        ("entre 1914 y 1918", "1914/1918"),
        ("2nd quarter 2021", "2021-04/2021-06"),
        ("3rd of the month", ""),
        ("Christmas 1943", "1943-12-24/1943-12-26"),
        ("Neujahr 1944", "1944-01-01"),
        ("Oktbr 1848", "1848-10"),
    ],
)
def test_dates_are_read_with_the_words_of_every_language(written: str, date: str) -> None:
    try:
        read = read_stated(written).date
    except ValueError:
        assert not date
        return
    assert read == read_stated(date).date


def test_words_are_read_from_a_file_and_small_letters_are_capitals_too(tmp_path: Path) -> None:
    file = tmp_path / DATES
    file.write_text('open_ended = "abans_de"\n[seasons]\nsummer = "Estiu"\n', encoding="utf-8")
    words = read_date_words([file])
    assert words.open_ended == {"abans de"}
    assert words.seasons == {"estiu": "summer"}
    assert words.months == {}


@pytest.mark.parametrize("written", ['season = "x"', 'seasons = "x"', '[open_ended]\na = "b"', "= 3"])
def test_what_is_not_known_is_an_error_that_names_the_file(tmp_path: Path, written: str) -> None:
    file = tmp_path / DATES
    file.write_text(written, encoding="utf-8")
    with pytest.raises(ValueError, match=DATES):
        read_date_words([file])


def test_every_value_in_the_tables_is_one_that_readers_know() -> None:
    words = date_words()
    assert set(words.parts.values()) == {"begin", "middle", "end"}
    assert set(words.seasons.values()) == {"spring", "summer", "autumn", "winter"}
    assert set(words.terms.values()) == {"winter", "summer"}
    assert {int(number) for number in words.months.values()} <= set(range(1, 13))
