"""The articles that come along, and the dataset built from them."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

FOLDER: Final = Path(str(files(__name__)))
"""Where the sample lies: beside this module, in a clone and in an installation alike."""

ARTICLES: Final = FOLDER / "articles"
"""Five German articles as Markdown files with front matter."""

DATASET: Final = FOLDER / "dataset"
"""What ``places build`` made of `ARTICLES`, so that the dashboard starts at once.

Made anew with ``places build places/sample/articles -o places/sample/dataset`` when a test says that it
has changed. Its ``build-….json`` is left out: it tells of one build, not of what was found.
"""
