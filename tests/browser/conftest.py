"""What the tests that drive a browser share: Chromium, servers, and pages in them."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

PATIENCE = 30_000
"""Milliseconds that a test waits for what it expects, where it names no time: others may run beside it."""

QUIET = (
    # Chromium asks its maker for updates and components: nothing that a test should count or wait for.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Containers have neither a GPU nor the right to make sandboxes.
    "--disable-gpu",
    "--no-sandbox",
)

HUNG_UP = re.compile(
    r"Traceback \(most recent call last\):(?:(?!Traceback \(most recent).)*?"
    r"\nstarlette\.websockets\.WebSocketDisconnected:",
    re.DOTALL,
)
"""What Streamlit's server tells of a page that was left while it wrote to it: no page failed."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser, whether or not a test says so itself."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, started once; the test is skipped where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        playwright.expect.set_options(timeout=PATIENCE)
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages in contexts of their own: ``new_page(width=390, has_touch=True, color_scheme="dark")``."""
    contexts: list[BrowserContext] = []

    def new_page(width: int = 1440, height: int = 900, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    yield new_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def shared_context(chromium: Browser) -> BrowserContext:
    """Keep one cache for all tests that do not ask for their own: Streamlit's own scripts are 5 MB."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def page(shared_context: BrowserContext) -> Iterator[Page]:
    """Give one page of 1440 × 900 pixels."""
    page = shared_context.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Start real servers: ``serve(app, *args)`` gives the URL of a fresh ``streamlit run app -- args``.

    Each call starts another server, and each ends with the module. Streamlit's own
    options go in ``options=("--server.baseUrlPath=atlas",)``, environment variables in ``env``; a ``port``
    is chosen where the test must know it before. At the end no page may have failed, whoever was told of it.
    """
    running: list[subprocess.Popen[bytes]] = []
    logs: list[Path] = []

    def serve(
        app: str | Path,
        *args: str | Path,
        options: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
        port: int = 0,
    ) -> str:
        port = port or free_port()
        log = tmp_path_factory.mktemp("server") / "log.txt"
        logs.append(log)
        command = [
            *(sys.executable, "-m", "streamlit", "run", str(app)),
            f"--server.port={port}",
            "--server.address=127.0.0.1",
            "--server.headless=true",
            "--browser.gatherUsageStats=false",
            *options,
            "--",
            *map(str, args),
        ]
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                stdout=output,
                stderr=output,
                env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
            )
        running.append(process)
        base = next((o.partition("=")[2].strip("/") for o in options if "baseUrlPath" in o), "")
        url = f"http://127.0.0.1:{port}/{base}"
        deadline = time.monotonic() + 60
        while not _answers(url.rstrip("/") + "/_stcore/health"):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the server did not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.05)
        return url

    yield serve
    for process in running:
        process.terminate()
    for process in running:
        process.wait(timeout=60)
    for log in logs:
        told = log.read_text(errors="replace")
        assert "Traceback" not in HUNG_UP.sub("", told), f"a page failed:\n{told[-8000:]}"


def free_port() -> int:
    """Find a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
