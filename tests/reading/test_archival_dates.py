"""Dates as archives, letters and calendars write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.model import Article
from places.reading.articles import Articles
from places.reading.dates import read_stated
from places.reading.record import Record


@pytest.mark.parametrize(
    ("written", "date", "origin"),
    [
        ("3. Febr. 1912", "1912-02-03", "stated"),
        ("3.II.1912", "1912-02-03", "stated"),
        ("3. XI. 1912", "1912-11-03", "stated"),
        ("den 3ten Mai 1848", "1848-05-03", "stated"),
        ("Mittwoch, den 3. Mai 2023", "2023-05-03", "stated"),
        ("03.05.1923, 14 Uhr", "1923-05-03", "stated"),
        ("Wed Oct 10 20:19:24 +0000 2018", "2018-10-10", "stated"),
        ("1848 März 14", "1848-03-14", "stated"),
        ("1848, März 14.", "1848-03-14", "stated"),
        ("1848 März", "1848-03", "stated"),
        ("4. Mai 1912 [Poststempel]", "1912-05-04", "stated"),
        ("[1912]", "1912", "estimated"),
        ("(ca. 1912)", "1912", "estimated"),
        ("o. J. [1912]", "1912", "estimated"),
        ("1912 (?)", "1912", "estimated"),
        ("1912/13", "1912-01-01/1913-12-31", "stated"),
        ("1911/12", "1911-01-01/1912-12-31", "estimated"),
        ("1914–18", "1914-01-01/1918-12-31", "stated"),
        ("Mai/Juni 1920", "1920-05-01/1920-06-30", "stated"),
        ("15./16. März 1848", "1848-03-15/1848-03-16", "stated"),
        ("zwischen 1914 und 1918", "1914-01-01/1918-12-31", "estimated"),
        ("nach 1945", "1945", "estimated"),
        ("Anfang 1920", "1920-01-01/1920-04-30", "estimated"),
        ("Ende Mai 1920", "1920-05", "stated"),
        ("Mitte der 1920er Jahre", "1924-01-01/1926-12-31", "estimated"),
        ("Sommer 1914", "1914-06-01/1914-08-31", "estimated"),
        ("Winter 1941/42", "1941-12-01/1942-02-28", "estimated"),
        ("WS 1920/21", "1920-10-01/1921-03-31", "estimated"),
        ("2. Quartal 2021", "2021-04-01/2021-06-30", "stated"),
        ("KW 14/2020", "2020-03-30/2020-04-05", "stated"),
        ("19. Jh.", "1801-01-01/1900-12-31", "stated"),
        ("1. Hälfte des 19. Jahrhunderts", "1801-01-01/1850-12-31", "stated"),
        ("late 19th century", "1867-01-01/1900-12-31", "estimated"),
        ("um Weihnachten 1943", "1943-12-24/1943-12-26", "estimated"),
    ],
)
def test_a_date_is_read_as_it_is_meant(written: str, date: str, origin: str) -> None:
    read = read_stated(written)
    assert (str(read.date), read.origin) == (date, origin)


@pytest.mark.parametrize(
    "written",
    ["nach Berlin", "[Berlin]", "32. XII. 1912", "KW 60/2020", "1918/14", "3. Sommer 1914", "Ende", "()"],
)
def test_what_is_no_date_is_none(written: str) -> None:
    with pytest.raises(ValueError, match="no date"):
        read_stated(written)


AS = {
    "2024/06": "2024-06",
    "[1667,1668]": "1667/1668",
    "1984/..": "1984",
    "2001-21": "2001-03/2001-05",
    "Mai–Juli 1920": "1920-05/1920-07",
}


@pytest.mark.parametrize("written", AS)
def test_what_was_read_before_is_read_so(written: str) -> None:
    assert read_stated(written) == read_stated(AS[written])


@pytest.mark.parametrize(
    "written", ["o. D.", "s.d.", "undatiert", "ohne Jahr", "unbekannt", "?", "–", "k. A."]
)
def test_a_cell_that_says_that_there_is_no_date_is_no_mistake(written: str) -> None:
    (article,) = Articles().read(Record({"text": "Am Hafen.", "date": written}, 2), "a.csv")
    assert isinstance(article, Article)
    assert article.published is None


@given(st.text(alphabet="[]() .,/-–0123456789IVXmaiMärzumvonachdenEnd?'", max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    try:
        read = read_stated(text)
    except ValueError:
        return
    assert read.date.first <= read.date.last
