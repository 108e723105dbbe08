from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from places.model import Article
from places.reading import Problem, read

FILES = Path(__file__).parent / "files"


@pytest.fixture
def files() -> Path:
    """Return the folder of files that people's programs made."""
    return FILES


@pytest.fixture
def articles() -> Callable[[Path], list[Article]]:
    """Return what reads the articles of a file."""
    return lambda path: [item for item in read(path) if isinstance(item, Article)]


@pytest.fixture
def problems() -> Callable[[Path], list[str]]:
    """Return what reads the problems of a file, as lines."""
    return lambda path: [str(item) for item in read(path) if isinstance(item, Problem)]
