from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.model import Article
from places.reading import read
from places.reading.articles import Articles
from places.reading.file_names import date_in_folders, date_in_name, is_hidden, without_copy_mark
from places.reading.record import Record


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
        ("Protokoll Oktober 2023.txt", "2023-10"),
        ("oktober_2023.txt", "2023-10"),
        ("2023 Oktober Protokoll.txt", "2023-10"),
        ("Acta octubre de 2023.txt", "2023-10"),
        ("9 de octubre de 2023.txt", "2023-10-09"),
        ("Juli 2023 - August 2023.txt", "2023-07-01/2023-08-31"),
        ("32. Oktober 2023.txt", "None"),
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
    ("name", "date"),
    [
        ("1897 Hafenbau.txt", "1897"),
        ("1897_hafenbau.txt", "1897"),
        ("Hafenbau 1897.txt", "1897"),
        ("Hafenbau (1897).txt", "1897"),
        ("um 1900 Postkarte.txt", "1900"),
        ("Postkarte ca. 1905.txt", "1905"),
        ("Haushalt 2025.pdf", "2025"),
        ("Rechnung 1897.txt", "None"),
        ("Nr. 1897.txt", "None"),
        ("IMG_1897.txt", "None"),
        ("2000 Fans feiern.txt", "None"),
        ("Um 1900 Euro betrogen.txt", "None"),
        ("1024 Fragen.txt", "None"),
        ("Klimaziel 2095.txt", "None"),
        ("1944 Tagebuch.txt", "1944"),
        ("Briefe 1897-1899.txt", "1897-01-01/1899-12-31"),
        ("1897 Rückblick 1997.txt", "None"),
        ("Der Bau 1897 in Triest.txt", "None"),
    ],
)
def test_a_year_beside_words_is_an_estimate_where_it_is_a_year(name: str, date: str) -> None:
    found = date_in_name(name)
    assert str(found and found.date) == date
    assert found is None or found.origin == "estimated"


