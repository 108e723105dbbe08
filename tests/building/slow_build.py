"""A slow build in a process of its own that is killed, by itself at a moment or from outside.

Run as ``slow_build.py SOURCE DATASET SECONDS_AN_ARTICLE [MOMENT]``.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

from places.building import build, checkpoints
from places.dataset import workshop, writing
from places.model import Mention, Place

VERSIONS = {"slow": "1"}


class Slow:
    """Finds one place, slowly."""

    def __init__(self, seconds: float, kill_at: int = 0) -> None:
        self.seconds = seconds
        self.kill_at = kill_at
        self.parsed = 0

    def parse(self, text: str, *_: object) -> list[Mention]:
        self.parsed += 1
        if self.parsed == self.kill_at:
            die()
        time.sleep(self.seconds)
        lindau = Place("test:lindau", "Lindau", "city", 47.55, 9.68, ("DE",))
        found = re.finditer("Lindau", text)
        return [Mention(at.start(), at.end(), at[0], lindau, 0.9, (), 0, len(text)) for at in found]


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    source, output, seconds = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
    moment = sys.argv[4] if len(sys.argv) > 4 else ""
    checkpoints.SECONDS = 0.0  # type: ignore[misc]
    if moment == "writing the journal":
        checkpoints.place_table = die  # type: ignore[assignment]
    if moment == "writing the places":
        writing.place_table = die  # type: ignore[assignment]
    if moment == "before the swap":
        workshop.Workshop.commit = die  # type: ignore[assignment]
    if moment == "between files and manifest":
        workshop._begin_grace = die
    if moment == "after the swap":
        replace = workshop._replace

        def replace_and_die(new: Path, file: Path) -> None:
            replace(new, file)
            die()

        workshop._replace = replace_and_die
    parser = Slow(seconds, kill_at={"the first article": 1, "the last article": 200}.get(moment, 0))
    build(source, output, geoparser=parser, versions=VERSIONS)


if __name__ == "__main__":
    main()
