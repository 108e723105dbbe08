"""Build beside a dataset, and put what was built into its place in one step.

A `Workshop` is a hidden folder, ``.NAME.TOKEN.building``, beside the folder of the dataset, in which
a build writes what it is not finished with. The finished files are given their names in the folder
first; then the manifest that names them replaces the old one, and that is the step. What a build that
was killed leaves behind, in either place, the next one clears up.
"""

from __future__ import annotations

import errno
import filecmp
import os
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

from places.dataset.holding import GRACE, claim, hold
from places.dataset.manifest import MANIFEST, clear_up, table_files

_ATTEMPTS: Final = 20
_PAUSE: Final = 0.05  # seconds


class Workshop:
    """A private folder beside the target, to build in.

    Parameters
    ----------
    target : Path
        The folder of the dataset; it need not be there.

    Attributes
    ----------
    folder : Path
        For whatever the work needs.

    Raises
    ------
    OSError
        If nothing can be written beside the target.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        parent = _parent(target)
        parent.mkdir(parents=True, exist_ok=True)
        self.folder = parent / f".{target.name}.{secrets.token_hex(4)}.building"
        self.folder.mkdir()
        (self.folder / "lock").touch()
        self._lock = hold(self.folder / "lock")

    def commit(self, files: Mapping[str, Path], manifest: Path) -> None:
        """Let new files take the place of those in the target, and make that last.

        Parameters
        ----------
        files : mapping of str to Path
            The finished files by the names that they are to have in the target.
        manifest : Path
            The manifest, which names them.
        """
        made = not self.target.exists()
        self.target.mkdir(parents=True, exist_ok=True)
        try:
            with ExitStack() as held:
                for name, file in files.items():
                    held.enter_context(_put(file, self.target / name))
                _begin_grace(self.target)
                _sync(manifest)
                _sync(self.target)
                _replace(manifest, self.target / MANIFEST)
                _sync(self.target)
        finally:
            clear_up(self.target)
            if made:
                with suppress(OSError):  # it stays unless it is empty
                    self.target.rmdir()
        for folder in abandoned(self.target):
            shutil.rmtree(folder, ignore_errors=True)

    def close(self, *, keep: bool = False) -> None:
        """Give up the lock and, unless it is to be kept for the next build, the folder."""
        self._lock.close()
        if not keep:
            shutil.rmtree(self.folder, ignore_errors=True)


def abandoned(target: Path) -> Iterator[Path]:
    """Yield the workshops for a target whose process has ended without closing them."""
    for folder in sorted(_parent(target).glob(f".{_literal(target.name)}.{'[0-9a-f]' * 8}.building")):
        with claim(folder / "lock") as free:
            if free or _never_locked(folder):
                yield folder


def _parent(target: Path) -> Path:
    """Tell where workshops are: files can be moved only within one file system."""
    return target if os.path.ismount(target) else target.parent


def _never_locked(folder: Path) -> bool:
    with suppress(OSError):
        return not (folder / "lock").exists() and time.time() - folder.stat().st_mtime > GRACE
    return False


def _put(new: Path, file: Path) -> BinaryIO:
    """Give a finished file its name, unless the same is there already; return it held."""
    if new == file:
        return hold(file)
    _sync(new)
    for _ in range(_ATTEMPTS):
        held = hold(new)
        try:
            os.link(new, file)  # unlike a rename it never takes the name from a file that is being read
        except OSError:  # that name is taken, or there are no links here
            held.close()
        else:
            return held
        with suppress(FileNotFoundError):  # it was an old one that is being deleted
            if not file.exists() or not filecmp.cmp(new, file, shallow=False):
                return _moved(new, file)
            return hold(file)
    raise FileNotFoundError(errno.ENOENT, "is deleted time and again", str(file))


def _moved(new: Path, file: Path) -> BinaryIO:
    _replace(new, file)
    return hold(file)


def _replace(new: Path, file: Path) -> None:
    """Replace a file in one step, as soon as nobody has it open where that is in the way (Windows)."""
    for _ in range(_ATTEMPTS):
        with suppress(PermissionError):
            new.replace(file)
            return
        time.sleep(_PAUSE)
    new.replace(file)


def _begin_grace(target: Path) -> None:
    """Let the files of the dataset that is replaced be young, which counts where there are no locks."""
    with suppress(Exception):  # it may be missing or damaged
        for file in chain(*table_files(target).values()):
            os.utime(file)


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
