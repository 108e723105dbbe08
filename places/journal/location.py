"""Where the journal of a dataset lies if nobody says where."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

import platformdirs

import places
from places.dataset import MANIFEST

ENDING: Final = ".changes.sqlite"
"""What the name of a journal beside a dataset ends with."""


def journal_file(source: Path) -> Path:
    """Tell where the changes to a dataset, or to a folder of articles, are kept.

    Beside a dataset, so that they are not lost with it: ``dataset.changes.sqlite``. A folder of
    articles, the dataset that comes along and one in a folder that cannot be written have theirs in
    the folder of the user's data, under their name and a digest of their path.

    Parameters
    ----------
    source : Path
        A dataset, or a file or folder of articles; it need not be there.
    """
    source = Path(os.path.realpath(source))
    beside = source.with_name(source.name + ENDING)
    if beside.exists() or (_is_dataset(source) and _may_write(source.parent)):
        return beside
    digest = hashlib.sha256(os.fsencode(source)).hexdigest()[:16]
    return platformdirs.user_data_path("places") / "journals" / f"{source.name}-{digest}.sqlite"


def is_ours(source: Path) -> bool:
    """Tell whether a dataset is part of the program, or in its cache: nothing that lasts is put there."""
    homes = Path(places.__file__).parent, platformdirs.user_cache_path("places")
    return any(Path(os.path.realpath(source)).is_relative_to(os.path.realpath(home)) for home in homes)


def _is_dataset(source: Path) -> bool:
    """Tell whether a dataset is there, or is about to be: a source of articles is there already."""
    return not source.exists() or (source / MANIFEST).exists()


def _may_write(folder: Path) -> bool:
    return not is_ours(folder) and folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
