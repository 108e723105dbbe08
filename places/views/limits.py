"""How often something may be done."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from typing import Final

_MOST_KEPT: Final = 10_000  # of whom it is remembered how often


class Limit:
    """How often somebody may do something within a while; safe from any thread.

    Parameters
    ----------
    most : int
        Times that are allowed.
    seconds : float
        ... within so many.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def allows(self, whom: str, now: float | None = None) -> bool:
        """Tell whether somebody may do it once more, and count it if so.

        Parameters
        ----------
        whom : str
        now : float, optional
            Seconds by a clock that never goes back; the machine's if not given.
        """
        now = time.monotonic() if now is None else now
        with self._lock:
            times = self._times.setdefault(whom, deque())
            self._times.move_to_end(whom)
            if len(self._times) > _MOST_KEPT:
                self._times.popitem(last=False)
            while times and times[0] <= now - self._seconds:
                times.popleft()
            if len(times) >= self._most:
                return False
            times.append(now)
            return True
