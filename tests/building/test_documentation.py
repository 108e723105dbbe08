"""What the page about editing shows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from places import sample

PAGE = (Path(__file__).parents[2] / "docs/editing.md").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("code", re.findall(r"(?ms)^```python\n(.*?)^```$", PAGE))
def test_the_python_of_the_page_runs(code: str, tmp_path: Path) -> None:
    (tmp_path / "my-articles").symlink_to(sample.ARTICLES)
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    mentions, articles = map(int, told.stdout.split())
    assert mentions >= articles > 0
