from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.model import Article
from places.reading import read
from places.reading.datelines import after_date, after_dateline, date_at_head

from ..cases import slow


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


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Nantes, le 8 août 2023", "2023-08-08"),
        ("Aix-en-Provence (Bouches-du-Rhône), le mardi 8 août 2023", "2023-08-08"),
        ("La Rochelle, le 1er septembre 2023. Le port est fermé, et le bateau attend.", "2023-09-01"),
        ("Publié le 8 août 2023 à 17h45", "2023-08-08"),
        ("El Puerto de Santa María, 21 de julio de 2022", "2022-07-21"),
        ("Burgos, a 21 de julio de 2022", "2022-07-21"),
        ("Cuenca, jueves 21 de julio de 2022", "2022-07-21"),
        ("21 de julio de 2022", "2022-07-21"),
        ("Rovereto, 9 giugno 2021", "2021-06-09"),
        ("L'Aquila, lì 9 giugno 2021", "2021-06-09"),
        ("Rovereto, il 1° giugno 2021", "2021-06-01"),
        ("Elle est née à Nantes, le 8 août 1950.", "None"),
        ("Il arriva, le 8 août 1950, au port", "None"),
        ("Nació en Burgos el 21 de julio de 1950.", "None"),
        ("Nantes, le 8 août 23", "None"),
    ],
)
def test_french_spanish_and_italian_datelines_are_read(line: str, date: str) -> None:
    found = date_at_head(f"{line}\n\nLe port.")
    assert str(found and found.date) == date


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Sitzungsprotokoll vom 6.11.2023", "2023-11-06"),
        ("Protokoll der Sitzung des Hafenrats vom 6. November 2023", "2023-11-06"),
        ("Minutes of 6 November 2023", "2023-11-06"),
        ("Acta del 6 de noviembre de 2023", "2023-11-06"),
        ("Postkarte aus Triest, ca. 1908", "1908~"),
        ("Brief an die Eltern in Görz, Mai 1908", "1908-05"),
        ("Letter from Trieste, 1908", "1908"),
        ("Bericht über den Sturm vom 6. November 2023", "None"),
        ("Bericht über Triest im Mai 1908", "None"),
        ("Mittwoch, 3.5.1915. Regen. Am Abend kam die Post.", "1915-05-03"),
        ("Wednesday, 3 May 1915. Rain.", "1915-05-03"),
        ("Stand: August 2023", "2023-08"),
        ("Erschienen im August 2023", "2023-08"),
        ("Stand: 2023", "2023"),
        ("Stand 2023", "None"),
        ("Dornbirn (APA) 6. November 2023 - Die Bahn fährt wieder.", "2023-11-06"),
        ("Bern (Keystone-SDA) 6. November 2023: Die Bahn fährt wieder.", "2023-11-06"),
        ("Fest (Garten) 6. November 2023: wer kommt", "None"),
    ],
)
def test_the_date_behind_a_word_for_what_is_dated_is_read(line: str, date: str) -> None:
    for text in (f"{line}\nDer Hafen.", f"Hafenamt\n\n{line}\n\nDer Hafen."):
        found = date_at_head(text)
        year = f"{found.date}{'~' if found.origin == 'estimated' else ''}" if found else "None"
        assert year == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Görz, um 1908\n\nDer Hafen.", "1908"),
        ("Bad Ischl, im Mai 1908\n\nDer Hafen.", "1908-05"),
        ("Der Hafen von Triest, um 1908\n\nEr ist groß.", "None"),
        ("Stationen\nGörz, um 1908\nTriest, um 1910\n", "None"),
    ],
)
def test_a_month_or_year_behind_a_place_is_read_in_the_first_line_only(text: str, date: str) -> None:
    found = date_at_head(text)
    assert str(found and found.date) == date


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Südkurier, 3. Mai 1999, S. 4", "1999-05-03"),
        ("Der Spiegel, 3.5.1999, Heft 18", "1999-05-03"),
        ("Aus: Vossische Zeitung, Nr. 123, Abend-Ausgabe, 4. August 1914, S. 2", "1914-08-04"),
        ("Quelle: Südkurier vom 3. Mai 1999", "1999-05-03"),
        ("In der Nacht vom 3. Mai 1999", "None"),
        ("Er kam am Montag, 3. Mai 1999, S. sagte es", "None"),
    ],
)
def test_the_date_of_what_a_clipping_is_cut_from_is_read_and_no_title(line: str, date: str) -> None:
    text = f"{line}\n\nDas Schiff ist voll."
    assert str((read := date_at_head(text)) and read.date) == date
    assert text[after_dateline(text) :].lstrip() == ("Das Schiff ist voll." if date != "None" else text)


