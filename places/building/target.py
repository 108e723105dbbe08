"""A dataset that is built into a bucket.

It is built in a folder of the user's cache, where the next build finds what a build parsed that was
killed, at whatever step; another machine finds it in the bucket, see `places.building.taking_over`.
Then its files, whose names come from what they hold, are put into the bucket, and the manifest last:
until then, whoever reads the bucket sees the dataset before, whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from places.building.report import BuildError, Report
from places.building.taking_over import clear, kept_there, take_over
from places.dataset import MANIFEST, DatasetError
from places.dataset.holding import GRACE, claim
from places.dataset.manifest import all_names, build_name, is_own, read_manifest
from places.dataset.mirror import bring_up, held, make_room, mirror_folder
from places.storage import (
    StorageError,
    Stored,
    each,
    has_pattern,
    is_address,
    joined,
    listed,
    put,
    read,
    remove,
)

_LOCK: Final = "lock"
_BASE: Final = "base.json"
"""The manifest in the bucket that the folder was filled from last, or that was put there from it."""


def build_to(target: Path | str, build_here: Callable[[Path], Report]) -> Report:
    """Build a dataset into a folder, or into a bucket.

    Parameters
    ----------
    target : Path or str
        A folder, or ``s3://bucket/prefix``.
    build_here : callable
        Builds into the folder that it is given.

    Raises
    ------
    BuildError
        If it cannot be built, or not be put into the bucket; what was parsed is kept for the next build.
    """
    if isinstance(target, Path) or not is_address(target):
        return build_here(Path(target))
    address = target.rstrip("/")
    if has_pattern(address):
        raise BuildError(f"{address}: a dataset is written under one prefix; leave out *, ? and [")
    folder = mirror_folder(address, "-build")
    try:
        with held(address, folder):
            lock = folder.parent / _LOCK
            lock.touch()
            with claim(lock) as free:
                if not free:
                    raise BuildError(f"{address}: another build on this machine is at work there")
                _begin_with(address, folder)
                over = [stored.address for stored in take_over(address, folder)]
                with kept_there(address, folder) as kept:
                    report = build_here(folder)
                put_dataset(folder, address)
                (folder.parent / _BASE).write_bytes((folder / MANIFEST).read_bytes())
                clear([*over, *kept])
        make_room(folder)
    except StorageError as error:
        raise BuildError(str(error)) from error
    except DatasetError as error:
        raise BuildError(str(error).replace(str(folder), address)) from error
    except OSError as error:
        raise BuildError(f"{folder}: {error.strerror or error}") from error
    return report


def put_dataset(folder: Path, address: str) -> None:
    """Put a dataset into a bucket: its files, then the manifest; and remove what no manifest names any more.

    What a build on another machine, or somebody who reads the dataset before, may need still is younger
    than a day, or named by the manifest before.

    Parameters
    ----------
    folder : Path
    address : str

    Raises
    ------
    StorageError
        If it cannot be put there; the dataset before is there as it was.
    """
    names = _names(read_manifest(folder)[0]["files"])
    before = _named_there(address)
    stored = {each.name: each for each in listed(address, deep=False)}
    wanted = [name for name in names if name not in before or not _is_there(folder / name, stored)]
    # What stands there and is named by no manifest another build may be about to remove: it is put anew.
    each(
        lambda one: put(folder / one.name, one.address), [_stored(folder / name, address) for name in wanted]
    )
    stored = {each.name: each for each in listed(address, deep=False)}
    for name in names:
        if not _is_there(folder / name, stored):
            raise StorageError(joined(address, name), "object")
    put(folder / MANIFEST, joined(address, MANIFEST))
    old = datetime.now(UTC) - timedelta(seconds=GRACE)
    for one in stored.values():
        is_old = one.changed is not None and one.changed < old
        if is_own(one.name) and is_old and one.name not in names | before:
            with suppress(StorageError):  # whoever may write need not be allowed to remove
                remove(one.address)


def _begin_with(address: str, folder: Path) -> None:
    """Fetch the dataset that is replaced, unless the folder has it already, or what was to replace it.

    Raises
    ------
    DatasetError
        If something else than a dataset stands there.
    """
    names = {one.name for one in listed(address, deep=False) if not one.address.endswith("/")}
    if MANIFEST not in names:
        if not all(map(is_own, names)):
            raise DatasetError(f"{address}: holds something else than a dataset; name an empty prefix")
        return
    base = folder.parent / _BASE
    there = read(joined(address, MANIFEST))
    if base.exists() and base.read_bytes() == there and (folder / MANIFEST).exists():
        return
    with suppress(DatasetError):  # damaged: it is about to be replaced
        bring_up(address, folder)
        base.write_bytes(there)


def _named_there(address: str) -> set[str]:
    try:
        told = read(joined(address, MANIFEST))
    except StorageError as error:
        if error.what != "object":
            raise
        return set()
    with suppress(ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return _names(json.loads(told)["files"])
    return set()


def _names(files: dict[str, Any]) -> set[str]:
    return {*all_names(files), build_name(files)}


def _stored(file: Path, address: str) -> Stored:
    return Stored(joined(address, file.name), file.stat().st_size)


def _is_there(file: Path, stored: dict[str, Stored]) -> bool:
    return file.name in stored and stored[file.name].size == file.stat().st_size
