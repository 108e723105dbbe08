"""Two servers behind nginx, as docs/nginx.conf has them: visitors stay with one, and go on if it ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import ROOT, free_port

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

if TYPE_CHECKING:
    from playwright.sync_api import Page

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
"""Debian has it where only root looks."""


@dataclass(frozen=True)
class Front:
    """The address of nginx, its log, and the addresses of the servers behind it."""

    address: str
    log: Path
    servers: tuple[str, str]

    def asked(self) -> list[tuple[str, str]]:
        """Give the visitor and the server of each request so far, by the log."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [(visitor, server) for visitor, server, _ in (line.split("|", 2) for line in lines)]


@pytest.fixture
def front(serve: Callable[..., str], tmp_path: Path) -> Iterator[Front]:
    """Start two servers of the sample, and nginx before them."""
    if NGINX is None:
        pytest.skip("nginx is not installed (Debian: apt-get install nginx-light)")
    servers = [serve(ROOT / "dashboard.py").removeprefix("http://").rstrip("/") for _ in range(2)]
    port = free_port()
    written = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
    for before, after in (
        ("127.0.0.1:8501", servers[0]),
        ("127.0.0.1:8502", servers[1]),
        ("listen 80;", f"listen 127.0.0.1:{port};"),
    ):
        assert written.count(before) == 1
        written = written.replace(before, after)
    (tmp_path / "places.conf").write_text(written, encoding="utf-8")
    log = tmp_path / "access.log"
    folders = "".join(
        f"{name}_temp_path {tmp_path}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log;"
        f"{'user root;' if os.geteuid() == 0 else ''} events {{}}"
        f"http {{ {folders} log_format asked '$places_visitor|$upstream_addr|$request';"
        f"access_log {log} asked; include {tmp_path}/places.conf; }}",
        encoding="utf-8",
    )
    process = subprocess.Popen([NGINX, "-c", str(tmp_path / "nginx.conf"), "-e", f"{tmp_path}/error.log"])
    until = time.monotonic() + 10
    while not (tmp_path / "pid").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert process.poll() is None, (tmp_path / "error.log").read_text(encoding="utf-8")
    yield Front(f"http://127.0.0.1:{port}/", log, (servers[0], servers[1]))
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=60)


def see_map(page: Page, address: str) -> None:
    page.goto(address)
    page.frame_locator("iframe").first.locator(".place-marker").first.wait_for()


def choose_kinds(page: Page) -> None:
    """Take a kind of places out, as often as it takes until the address says so."""
    until = time.monotonic() + 60
    while "kinds=" not in page.url:
        assert time.monotonic() < until, page.url
        page.locator(".st-key-kinds .tick").first.click()
        with suppress(playwright.TimeoutError):
            page.wait_for_url("**kinds=**", timeout=5_000)


def kill_listener(server: str) -> None:
    """End the server that listens there, at once and without a word."""
    port = server.rpartition(":")[2]
    found = subprocess.run(["ps", "-ewwo", "pid,args"], capture_output=True, text=True, check=True).stdout
    (pid,) = [int(line.split()[0]) for line in found.splitlines() if f"--server.port={port} " in f"{line} "]
    os.kill(pid, signal.SIGKILL)


def test_a_visitor_stays_with_one_server_and_goes_on_with_the_other_when_that_is_killed(
    front: Front, new_page: Callable[..., Page]
) -> None:
    pages: dict[str, Page] = {}
    for _ in range(20):  # which server a visitor comes to is chance
        page = new_page()
        see_map(page, f"{front.address}?lang=en")
        (cookie,) = [each for each in page.context.cookies() if each["name"] == "places"]
        assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
        servers = {server for visitor, server in front.asked() if visitor == cookie["value"]}
        assert len(servers) == 1
        pages.setdefault(servers.pop(), page)
        if len(pages) == 2:
            break
    assert set(pages) == set(front.servers)

    killed, other = front.servers
    of_killed, of_other = pages[killed], pages[other]
    kill_listener(killed)
    before = len(front.asked())
    # The page finds its way to the other server by itself; what was pressed on that way is lost.
    choose_kinds(of_killed)
    of_killed.frame_locator("iframe").first.locator(".place-marker").first.wait_for()
    assert any(server.endswith(other) for _, server in front.asked()[before:])
    # Whoever was with that one has noticed nothing.
    of_other.locator(".st-key-kinds .tick").first.click()
    of_other.wait_for_url("**kinds=**")
