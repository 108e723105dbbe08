"""What the drills share: a real server, and visitors without a browser."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Server:
    """A running dashboard.

    Attributes
    ----------
    url : str
        Ends with a slash.
    log : Path
    process : subprocess.Popen
    """

    url: str
    log: Path
    process: subprocess.Popen[bytes]

    def visit(self, query: str = "", page: str = "") -> list[str]:
        """Visit a page as a browser does; give every text that it shows: markdown, alerts, exceptions."""
        shown: list[str] = []
        for answer in self.answers(query, page):
            element = answer.delta.new_element
            match element.WhichOneof("type"):
                case "markdown":
                    shown.append(element.markdown.body)
                case "alert":
                    shown.append(element.alert.body)
                case "exception":
                    shown.append(f"exception: {element.exception.type} {element.exception.message}")
            if answer.WhichOneof("type") == "new_session":  # another run: the page begins anew
                shown = []
        return shown

    def answers(self, query: str = "", page: str = "") -> Iterator[ForwardMsg]:
        """Visit a page as a browser does; give all that the server sends until the page is there."""
        address = self.url.replace("http://", "ws://") + "_stcore/stream"
        with connect(
            address, subprotocols=["streamlit"], max_size=None, open_timeout=60, close_timeout=1
        ) as channel:
            message = BackMsg()
            message.rerun_script.query_string = query
            message.rerun_script.page_name = page
            channel.send(message.SerializeToString())
            while True:
                answer = ForwardMsg()
                answer.ParseFromString(channel.recv(timeout=60))
                yield answer
                if (
                    answer.WhichOneof("type") == "script_finished"
                    and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
                ):
                    return


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start real servers: ``serve(dataset, options=(…), before=(…), env={…})``; each ends with the test."""
    running: list[subprocess.Popen[bytes]] = []

    def serve(
        *arguments: str | Path,
        options: Sequence[str] = (),
        before: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
    ) -> Server:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        log = tmp_path / f"server-{port}.log"
        command = [
            *before,
            *(sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py")),
            *(f"--server.port={port}", *options, "--", *map(str, arguments)),
        ]
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                env={**os.environ, "BROWSER": "true", "PYTHONPATH": str(ROOT), **(env or {})},
            )
        running.append(process)
        url = f"http://127.0.0.1:{port}/"
        deadline = time.monotonic() + 90
        while not _answers(url + "_stcore/health"):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the server did not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.05)
        return Server(url, log, process)

    yield serve
    for process in running:
        os.killpg(process.pid, signal.SIGTERM)
    for process in running:
        process.wait(timeout=60)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
