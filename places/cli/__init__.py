"""The command line: one module a command.

What takes long to load is imported by the command that needs it, when it runs.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Final, NoReturn

from places.cli import build, changes, export, find, locate, password, picture, refresh, search
from places.cli.printing import fail

_BROKEN_PIPE: Final = 141
_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")
_PATIENCE: Final = 3.0  # seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the process if not given.

    Returns
    -------
    int
        The exit status: 0 all went well; 1 something was not read or not found, the rest was;
        2 nothing was done; 141 nobody read the output; 128 and its number where a signal ended it,
        130 for an interrupt.
    """
    if sys.stderr is None:  # closed; what would be said there is said nowhere
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - until the process ends
    try:
        parsed = _parser().parse_args(arguments)
        with _ending_by_signals():
            status: int = parsed.run(parsed)
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_output()
        return _BROKEN_PIPE
    except OSError as error:
        from places.gazetteer import CacheError

        if isinstance(error, CacheError):
            return fail(error)
        if error.filename is None:
            _let_go_of_output()
            return fail(f"the output cannot be written ({error.strerror})")
        return fail(f"{error.filename}: {error.strerror}")
    except _Ended as ended:
        with suppress(OSError):  # the terminal may be gone
            print(f"\nplaces: {ended}", file=sys.stderr)
        return 128 + ended.number
    return status


def _let_go_of_output() -> None:
    """Write nothing more: Python would try to flush once more at the end, and complain."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Parser(argparse.ArgumentParser):
    """Says what it does not understand without what a terminal would obey."""

    def error(self, message: str) -> NoReturn:
        from places.reading import printable

        super().error(printable(message))


class _Ended(KeyboardInterrupt):
    """A signal asks the program to end; what it has begun is cleared up on the way out."""

    def __init__(self, number: int) -> None:
        super().__init__("interrupted" if number == signal.SIGINT else "ended from outside")
        self.number = number


@contextmanager
def _ending_by_signals() -> Iterator[None]:
    """Let a signal that asks to end be an exception, once in a while: clearing up is not to be broken off."""
    if threading.current_thread() is not threading.main_thread():  # it hears of none
        yield
        return
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    last = float("-inf")

    def end(number: int, _: object) -> None:
        nonlocal last
        if time.monotonic() - last > _PATIENCE:
            last = time.monotonic()
            raise _Ended(number)

    # Whoever started the program may have told it not to hear one (nohup).
    heard = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, end) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _parser() -> argparse.ArgumentParser:
    from places import __version__

    parser = _Parser(
        prog="places",
        description="Find the places that news articles name, offline, and put them on a map.",
        epilog="Exit status: 0 all went well; 1 something was not read or found, the rest was; "
        "2 nothing was done.",
    )
    parser.add_argument("--version", action="version", version=f"places {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in (build, changes, refresh, find, locate, search, export, picture, password):
        command.add(commands.add_parser)
    return parser
