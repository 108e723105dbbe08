"""What a build into a bucket has parsed, put there while it goes on, so that another machine can go on.

A build keeps what it has parsed in its workshop every few seconds, see `places.building.checkpoints`. What
it keeps is put into the bucket as well, under ``.building/TOKEN``; a build that begins fetches what others
left there, as workshops that were abandoned. It is a help and no more: what cannot be put or fetched is
parsed once more.
"""

from __future__ import annotations

import logging
import re
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from places.building.reuse import VERSIONS
from places.dataset.manifest import content_name
from places.storage import StorageError, Stored, each, fetch, joined, listed, put, remove

EVERY: Final = 5.0
"""Seconds between two looks at what has been kept since."""

_FOLDER: Final = ".building"
_QUIET: Final = timedelta(minutes=10)
"""After which it is taken that nobody adds anything any more: a build that goes on does all five seconds."""

_KEPT: Final = re.compile(
    rf"([0-9a-f]{{8}})/(?:{re.escape(VERSIONS)}|parsed-\d{{5,}}/(?:articles|places|mentions)-[0-9a-f]{{16}}\.parquet)"
)
_LOG: Final = logging.getLogger(__name__)


def take_over(address: str, target: Path) -> list[Stored]:
    """Fetch what builds into a bucket left there that did not come to their end.

    Parameters
    ----------
    address : str
        Where the dataset is to be.
    target : Path
        The folder in which it is built here.

    Returns
    -------
    list of Stored
        What nobody else needs once the dataset is there.
    """
    of_builds: defaultdict[str, list[Stored]] = defaultdict(list)
    root = joined(address, _FOLDER)
    for stored in listed(root):
        found = _KEPT.fullmatch(stored.address.removeprefix(f"{root}/"))
        if found:
            of_builds[found[1]].append(stored)
    over: list[Stored] = []
    for token, parts in of_builds.items():
        workshop = target.parent / f".{target.name}.{token}.building"
        if not workshop.exists():  # it is of another machine
            with suppress(StorageError):
                _fetch(f"{root}/{token}/", parts, workshop)
        newest = max(part.changed or datetime.now(UTC) for part in parts)
        if datetime.now(UTC) - newest > _QUIET:
            over += parts
    return over


@contextmanager
def kept_there(address: str, target: Path) -> Iterator[set[str]]:
    """Put into the bucket what is kept meanwhile.

    Yields
    ------
    set of str
        The addresses of what was put there.
    """
    ended = threading.Event()
    there: set[str] = set()
    before = set(target.parent.glob(f".{target.name}.*.building"))

    def go_on() -> None:
        told = False
        while not ended.wait(EVERY):
            try:
                for workshop in set(target.parent.glob(f".{target.name}.*.building")) - before:
                    _put(workshop, joined(address, f"{_FOLDER}/{workshop.name.split('.')[-2]}"), there)
            except (StorageError, OSError) as error:
                if not told:
                    _LOG.warning("what was parsed is kept on this machine alone: %s", error)
                told = True

    thread = threading.Thread(target=go_on, name="places-kept", daemon=True)
    thread.start()
    try:
        yield there
    finally:
        ended.set()
        thread.join()


def clear(addresses: Iterable[str]) -> None:
    """Remove what nobody needs any more; whoever may write need not be allowed to."""
    with suppress(StorageError):
        each(lambda stored: remove(stored.address), [Stored(address, 0) for address in addresses])


def _put(workshop: Path, root: str, there: set[str]) -> None:
    files = [file for folder in sorted(workshop.glob("parsed-*")) for file in sorted(folder.iterdir())]
    for file in [workshop / VERSIONS, *files] if files else []:
        address = joined(root, file.relative_to(workshop).as_posix())
        if address not in there:
            put(file, address)
            there.add(address)


def _fetch(root: str, parts: list[Stored], workshop: Path) -> None:
    workshop.mkdir(parents=True)
    (workshop / "lock").touch()

    def get(part: Stored) -> None:
        file = workshop / part.address.removeprefix(root)
        file.parent.mkdir(exist_ok=True)
        table = file.name.partition("-")[0]
        fetch(
            part,
            file,
            is_whole=lambda arrived: file.name == VERSIONS or content_name(table, arrived) == file.name,
        )

    each(get, parts)
