"""A folder of articles that is looked at again and again, so that what changes in it is soon seen.

What is there is told by names, sizes and times: that works on every disk, a network's too.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from places.building.report import BuildError
from places.reading import find

_LOG: Final = logging.getLogger(__name__)
_SHARE: Final = 0.05
"""Of the time, at most so much goes into looking: a folder that takes a second is looked at all 20 s. So much
goes into building again what could not be built, while nothing has changed."""

Snapshot = Mapping[str, tuple[int, int]]
"""The files of a folder by their names: size in bytes, time of the last change in ns."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How many files are new, changed, and no longer there."""

    new: int = 0
    changed: int = 0
    removed: int = 0

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.new or self.changed or self.removed)


def snapshot(source: Path) -> Snapshot:
    """Look at a file or folder of articles, without reading any.

    Raises
    ------
    OSError
        If it is not there.
    """
    found = find(source)
    files = {file.name: file.file for file in found.files}
    if found.corrections:
        files["corrections.csv"] = found.corrections
    seen = {}
    for name, file in files.items():
        try:
            about = file.stat()
        except OSError:  # it went between two looks
            continue
        seen[name] = about.st_size, about.st_mtime_ns
    return seen


def difference(before: Snapshot, after: Snapshot) -> Difference:
    """Compare two looks at a folder."""
    return Difference(
        new=len(after.keys() - before.keys()),
        changed=sum(after[name] != before[name] for name in after.keys() & before.keys()),
        removed=len(before.keys() - after.keys()),
    )


class Watch:
    """Builds a folder anew when something in it has changed; at most half of the time, where it always does.

    Parameters
    ----------
    source : Path
    rebuild : callable
        Builds it; one call at a time.
    seen : Snapshot
        What was there when it was built last.
    every : float
        Seconds between two looks.
    """

    def __init__(
        self, source: Path, rebuild: Callable[[], object], seen: Snapshot, *, every: float = 3.0
    ) -> None:
        self._source = source
        self._rebuild = rebuild
        self._seen = seen
        self._every = every
        self._turn = threading.Lock()
        self._ended = threading.Event()
        self._failed: tuple[Snapshot, float] | None = None
        self.error = ""
        """Why the last change could not be built; empty where it could."""

    def start(self) -> None:
        """Look from now on, in a thread of its own that ends with the program."""
        threading.Thread(target=self._go_on, name="places-watch", daemon=True).start()

    def end(self) -> None:
        """Look no more."""
        self._ended.set()

    def look(self) -> Difference:
        """Look now, and build if something has changed; what could not be built is in `error`."""
        with self._turn:
            try:
                now = snapshot(self._source)
                found = difference(self._seen, now)
                if found:
                    self._rebuild()
                    self._seen = now
                self.error = ""
            except (BuildError, OSError) as error:
                if str(error) != self.error:
                    _LOG.warning("%s", error)
                self.error = str(error)
                return Difference()
            return found

    def _go_on(self) -> None:
        pause = self._every
        while not self._ended.wait(pause):
            began = time.monotonic()
            now = self._seen_now()
            looked = time.monotonic() - began
            built = 0.0
            if now is not None and self._is_worth_building(now) and self._is_settled(now):
                began = time.monotonic()
                self.look()
                built = time.monotonic() - began
                self._failed = (now, time.monotonic() + built / _SHARE) if self.error else None
            pause = pause_after(self._every, looked, built)

    def _seen_now(self) -> Snapshot | None:
        try:
            return snapshot(self._source)
        except OSError:
            return None

    def _is_worth_building(self, now: Snapshot) -> bool:
        """Tell whether something has changed, since a build that failed too."""
        if self._failed is not None and now == self._failed[0] and time.monotonic() < self._failed[1]:
            return False
        return bool(difference(self._seen, now))

    def _is_settled(self, now: Snapshot) -> bool:
        """Tell whether no file is just being written."""
        self._ended.wait(min(self._every, 1.0))
        return now == self._seen_now()


def pause_after(every: float, looked: float, built: float) -> float:
    """Tell how long to wait until the next look, in seconds.

    Parameters
    ----------
    every : float
        The least.
    looked, built : float
        How long the look took, and what was built after it.
    """
    return max(every, looked / _SHARE, built)
