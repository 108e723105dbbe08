"""A dataset that another program wrote, or a hand: what cannot be shown is left out, the rest is there."""

from __future__ import annotations

import gc
import logging
import weakref
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from places.dataset import DatasetWriter, mention_table, open_dataset
from places.query import (
    Counts,
    count,
    date_range,
    explain,
    find_place,
    read_article,
    select_articles,
    select_mentions,
    select_places,
    select_timeline,
)
from places.query.index import index_of
from places.selection import Selection

from ..one_part import table_files


@pytest.fixture
def folder(tmp_path: Path, world) -> Path:
    with DatasetWriter(tmp_path / "dataset") as writer:
        mentions = mention_table((article.id, said) for article, said in world)
        places = {mention.place.id: mention.place for _, said in world for mention in said}
        writer.add([article for article, _ in world], mentions, places.values())
        writer.commit({"source": "made up"})
    return tmp_path / "dataset"


def edit(folder: Path, table: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the rows of a table as a hand would, without the rules of the writer."""
    path = table_files(folder)[table]
    whole = pq.read_table(path)
    rows = whole.to_pylist()
    for row in rows:
        change(row)
    schema = pa.schema([field.with_nullable(True) for field in whole.schema])
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "castle"),
        ("kind", None),
        ("latitude", float("nan")),
        ("latitude", None),
        ("latitude", 91.0),
        ("longitude", float("inf")),
        ("longitude", -181.0),
    ],
)
def test_a_place_that_cannot_stand_on_a_map_is_left_out_with_a_line_and_the_rest_is_shown(
    folder, caplog, column, value
):
    edit(folder, "places", lambda row: row.update({column: value} if row["id"] == "own:weser" else {}))
    with caplog.at_level(logging.WARNING), open_dataset(folder) as dataset:
        assert count(dataset, Selection()) == Counts(5, 2, 6)
        assert [row.place.name for row in select_places(dataset, Selection())] == ["Bremen", "Italy"]
        assert find_place(dataset, Selection(), "own:weser") is None
        assert {row.place_id for row in select_mentions(dataset, Selection())} == {"own:bremen", "own:italy"}
    assert sum("own:weser" in record.message for record in caplog.records) == 1


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(9999, 12, 31), date(9999, 12, 31)),
        (date(2024, 6, 1), date(9999, 12, 31)),
        (date(2024, 6, 19), date(2024, 6, 18)),
        (None, date(2024, 6, 18)),
        (date(2024, 6, 18), None),
    ],
)
def test_an_article_with_a_date_that_cannot_be_is_shown_undated_with_a_line(folder, caplog, first, last):
    edited = {"published_first": first, "published_last": last}
    edit(folder, "articles", lambda row: row.update(edited if row["id"] == "day" else {}))
    with caplog.at_level(logging.WARNING), open_dataset(folder) as dataset:
        rows = {row.id: row for row in select_articles(dataset, Selection())}
        assert list(rows) == ["empty", "month", "year", "day", "none"]
        assert (rows["day"].published, rows["day"].date_origin) == (None, None)
        assert read_article(dataset, "day")[0] == rows["day"]
        assert "day" not in [row.id for row in select_articles(dataset, Selection(undated=False))]
        assert date_range(dataset) == (date(2023, 1, 1), date(2024, 7, 1))
        assert select_timeline(dataset, Selection()).undated == 5
    assert sum("'day'" in record.message for record in caplog.records) == 1


def test_a_date_that_no_calendar_holds_is_none(folder):
    path = table_files(folder)["articles"]
    articles = pq.read_table(path)
    far = pa.array([3_000_000] * articles.num_rows, pa.int32()).cast(pa.date32())
    for name in ("published_first", "published_last"):
        articles = articles.set_column(articles.schema.get_field_index(name), name, far)
    pq.write_table(articles, path)
    with open_dataset(folder) as dataset:
        assert {row.published for row in select_articles(dataset, Selection())} == {None}


def test_a_december_is_a_month_of_the_timeline_like_others(folder):
    edited = {"published_first": date(2024, 12, 31), "published_last": date(2024, 12, 31)}
    edit(folder, "articles", lambda row: row.update(edited if row["id"] == "day" else {}))
    with open_dataset(folder) as dataset:
        axis = select_timeline(dataset, Selection()).axis
        assert axis.unit == "month"
        assert axis.slots[-1] == (date(2024, 12, 1), date(2024, 12, 31))


@pytest.mark.parametrize("value", [None, float("nan")])
def test_a_mention_without_a_confidence_counts_as_wholly_unsure(folder, value):
    edit(folder, "mentions", lambda row: row.update(confidence=value))
    with open_dataset(folder) as dataset:
        assert {row.confidence for row in select_places(dataset, Selection())} == {0}
        assert {row.confidence for row in select_mentions(dataset, Selection())} == {0}
        assert [each.confidence for each in explain(dataset, "own:weser")] == [0]


def test_what_a_place_lacks_is_empty(folder):
    lacking = {"name": None, "names": None, "country_codes": None, "population": None, "source": None}
    edit(folder, "places", lambda row: row.update(lacking))
    with open_dataset(folder) as dataset:
        place = find_place(dataset, Selection(), "own:weser").place
    assert (place.name, place.country_codes, place.population, place.source) == ("own:weser", (), 0, "")


def test_what_was_asked_of_a_dataset_does_not_keep_it_open(folder):
    dataset = open_dataset(folder)
    for words in ("", "bremen"):
        count(dataset, Selection(words=words))
        select_places(dataset, Selection(words=words))
    gone = weakref.ref(dataset)
    del dataset
    gc.collect()
    assert gone() is None


def test_what_is_read_of_very_many_articles_stands_in_few_parts(folder):
    with open_dataset(folder) as dataset:
        index = index_of(dataset)
    every = np.arange(len(index.article_ids))
    assert len(every) > 3
    parts = np.arange(len(every)) % 2
    told = replace(index, told_parts=parts)
    read = told.in_few_parts(every, 2)
    assert read.tolist() == [0, 2]  # of the part of the newest one
    assert told.in_few_parts(every, len(every)) is every
    assert index.in_few_parts(every, 2).tolist() == [0, 1]  # where parts are not known, the newest
