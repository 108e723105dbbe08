"""When what a selection shows was published."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from places.dataset import DatasetWriter, mention_table, open_dataset
from places.model import Article, PartialDate
from places.query import date_range, select_courses, select_timeline, slot_dates
from places.selection import Selection


def written(folder: Path, dates: list[str]) -> Path:
    """Write a dataset of articles with these dates and without places."""
    with DatasetWriter(folder) as writer:
        articles = [
            Article(
                id=str(number),
                title="X",
                text="X",
                language="de",
                published=PartialDate.parse(day),
                date_origin="stated",
                path=str(number),
            )
            for number, day in enumerate(dates)
        ]
        writer.add(articles, mention_table([]), [], text_hashes=[bytes(16)] * len(articles))
        writer.commit({})
    return folder


def axis(folder: Path, dates: list[str]):
    with open_dataset(written(folder, dates)) as dataset:
        return select_timeline(dataset, Selection()).axis


def days(first: date, number: int, step: int) -> list[str]:
    return [(first + timedelta(days=step * each)).isoformat() for each in range(number)]


def test_months_gather_days_and_leave_years_and_undated_for_what_they_are(dataset):
    timeline = select_timeline(dataset, Selection(first=date(2030, 1, 1)))
    told = [(*slot_dates(timeline.axis, bar), bar.mentions) for bar in timeline.bars]
    assert [(str(first), str(last), mentions) for first, last, mentions in told] == [
        ("2023-01-01", "2023-12-31", 2),
        ("2024-06-01", "2024-06-30", 4),
    ]
    assert timeline.undated == 2


def test_the_mentions_of_a_place_are_counted_beside_those_of_all(dataset):
    timeline = select_timeline(dataset, Selection(), "own:italy")
    assert [(bar.mentions, bar.of_place) for bar in timeline.bars] == [(2, 1), (4, 0)]
    assert (timeline.undated, timeline.undated_of_place) == (2, 2)


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2024-06-01", "2024-06-30", [False, True]),
        ("2023-05-01", "2023-05-01", [True, False]),  # an article of the year may be of that day
        ("2031-01-01", "2031-12-31", [False, False]),
    ],
)
def test_a_bar_is_shown_only_if_an_article_in_it_is(dataset, first, last, shown):
    asked = Selection(first=date.fromisoformat(first), last=date.fromisoformat(last))
    assert [bar.is_shown for bar in select_timeline(dataset, asked).bars] == shown


def test_the_course_of_a_place_counts_its_mentions_in_order(dataset):
    courses = select_courses(dataset, Selection(), ["own:bremen", "own:weser", "own:nowhere"], most=2)
    assert courses == {"own:bremen": [1, 2], "own:weser": [0, 2]}


@pytest.mark.parametrize(
    ("number", "step", "unit"), [(40, 1, "day"), (40, 7, "week"), (40, 60, "month"), (40, 400, "year")]
)
def test_the_longer_the_span_the_wider_are_the_slots(tmp_path, number, step, unit):
    found = axis(tmp_path / "set", days(date(1990, 3, 5), number, step))
    assert found.unit == unit
    assert not found.broken
    assert len(found.slots) <= 150
    for (_, last), (first, _) in zip(found.slots, found.slots[1:], strict=False):
        assert first == last + timedelta(days=1)


def test_dates_that_state_no_day_are_never_shown_by_day(tmp_path):
    assert axis(tmp_path / "set", ["2024-05", "2024-06", "2024-06"]).unit == "month"


def test_one_early_date_does_not_squeeze_the_rest(tmp_path):
    found = axis(tmp_path / "set", ["1912-04-15", *days(date(2024, 1, 1), 30, 12)])
    assert found.broken
    assert found.unit == "week"
    assert found.slots[0] == (date(1912, 4, 15), date(2023, 12, 31))
    assert found.slots[1][0] == date(2024, 1, 1)


def test_an_early_date_among_few_is_none_to_be_put_aside(tmp_path):
    assert not axis(tmp_path / "set", ["1990-01-01", "2024-01-01", "2024-02-01"]).broken


def test_the_dates_of_a_dataset_reach_from_its_first_day_to_its_last(dataset):
    assert date_range(dataset) == (date(2023, 1, 1), date(2024, 7, 1))


def test_a_dataset_without_articles_has_no_dates(empty):
    assert date_range(empty) is None
    assert select_timeline(empty, Selection()) is None
    assert select_courses(empty, Selection(), ["own:bremen"]) == {}
