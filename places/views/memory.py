"""Whether the memory of this server is enough for a dataset: asked before the dataset is read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Final

from places.dataset import Dataset, DatasetError
from places.language import Language
from places.query.footprint import Footprint, footprint
from places.views.settings import Settings

_ROOT: Final = Path("/")
_LIMITS: Final = (
    ("", "sys/fs/cgroup", "memory.max"),
    ("memory", "sys/fs/cgroup/memory", "memory.limit_in_bytes"),
)
"""Of the second and the first version of Linux' control groups: controller, folder and file of the limit."""


class TooLargeError(DatasetError):
    """A dataset needs more memory than there is.

    Parameters
    ----------
    folder : Path
        Of the dataset.
    needed : Footprint
    allowed : int
        MB.
    """

    def __init__(self, folder: Path, needed: Footprint, allowed: int) -> None:
        super().__init__(
            f"{folder}: needs about {needed.megabytes} MB of memory, and there are {allowed}; take a larger "
            "server, or a part of the articles (the setting memory_megabytes says how much may be taken)"
        )
        self.needed = needed
        self.allowed = allowed

    def told(self, say: Language) -> str:
        """Say it to a visitor."""
        return say(
            "This dataset is too large for this server: {articles} articles and {places} places need about "
            "{needed} MB of memory, and it has {allowed} MB. Whoever looks after it can choose a server with "
            "more, or build a dataset of a part of the articles (“places build”)."
        ).format(
            articles=say.number(self.needed.articles),
            places=say.number(self.needed.places),
            needed=say.number(self.needed.megabytes),
            allowed=say.number(self.allowed),
        )


def make_sure_it_fits(dataset: Dataset, told: Settings) -> None:
    """Look whether a dataset fits into what the settings allow, or else into what there is.

    Raises
    ------
    TooLargeError
        If it does not.
    DatasetError
        If it cannot be read.
    """
    there_is = memory_bytes()
    allowed = told.memory_megabytes or (None if there_is is None else there_is // 1_000_000)
    if allowed is not None:
        needed = footprint(dataset)
        if needed.megabytes > allowed:
            raise TooLargeError(dataset.folder, needed, allowed)


def memory_bytes(root: Path = _ROOT) -> int | None:
    """Tell how much memory this process may take: that of the machine, or what its container is given.

    Parameters
    ----------
    root : Path
        Where the files of the system are.

    Returns
    -------
    int or None
        Bytes; None where the system does not tell.
    """
    limits = list(_limits(root))
    with suppress(AttributeError, ValueError, OSError):  # Windows has no such question
        limits.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    return min(limits, default=None)


def _limits(root: Path) -> Iterator[int]:
    """Give the limits of the control group that this process is in, and of those around it."""
    try:
        groups = (root / "proc/self/cgroup").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in groups:
        _, controllers, path = [*line.split(":", 2), "", ""][:3]
        for controller, folder, name in _LIMITS:
            if controller in controllers.split(","):
                group = PurePosixPath(path.strip("/"))
                for each in (group, *group.parents):
                    # Within a container its own group is the root of what it sees.
                    with suppress(OSError, ValueError):  # "max" is no limit
                        yield int((root / folder / each / name).read_text(encoding="ascii"))
