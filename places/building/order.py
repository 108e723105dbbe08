"""In which order files are read: a copy after the file of which the dataset is made already.

What was met first counts where an article stands in the source twice. So it keeps its id, and links to
it lead there, whatever its copy is called.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from hashlib import file_digest
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from places.dataset.manifest import files_of_tables
from places.dataset.opening import hold_tables
from places.reading import SourceFile

_LOG: Final = logging.getLogger(__name__)


def copies_last(files: Sequence[SourceFile], dataset: Path) -> tuple[SourceFile, ...]:
    """Put each new file behind a later one that is the same, byte for byte, and is in a dataset.

    Parameters
    ----------
    files : sequence of SourceFile
        Those of a bucket stay where they are.
    dataset : Path
        That is to be replaced; there may be none.
    """
    of_size: defaultdict[int, list[int]] = defaultdict(list)
    for at, file in enumerate(files):
        if file.size and not file.address:
            of_size[file.size].append(at)
    alike = [places for places in of_size.values() if len(places) > 1]
    built = _built({files[at].name for places in alike for at in places}, dataset) if alike else set()
    behind: dict[int, int] = {}
    for places in alike if built else ():
        known = [at for at in places if files[at].name in built]
        new = [at for at in places if files[at].name not in built]
        if known and new and new[0] < known[-1]:
            last = {_content(files[at].file): at for at in known}
            behind |= {at: last.get(_content(files[at].file), at) for at in new}
    order = sorted(range(len(files)), key=lambda at: (max(behind.get(at, at), at), at in behind))
    return tuple(files[at] for at in order)


def _content(file: Path) -> bytes:
    """Identify what is in a file; nothing is in one that cannot be read, of which whoever reads it tells."""
    try:
        with file.open("rb") as stream:
            return file_digest(stream, "blake2b").digest()
    except OSError:
        return bytes(file)


def _built(names: set[str], dataset: Path) -> set[str]:
    """Tell of which of some files there are articles in a dataset."""
    built: set[str] = set()
    with ExitStack() as held:
        try:
            manifest, _ = hold_tables(dataset, held)
            for file in files_of_tables(dataset, manifest)["articles"]:
                with pq.ParquetFile(file) as table:
                    for batch in table.iter_batches(columns=["path"]):
                        built.update(_files_of(batch.column(0).unique().to_pylist(), names))
        except Exception as error:  # whatever is wrong with it, it is about to be replaced
            _LOG.info("the order of the files is that of their names: %s", error)
    return built


def _files_of(paths: Iterable[str], names: set[str]) -> Iterable[str]:
    """Name the files that articles are in: of those in an archive, the archive."""
    for path in paths:
        name = path
        while name not in names and "/" in name:
            name = name.rpartition("/")[0]
        if name in names:
            yield name