@pytest.mark.parametrize(
    ("name", "text", "date"),
    [
        ("Hafenbau 1897.txt", "Stand: August 2023\n\nDer Hafen.", "2023-08"),
        ("2024-06 Hafen.txt", "Stand: August 2023\n\nDer Hafen.", "2024-06"),
        ("2024-06 Hafen.txt", "Triest, 6. November 2023\n\nDer Hafen.", "2023-11-06"),
        ("Oktober 2023.txt", "Der Hafen.", "2023-10"),
    ],
)
def test_the_finer_date_of_name_and_first_lines_is_taken(
    tmp_path: Path, name: str, text: str, date: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (article,) = read(tmp_path)
    assert isinstance(article, Article)
    assert str(article.published) == date


def test_a_day_among_the_properties_goes_before_its_year_in_the_name() -> None:
    for day, date in (("2025-02-03", "2025-02-03"), ("2031-02-03", "2025")):
        record = Record({"text": "Der Hafen."}, fallback={"date": day, "date_origin": "estimated"})
        (article,) = Articles().read(record, "Haushalt 2025.pdf", named=True)
        assert isinstance(article, Article)
        assert (str(article.published), article.date_origin) == (date, "estimated")


@pytest.mark.parametrize(
    "copy",
    [
        "Kopie von Brief",
        "Kopie (2) von Brief",
        "Copy of Brief",
        "Brief - Kopie",
        "Brief - Kopie (3)",
        "Brief - Copy",
        "Brief Kopie 2",
        "Brief copy",
        "Brief (Kopie)",
        "Brief (2. Kopie)",
        "Brief (another copy)",
        "Brief (1)",
        "Brief(1)",
        "Kopie von Brief (1) - Kopie",
    ],
)
def test_the_name_of_a_copy_tells_of_what_it_is_one(copy: str) -> None:
    assert without_copy_mark(copy) == "Brief"


@pytest.mark.parametrize(
    "name", ["Kopie", "Copyshop", "Brief", "Brief (1912)", "(1)", "Fotokopie", "Copy of "]
)
def test_what_only_looks_like_the_name_of_a_copy_is_left(name: str) -> None:
    assert without_copy_mark(name) == name


def test_a_copy_has_the_date_in_the_name_of_what_it_is_a_copy_of() -> None:
    for copy in ("Ausbau 1912 - Kopie.txt", "Kopie von 1912 Ausbau.txt", "1912 (1).txt"):
        found = date_in_name(copy)
        assert found is not None
        assert str(found.date) == "1912"


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("Feldpost 1914-1918.txt", "1914-01-01/1918-12-31"),
        ("1944–45 Tagebuch.txt", "1944-01-01/1945-12-31"),
        ("Chronik (1890-1914).txt", "1890-01-01/1914-12-31"),
        ("Zimmer 2001-2004.txt", "None"),
        ("1900-2000 Euro.txt", "None"),
        ("Plan 2024-2090.txt", "None"),
        ("Tel 0761-1234.txt", "None"),
        ("Zug 1918-1914.txt", "None"),
    ],
)
def test_years_from_one_to_another_are_an_estimate_where_they_are_years(name: str, years: str) -> None:
    found = date_in_name(name)
    assert str(found and found.date) == years
    assert found is None or found.origin == "estimated"


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("1914/Brief.txt", "1914"),
        ("Zeitung/1914/08/04.txt", "1914-08-04"),
        ("1914/8/Brief.txt", "1914-08"),
        ("1914-08/Brief.txt", "1914-08"),
        ("Jahrgang 1923/Nr. 12.txt", "1923"),
        ("2090/Brief.txt", "None"),
        ("Bestand 1914/Brief.txt", "None"),
        ("Ordner 1914/Brief.txt", "None"),
        ("Briefe 1914/3.txt", "1914"),
        ("Feldpost 1914-1918/3.txt", "1914-01-01/1918-12-31"),
        ("1890-1910/Brief.txt", "1890-01-01/1910-12-31"),
        ("1920er Jahre/Bild.txt", "1920-01-01/1929-12-31"),
        ("Mai 1914/03.txt", "1914-05-03"),
        ("1914/August/04.txt", "1914-08-04"),
        ("1914/08 August/04 Dienstag.txt", "1914-08-04"),
        ("1914/Post/Brief.txt", "1914"),
        ("1914-08-04 Mobilmachung/Brief.txt", "1914-08-04"),
        ("Jg. 1911_12/Akte.txt", "1911-01-01/1912-12-31"),
        ("12/Brief.txt", "None"),
        ("1914.txt", "None"),
        ("", "None"),
    ],
)
def test_folders_tell_the_date_of_what_is_in_them_as_an_estimate(path: str, date: str) -> None:
    found = date_in_folders(path)
    assert str(found and found.date) == date
    assert found is None or found.origin == "estimated"


def test_a_date_in_the_name_or_the_text_goes_before_that_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "1914"
    folder.mkdir()
    for name, text in (("a", ""), ("bei Ulm 1912", ""), ("c", "Ulm, 3. Mai 1913\n\n")):
        (folder / f"{name}.txt").write_text(f"{text}Am Hafen {name}.", encoding="utf-8")
    dates = [str(item.published) for item in read(tmp_path) if isinstance(item, Article)]
    assert dates == ["1914", "1912", "1913-05-03"]


@pytest.mark.parametrize("name", [".a.txt", "~$Brief.docx", "Thumbs.db", "desktop.ini", "__MACOSX"])
def test_what_programs_lay_down_is_hidden(name: str) -> None:
    assert is_hidden(name)
    assert not is_hidden("Brief.docx")


def test_a_name_that_could_be_two_dates_is_refused() -> None:
    with pytest.raises(ValueError, match="day or month first"):
        date_in_name("12-01-2025 Steamer.txt")


