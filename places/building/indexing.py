"""The index of the words of a dataset, which a build writes and a revision keeps or renews."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

import pyarrow as pa

from places.dataset import DatasetError
from places.dataset.manifest import SEARCH, files_beside, read_manifest
from places.fulltext import LACKING, has_engine, index_like, renewed_index
from places.fulltext.index import COLUMNS

_LOG: Final = logging.getLogger(__name__)


def index_for(folder: Path) -> Callable[[Sequence[Path], Path], None] | None:
    """Return what writes the index of a dataset, which takes over the one that stands there if it can.

    Parameters
    ----------
    folder : Path
        Of the dataset that is replaced, if there is one.

    Returns
    -------
    callable or None
        None where the SQLite of this Python has no full-text search; a line in the log says so.
    """
    if not has_engine():
        _LOG.warning("%s; the dataset is written without an index of its words", LACKING)
        return None
    earlier = None
    with suppress(OSError, DatasetError):
        earlier = files_beside(folder, read_manifest(folder)[0]).get(SEARCH)
    return partial(index_like, earlier)


def renewed(earlier: Path | None, before: pa.Table, after: pa.Table | None, file: Path) -> Path | None:
    """Write the index of articles that were changed, if what it holds was changed.

    Parameters
    ----------
    earlier : Path or None
        The index of the articles before, if there is one.
    before : pyarrow.Table
    after : pyarrow.Table or None
        None where no article was changed.
    file : Path
        What to write.

    Returns
    -------
    Path or None
        The file; None where it is not written, since the earlier index is as good.
    """
    if earlier is None or after is None:
        return None
    if all(before.column(name).equals(after.column(name)) for name in COLUMNS):
        return None
    renewed_index(earlier, after, file)
    return file
