"""The command line: one module a command.

What takes long to load is imported by the command that needs it, when it runs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Final

from places.cli import build, export, find, locate

_INTERRUPTED: Final = 130
_BROKEN_PIPE: Final = 141


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
        2 nothing was done; 130 interrupted; 141 nobody read the output.
    """
    parsed = _parser().parse_args(arguments)
    try:
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would try to flush once more at the end and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except KeyboardInterrupt:
        print("\nplaces: interrupted", file=sys.stderr)
        return _INTERRUPTED
    return status


def _parser() -> argparse.ArgumentParser:
    from places import __version__

    parser = argparse.ArgumentParser(
        prog="places",
        description="Find the places that news articles name, offline, and put them on a map.",
        epilog="Exit status: 0 all went well; 1 something was not read or found, the rest was; "
        "2 nothing was done.",
    )
    parser.add_argument("--version", action="version", version=f"places {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in (build, find, locate, export):
        command.add(commands.add_parser)
    return parser
