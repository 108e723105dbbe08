"""A web server on this machine that answers as servers do, good and bad ones."""

import gzip
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any

import pytest

from places.fetching import Rules

HOST = "paper.example"

PAGE = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Hochwasser in Lindau</title>
<meta name="author" content="E. Beispiel"><meta property="og:site_name" content="Seeblatt">
<meta property="article:published_time" content="2024-06-03"></head><body><nav>Start Sport Wetter</nav>
<article><h1>Hochwasser in Lindau</h1>
<p>Der Bodensee ist am Montag in Lindau über die Ufer getreten. Auch in Bregenz und in Konstanz stieg das
Wasser, die Feuerwehr pumpte Keller leer und sperrte mehrere Straßen am Hafen bis zum frühen Abend.</p>
<p>In Friedrichshafen blieb die Lage ruhig. Fachleute rechnen damit, dass der Pegel in den nächsten Tagen
langsam wieder fällt, sofern es in den Bergen bei Chur nicht noch einmal kräftig regnet.</p></article>
</body></html>"""

FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Seeblatt</title>
<item><title>Fähre nach Meersburg fällt aus</title><link>https://paper.example/faehre</link>
<pubDate>Mon, 03 Jun 2024 08:00:00 +0200</pubDate>
<description>Die Fähre von Konstanz nach Meersburg fällt am Dienstag aus.</description></item>
<item><title>Brücke in Stein am Rhein offen</title><link>https://paper.example/bruecke</link>
<pubDate>Tue, 04 Jun 2024 08:00:00 +0200</pubDate>
<description>In Stein am Rhein ist die Brücke wieder offen.</description></item></channel></rss>"""


@dataclass
class Site:
    """A server, what it has, and what it was asked for."""

    port: int = 0
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def has(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.answers[path] = status, {name.replace("_", "-"): said for name, said in headers.items()}, data

    def redirects(self, path: str, to: str, status: int = 302) -> None:
        self.has(path, status=status, location=to)

    def url(self, path: str, host: str = HOST, scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def rules(self, **changes: Any) -> Rules:
        """The rules, but for this server, which no setting can allow."""
        given: dict[str, Any] = {
            "ports": (self.port,),
            "is_allowed": lambda address: address.is_loopback,
            "own_machine": True,
            "resolve": lambda *_: [ip_address("127.0.0.1")],
        }
        return Rules(**(given | changes))


@pytest.fixture
def site() -> Iterator[Site]:
    here = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append((self.path, dict(self.headers)))
            if self.path == "/drips-head":
                self._drip(b"HTTP/1.1 200 OK\r\nx-long: " + b"a" * 1000)
            elif self.path == "/drips-body":
                self._drip(b"a" * 1000, b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
            elif self.path == "/endless":
                self._drip(b"", b"HTTP/1.1 200 OK\r\n\r\n", endless=True)
            elif self.path == "/nonsense":
                self.wfile.write(b"good evening\r\n\r\n")
            else:
                status, headers, body = here.answers.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, said in headers.items():
                    self.send_header(name, said)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def _drip(self, data: bytes, first: bytes = b"", *, endless: bool = False) -> None:
            self.close_connection = True
            try:
                self.wfile.write(first)
                while endless:
                    self.wfile.write(b"a" * 100_000)
                for at in range(len(data)):
                    self.wfile.write(data[at : at + 1])
                    time.sleep(0.05)
            except OSError:  # whoever asked has gone
                pass

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    here.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    here.has("/news", PAGE, content_type="text/html; charset=utf-8")
    here.has("/feed", FEED, content_type="application/rss+xml")
    here.has("/packed", gzip.compress(PAGE.encode()), content_type="text/html", content_encoding="gzip")
    yield here
    server.shutdown()
    server.server_close()
