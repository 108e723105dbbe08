"""Visitors who come at once to a server that has just started all see the same whole page."""

from __future__ import annotations

import re
import shutil
import sys
import time
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


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_what_a_visitor_keeps_open_is_closed_some_time_after_he_has_gone(serve: Callable[..., Any]) -> None:
    server = serve(
        sample.DATASET, options=["--server.address=127.0.0.1", "--server.disconnectedSessionTTL=3"]
    )

    def still_open() -> int:
        return sum(1 for _ in Path(f"/proc/{server.process.pid}/fd").iterdir())

    server.visit()
    with ThreadPoolExecutor(12) as crowd:
        list(crowd.map(lambda _: server.visit(), range(12)))
    full = still_open()
    time.sleep(4)
    server.visit()
    time.sleep(1)
    assert still_open() <= full - 2 * 12


@pytest.mark.skipif(shutil.which("prlimit") is None, reason="prlimit is not installed (Debian: util-linux)")
def test_a_low_limit_of_open_files_turns_no_visitor_away(serve: Callable[..., Any]) -> None:
    server = serve(
        sample.DATASET, options=["--server.address=127.0.0.1"], before=["prlimit", "--nofile=100:4096"]
    )
    with ThreadPoolExecutor(50) as crowd:
        pages = list(crowd.map(lambda _: server.visit("lang=en"), range(50)))
    assert all(any("5 articles · " in text for text in shown) for shown in pages)
    assert "Too many open files" not in server.log.read_text(errors="replace")
