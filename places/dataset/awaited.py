"""Parts of a dataset in a bucket that are fetched when somebody asks for what is in them.

Until then an empty file of the right size stands in the place of each, which takes no room on the disk. The
first part of a table is always there: it tells what the columns are.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from places.dataset.holding import hold
from places.dataset.manifest import DatasetError, named_right
from places.storage import StorageError, Stored, each, fetch, joined

_MAGIC: Final = b"PAR1"
_FETCHING: Final = threading.Lock()
"""Of visitors who ask for the same part at once, one fetches it; the others wait."""


def is_awaited(file: Path) -> bool:
    """Tell whether a part was not fetched yet."""
    with file.open("rb") as stream:
        return stream.read(len(_MAGIC)) == bytes(len(_MAGIC))


def put_off(file: Path, size: int) -> None:
    """Put an empty file in the place of a part of so many bytes."""
    with file.open("wb") as stream:
        stream.truncate(size)


class Awaited:
    """The parts of a copy that were not fetched yet.

    Parameters
    ----------
    address : str
        Of the dataset in its bucket.
    files : iterable of Path
        Of the copy, whether they are there or not.
    held : contextlib.ExitStack
        As long as it is open, what was fetched is there.
    """

    def __init__(self, address: str, files: Iterable[Path], held: ExitStack) -> None:
        self._address = address
        self._held = held
        self._lacking = {file for file in files if is_awaited(file)}

    def fetch(self, files: Sequence[Path]) -> None:
        """Fetch those of some files that are not there, several at a time.

        Raises
        ------
        DatasetError
            If the bucket cannot be read, or another dataset stands there now.
        """
        if not self._lacking.intersection(files):
            return
        with _FETCHING:
            lacking = [file for file in files if file in self._lacking]
            here = {file.name: file for file in lacking if is_awaited(file)}
            wanted = [Stored(joined(self._address, name), file.stat().st_size) for name, file in here.items()]

            def get(one: Stored) -> None:
                fetch(one, here[one.name], is_whole=lambda file: named_right(one.name, file))

            try:
                each(get, wanted)
            except StorageError as error:
                raise DatasetError(str(error)) from error
            except OSError as error:
                raise DatasetError(
                    f"{self._address}: cannot be kept here ({error.strerror or error})"
                ) from error
            for file in lacking:
                self._held.enter_context(hold(file))
            self._lacking.difference_update(lacking)
