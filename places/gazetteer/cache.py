"""Folders on disk that are made once, whole, and made anew where something has damaged them."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4
from zlib import crc32

import platformdirs

CACHE_VARIABLE = "PLACES_CACHE"
"""Environment variable that names the folder for indexes; the user's cache folder if unset."""

_MANIFEST = "manifest.json"
_AT_ONCE = 1 << 20  # bytes that a checksum is taken of
_ABANDONED = 24 * 3600.0  # seconds after which a half-written folder is nobody's any more
_UNUSED = 60 * 24 * 3600.0  # seconds after which an index that nothing opened is an old version's

_LOG = logging.getLogger(__name__)


class CacheError(OSError):
    """An index that cannot be kept; the message says where and what to set."""


def cache_folder(cache: Path | None = None) -> Path:
    """Return the folder for indexes: the one given, that of the environment, or the user's."""
    return cache or Path(os.environ.get(CACHE_VARIABLE) or platformdirs.user_cache_path("places"))


def build_once(folder: Path, write: Callable[[Path], None], what: str = "") -> None:
    """Make a folder that is complete as soon as it is there, whoever else makes it too.

    Parameters
    ----------
    folder : Path
        What is wanted; nothing happens if it is there and whole.
    write : callable
        Fills the empty folder that it is given.
    what : str, optional
        What to say before that, if it takes a while.

    Raises
    ------
    CacheError
        If the folder cannot be written.

    Notes
    -----
    Whole is what has every file of its manifest, in the size and with the checksum that stand there.
    All of a file is read for it: a tenth of a second for a hundred megabytes.
    """
    if _is_whole(folder):
        with suppress(OSError):  # the cache may be another user's
            os.utime(folder)
        return
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.exists() or folder.is_symlink():
            _LOG.warning("%s is damaged and is made anew", folder)
            _discard(folder)
        elif what:
            _LOG.warning(what)
        _sweep(folder.parent)
        unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder.parent))
    except OSError as error:
        raise _not_written(folder, error) from error
    try:
        write(unfinished)
        _write_manifest(unfinished)
        unfinished.chmod(0o755)
        unfinished.rename(folder)
    except OSError as error:
        if not _is_whole(folder):  # else somebody was faster, and theirs is as good
            raise _not_written(folder, error) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def fingerprint(values: Iterable[object], files: Iterable[Path]) -> str:
    """Return a short hash of values and of the content of files."""
    digest = hashlib.sha256(repr(list(values)).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:20]


def _not_written(folder: Path, error: OSError) -> CacheError:
    why = error.strerror or str(error)
    return CacheError(
        f"the index of the gazetteer cannot be kept in {folder.parent} ({why}); "
        f"set {CACHE_VARIABLE} to a folder that can be written"
    )


def _is_whole(folder: Path) -> bool:
    try:
        listed = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        return bool(listed) and all(
            _digest(folder / name) == [size, checksum] for name, (size, checksum) in listed.items()
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return False


def _write_manifest(folder: Path) -> None:
    listed = {file.name: _digest(file) for file in sorted(folder.iterdir())}
    (folder / _MANIFEST).write_text(json.dumps(listed, indent=1), encoding="utf-8")


def _digest(file: Path) -> list[int]:
    """Return the size of a file and its checksum."""
    size = checksum = 0
    with file.open("rb", buffering=0) as content:
        while part := content.read(_AT_ONCE):
            size += len(part)
            checksum = crc32(part, checksum)
    return [size, checksum]


def _discard(path: Path) -> None:
    """Remove a folder, or what stands in its place, so that nobody ever sees half of it."""
    doomed = path.rename(path.with_name(f".unfinished-{uuid4().hex}"))
    if doomed.is_dir() and not doomed.is_symlink():
        shutil.rmtree(doomed, ignore_errors=True)
    else:
        doomed.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove what processes that died long ago left half-written, and indexes that nobody uses any more."""
    for pattern, seconds in ((".unfinished-*", _ABANDONED), ("gazetteer-*", _UNUSED), ("lexicon-*", _UNUSED)):
        for old in folder.glob(pattern):
            with suppress(OSError):
                if time.time() - old.stat().st_mtime > seconds:
                    _discard(old)