def test_a_day_goes_before_a_month_that_stands_above_it() -> None:
    found = date_at_head("Stand: August 2023\nBern, 6. November 2023\n\nDie Bahn.")
    assert str(found and found.date) == "2023-11-06"


def test_a_date_that_could_be_two_is_refused() -> None:
    with pytest.raises(ValueError, match="day or month first"):
        date_at_head("London, 12/01/2025\n\nThe steamer leaves.")
    with pytest.raises(ValueError, match="day or month first"):
        date_at_head("Lettre du 12/01/2025\n\nLe bateau part.")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Emden, 3. Mai 2024\n\nDer Deich hält.", "\nDer Deich hält."),
        ("\nStand: 3. Mai 2024\r\nDer Deich hält.", "Der Deich hält."),
        ("Hull, May 3, 2024\nThe dyke holds.", "The dyke holds."),
        ("Nantes, le 8 août 2023\nLe port.", "Le port."),
        ("Stand: August 2023\nDer Hafen.", "Der Hafen."),
        ("Brief aus Görz, um 1908\nDer Hafen.", "Brief aus Görz, um 1908\nDer Hafen."),
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


@pytest.mark.parametrize(
    ("head", "text", "date"),
    [
        ("Stand: August 2023", "Der Hafen ruht.", "2023-08"),
        ("Montag, 6. November 2023", "Der Hafen ruht.", "2023-11-06"),
        ("Le 6 novembre 2023", "Der Hafen ruht.", "2023-11-06"),
        ("Nantes, le 8 août 2023", "Nantes, le 8 août 2023\n\nDer Hafen ruht.", "2023-08-08"),
    ],
)
def test_a_text_does_not_begin_with_a_date_but_with_the_place_before_it(
    tmp_path: Path, head: str, text: str, date: str
) -> None:
    (tmp_path / "hafen.txt").write_text(f"{head}\n\nDer Hafen ruht.", encoding="utf-8")
    (article,) = read(tmp_path)
    assert isinstance(article, Article)
    assert (article.title, article.text, str(article.published)) == ("Der Hafen ruht.", text, date)


def test_a_first_line_with_another_date_than_the_article_has_stays_in_the_text() -> None:
    text = "6. November 2023\nDer Hafen."
    other = date_at_head("7. November 2023\nDer Hafen.")
    assert other
    assert after_date(text, other.date) == 0


def test_a_first_line_that_could_be_two_dates_stays_where_the_name_of_the_file_tells_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "2025-01-12 Hafen.txt").write_text("12/01/2025\n\nDer Hafen ruht.", encoding="utf-8")
    (article,) = read(tmp_path)
    assert isinstance(article, Article)
    assert (str(article.published), article.text) == ("2025-01-12", "12/01/2025\n\nDer Hafen ruht.")


def test_a_date_further_down_belongs_to_the_text() -> None:
    assert date_at_head("Ein Dampfer fährt.\n" * 8 + "Berlin, 7. Januar 2025\n") is None


@given(st.text())
def test_any_text_is_read_or_refused_as_ambiguous(text: str) -> None:
    try:
        found = date_at_head(text)
    except ValueError as error:
        assert "first?" in str(error)  # noqa: PT017 - most texts raise nothing
    else:
        assert found is None or found.date.first <= found.date.last


def test_the_date_of_a_letter_is_read_below_its_addresses() -> None:
    head = (
        "Hans Muster\nSeestraße 3\n88131 Lindau\n\nAn die\nStadt Bregenz\nRathausstraße 4\n6900 Bregenz\n\n"
    )
    found = date_at_head(f"{head}Lindau, den 6. Mai 1999\n\nSehr geehrte Damen und Herren,")
    assert str(found and found.date) == "1999-05-06"
    told = "Der Zug fuhr am Morgen ab und kam am Mittag in Bregenz an.\n" * 7
    assert date_at_head(f"{told}Lindau, den 6. Mai 1999\n") is None


@pytest.mark.parametrize(
    "line", ["Nr. 12 · Lindau, 6. Mai 1999", "Jg. 3, Nr. 12, 6. Mai 1999", "Vol. IV, 6 May 1999"]
)
def test_a_number_of_the_paper_stands_before_its_date(line: str) -> None:
    found = date_at_head(f"Seeblatt\n{line}\n\nAm Morgen.")
    assert str(found and found.date) == "1999-05-06"
