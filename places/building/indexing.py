"""The index of the words of a dataset, which a build writes and a revision keeps or renews."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from places.building.workers import in_order
from places.dataset import DatasetError
from places.dataset.manifest import SEARCH, files_beside, read_manifest
from places.fulltext import LACKING, has_engine, index_like, renewed_index

_LOG: Final = logging.getLogger(__name__)


def index_for(
    folder: Path, executor: Executor | None = None, in_flight: int = 1
) -> Callable[[Sequence[Path], Path], None] | None:
    """Return what writes the index of a dataset, which takes over the one that stands there if it can.

    Parameters
    ----------
    folder : Path
        Of the dataset that is replaced, if there is one.
    executor : concurrent.futures.Executor, optional
        Where the stems are found; here if it is not given.
    in_flight : int
        How much of them is found at once.

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
    each = map if executor is None else partial(in_order, executor, in_flight)
    return partial(index_like, earlier, each=each)


def renewed(earlier: Path | None, articles: Sequence[Path], file: Path) -> Path | None:
    """Write the index of articles whose texts were changed.

    Parameters
    ----------
    earlier : Path or None
        The index of the articles before, if there is one.
    articles : sequence of Path
        The parts of the articles.
    file : Path
        What to write.

    Returns
    -------
    Path or None
        The file; None where there was no index before.
    """
    if earlier is None:
        return None
    renewed_index(earlier, articles, file)
    return file
