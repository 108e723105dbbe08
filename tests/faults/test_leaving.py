"""Nothing leaves: the server asks nobody for anything, and says who can reach it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from places import sample
from places.views.starting import listening

pytestmark = pytest.mark.slow

SENT = re.compile(r"(?:connect|sendto|sendmm?sg)\(.*sin6?_(?:port|addr)")
OWN = re.compile(r'inet_(?:addr\("127\.|pton\(AF_INET6, "::1")')


@pytest.mark.parametrize("headless", ["true", "false"])
@pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace is not installed (Debian: apt-get install strace)"
)
def test_a_server_and_a_visit_ask_no_other_machine_for_anything(
    tmp_path: Path, serve: Callable[..., Any], headless: str
) -> None:
    home, calls = tmp_path / "home", tmp_path / "calls.txt"
    home.mkdir()
    server = serve(
        sample.DATASET,
        options=[f"--server.headless={headless}"],
        before=["strace", "-f", "-qq", "-o", str(calls), "-e", "trace=connect,sendto,sendmsg,sendmmsg"],
        env={"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")},
    )
    assert any("5 articles" in text for text in server.visit())
    with (
        pytest.raises(InvalidStatus, match="403"),
        connect(
            server.url.replace("http://", "ws://") + "_stcore/stream",
            subprotocols=["streamlit"],
            origin="https://elsewhere.example",
        ),
    ):
        pass
    sent = [line for line in calls.read_text(errors="replace").splitlines() if SENT.search(line)]
    assert [line for line in sent if not OWN.search(line)] == []


@pytest.mark.parametrize("headless", ["true", "false"])
def test_a_server_on_a_fresh_home_starts_without_a_question_and_says_where_it_listens(
    tmp_path: Path, serve: Callable[..., Any], headless: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    server = serve(
        sample.DATASET,
        options=[f"--server.headless={headless}"],
        env={"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")},
    )
    port = server.url.rstrip("/").rpartition(":")[2]
    log = server.log.read_text(errors="replace")
    assert "mail" not in log.lower()
    assert f"http://localhost:{port}/" in log
    assert "every machine that can reach this one" in log


def test_what_goes_wrong_on_a_page_is_for_the_log_and_not_for_a_visitor(
    tmp_path: Path, serve: Callable[..., Any]
) -> None:
    # A page that fails for a reason of which nobody has thought.
    (tmp_path / "sitecustomize.py").write_text(
        "import places.query.places as p\n"
        "def count(*_): raise RuntimeError('the inside')\n"
        "p.count = count\n"
        "import places.query\nplaces.query.count = count\n",
        encoding="utf-8",
    )
    root = Path(__file__).parents[2]
    server = serve(
        sample.DATASET, options=["--server.address=127.0.0.1"], env={"PYTHONPATH": f"{tmp_path}:{root}"}
    )
    shown = " ".join(server.visit())
    assert "exception" in shown
    assert "the inside" not in shown
    assert "RuntimeError" not in shown
    assert "the inside" in server.log.read_text(errors="replace")


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("", "http://localhost:8501/ and for every machine"),
        ("0.0.0.0", "http://localhost:8501/ and for every machine"),
        ("127.0.0.1", "http://127.0.0.1:8501/"),
        ("::1", "http://[::1]:8501/"),
        ("unix:///run/places.sock", "unix:///run/places.sock"),
    ],
)
def test_the_greeting_says_who_can_reach_the_server(
    monkeypatch: pytest.MonkeyPatch, address: str, line: str
) -> None:
    options = {"server.address": address, "server.port": 8501}
    monkeypatch.setattr("streamlit.get_option", options.get)
    assert line in listening()
