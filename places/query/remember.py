"""Remember what was asked of a dataset, for no longer than the dataset itself is in use."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple
from weakref import WeakKeyDictionary, ref

from places.dataset import Dataset

Result = TypeVar("Result")
Asked = TypeVarTuple("Asked")


def remembered(
    size: int,
) -> Callable[[Callable[[Dataset, *Asked], Result]], Callable[[Dataset, *Asked], Result]]:
    """Decorate a function of a dataset: its last `size` answers are kept, for each dataset.

    `functools.lru_cache` alone would hold the datasets too, closed ones among them. What the
    function returns must not refer to the dataset either. Of many who ask the same at once the
    first asks, and the others wait for its answer.
    """

    def decorate(answer: Callable[[Dataset, *Asked], Result]) -> Callable[[Dataset, *Asked], Result]:
        caches: WeakKeyDictionary[Dataset, Callable[..., Result]] = WeakKeyDictionary()
        adding = threading.Lock()

        @wraps(answer)
        def ask(dataset: Dataset, *asked: *Asked) -> Result:
            with adding:
                cached = caches.get(dataset)
                if cached is None:
                    cached = caches[dataset] = _bounded(answer, ref(dataset), size)
            return cached(*asked)

        return ask

    return decorate


def _bounded(
    answer: Callable[[Dataset, *Asked], Result], of: ref[Dataset], size: int
) -> Callable[..., Result]:
    @lru_cache(maxsize=size)
    def ask(*asked: Hashable) -> Result:
        dataset = of()
        assert dataset is not None  # whoever asks holds it
        return answer(dataset, *asked)  # type: ignore[arg-type] # what was asked comes back as it was

    asking: dict[tuple[Hashable, ...], threading.Event] = {}
    guard = threading.Lock()

    def ask_once(*asked: Hashable) -> Result:
        while True:
            with guard:
                answered = asking.get(asked)
                if answered is None:
                    asking[asked] = threading.Event()
                    break
            answered.wait()
        try:
            return ask(*asked)
        finally:
            with guard:
                asking.pop(asked).set()

    return ask_once
