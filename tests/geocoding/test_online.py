"""What happens when the server does not do its part; see tests/nominatim for when it does."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from geopy.exc import ConfigurationError

from places.geocoding import OnlineGeocoder, locate_unknown
from places.model import Mention, Place


def ask(domain: str, cache: Path, lines: list[str], timeout: float = 5) -> OnlineGeocoder:
    return OnlineGeocoder(
        contact="tests@example.org",
        report=lines.append,
        cache=cache,
        domain=domain,
        scheme="http",
        timeout=timeout,
        rest=0,
    )


@contextmanager
def silent_server() -> Iterator[tuple[str, socket.socket]]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        listening.settimeout(30)
        yield f"127.0.0.1:{listening.getsockname()[1]}", listening


@contextmanager
def answering(status: int, body: bytes) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def free_address() -> str:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        return f"127.0.0.1:{listening.getsockname()[1]}"


def test_nobody_asks_a_server_without_saying_who_asks() -> None:
    for contact in ("", "  ", "a\nb", "müller"):
        with pytest.raises(ConfigurationError, match="who asks"):
            OnlineGeocoder(contact=contact)


def test_a_server_that_is_gone_is_reported_in_one_line_each_and_given_up_after_three(cache: Path) -> None:
    lines: list[str] = []
    address = free_address()
    online = ask(address, cache, lines)
    names = ["Hallig Gröde", "Chassansee", "Brocken", "Paektusan", "Kursk"]
    assert [online.geocode(name) for name in names] == [None] * 5
    assert len(lines) == 3
    for name, line in zip(names, lines, strict=False):
        assert line.startswith(f"not looked up online: {name}: {address} failed (")
        assert "\n" not in line
    assert lines[-1].endswith("it is asked no more")
    assert online.given_up


def test_a_server_that_does_not_answer_in_time_is_reported(cache: Path) -> None:
    lines: list[str] = []
    with silent_server() as (address, _):
        assert ask(address, cache, lines, timeout=0.2).geocode("Brocken") is None
    assert lines == [f"not looked up online: Brocken: no answer from {address} in 0.2 s"]


@pytest.mark.parametrize("status", [403, 429])
def test_a_server_that_refuses_is_asked_no_more(cache: Path, status: int) -> None:
    lines: list[str] = []
    with answering(status, b"no") as address:
        online = ask(address, cache, lines)
        assert [online.geocode(name) for name in ("Brocken", "Kursk")] == [None, None]
    (line,) = lines
    assert f"refused by {address}" in line
    assert str(status) in line


@pytest.mark.parametrize(
    "body", [b"<html>" + b"maintenance " * 100, b'{"message": "maintenance"}', b'["maintenance"]', b"1"]
)
def test_a_page_instead_of_an_answer_is_reported_and_not_kept(cache: Path, body: bytes) -> None:
    lines: list[str] = []
    with answering(200, body) as address:
        online = ask(address, cache, lines)
        assert online.geocode("Brocken") is None
        assert online.geocode("Brocken") is None
    assert len(lines) == 2
    assert all(len(line) < 300 for line in lines)


def test_a_cache_that_cannot_be_used_is_reported(tmp_path: Path) -> None:
    lines: list[str] = []
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    online = ask("127.0.0.1:9", in_the_way, lines)
    assert [online.geocode("Brocken") for _ in range(5)] == [None] * 5
    assert len(lines) == 3, "and then given up"
    assert f"the cache in {in_the_way} cannot be used" in lines[0]


def test_a_postcode_or_a_shop_is_no_place(cache: Path) -> None:
    hit = b'{"lat": "1", "lon": "2", "display_name": "38875", "class": "%s", "type": "%s"}'
    body = b"[" + hit % (b"place", b"postcode") + b"," + hit % (b"shop", b"bakery") + b"]"
    lines: list[str] = []
    with answering(200, body) as address:
        assert ask(address, cache, lines).geocode("38875") is None
    assert lines == []


def test_a_process_that_is_killed_while_it_asks_does_not_keep_others_waiting(cache: Path) -> None:
    with silent_server() as (address, listening):
        program = (
            "import sys; from pathlib import Path; from places.geocoding import OnlineGeocoder\n"
            "online = OnlineGeocoder(contact='tests@example.org', domain=sys.argv[1], scheme='http',\n"
            "                        cache=Path(sys.argv[2]), timeout=600)\n"
            "online.geocode('Brocken')"
        )
        asking = subprocess.Popen([sys.executable, "-c", program, address, str(cache)])
        connection, _ = listening.accept()  # its request is on the way, and it has the turn
        asking.kill()
        asking.wait()
        connection.close()
        began = time.monotonic()
        lines: list[str] = []
        ask(address, cache, lines, timeout=0.2).geocode("Kursk")
        assert time.monotonic() - began < 60  # the one that was killed would have waited for ten minutes
        assert "no answer" in lines[0]


def test_a_text_keeps_its_mentions_when_the_server_is_gone(cache: Path) -> None:
    text = "Ein Schiff lag vor der Insel Sylt und der Insel Xylonia."
    sylt = Mention(29, 33, "Sylt", Place("test:Sylt", "Sylt", "terrain", 54.9, 8.3), 0.9)
    lines: list[str] = []
    online = ask(free_address(), cache, lines)
    assert locate_unknown(text, [sylt], online, language="de") == [sylt]
    assert [line.split(": ")[1] for line in lines] == ["Xylonia"]
