"""Requests as the terms of a public server want them: one at a time, seldom, and none twice."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderServiceError

_PATIENCE: Final = 300.0  # seconds to wait for the other processes' requests


class NotAskedError(GeocoderServiceError):
    """The answer is not on disk, and the server is not to be asked."""


class PoliteAdapter(URLLibAdapter):
    """An HTTP adapter of geopy that keeps Nominatim's answers on disk and rests between requests.

    All adapters with the same folder, in whatever thread or process, take turns: one sends
    its request, and only `rest` seconds after the answer the next one may. What has been
    answered once is read from disk; an empty answer only until it expires.

    Parameters
    ----------
    proxies, ssl_context
        As in `geopy.adapters.BaseAdapter`.
    folder : Path
        Where answers are kept; made if it is not there.
    rest : float
        Seconds from the end of one request to the beginning of the next.
    keep_misses : timedelta
        How long to believe that there is nothing to find.

    Attributes
    ----------
    asks : bool
        Set to False, it only reads answers from disk.
    answered : int
        How many answers have come from the server, not from disk.

    Notes
    -----
    The turn is a write transaction on a SQLite file of its own. The operating system ends
    it with the process, so that one that is killed does not keep the others waiting.
    """

    def __init__(
        self, *, proxies: Any, ssl_context: Any, folder: Path, rest: float, keep_misses: timedelta
    ) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._answers = folder / "online-answers.sqlite"
        self._turns = folder / "online-turns.sqlite"
        self._rest = rest
        self._keep_misses = keep_misses.total_seconds()
        self._folder = folder
        self.asks = True
        self.answered = 0

    def get_text(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> str:
        """Return the body of the answer, from disk if it is there.

        Raises
        ------
        NotAskedError
            If the answer is not on disk and `asks` is False.
        geopy.adapters.AdapterHTTPError, geopy.exc.GeocoderServiceError
            As in `geopy.adapters.BaseAdapter.get_text`.
        sqlite3.Error, OSError
            If the folder cannot be used.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        answer = self._known(url)
        if answer is not None:
            return answer
        if not self.asks:
            raise NotAskedError(url)
        with closing(self._open(self._turns, "turn (only INTEGER PRIMARY KEY, ended REAL)")) as turns:
            turns.execute("BEGIN IMMEDIATE")
            answer = self._known(url)  # somebody may have asked the same while this one waited
            if answer is not None:
                return answer
            for (ended,) in turns.execute("SELECT ended FROM turn"):
                # Never longer than the rest itself, whatever happened to the clock.
                time.sleep(min(self._rest, max(0.0, ended + self._rest - time.time())))
            try:
                answer = str(super().get_text(url, timeout=timeout, headers=headers))
            finally:
                turns.execute("INSERT OR REPLACE INTO turn VALUES (1, ?)", (time.time(),))
                turns.execute("COMMIT")
        self._keep(url, answer)
        return answer

    def _known(self, url: str) -> str | None:
        with closing(self._open_answers()) as answers:
            row = answers.execute(
                "SELECT body FROM answer WHERE url = ? AND (NOT miss OR at > ?)",
                (url, time.time() - self._keep_misses),
            ).fetchone()
        return None if row is None else str(row[0])

    def _keep(self, url: str, body: str) -> None:
        try:
            content = json.loads(body)
        except ValueError:
            return  # geopy will complain; the next time it may be an answer
        miss = content in ([], {"error": "Unable to geocode"})
        hits = content if isinstance(content, list) else [content]
        if not miss and not all(isinstance(hit, dict) and "lat" in hit for hit in hits):
            return
        self.answered += 1
        with closing(self._open_answers()) as answers:
            answers.execute(
                "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", (url, body, miss, time.time())
            )

    def _open_answers(self) -> sqlite3.Connection:
        return self._open(self._answers, "answer (url TEXT PRIMARY KEY, body TEXT, miss INTEGER, at REAL)")

    def _open(self, file: Path, table: str) -> sqlite3.Connection:
        connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
        try:
            connection.execute(f"CREATE TABLE IF NOT EXISTS {table}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection
