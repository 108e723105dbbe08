import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest

from places.geocoding import OnlineGeocoder

VARIABLE = "PLACES_NOMINATIM"


@dataclass
class Door:
    """The way to the real server: every request goes through it and is written down."""

    address: str
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    began: list[float] = field(default_factory=list)
    shut: Callable[[], None] = lambda: None


@pytest.fixture(scope="session")
def server() -> str:
    address = os.environ.get(VARIABLE)
    if not address:
        pytest.skip(f"no Nominatim: run `python tests/nominatim/server.py start` and set {VARIABLE}")
    return address


@pytest.fixture
def door(server: str) -> Iterator[Door]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            door.began.append(time.monotonic())
            door.asked += parse_qs(urlsplit(self.path).query).get("q", [self.path])
            door.agents.append(self.headers["User-Agent"])
            with urlopen(Request(f"http://{server}{self.path}"), timeout=30) as reply:
                body = reply.read()
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.headers["Content-Type"])
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()

    def shut() -> None:
        listening.shutdown()
        listening.server_close()
        thread.join()

    door = Door(f"127.0.0.1:{listening.server_port}", shut=shut)
    yield door
    door.shut()


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def lines() -> list[str]:
    """What the geocoder of a test reported."""
    return []


Opener = Callable[..., OnlineGeocoder]


@pytest.fixture
def opened(door: Door, cache: Path, lines: list[str]) -> Opener:
    """Open a geocoder on the door; `rest=0` because the server is our own."""

    def open_online(**options: object) -> OnlineGeocoder:
        settings = {"rest": 0, **options}
        return OnlineGeocoder(
            contact="tests@example.org",
            report=lines.append,
            cache=cache,
            domain=door.address,
            scheme="http",
            **settings,
        )

    return open_online


@pytest.fixture
def online(opened: Opener) -> OnlineGeocoder:
    return opened()
