"""The work of a build on other machines: its pieces as tasks of a Dask scheduler.

It is the one module that knows the engine. A piece is lost with the worker that had it and is given to
another; with the scheduler, and is given to the one that is begun in its place. A chunk of articles that
no worker outlives is halved until one article is left, which is said and left without places.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from typing import Any, Final, TypeVar, cast

import pyarrow as pa
from distributed import Client, KilledWorker

from places.building.parsing import Parsed, code_of, own_versions, parse_articles
from places.building.report import BuildError
from places.dataset import SCHEMAS
from places.fulltext.stems import VERSION
from places.geoparsing.parser import Home
from places.model import Article
from places.reading import Problem, formats

PATIENCE: Final = 600.0
"""Seconds that a build waits for a scheduler that does not answer any more."""

_CONNECTING: Final = 10.0  # seconds that the first attempt takes at most
_PAUSE: Final = 1.0  # seconds between two attempts

Chunk = Sequence[tuple[Article, Home | None]]
_Answer = TypeVar("_Answer")


class ClusterError(BuildError):
    """The cluster cannot be used, and why."""


class Cluster(Executor):
    """Sends pieces of work to the workers of a scheduler; the threads of it wait for the answers.

    Parameters
    ----------
    address : str
        Of the scheduler: ``tcp://host:8786``.

    Attributes
    ----------
    in_flight : int
        Pieces that are worth sending at once.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._client = self._connected(_CONNECTING)
        threads = sum(self._client.nthreads().values())
        if not threads:
            self._client.close()
            raise ClusterError(
                f"{address}: a scheduler without workers; start them with: dask worker {address}"
            )
        self.in_flight = 2 * threads + 2
        self._waiting = ThreadPoolExecutor(self.in_flight)

    def submit(self, fn: Callable[..., _Answer], /, *args: Any, **kwargs: Any) -> Future[_Answer]:
        """Have a function of the project called on a worker.

        Chunks that `places.building.parsing.parse_articles` is given, with the project's own geoparser,
        are halved where no worker outlives them; what else no worker outlives is done here.
        """
        if kwargs:
            raise ValueError("a cluster takes no arguments by name")
        if fn is parse_articles:
            parser, chunk = args
            if parser is not None:
                raise ValueError("a cluster parses with the project's own geoparser")
            return cast("Future[_Answer]", self._waiting.submit(self._parsed, chunk))
        return self._waiting.submit(self._done, fn, args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take back what is not done yet, and leave the workers to others."""
        self._closing.set()
        with suppress(Exception):
            self._client.close(timeout=_CONNECTING)
        self._waiting.shutdown(wait, cancel_futures=cancel_futures)

    def _parsed(self, chunk: Chunk) -> Parsed:
        """Wait for what the workers find in a chunk."""
        try:
            return self._answer(parse_articles, (None, chunk))
        except KilledWorker:
            return self._without_poison(chunk)

    def _done(self, fn: Callable[..., _Answer], args: tuple[Any, ...]) -> _Answer:
        try:
            return self._answer(fn, args)
        except KilledWorker:
            return fn(*args)

    def _answer(self, fn: Callable[..., _Answer], args: tuple[Any, ...]) -> _Answer:
        """Wait for what a worker answers, however often one has to be asked."""
        while not self._closing.is_set():
            client, sent = self._client, None
            try:
                sent = client.submit(_call, _versions(), fn, args, pure=False)
                return cast("_Answer", sent.result())
            except KilledWorker:
                raise
            except Exception:  # a client that has lost its scheduler raises one thing or another
                if sent is not None and sent.status == "error":
                    raise  # what a worker said of the work itself
            self._reconnect(client)
        raise CancelledError

    def _without_poison(self, chunk: Chunk) -> Parsed:
        """Find what can be found in a chunk that several workers did not outlive."""
        if len(chunk) == 1:
            ((article, _),) = chunk
            reason = f"{article.id}: its places were not found (every worker that was given it ended)"
            lacking = {0: Problem(article.path, None, reason, kept=True)}
            return Parsed([0], SCHEMAS["mentions"].empty_table(), (), lacking)
        half = len(chunk) // 2
        return joined([self._parsed(chunk[:half]), self._parsed(chunk[half:])])

    def _reconnect(self, lost: Client) -> None:
        """Wait for the scheduler, or the one that takes its place."""
        with self._lock:
            if self._client is lost and not self._closing.is_set():
                with suppress(Exception):
                    lost.close(timeout=_PAUSE)
                self._client = self._connected(PATIENCE)

    def _connected(self, patience: float) -> Client:
        until = time.monotonic() + patience
        while True:
            try:
                return Client(self._address, timeout=min(patience, _CONNECTING), set_as_default=False)
            except (OSError, ValueError, TimeoutError) as error:
                if time.monotonic() > until or self._closing.is_set() or isinstance(error, ValueError):
                    raise ClusterError(
                        f"{self._address}: no scheduler answers; start one with: dask scheduler"
                    ) from error
                time.sleep(_PAUSE)


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """Use the workers of a scheduler until the end of the block.

    Raises
    ------
    ClusterError
        If no scheduler answers there, or it has no workers.
    """
    workers = Cluster(address)
    try:
        yield workers
    finally:
        workers.shutdown(cancel_futures=True)


def joined(parts: Sequence[Parsed]) -> Parsed:
    """Put together what came out for the parts of a chunk, in order."""
    counts: list[int] = []
    lacking: dict[int, Problem] = {}
    for part in parts:
        lacking |= {len(counts) + at: problem for at, problem in part.lacking.items()}
        counts += part.counts
    places = {place.id: place for part in parts for place in part.places}
    return Parsed(
        counts, pa.concat_tables([part.mentions for part in parts]), tuple(places.values()), lacking
    )


@cache
def _versions() -> Mapping[str, str]:
    """Tell with what the work is done that is sent to workers."""
    rooms = {room: code_of(f"places.{room}") for room in ("building", "fulltext", "reading")}
    packages = {package for form in formats() for package in form.packages if find_spec(package)}
    return {**own_versions(), **rooms, "stems": VERSION, "packages": " ".join(sorted(packages))}


def _call(versions: Mapping[str, str], fn: Callable[..., _Answer], args: tuple[Any, ...]) -> _Answer:
    """Call a function on a worker, if it would come to what it comes to here."""
    if _versions() != versions:
        raise ClusterError(
            "a worker has other rules, packages or another gazetteer; "
            "install the same places and extras there"
        )
    return fn(*args)
