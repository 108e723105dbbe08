"""Processes that work for a build, and that end when it does, however it ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

_Piece = TypeVar("_Piece")
_Answer = TypeVar("_Answer")


def usable_cores() -> int:
    """Count the processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1


@contextmanager
def worker_processes(number: int) -> Iterator[Executor]:
    """Start processes that work until the end of the block; an error ends them in the midst of it.

    Parameters
    ----------
    number : int
    """
    # Forking would copy threads that Arrow has started.
    context = multiprocessing.get_context("spawn")
    before = multiprocessing.active_children()
    with _deaf():
        executor = ProcessPoolExecutor(number, mp_context=context, initializer=_begin)
    try:
        with _deaf():  # once more: Python hears interrupts again as soon as its own process has begun
            for _ in range(number):  # each starts one, as none has come to its end yet
                executor.submit(_nothing)
        yield executor
    except BaseException:
        for process in multiprocessing.active_children():
            if process not in before:
                process.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def in_order(
    executor: Executor, in_flight: int, work: Callable[[_Piece], _Answer], pieces: Iterable[_Piece]
) -> Iterator[_Answer]:
    """Have pieces worked at elsewhere, so many at once, and give what comes out in their order.

    Parameters
    ----------
    executor : concurrent.futures.Executor
    in_flight : int
    work : callable
    pieces : iterable
        Taken one after another, as room for them is free.
    """
    waiting: deque[Future[_Answer]] = deque()
    try:
        for piece in pieces:
            waiting.append(executor.submit(work, piece))
            if len(waiting) > in_flight:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


@contextmanager
def _deaf() -> Iterator[None]:
    """Let processes that are started meanwhile not hear a terminal's signals: the first process tells them.

    Among them is the one in which Python keeps account of what processes share.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Make a process one that ends with the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _nothing() -> None:
    pass
