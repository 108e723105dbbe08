"""A dataset in a bucket: a copy of it in the user's cache, kept like the one in the bucket.

Its files are named by what they hold, so that one that was fetched never changes; only the small
manifest is read again to see whether another dataset has been put there. The copy is a dataset like any
other, which is why nothing else knows of buckets. What all copies take on the disk is bounded; those
that nobody has asked for the longest go first.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

import platformdirs

from places.dataset.arranged import ENDING
from places.dataset.awaited import is_awaited, put_off
from places.dataset.holding import claim, hold
from places.dataset.manifest import (
    MANIFEST,
    OFFSETS,
    PAIRS,
    DatasetError,
    all_names,
    build_name,
    is_own,
    named_right,
    names_of,
    read_manifest,
)
from places.dataset.schema import IN_PARTS
from places.dataset.workshop import Workshop
from places.storage import StorageError, Stored, each, fetch, is_address, joined, last_part, listed, read

GIGABYTES: Final = "PLACES_CACHE_GIGABYTES"
"""The variable of the environment that bounds what all copies take."""

EVERY: Final = 20.0
"""Seconds between two looks at a manifest in a bucket."""

_GIGABYTES: Final = 20.0
_ADDRESS: Final = "address"
_MOST_MANIFEST: Final = 50_000_000  # bytes
_TIMES: Final = 5
_PAUSE: Final = 0.1  # seconds
_LOG: Final = logging.getLogger(__name__)
_TURN: Final = threading.Lock()


class UnreachableError(DatasetError):
    """A dataset in a bucket cannot be reached.

    Attributes
    ----------
    why : StorageError
    """

    def __init__(self, why: StorageError, line: str = "") -> None:
        super().__init__(line or str(why))
        self.why = why


def mirror_folder(address: str, purpose: str = "") -> Path:
    """Tell where the copy of a dataset in a bucket lies, whether it is there or not.

    Parameters
    ----------
    address : str
    purpose : str
        For another copy than the one that is read.
    """
    digest = hashlib.sha256(address.rstrip("/").encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return _all_copies() / f"{digest}{purpose}" / last_part(address)


def address_of(folder: Path) -> str:
    """Tell of which dataset in a bucket a folder is the copy; empty where it is none."""
    if os.path.realpath(folder.parent.parent) != os.path.realpath(_all_copies()):
        return ""
    try:
        return (folder.parent / _ADDRESS).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def named(folder: Path) -> str:
    """Name a dataset for a message: by its address if it is in a bucket, else by its folder."""
    return address_of(folder) or str(folder)


def local(dataset: Path | str) -> Path:
    """Return the folder of a dataset, which is fetched first if it is in a bucket.

    Raises
    ------
    DatasetError
        If it cannot be fetched.
    """
    if isinstance(dataset, Path):
        return dataset
    return fetched(dataset) if is_address(dataset) else Path(dataset)


def fetched(address: str, *, checked: bool = False, whole: bool = True) -> Path:
    """Bring the copy of a dataset in a bucket up to date; quick where nothing is new.

    Parameters
    ----------
    address : str
        ``s3://bucket/prefix``.
    checked : bool
        Whether all of what is there already is read, and what is damaged of it fetched anew.
    whole : bool
        Where there is very much, parts of texts and mentions may be left for later otherwise: a dataset that
        is opened fetches them when somebody asks for what is in them.

    Returns
    -------
    Path
        Its folder.

    Raises
    ------
    UnreachableError
        If the bucket cannot be read, or there is no dataset in it.
    DatasetError
        If it is damaged, or there is no room for it.
    """
    folder = mirror_folder(address)
    try:
        with _TURN:
            for times_left in reversed(range(_TIMES)):
                try:
                    with held(address, folder):
                        bring_up(address, folder, checked=checked, whole=whole)
                    break
                except FileNotFoundError:  # another process makes room just now
                    if not times_left:
                        raise
                    time.sleep(_PAUSE)
                except StorageError as error:
                    # Another dataset is put there meanwhile, and the files of the one before are gone.
                    if error.what != "object" or not times_left:
                        raise
            make_room(folder)
    except StorageError as error:
        if error.what == "object":
            lacking = f"is no dataset ({last_part(error.address)} missing)"
            line = f"{address}: {lacking}; make one with: places build ARTICLES -o {address}"
            raise UnreachableError(error, line) from error
        raise UnreachableError(error) from error
    except OSError as error:
        raise DatasetError(f"{address}: cannot be kept in {folder} ({error.strerror or error})") from error
    return folder


def keep_up(address: str, ended: threading.Event, every: float = EVERY, *, whole: bool = True) -> None:
    """Bring a copy up to date again and again, in a thread of its own, until that is ended; see `fetched`."""

    def go_on() -> None:
        told = ""
        pause = every
        while not ended.wait(pause):
            started = time.monotonic()
            try:
                fetched(address, whole=whole)
                told = ""
            except DatasetError as error:  # what is there is shown as long
                if str(error) != told:
                    _LOG.warning("%s", error)
                told = str(error)
            pause = max(every, time.monotonic() - started)

    threading.Thread(target=go_on, name="places-bucket", daemon=True).start()


def held(address: str, folder: Path) -> BinaryIO:
    """Hold a copy, there or not yet, so that nobody deletes it meanwhile to make room."""
    file = folder.parent / _ADDRESS
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.write_text(address.rstrip("/"), encoding="utf-8")
    os.utime(file)
    return hold(file)


def bring_up(address: str, folder: Path, *, checked: bool = False, whole: bool = True) -> None:
    """Fetch what a copy lacks, and put the manifest there last.

    Parameters
    ----------
    address : str
    folder : Path
        Of the copy.
    checked, whole : bool
        As of `fetched`.

    Raises
    ------
    StorageError
        If the bucket cannot be read.
    DatasetError
        If what is there is no dataset.
    OSError
        If it cannot be written here.
    """
    told = read(joined(address, MANIFEST), _MOST_MANIFEST)
    if not checked and _is_there(folder, told, whole=whole):
        return
    workshop = Workshop(folder)
    try:
        manifest = workshop.folder / MANIFEST
        manifest.write_bytes(told)
        names = _names(address, workshop.folder)
        stored = {each.name: each for each in listed(address, deep=False) if each.name in names}
        lacking = names - stored.keys() - {name for name in names if name.startswith("build-")}
        if lacking:
            raise StorageError(joined(address, min(lacking)), "object")
        files = {}
        wanted: list[Stored] = []
        may_wait = _may_wait(workshop.folder)
        later = frozenset() if whole or checked else may_wait
        for name, one in stored.items():
            here = folder / name
            was_put_off = name in may_wait - later and here.is_file() and is_awaited(here)
            if _is_whole(here, one, checked=checked) and not was_put_off:
                files[name] = here
            elif name in later:
                files[name] = workshop.folder / name
                put_off(files[name], one.size)
            else:
                here.unlink(missing_ok=True)
                files[name] = workshop.folder / name
                wanted.append(one)

        def get(one: Stored) -> None:
            fetch(one, workshop.folder / one.name, is_whole=lambda file: named_right(one.name, file))

        each(get, wanted)
        workshop.commit(files, manifest)
    finally:
        workshop.close()


def _is_whole(file: Path, stored: Stored, *, checked: bool) -> bool:
    if not file.is_file() or file.stat().st_size != stored.size:
        return False
    return not checked or named_right(file.name, file)


def _is_there(folder: Path, told: bytes, *, whole: bool) -> bool:
    try:
        if (folder / MANIFEST).read_bytes() != told:
            return False
        names = all_names(read_manifest(folder)[0]["files"])
        awaited = whole and any(is_awaited(folder / name) for name in _may_wait(folder))
        return not awaited and all((folder / name).is_file() for name in names)
    except (OSError, DatasetError):
        return False


def _may_wait(folder: Path) -> frozenset[str]:
    """Name the parts that may be fetched later, where everything is counted without them."""
    files = read_manifest(folder)[0]["files"]
    if sys.platform == "win32" or not str(files.get(PAIRS, "")).endswith(f".{ENDING}"):
        return frozenset()
    offsets = names_of(files, OFFSETS) if OFFSETS in files else []
    return frozenset([*offsets, *(name for table in IN_PARTS for name in names_of(files, table)[1:])])


def _names(address: str, folder: Path) -> set[str]:
    """Return the names of the files of a dataset by its manifest, which is believed as little as any."""
    try:
        files = read_manifest(folder)[0]["files"]
    except DatasetError as error:
        raise DatasetError(str(error).replace(str(folder), address)) from None
    if not all(map(is_own, all_names(files))):
        raise DatasetError(f"{address}: its files are not named by what they hold; build it again")
    return {*all_names(files), build_name(files)}


def make_room(folder: Path) -> None:
    """Delete copies that nobody reads until all take less than is allowed."""
    most = _most_bytes()
    copies = sorted(_all_copies().glob(f"*/{_ADDRESS}"), key=_time_of)
    sizes = {copy.parent: _size(copy.parent) for copy in copies}
    left = sum(sizes.values())
    for home in (copy.parent for copy in copies):
        if left <= most:
            return
        if home != folder.parent and _delete(home):
            left -= sizes[home]
    if left > most:
        _LOG.warning(
            "the datasets of buckets that are in use take %.1f GB of the %.1f that %s allows",
            left / 1e9,
            most / 1e9,
            GIGABYTES,
        )


def _most_bytes() -> float:
    with suppress(ValueError):
        return float(os.environ.get(GIGABYTES, _GIGABYTES)) * 1e9
    return _GIGABYTES * 1e9


def _delete(home: Path) -> bool:
    """Delete a copy, unless somebody fetches or reads it."""
    with claim(home / _ADDRESS) as free:
        if not free:
            return False
        for manifest in home.glob(f"*/{MANIFEST}"):
            for file in manifest.parent.iterdir():
                with claim(file) as unread:
                    if not unread:
                        return False
            manifest.unlink(missing_ok=True)
        shutil.rmtree(home, ignore_errors=True)
    return True


def _size(home: Path) -> int:
    size = 0
    for file in home.rglob("*"):
        with suppress(OSError):
            size += file.stat().st_size if file.is_file() else 0
    return size


def _time_of(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def _all_copies() -> Path:
    return platformdirs.user_cache_path("places") / "buckets"
