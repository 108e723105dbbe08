"""Chromium for the benchmarks: one that Playwright drives, and one that nobody watches."""

from __future__ import annotations

import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PROGRAM = "/usr/bin/chromium"
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# How long a page is left alone before it is asked: being asked while it loads would slow it down.
ALONE = 8


@contextmanager
def browser_page() -> Iterator[Page]:
    """Open a page in a browser of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=list(OPTIONS))
        yield browser.new_page(viewport={"width": 1440, "height": 900})
        browser.close()


class Unwatched:
    """A browser that loads a page as a visitor's does: no program follows what it does meanwhile.

    Playwright hears of every request, on the same two cores that fetch and draw: of a page of a hundred
    files it takes half a second longer.
    """

    def __init__(self, port: int) -> None:
        self._devtools = f"http://127.0.0.1:{port}"

    def open(self, url: str) -> None:
        """Open a page in a tab, without waiting for anything."""
        urllib.request.urlopen(
            urllib.request.Request(f"{self._devtools}/json/new?{url}", method="PUT")
        ).close()

    def places_painted(self) -> float:
        """Ask the map, a while after the page was opened, when land and markers were painted.

        Returns
        -------
        float
            As `time.time` tells it.
        """
        time.sleep(ALONE)
        with sync_playwright() as playwright:
            browser = playwright.chromium.connect_over_cdp(self._devtools)
            pages = [page for context in browser.contexts for page in context.pages]
            atlas = None
            while atlas is None:
                frames = (frame for page in pages for frame in page.frames)
                atlas = next((frame for frame in frames if "streamlit_folium" in frame.url), None)
                pages[0].wait_for_timeout(200)
            atlas.wait_for_function(f"({_PAINTED}).length", timeout=60_000)
            assert atlas.locator(".place-marker, path.leaflet-interactive").count(), "a map without markers"
            return float(atlas.evaluate(f"performance.timeOrigin + {_PAINTED}[0].startTime")) / 1000


_PAINTED = "performance.getEntriesByName('places-painted')"


@contextmanager
def unwatched_browser() -> Iterator[Unwatched]:
    """Start a browser with an empty profile, and wait until it rests."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ["--headless=new", "--window-size=1440,900", "--remote-debugging-port=0", *OPTIONS]
        process = subprocess.Popen(
            [PROGRAM, *options, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            port = Path(profile, "DevToolsActivePort")  # Chromium writes it when it listens
            while not port.exists():
                time.sleep(0.05)
            time.sleep(1)
            yield Unwatched(int(port.read_text(encoding="ascii").split()[0]))
        finally:
            process.terminate()
            process.wait(timeout=10)
