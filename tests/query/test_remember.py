"""What was asked of a dataset is kept."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from places.query.remember import remembered


def test_of_many_who_ask_the_same_at_once_one_asks(dataset):
    asked: list[int] = []
    all_here = threading.Barrier(5)

    @remembered(4)
    def square(_, number: int) -> int:
        asked.append(number)
        threading.Event().wait(0.05)  # the others come meanwhile
        return number**2

    def ask(number: int) -> int:
        all_here.wait()
        return square(dataset, number)

    with ThreadPoolExecutor(5) as visitors:
        answers = list(visitors.map(ask, (2, 2, 2, 2, 3)))
    assert answers == [4, 4, 4, 4, 9]
    assert sorted(asked) == [2, 3]


def test_who_waited_for_an_answer_that_failed_asks_again(dataset):
    asked: list[int] = []
    all_here = threading.Barrier(2)

    @remembered(4)
    def refused(_) -> None:
        asked.append(len(asked))
        threading.Event().wait(0.05)
        raise ValueError("not now")

    def ask(_: int) -> None:
        all_here.wait()
        with pytest.raises(ValueError, match="not now"):
            refused(dataset)

    with ThreadPoolExecutor(2) as visitors:
        list(visitors.map(ask, range(2)))
    assert asked == [0, 1]
