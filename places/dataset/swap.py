"""Put a finished folder in the place of another one, whole, whatever happens meanwhile.

A `Workshop` is a hidden folder beside the target, ``.NAME.TOKEN.building``, with a lock that ends
with its process. What is built in it takes the target's place by one rename that exchanges the two
(Linux: renameat2, macOS: renamex_np). Where system or file system has none, the old folder is moved
away first; between these two renames there is no folder, and `repair` puts a new one there.
"""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_HERE: Final = -100  # AT_FDCWD: the paths are what they are for every other call
_EXCHANGE: Final = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
_ABANDONED_AFTER: Final = 24 * 3600
"""Seconds after which a workshop counts as abandoned where files cannot be locked."""


class Workshop:
    """A private folder beside the target, to build in.

    Parameters
    ----------
    target : Path
        What is to be replaced, or made if it is not there.

    Attributes
    ----------
    folder : Path
        For whatever the work needs.
    new : Path
        The folder that is to take the target's place.

    Raises
    ------
    OSError
        If nothing can be written beside the target.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        target.parent.mkdir(parents=True, exist_ok=True)
        self.folder = target.parent / f".{target.name}.{secrets.token_hex(4)}.building"
        self.folder.mkdir()
        self._lock: int | None = _lock(self.folder)
        self.new = self.folder / "new"
        self.new.mkdir()

    def swap(self) -> None:
        """Let the new folder take the target's place, and make that last."""
        for file in self.new.iterdir():
            _sync(file)
        _sync(self.new)
        old = self.folder / "old"
        if not self.target.exists():
            self.new.rename(self.target)
        elif not _exchange(self.new, self.target):
            self.target.rename(old)
            self.new.rename(self.target)
        _sync(self.target.parent)

    def close(self, *, keep: bool = False) -> None:
        """Give up the lock and, unless it is to be kept for the next build, the folder."""
        if not keep:
            shutil.rmtree(self.folder, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def abandoned(target: Path) -> Iterator[Path]:
    """Yield the workshops for a target whose process has ended without closing them."""
    for folder in sorted(target.parent.glob(f".{_literal(target.name)}.{'[0-9a-f]' * 8}.building")):
        if fcntl is None:
            with suppress(OSError):
                if time.time() - folder.stat().st_mtime > _ABANDONED_AFTER:
                    yield folder
            continue
        lock = _lock(folder)
        if lock is not None:
            os.close(lock)
            yield folder


def repair(target: Path) -> None:
    """Finish a swap that broke off between its two renames."""
    if target.exists():
        return
    for folder in abandoned(target):
        if (folder / "old").is_dir() and (folder / "new").is_dir():
            with suppress(OSError):
                (folder / "new").rename(target)
            return


def _lock(folder: Path) -> int | None:
    """Lock a workshop; None where another process holds it, or where it has gone."""
    try:
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        return None
    if fcntl is not None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return None
    return handle


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; tell whether that is possible here."""
    paths = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux":
        rename = getattr(ctypes.CDLL(None), "renameat2", None)
        return bool(rename and rename(_HERE, paths[0], _HERE, paths[1], ctypes.c_uint(_EXCHANGE)) == 0)
    if sys.platform == "darwin":
        rename = getattr(ctypes.CDLL(None), "renamex_np", None)
        return bool(rename and rename(*paths, ctypes.c_uint(_EXCHANGE)) == 0)
    return False


def _sync(path: Path) -> None:
    """Have a file or folder on the disk before what follows; not every file system can."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _literal(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
