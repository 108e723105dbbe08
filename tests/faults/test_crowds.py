"""Visitors who come at once to a server that has just started all see the same whole page."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from places import sample

pytestmark = pytest.mark.slow

FILES = re.compile(rb"places\.views\.served\.files/[0-9a-f]{16}/[a-z.-]+\.(?:json|js|css)")
CROWD = 40
HASTE = "import sys\nsys.setswitchinterval(1e-5)\n"
"""Lets the threads of the server meet in each other's midst, as a machine with many cores does."""


def test_a_crowd_at_the_start_is_shown_pages_whose_files_are_all_there(
    tmp_path: Path, serve: Callable[..., Any]
) -> None:
    (tmp_path / "sitecustomize.py").write_text(HASTE, encoding="utf-8")
    root = Path(__file__).parents[2]
    server = serve(
        sample.DATASET, options=["--server.address=127.0.0.1"], env={"PYTHONPATH": f"{tmp_path}:{root}"}
    )

    def visit(_: int) -> tuple[frozenset[bytes], bool]:
        answers = list(server.answers("lang=en"))
        named = {file for answer in answers for file in FILES.findall(answer.SerializeToString())}
        return frozenset(named), any(
            "5 articles · " in answer.delta.new_element.markdown.body for answer in answers
        )

    with ThreadPoolExecutor(CROWD) as crowd:
        pages = list(crowd.map(visit, range(CROWD)))
    assert all(counted for _, counted in pages)
    assert len({named for named, _ in pages}) == 1
    (named, _), *_ = pages
    assert len(named) >= 4
    for file in named:
        with urllib.request.urlopen(f"{server.url}component/{file.decode()}", timeout=20) as answer:
            assert answer.read()
    log = server.log.read_text(errors="replace")
    assert "overriding" not in log
    assert "Traceback" not in log
