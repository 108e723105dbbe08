from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.reading.dates import read_date, read_stated


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024", "2024"),
        (2024, "2024"),
        ("2024-06", "2024-06"),
        ("2024-06-19", "2024-06-19"),
        ("2024-06-18/2024-06-20", "2024-06-18/2024-06-20"),
        ("2024-06-XX", "2024-06"),
        ("2024-XX-XX", "2024"),
        ("20240619", "2024-06-19"),
        (20240619, "2024-06-19"),
        ("2024/06/19", "2024-06-19"),
        ("2024.6", "2024-06"),
        ("19.06.2024", "2024-06-19"),
        ("1.6.2024", "2024-06-01"),
        ("19. 6. 2024, 14:30 Uhr", "2024-06-19"),
        ("06/2024", "2024-06"),
        ("6.2024", "2024-06"),
        ("19/06/2024", "2024-06-19"),
        ("06/19/2024", "2024-06-19"),
        ("06/06/2024", "2024-06-06"),
        ("19. Juni 2024", "2024-06-19"),
        ("Mittwoch, 19. Juni 2024", "2024-06-19"),
        ("Juni 2024", "2024-06"),
        ("März 2024", "2024-03"),
        ("Jänner 2024", "2024-01"),
        ("June 19, 2024", "2024-06-19"),
        ("19th June 2024", "2024-06-19"),
        ("21 de julio de 2022", "2022-07-21"),
        ("julio de 2022", "2022-07"),
        ("1er septembre 2023", "2023-09-01"),
        ("1º giugno 2021", "2021-06-01"),
        ("Jun 2024", "2024-06"),
        ("Wed, 19 Jun 2024 23:30:00 +0200", "2024-06-19"),
        ("2024-06-19T23:30:00+02:00", "2024-06-19"),
        ("2024-06-19 00:10", "2024-06-19"),
        ("2024-06-19T08:00:00.123Z", "2024-06-19"),
        ("2024-6-9", "2024-06-09"),
        ("2024-6", "2024-06"),
        ("19-06-2024", "2024-06-19"),
        ("19-Jun-2024", "2024-06-19"),
        ("2024-06-19Z", "2024-06-19"),
        ("2024-06-19+02:00", "2024-06-19"),
        ("2024-06-19 CEST", "2024-06-19"),
        ("1914-1918", "1914-01-01/1918-12-31"),
        ("1914–1918", "1914-01-01/1918-12-31"),
        ("1.–3. Juni 2024", "2024-06-01/2024-06-03"),
        ("1.-3. Juni 2024", "2024-06-01/2024-06-03"),
        ("1. bis 3. Juni 2024", "2024-06-01/2024-06-03"),
        ("1. Mai – 3. Juni 2024", "2024-05-01/2024-06-03"),
        ("30. Dezember 2023 – 2. Januar 2024", "2023-12-30/2024-01-02"),
        ("June 1–3, 2024", "2024-06-01/2024-06-03"),
        ("May 30 – June 2, 2024", "2024-05-30/2024-06-02"),
        ("1.–3.6.2024", "2024-06-01/2024-06-03"),
        ("01.06.2024-03.06.2024", "2024-06-01/2024-06-03"),
        ("Mai–Juni 2024", "2024-05-01/2024-06-30"),
        ("1920s", "1920-01-01/1929-12-31"),
        ("1920er Jahre", "1920-01-01/1929-12-31"),
        ("192X", "1920-01-01/1929-12-31"),
        ("2001-21", "2001-03-01/2001-05-31"),
        ("[1667,1668]", "1667-01-01/1668-12-31"),
        ("1984/..", "1984"),
        ("../1985", "1985"),
        (45292, "2024-01-01"),
        (45292.75, "2024-01-01"),
        ("45292", "2024-01-01"),
        (date(2024, 6, 19), "2024-06-19"),
        (datetime(2024, 6, 19, 23, 30, tzinfo=timezone(timedelta(hours=9))), "2024-06-19"),
    ],
)
def test_dates_are_read_in_the_forms_in_which_sources_write_them(written: object, meant: str) -> None:
    assert str(read_date(written)) == meant


@pytest.mark.parametrize(
    "written",
    [
        "",
        "gestern",
        "31.02.2024",
        "2024-13",
        "06/07/2024",
        "99/99/2024",
        "Brumaire 2024",
        "13/2024",
        12,
        3.5,
        True,
        "2024-06-19T",
        "718784000",
        "<script>alert(1)</script>",
        "2024-06-19\n2024-06-20",
        "0. Juni 2024",
        "12/01/2025",
        "06-07-2024",
        "9999-12-31",
        "9999",
        date(9999, 12, 31),
        datetime(9999, 12, 31),
        "99999",
        "1918-1914",
    ],
)
def test_what_is_no_date_or_could_be_two_is_refused_in_one_line(written: object) -> None:
    with pytest.raises(ValueError, match=r"^no date: “.*”") as refused:
        read_date(written)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "written", ["ca. 1920", "circa 1920", "um 1920", "c. 1920", "1920~", "1920?", "1920%"]
)
def test_a_date_that_is_called_an_estimate_is_one(written: str) -> None:
    read = read_stated(written)
    assert (str(read.date), read.origin) == ("1920", "estimated")
    assert read_stated("1920").origin == "stated"


@pytest.mark.parametrize("written", ["-0044", "44 v. Chr.", "44 BC", "44 BCE", "-0043-03-15", "Y-17000"])
def test_a_year_before_the_first_is_refused_with_the_reason(written: str) -> None:
    with pytest.raises(ValueError, match="a year before 1 cannot be held"):
        read_date(written)


@given(st.datetimes(datetime(1000, 1, 1), datetime(9998, 12, 31)))
def test_a_timestamp_is_the_day_that_stands_in_it(moment: datetime) -> None:
    stated = read_date(moment.replace(tzinfo=UTC).isoformat())
    assert (stated.first, stated.precision) == (moment.date(), "day")


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        read = read_date(text)
    except ValueError:
        return
    assert read.first <= read.last
