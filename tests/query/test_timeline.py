"""When what a selection shows was published."""

from datetime import date

from places.query import date_range, select_months
from places.selection import Selection


def test_months_gather_days_and_leave_years_and_undated_for_what_they_are(dataset):
    months, undated = select_months(dataset, Selection(first=date(2030, 1, 1)))
    assert [(str(month.first), str(month.last), month.mentions) for month in months] == [
        ("2023-01-01", "2023-12-31", 2),
        ("2024-06-01", "2024-06-30", 4),
    ]
    assert undated == 2
    assert select_months(dataset, Selection(), "own:italy")[1] == 2


def test_the_dates_of_a_dataset_reach_from_its_first_day_to_its_last(dataset):
    assert date_range(dataset) == (date(2023, 1, 1), date(2024, 7, 1))


def test_a_dataset_without_articles_has_no_dates(empty):
    assert date_range(empty) is None
    assert select_months(empty, Selection()) == ([], 0)
