"""Hold files that are being read, so that nobody deletes them meanwhile.

Whoever reads holds a shared lock on what it reads; whoever clears up deletes only what nobody holds.
On Windows an open file cannot be deleted, which comes to the same. A lock ends with its process,
however that ends. Where a file system knows no locks, what is old enough counts as not held.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

GRACE: Final = 24 * 3600
"""Seconds after which a file counts as not held where files cannot be locked."""


def hold(file: Path) -> BinaryIO:
    """Open a file; as long as it is open, its name leads to it.

    Raises
    ------
    FileNotFoundError
        If it is not there, or is being deleted.
    """
    handle = file.open("rb")
    try:
        if fcntl is not None:
            try:
                fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                raise FileNotFoundError(errno.ENOENT, "is being deleted", str(file)) from None
            except OSError:
                pass  # no locks here
        if not os.path.samestat(os.fstat(handle.fileno()), file.stat()):
            raise FileNotFoundError(errno.ENOENT, "has been replaced", str(file))
    except BaseException:
        handle.close()
        raise
    return handle


@contextmanager
def claim(file: Path) -> Iterator[bool]:
    """Tell whether nobody holds a file; if so, nobody begins to before the end of the block.

    Yields
    ------
    bool
        False as well where the file is not there.
    """
    try:
        if fcntl is None:
            file.rename(file)  # not possible while another process has it open
            yield True
            return
        handle = file.open("rb")
    except OSError:
        yield False
        return
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            free = True
        except BlockingIOError:
            free = False
        except OSError:  # no locks here
            free = time.time() - os.fstat(handle.fileno()).st_mtime > GRACE
        yield free