@given(st.text())
def test_any_name_is_read_or_refused_as_ambiguous(name: str) -> None:
    try:
        found = date_in_name(name)
    except ValueError as error:
        assert "first?" in str(error)  # noqa: PT017 - most names raise nothing
    else:
        assert found is None or found.date.first <= found.date.last


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("Sommer 1914.txt", "1914-06-01/1914-08-31"),
        ("19. Jh.txt", "1801-01-01/1900-12-31"),
        ("1848 März 14 Wien.txt", "1848-03-14"),
        ("5th May 1912.txt", "1912-05-05"),
        ("2024_05 Sitzung.txt", "2024-05"),
        ("45292.txt", "None"),
    ],
)
def test_a_name_tells_a_date_as_archives_write_it(name: str, date: str) -> None:
    found = date_in_name(name)
    assert str(found and found.date) == date


LETTER = "Lieber Bruder,\n\nam Morgen fuhr der Zug von Lindau nach Bregenz.\n"


@pytest.mark.parametrize(
    ("path", "head", "date"),
    [
        ("1912/3.5.12 Brief.txt", "", "1912-05-03"),
        ("1912/Brief 3. Mai 12.txt", "", "1912-05-03"),
        ("1912/Brief.txt", "Bregenz, 3.5.12\n\n", "1912-05-03"),
        ("1912/Brief.txt", "Bregenz, den 3. V. 12\n\n", "1912-05-03"),
        ("1910-1915/Brief.txt", "Bregenz, 3. Mai '12\n\n", "1912-05-03"),
        ("Briefe 1912.txt", "Bregenz, 3.5.12\n\n", "1912-05-03"),
        ("2012/Brief.txt", "Datum: 3.5.12\nOrt: Bregenz\n\n", "2012-05-03"),
        ("1914/Brief.txt", "Bregenz, 3.5.12\n\n", "1914"),
    ],
)
def test_folders_and_names_tell_the_century_of_a_year_of_two_digits(
    tmp_path: Path, path: str, head: str, date: str
) -> None:
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text(head + LETTER, encoding="utf-8")
    (article,) = read(tmp_path)
    assert isinstance(article, Article)
    assert str(article.published) == date
    assert "12\n" not in article.title


@pytest.mark.parametrize(("name", "head"), [("3.5.12 Brief.txt", ""), ("Brief.txt", "Bregenz, 3.5.12\n\n")])
def test_where_nothing_tells_the_century_a_line_asks(tmp_path: Path, name: str, head: str) -> None:
    (tmp_path / name).write_text(head + LETTER, encoding="utf-8")
    problem, article = read(tmp_path)
    assert str(problem) == f"{name}: no date: “3.5.12” (which century? write 1912-05-03); read as undated"
    assert isinstance(article, Article)
    assert article.published is None


def test_a_folder_tells_the_century_of_the_dates_in_a_table(tmp_path: Path) -> None:
    (tmp_path / "1912").mkdir()
    (tmp_path / "1912/a.csv").write_text("datum,text\n3.5.12,Am Hafen.\n4.5.13,Am See.\n", encoding="utf-8")
    first, problem, second = read(tmp_path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (str(first.published), second.published) == ("1912-05-03", None)
    assert "“4.5.13” (which century?" in str(problem)


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ("Der Damm wurde 2016 gebaut.", "2016-02-24"),
        ("Am 25.02.2016 kam der Zug.", "2016-02-24"),
        ("Zwischen 1916 und 2016 lag ein Jahrhundert.", "None"),
        ("Der Damm wurde 2015 gebaut.", "None"),
        ("Er rief 0800-2016 an, Zimmer 12016.", "None"),
    ],
)
def test_a_year_in_the_text_tells_the_century_as_an_estimate(tmp_path: Path, told: str, date: str) -> None:
    (tmp_path / "a.txt").write_text(f"Der Zug\n24.02.16 | 11:21 Uhr\n\n{told}\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(f'datum,text\n24.02.16,"{told}"\n', encoding="utf-8")
    found = [item for item in read(tmp_path) if isinstance(item, Article)]
    assert [str(article.published) for article in found] == [date, date]
    assert {article.date_origin for article in found} == {None if date == "None" else "estimated"}
