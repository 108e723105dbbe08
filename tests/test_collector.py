"""Holding Python's collector."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from places import collector


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    was_on = gc.isenabled()
    yield
    (gc.enable if was_on else gc.disable)()


def test_the_collector_is_held_and_goes_on_after_an_error_too() -> None:
    gc.enable()

    def work() -> None:
        with collector.held():
            with collector.held():
                pass
            assert not gc.isenabled()
            raise ValueError("odd")

    with pytest.raises(ValueError, match="odd"):
        work()
    assert gc.isenabled()


def test_a_collector_that_somebody_else_holds_stays_held() -> None:
    gc.disable()
    with collector.held():
        pass
    assert not gc.isenabled()
