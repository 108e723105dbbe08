from __future__ import annotations

import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest

from places.query.ids import Ids

IDS = Ids(pa.array(["b", "ä", "a/1"]))


def test_ids_are_found_where_they_stand() -> None:
    assert [*IDS] == ["b", "ä", "a/1"]
    assert len(IDS) == 3
    assert IDS[1] == "ä"
    assert IDS.at(np.array([2, 0])) == ["a/1", "b"]
    assert IDS.position("a/1") == 2


@pytest.mark.parametrize("unknown", ["", "a", "B", 3, None])
def test_what_is_not_there_is_not_found(unknown: object) -> None:
    assert unknown not in IDS


def test_many_are_found_in_the_order_in_which_they_are_asked_for_without_those_that_lack() -> None:
    assert IDS.positions(["a/1", "none", "b"]).tolist() == [2, 0]
    assert IDS.positions([]).tolist() == []


def test_a_few_of_very_many_are_found_where_they_stand_too() -> None:
    many = Ids(pa.array([f"ä{number}" for number in range(999, -1, -1)]))
    assert many.positions(["ä7", "none", "ä999", "ä7"]).tolist() == [992, 0, 992]
    assert many.where(pa.array(["none", "ä0"])).tolist() == [-1, 999]
    assert many.positions([]).tolist() == many.positions(["none"]).tolist() == []


@pytest.mark.slow
def test_neither_the_counts_nor_the_search_waits_for_pandas() -> None:
    asked = (
        "import sys; from places.dataset import open_dataset; from places.query import *; "
        "from places.sample import DATASET; from places.selection import Selection; "
        "opened = open_dataset(DATASET); count(opened, Selection()); make_search_ready(opened); "
        "assert select_hits(opened, Selection(words='Kosmodrom'), 5); sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
