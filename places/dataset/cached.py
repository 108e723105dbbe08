"""Where the dataset of a folder of articles is kept that the dashboard was pointed at."""

from __future__ import annotations

import hashlib
from pathlib import Path

import platformdirs

from places.dataset.manifest import MANIFEST, is_without_manifest


def is_dataset(source: Path) -> bool:
    """Tell whether a dataset is there, whole or damaged, rather than articles to build one from."""
    return (source / MANIFEST).exists() or is_without_manifest(source)


def cached_dataset(source: Path) -> Path:
    """Return the folder, in the user's cache, of the dataset that is built of some articles.

    Parameters
    ----------
    source : Path
        A file or folder of articles.
    """
    name = hashlib.sha256(str(source.resolve()).encode()).hexdigest()[:16]
    return platformdirs.user_cache_path("places") / "datasets" / name
