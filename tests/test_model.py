from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.model import PartialDate

days = st.dates(date(1000, 1, 1), date(9998, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "year"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28), "month"),
        (" 2024-06-19 ", date(2024, 6, 19), date(2024, 6, 19), "day"),
        ("2024-06/2024-08", date(2024, 6, 1), date(2024, 8, 31), "interval"),
        ("2024-06-30/2024-07-01", date(2024, 6, 30), date(2024, 7, 1), "interval"),
        ("2023/2024", date(2023, 1, 1), date(2024, 12, 31), "interval"),
    ],
)
def test_a_date_spans_the_days_that_it_may_mean(text: str, first: date, last: date, precision: str) -> None:
    read = PartialDate.parse(text)
    assert (read.first, read.last, read.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gestern",
        "2024-13",
        "2024-00",
        "2023-02-29",
        "2024-6",
        "24-06-19",
        "2024-06-19T10:00",
        "0000",
        "2024-06/",
        "/2024-06",
        "2024-08/2024-06",
        "2024/2025/2026",
        "٢٠٢٤-١٣",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        PartialDate.parse(text)


@given(days)
def test_a_date_of_a_month_overlaps_every_day_of_it_and_no_other(day: date) -> None:
    month = PartialDate.parse(f"{day:%Y-%m}")
    assert month.overlaps(day, day)
    assert not month.overlaps(month.last + timedelta(1), None)
    assert not month.overlaps(None, month.first - timedelta(1))


def test_a_range_with_open_ends_overlaps_every_date() -> None:
    assert PartialDate.parse("2024").overlaps(None, None)


@given(days, st.sampled_from([0, 1, 2]))
def test_a_date_is_written_as_precisely_as_it_was_read(day: date, cut: int) -> None:
    text = day.isoformat()[: (10, 7, 4)[cut]]
    assert str(PartialDate.parse(text)) == text


@given(days, days)
def test_any_span_of_days_is_read_back_as_it_is_written(one: date, other: date) -> None:
    span = PartialDate(min(one, other), max(one, other))
    assert PartialDate.parse(str(span)) == span


def test_a_date_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        PartialDate(date(2024, 6, 2), date(2024, 6, 1))
