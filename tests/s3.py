"""A server of S3's protocol for the tests, and a bad line to it."""

from __future__ import annotations

import http.client
import json
import os
import random
import secrets
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "a-key",
    "AWS_SECRET_ACCESS_KEY": "a-secret-of-nobody",
    "AWS_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a server of S3's protocol; gives its URL."""
    pytest.importorskip("moto", reason="moto is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path_factory.mktemp("s3") / "log.txt").open("wb")
    command = [str(Path(sys.executable).with_name("moto_server")), "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"{url}/moto-api/data.json", timeout=5).close()
                break
            except (urllib.error.URLError, OSError):
                if time.monotonic() > until or server.poll() is not None:
                    raise
                time.sleep(0.1)
        yield url
    finally:
        server.kill()
        server.wait()


@pytest.fixture
def bucket(s3: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Make a bucket of one's own, and a cache of one's own; gives ``s3://bucket``."""
    import boto3
    import platformdirs

    real = platformdirs.user_cache_path("places")
    cache = tmp_path / "cache" / "places"
    cache.mkdir(parents=True)
    if real.is_dir():  # what a gazetteer takes half a minute for
        for kept in real.iterdir():
            if kept.name.startswith(("gazetteer-", "lexicon-")):
                (cache / kept.name).symlink_to(kept)
    for name, value in {**CREDENTIALS, "XDG_CACHE_HOME": str(cache.parent), "AWS_ENDPOINT_URL": s3}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    name = f"test-{secrets.token_hex(6)}"
    boto3.client("s3", endpoint_url=s3).create_bucket(Bucket=name)
    return f"s3://{name}"


class BadLine(ThreadingHTTPServer):
    """Passes requests on to a server, and lets some of them fail, break off or wait.

    Attributes
    ----------
    share : float
        Of the requests, so many fail.
    stalls : int
        Requests that are still to wait for `seconds`.
    spoiled : collections.Counter
        What was done to requests.
    seen : list of (str, str)
        Methods and paths, in order.
    """

    daemon_threads = True

    def __init__(self, url: str) -> None:
        super().__init__(("127.0.0.1", 0), _Passing)
        self.to = url.removeprefix("http://")
        self.share = 0.1
        self.stalls = 0
        self.seconds = 5.0
        self.spoiled: Counter[str] = Counter()
        self.seen: list[tuple[str, str]] = []
        self.chance = random.Random(7)
        self.lock = threading.Lock()
        self._waits = ("", "", 0.0)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def wait_at(self, method: str, part: str, seconds: float) -> None:
        """Let requests of a method wait whose path has something in it."""
        self._waits = (method, part, seconds)

    def wait(self, method: str, path: str) -> None:
        """Wait as long as a request is to wait."""
        of_method, part, seconds = self._waits
        if method == of_method and part in path:
            time.sleep(seconds)

    def fate(self, method: str, path: str) -> str:
        """Choose what becomes of a request."""
        with self.lock:
            self.seen.append((method, path))
            if self.stalls and self.chance.random() < 0.2:  # not all of one request
                self.stalls -= 1
                fate = "stalled"
            elif self.chance.random() < self.share:
                fate = self.chance.choice(("refused", "dropped", "cut off"))
            else:
                return ""
            self.spoiled[fate] += 1
            return fate

    def handle_error(self, *_: object) -> None:
        """Say nothing: lines that break off are what it is for."""


class _Passing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: BadLine

    def _pass_on(self) -> None:
        body = self._body()
        fate = self.server.fate(self.command, self.path)
        self.server.wait(self.command, self.path)
        if fate == "stalled":
            time.sleep(self.server.seconds)
        if fate == "dropped":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if fate == "refused":
            self.send_response(503)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        onward = http.client.HTTPConnection(self.server.to, timeout=60)
        onward.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() != "expect":  # it has been answered here
                onward.putheader(name, value)
        onward.endheaders(body)
        answer = onward.getresponse()
        content = answer.read()
        self.send_response(answer.status)
        length = answer.headers.get("Content-Length") or str(len(content))
        for name, value in answer.headers.items():
            if name.lower() not in ("connection", "content-length", "transfer-encoding", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", length)
        self.end_headers()
        if fate == "cut off":
            self.wfile.write(content[: len(content) // 2])
            self.wfile.flush()
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.wfile.write(content)
        onward.close()

    def _body(self) -> bytes:
        """Read what comes after the headers, as it comes."""
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        lines = []
        while size := int((line := self.rfile.readline()).partition(b";")[0], 16):
            lines += [line, self.rfile.read(size + 2)]
        lines.append(line)
        while lines[-1].strip():
            lines.append(self.rfile.readline())
        return b"".join(lines)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _pass_on  # noqa: N815 - http.server calls them so

    def log_message(self, *_: object) -> None:
        """Write no log."""


@pytest.fixture
def bad_line(s3: str, bucket: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[BadLine]:  # noqa: ARG001
    """Put a bad line between the program and the server of `bucket`."""
    line = BadLine(s3)
    thread = threading.Thread(target=line.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", line.url)
    yield line
    line.shutdown()
    line.server_close()


def environment() -> dict[str, str]:
    """Return what a process of its own needs in its environment to reach the bucket of a test."""
    return dict(os.environ)


def keys(address: str) -> list[str]:
    """List the keys under a prefix, by another client than that of the program."""
    import boto3

    name, _, prefix = address.removeprefix("s3://").partition("/")
    pages = boto3.client("s3").get_paginator("list_objects_v2").paginate(Bucket=name, Prefix=prefix)
    return sorted(each["Key"] for page in pages for each in page.get("Contents", ()))


def upload(folder: Path, address: str) -> None:
    """Put the files of a folder into a bucket, by another client than that of the program."""
    import boto3

    name, _, prefix = address.removeprefix("s3://").partition("/")
    client = boto3.client("s3")
    files = [file for file in folder.rglob("*") if file.is_file()]
    for file in sorted(files, key=lambda file: file.name == "dataset.json"):
        key = "/".join(filter(None, (prefix.strip("/"), file.relative_to(folder).as_posix())))
        client.upload_file(str(file), name, key)


def manifest(address: str) -> dict[str, object]:
    """Read the manifest of a dataset in a bucket, by another client than that of the program."""
    import boto3

    name, _, prefix = address.removeprefix("s3://").partition("/")
    body = boto3.client("s3").get_object(Bucket=name, Key=f"{prefix}/dataset.json")["Body"].read()
    return json.loads(body)  # type: ignore[no-any-return]
